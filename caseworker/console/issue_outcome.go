package console

import (
	"strconv"

	"sayso/caseworker"
)

func issueOutcome(f form) caseworker.Act {
	number, _ := strconv.Atoi(f.PathValue("issue")) // 0 is no issue, and the act says so
	return caseworker.IssueOutcome{
		Version: f.version(), Seen: f.seen(), Number: number, Outcome: caseworker.Outcome(f.text("outcome")),
		Action: f.text("action"), Reason: f.text("reason"), Kinds: f.many("kinds"), DrawsOn: f.drawsOn(),
	}
}
