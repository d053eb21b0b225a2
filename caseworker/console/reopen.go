package console

import "sayso/caseworker"

func reopen(f form) caseworker.Act {
	return caseworker.Reopen{Version: f.version(), Reason: f.text("reason"), DrawsOn: f.drawsOn()}
}
