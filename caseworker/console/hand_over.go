package console

import "sayso/caseworker"

func handOver(f form) caseworker.Act {
	return caseworker.HandOver{Version: f.version(), To: f.text("to"), Note: f.text("note"), DrawsOn: f.drawsOn()}
}
