package console

import "sayso/caseworker"

func mute(f form) caseworker.Act {
	return caseworker.Mute{
		Version: f.version(), Conversation: f.text("conversation"), Until: f.date("until"), Reason: f.text("reason"), DrawsOn: f.drawsOn(),
	}
}

func unmute(f form) caseworker.Act {
	return caseworker.Unmute{Version: f.version(), Conversation: f.text("conversation"), Reason: f.text("reason"), DrawsOn: f.drawsOn()}
}
