package console

import (
	"strings"

	"sayso/caseworker"
)

func meant(f form) caseworker.Act {
	return caseworker.SayWho{
		Name: f.text("name"), Emails: strings.Fields(f.text("emails")), Reason: f.text("reason"), DrawsOn: f.drawsOn(),
	}
}
