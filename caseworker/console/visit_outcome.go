package console

import "sayso/caseworker"

func visitOutcome(f form) caseworker.Act {
	return caseworker.VisitOutcome{
		Version: f.version(), ID: f.PathValue("visit"), State: f.text("state"), Sorted: f.text("sorted"),
		Note: f.text("note"), DrawsOn: f.drawsOn(),
	}
}
