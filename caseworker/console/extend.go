package console

import "sayso/caseworker"

func extend(f form) caseworker.Act {
	return caseworker.Extend{
		Version: f.version(), Conversation: f.text("conversation"), Until: f.date("until"), Reason: f.text("reason"),
		DrawsOn: f.drawsOn(),
	}
}
