package console

import "sayso/caseworker"

func closeCase(f form) caseworker.Act {
	return caseworker.Close{
		Version: f.version(), Seen: f.seen(), Conversation: f.text("conversation"), Reason: f.text("reason"),
		DrawsOn: f.drawsOn(),
	}
}
