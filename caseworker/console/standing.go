package console

import "sayso/caseworker"

func standing(f form) caseworker.Act {
	return caseworker.SetStanding{
		Version: f.version(), Conversation: f.text("conversation"), Ground: f.text("ground"), Decision: f.text("decision"),
		Reason: f.text("reason"), DrawsOn: f.drawsOn(),
	}
}
