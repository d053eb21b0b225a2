package console

import "sayso/caseworker"

func deferCase(f form) caseworker.Act {
	return caseworker.Defer{
		Version: f.version(), Until: f.date("until"), Reason: f.text("reason"), Told: f.text("told"), DrawsOn: f.drawsOn(),
	}
}

func resume(f form) caseworker.Act {
	return caseworker.Resume{Version: f.version(), Reason: f.text("reason"), DrawsOn: f.drawsOn()}
}
