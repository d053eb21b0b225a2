package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"sayso/cmd/sayso/rehearsal"
)

// listEffort says what the talks cost the people who co-operate: how many messages they must send from
// the first text to the hand-over, and how many texts that makes, theirs and ours.
func listEffort(all []dialogue, w world) error {
	var each, whole []rehearsal.Effort
	fmt.Fprintf(w.out, "%8s %12s %10s   %s\n", "messages", "their texts", "our texts", "scene")
	for _, d := range all {
		if !d.played.Scene.CountsForEffort() {
			continue
		}
		e, note := d.played.Effort, ""
		if each = append(each, e); e.Whole {
			whole, note = append(whole, e), ", all asked"
		}
		fmt.Fprintf(w.out, "%8d %12d %10d   %s%s\n", e.Messages, e.Theirs, e.Ours, strings.TrimSuffix(filepath.Base(d.file), ".txt"), note)
	}
	if len(each) == 0 {
		return fmt.Errorf("no story has the line %q", rehearsal.CountsForEffort)
	}
	sum := func(name string, of []rehearsal.Effort) {
		t := rehearsal.Total(of)
		fmt.Fprintf(w.out, "%-20s %3d talks: %d messages at the least, %g at the median, %d at the most; %g texts of ours at the median; in all %d texts of theirs, %d of ours\n",
			name, t.Talks, t.Least, t.Median, t.Most, t.MedianOurs, t.Theirs, t.Ours)
	}
	sum("everything is asked:", whole)
	sum("all of them:", each)
	return nil
}
