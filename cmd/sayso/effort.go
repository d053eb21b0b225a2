package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"sayso/cmd/sayso/rehearsal"
)

// listEffort says what the talks cost the people who co-operate: how many messages they must send from
// the first text to the hand-over, and how many texts that makes, theirs and ours. Beside them it says what it costs
// whoever is asked everything and asks back, changes an answer, or must be asked twice.
func listEffort(all []dialogue, w world) error {
	var each, plain, whole []rehearsal.Effort
	fmt.Fprintf(w.out, "%8s %12s %10s   %s\n", "messages", "their texts", "our texts", "scene")
	for _, d := range all {
		e, note := d.played.Effort, ""
		switch marked := d.played.Scene.CountsForEffort(); {
		case !marked && !e.Whole:
			continue
		case !marked:
			note = ", all asked, and more is said"
		case e.Whole:
			note = ", all asked"
		}
		if d.played.Scene.CountsForEffort() {
			each = append(each, e)
		}
		if e.Plain {
			plain = append(plain, e)
		}
		if e.Whole {
			whole = append(whole, e)
		}
		fmt.Fprintf(w.out, "%8d %12d %10d   %s%s\n", e.Messages, e.Theirs, e.Ours, strings.TrimSuffix(filepath.Base(d.file), ".txt"), note)
	}
	if len(each) == 0 {
		return fmt.Errorf("no story has the line %q", rehearsal.CountsForEffort)
	}
	sum := func(name string, of []rehearsal.Effort) {
		t := rehearsal.Total(of)
		fmt.Fprintf(w.out, "%-48s %3d talks: %d messages at the least, %g at the median, %d at the most; %g texts of ours at the median; in all %d texts of theirs, %d of ours\n",
			name, t.Talks, t.Least, t.Median, t.Most, t.MedianOurs, t.Theirs, t.Ours)
	}
	sum("all asked, and they answer and do nothing else:", plain)
	sum("all asked, whatever else they say:", whole)
	sum("all that count:", each)
	return nil
}
