package console

import (
	"sayso/caseworker"
	"sayso/conversation"
)

func urgency(f form) caseworker.Act {
	return caseworker.SetUrgency{
		Version: f.version(), Tier: conversation.Tier(f.text("tier")), Reason: f.text("reason"), DrawsOn: f.drawsOn(),
	}
}
