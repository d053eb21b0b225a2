package rehearsal

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"sayso/conversation"
)

// Case is the case of one talk.
type Case struct {
	Of    string // whose talk it is
	Facts conversation.Facts
}

// Summary is what a caseworker sees at the end of a scene, in plain lines; where there is more than
// one case, each with whose it is, since each is a confidence of its own.
func Summary(cases []Case, zone *time.Location) string {
	var b strings.Builder
	for i, c := range cases {
		if i > 0 {
			b.WriteString("\n")
		}
		if len(cases) > 1 {
			fmt.Fprintf(&b, "%s, with %s:\n", c.Facts.Reference, c.Of)
		}
		for _, line := range caseLines(c.Facts, zone) {
			b.WriteString(line + "\n")
		}
	}
	return b.String()
}

func caseLines(f conversation.Facts, zone *time.Location) []string {
	who := plain(f.Who)
	if f.Relationship != "" {
		who += ", " + plain(f.Relationship)
	}
	lines := []string{fmt.Sprintf("%s. Urgency: %s. From: %s. Talk: %s.", capital(plain(f.Category)), plain(string(f.Tier)), who, plain(f.Talk))}
	lines = append(lines, issueLines(f)...)
	for _, c := range f.Contacts {
		lines = append(lines, contactLine(c))
	}
	for _, line := range []struct{ name, value string }{
		{"Young person", f.ChildName}, {"Age", number(f.ChildAge) + f.ChildAges}, {"Do they know", f.ChildKnows}, {"Keep from", f.KeepFrom},
		{"Called", f.Name}, {"Safe now", f.SafeNow}, {"Where now", f.WhereNow}, {"Wants", f.WantedOutcome},
		{"Where", f.VisitWhere}, {"When", f.VisitWhen}, {"Wants there", f.VisitWith}, {"Avoid", f.Avoid}, {"Advocate", inTheirWords(f.Advocate, f.AdvocateSaid)},
		{"Planned change", f.PlannedChange}, {"Withdrawal", f.Withdrawal}, {"Follows case", f.Follows},
	} {
		if line.value != "" {
			lines = append(lines, line.name+": "+oneLine(line.value))
		}
	}
	for _, m := range f.Media {
		lines = append(lines, fmt.Sprintf("Came with line %d: %d that nobody has opened.", m.Seq, m.Things))
	}
	for _, w := range f.Ways {
		lines = append(lines, wayLine(w))
	}
	for _, e := range f.Earlier {
		lines = append(lines, earlierLine(e))
	}
	lines = append(lines, visitLines(f)...)
	lines = append(lines, wishLines(f)...)
	if f.ReadBy != nil {
		lines = append(lines, "To be read by "+f.ReadBy.In(zone).Format("Monday 2 January, 15:04")+".")
	}
	if len(f.Missing) > 0 {
		missing := make([]string, len(f.Missing))
		for i, a := range f.Missing {
			missing[i] = plain(string(a))
		}
		lines = append(lines, "Not asked or not answered: "+strings.Join(missing, ", ")+".")
	}
	return lines
}

// issueLines shows the words as said, and what they should say now.
func issueLines(f conversation.Facts) []string {
	var lines []string
	for _, i := range f.Issues {
		kinds := ""
		if len(i.Kinds) > 0 {
			kinds = " (" + plain(strings.Join(i.Kinds, ", ")) + ")"
		}
		lines = append(lines, fmt.Sprintf("Issue %d%s: %s", i.Number, kinds, quoted(i.Words)))
		if len(i.Versions) > 0 {
			lines = append(lines, "  It should now say: "+quoted(i.Now()))
		}
	}
	if f.MoreIssues > 0 {
		lines = append(lines, fmt.Sprintf("%d more matters stand in the transcript.", f.MoreIssues))
	}
	if f.Agreed != nil {
		lines = append(lines, "They said that what was read back is right.")
	}
	return lines
}

func contactLine(c conversation.Contact) string {
	line := fmt.Sprintf("Safe to reply %s: %s", map[conversation.Channel]string{conversation.SMS: "by text", conversation.Chat: "by chat"}[c.Channel], c.SafeToReply)
	if c.Times != "" {
		line += fmt.Sprintf(", but %q", c.Times)
	}
	if c.Unproven {
		line += "; somebody asked from there who we are"
	}
	if !c.CanText {
		line += ", cannot be reached here"
	}
	if c.SomeoneElse {
		line += ", somebody else writes from there now"
	}
	return line
}

func wayLine(w conversation.Way) string {
	says := map[string]string{"phone": "They gave a phone number", "email": "They gave an e-mail address", "call": "They would like to be phoned"}
	return fmt.Sprintf("%s: line %d.", says[w.Kind], w.Seq)
}

func earlierLine(e conversation.Earlier) string {
	was := e.Words
	if was == "" {
		was = plain(e.Value)
	}
	seen := "nobody had read it yet"
	if e.Seen {
		seen = "a person had read it"
	}
	return fmt.Sprintf("Changed since: %s was %s (%s)", plain(string(e.Ask)), quoted(was), seen)
}

func visitLines(f conversation.Facts) []string {
	var lines []string
	for _, v := range f.VisitAnswers {
		line := "The visit suits them: " + map[bool]string{true: "yes", false: "no"}[v.Yes]
		if v.Words != "" {
			line += ", " + quoted(v.Words)
		}
		lines = append(lines, line)
	}
	for _, s := range f.VisitsSorted {
		value := s.Value
		if value == "" {
			value = "cannot be told"
		}
		lines = append(lines, "Sorted after the visit: "+value+", "+quoted(s.Words))
	}
	return lines
}

func wishLines(f conversation.Facts) []string {
	var lines []string
	if f.Formal != nil {
		lines = append(lines, "They want it done the formal way: "+quoted(f.Formal.Words))
	}
	for _, line := range []struct {
		is   bool
		says string
	}{
		{f.NoVisit, "They do not want a visit."},
		{f.Delete, "They asked for their words to be deleted."},
		{f.LeftByExit, "They left by the exit button."},
		{f.WentOn, "They have begun a further talk on this phone, with a case of its own."},
		{f.Interpreter, "An interpreter is needed" + map[bool]string{true: "; which language is not known", false: ": " + f.Language}[f.Language == "en"] + "."},
	} {
		if line.is {
			lines = append(lines, line.says)
		}
	}
	return lines
}

func plain(value string) string { return strings.ReplaceAll(value, "_", " ") }

// oneLine keeps words of several texts on one line.
func oneLine(words string) string { return strings.ReplaceAll(words, "\n", " / ") }

func quoted(words string) string { return `"` + oneLine(words) + `"` }

func number(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}

func capital(words string) string {
	if words == "" {
		return ""
	}
	return strings.ToUpper(words[:1]) + words[1:]
}

// inTheirWords is an answer with how they put it, where they put it in more than a word.
func inTheirWords(value, said string) string {
	if said == "" {
		return value
	}
	return fmt.Sprintf("%s, %q", value, said)
}
