package console

import "sayso/caseworker"

func stage(f form) caseworker.Act {
	return caseworker.SetStage{
		Version: f.version(), Seen: f.seen(), To: f.text("to"), Reason: f.text("reason"), DrawsOn: f.drawsOn(),
	}
}
