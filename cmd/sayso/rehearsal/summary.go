package rehearsal

import (
	"fmt"
	"strings"
	"time"

	"sayso/conversation"
)

// Summary is the case as a caseworker sees it at the end of a scene, in plain lines.
func Summary(f conversation.Facts, zone *time.Location) string {
	var b strings.Builder
	who := strings.ReplaceAll(f.Who, "_", " ")
	if f.Relationship != "" {
		who += ", " + strings.ReplaceAll(f.Relationship, "_", " ")
	}
	fmt.Fprintf(&b, "%s. Urgency: %s. From: %s. Talk: %s.\n", sentence(f.Category), f.Tier, who, strings.ReplaceAll(f.Talk, "_", " "))
	for _, i := range f.Issues {
		fmt.Fprintf(&b, "Issue %d (%s): %q\n", i.Number, strings.Join(i.Kinds, ", "), i.Words)
	}
	for _, c := range f.Contacts {
		can := ""
		if !c.CanText {
			can = ", cannot be reached here"
		}
		fmt.Fprintf(&b, "Safe to reply by %s: %s%s\n", map[conversation.Channel]string{conversation.SMS: "text", conversation.Chat: "chat"}[c.Channel], c.SafeToReply, can)
	}
	for _, line := range []struct{ name, value string }{
		{"Young person", f.ChildName}, {"Do they know", f.ChildKnows}, {"Keep from", f.KeepFrom},
		{"Called", f.Name}, {"Wants", f.WantedOutcome}, {"Where", f.VisitWhere}, {"When", f.VisitWhen},
		{"Avoid", f.Avoid}, {"Advocate", f.Advocate}, {"Where now", f.WhereNow}, {"Planned change", f.PlannedChange},
		{"Withdrawal", f.Withdrawal},
	} {
		if line.value != "" {
			fmt.Fprintf(&b, "%s: %s\n", line.name, line.value)
		}
	}
	for _, v := range f.VisitAnswers {
		fmt.Fprintf(&b, "The visit suits them: %v\n", map[bool]string{true: "yes", false: "no"}[v.Yes])
	}
	if f.ReadBy != nil {
		fmt.Fprintf(&b, "To be read by %s.\n", f.ReadBy.In(zone).Format("Monday 2 January, 15:04"))
	}
	if len(f.Missing) > 0 {
		missing := make([]string, len(f.Missing))
		for i, a := range f.Missing {
			missing[i] = strings.ReplaceAll(string(a), "_", " ")
		}
		fmt.Fprintf(&b, "Not asked or not answered: %s.\n", strings.Join(missing, ", "))
	}
	return b.String()
}

func sentence(category string) string {
	words := strings.ReplaceAll(category, "_", " ")
	if words == "" {
		return ""
	}
	return strings.ToUpper(words[:1]) + words[1:]
}
