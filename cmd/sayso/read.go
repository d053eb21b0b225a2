package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"sayso/conversation/meaning"
)

// read prints what a message means. Without TEXT each line of standard input is a message; a line
// that is a JSON string is decoded first, so that a message may have line breaks.
func read(_ context.Context, args []string, w world) error {
	f := flags("read", "[--json] [--ask NAME] [TEXT]", w)
	asJSON := f.Bool("json", false, "one JSON object a line")
	ask := f.String("ask", "", "read it while this question waits for its answer, e.g. safe_now")
	if err := parse(f, args); err != nil {
		return err
	}
	show := func(text string) error {
		// As the conversation does: what is written while a question is asked sounds worse than it is.
		r := meaning.Default().Asked(*ask).Read(text)
		if *ask != "" {
			if value := meaning.Answer(*ask, text).Value; value != "" {
				r.Answer = &value
			}
		}
		if *asJSON {
			return json.NewEncoder(w.out).Encode(r)
		}
		showReading(w.out, r, *ask)
		return nil
	}
	if f.NArg() > 0 {
		return show(strings.Join(f.Args(), " "))
	}
	lines := bufio.NewScanner(w.in)
	lines.Buffer(make([]byte, 0, 64<<10), 1<<20)
	for lines.Scan() {
		text := lines.Text()
		var decoded string
		if strings.HasPrefix(text, `"`) && json.Unmarshal([]byte(text), &decoded) == nil {
			text = decoded
		}
		if err := show(text); err != nil {
			return err
		}
	}
	return lines.Err()
}

// showReading prints a whole reading. What is set in few messages has a line only there.
func showReading(out io.Writer, r meaning.Reading, ask string) {
	or := func(s *string) string {
		if s == nil {
			return "-"
		}
		return *s
	}
	line := func(name, form string, values ...any) {
		fmt.Fprintf(out, "%-9s %s\n", name, strings.TrimSpace(fmt.Sprintf(form, values...)))
	}
	some := func(name string, said bool, form string, values ...any) {
		if said {
			line(name, form, values...)
		}
	}
	some("asked", ask != "", "%s; the risk is read as of words written while that is asked", ask)
	line("risk", "%s, tier %s %s", r.Risk, tiers(r), strings.Join(r.RiskKinds, ", "))
	line("likely", "risk %.2f, danger now %.2f (by what was learned; the more worried of rules and this wins)", r.Weighed.Risk, r.Weighed.Immediate)
	for _, b := range r.Because {
		line("because", "%q: %s", b.Text, b.Why)
	}
	some("safe", r.SaysSafe != "", "they say so, of %s; that lowers nothing", r.SaysSafe)
	line("speaker", "%s, relationship %s", r.Speaker, or(r.Relationship))
	some("", !r.SpeakerPlain && r.Speaker != meaning.Unclear, "(who speaks is a guess)")
	some("child", r.ChildName != "", "%s", r.ChildName)
	line("category", "%s: %s", r.Category, strings.Join(r.Kinds, ", "))
	runes := []rune(r.Text)
	for i, issue := range r.Issues {
		line(fmt.Sprintf("issue %d", i+1), "%q (%s)", string(runes[issue.Start:issue.End]), strings.Join(issue.Kinds, ", "))
	}
	if r.PlannedChange != nil {
		line("change", "%q, when %q", r.PlannedChange.Words, r.PlannedChange.When)
	}
	line("people", "%s", strings.Join(r.People, ", "))
	some("mentioned", len(r.Mentioned) > 0, "%s", strings.Join(r.Mentioned, ", "))
	for _, t := range r.Told {
		line("told", "%s %q, in %q", t.Ask, t.Reply.Value, string(runes[t.Start:t.End]))
	}
	some("corrects", r.Corrects, "what was said before")
	some("safe here", r.SafeAgain, "they say that it has become safe to write to them")
	if i := r.Introduces; i != nil {
		line("says who", "%s %s %s", i.Who, i.Relationship, i.Name)
	}
	some("stranger", r.Stranger, "the number is somebody else's now")
	some("finder", r.Finder, "somebody found or took the phone")
	some("holder", r.Holder != "", "%s", r.Holder)
	some("returns", r.Returns != "", "%s", r.Returns)
	line("wish", "%s", or(r.Wish))
	some("wants", r.Wants != "", "%s", r.Wants)
	line("answer", "%s", or(r.Answer))
	line("language", "%s", r.Language)
}

// tiers is the tier, and R3 beside an R1: harm by a worker is both.
func tiers(r meaning.Reading) string {
	switch {
	case r.Professional && r.Tier == "R1":
		return "R1 and R3 (a worker or a carer)"
	case r.Professional:
		return r.Tier + " (a worker or a carer)"
	}
	return r.Tier
}
