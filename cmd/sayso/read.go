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
	ask := f.String("ask", "", "read it as the answer to this question, e.g. safe_now")
	if err := parse(f, args); err != nil {
		return err
	}
	show := func(text string) error {
		r := meaning.Read(text)
		if *ask != "" {
			if value := meaning.Answer(*ask, text).Value; value != "" {
				r.Answer = &value
			}
		}
		return showReading(w.out, r, *asJSON)
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

func showReading(out io.Writer, r meaning.Reading, asJSON bool) error {
	if asJSON {
		return json.NewEncoder(out).Encode(r)
	}
	or := func(s *string) string {
		if s == nil {
			return "-"
		}
		return *s
	}
	fmt.Fprintf(out, "risk      %s, tier %s %s\n", r.Risk, r.Tier, strings.Join(r.RiskKinds, ", "))
	fmt.Fprintf(out, "likely    risk %.2f, danger now %.2f (by what was learned; the more worried of rules and this wins)\n", r.Weighed.Risk, r.Weighed.Immediate)
	for _, b := range r.Because {
		fmt.Fprintf(out, "because   %q: %s\n", b.Text, b.Why)
	}
	fmt.Fprintf(out, "speaker   %s, relationship %s\ncategory  %s: %s\n", r.Speaker, or(r.Relationship), r.Category, strings.Join(r.Kinds, ", "))
	runes := []rune(r.Text)
	for i, issue := range r.Issues {
		fmt.Fprintf(out, "issue %d   %q (%s)\n", i+1, string(runes[issue.Start:issue.End]), strings.Join(issue.Kinds, ", "))
	}
	if r.PlannedChange != nil {
		fmt.Fprintf(out, "change    %q, when %q\n", r.PlannedChange.Words, r.PlannedChange.When)
	}
	fmt.Fprintf(out, "people    %s\nwish      %s\nanswer    %s\nlanguage  %s\n", strings.Join(r.People, ", "), or(r.Wish), or(r.Answer), r.Language)
	return nil
}
