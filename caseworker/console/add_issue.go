package console

import "sayso/caseworker"

func addIssue(f form) caseworker.Act {
	return caseworker.AddIssue{
		Version: f.version(), Conversation: f.text("conversation"), Words: f.text("words"), Kinds: f.many("kinds"),
	}
}
