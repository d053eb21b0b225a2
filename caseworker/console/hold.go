package console

import "sayso/caseworker"

func hold(f form) caseworker.Act {
	return caseworker.Hold{Version: f.version(), Reason: f.text("reason"), DrawsOn: f.drawsOn()}
}

func liftHold(f form) caseworker.Act {
	return caseworker.LiftHold{Version: f.version(), Reason: f.text("reason"), DrawsOn: f.drawsOn()}
}
