package main

import (
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
)

// figure is one score of the table. Of some more is better, of others less.
type figure struct {
	name  string
	value float64 // in a hundred
	less  bool    // the less, the better
}

// figures are what may not get worse.
func (t *table) figures() []figure {
	all := t.risk["all"]
	of := func(s share) float64 { return 100 * float64(s.of) / float64(max(s.all, 1)) }
	return []figure{
		{"immediate_noticed", of(all.noticed), false}, {"immediate_called", of(all.paged), false}, {"concern_noticed", of(all.concern), false},
		{"flagged_in_vain", of(all.alarms), true}, {"called_in_vain", of(all.pages), true},
		{"everyday_flagged", of(t.everyday), true}, {"everyday_called", of(t.everydayPages), true},
		{"speaker", of(t.speaker), false}, {"relationship", of(t.relationship), false}, {"category", of(t.category), false},
		{"kinds_f1", t.kindsF1(), false}, {"issues_right", of(t.exact), false}, {"issues_within_one", of(t.nearly), false},
		{"language", of(t.languages), false},
	}
}

// margin is how far a figure may fall below what was stored, in points of a hundred: a handful of
// messages, so that nobody is led to mend by single ones.
const margin = 1.0

// worse says which figures are worse than the stored ones. A figure that is not stored is an error.
func worse(stored map[string]float64, now []figure) error {
	var all []error
	for _, f := range now {
		was, ok := stored[f.name]
		switch {
		case !ok:
			all = append(all, fmt.Errorf("%s is not stored", f.name))
		case !f.less && f.value < was-margin, f.less && f.value > was+margin:
			all = append(all, fmt.Errorf("%s is %.1f in 100, and was %.1f", f.name, f.value, was))
		}
	}
	return errors.Join(all...)
}

// better keeps the better of what was stored and what is now: the figures only rise.
func better(stored map[string]float64, now []figure) []figure {
	kept := make([]figure, len(now))
	for i, f := range now {
		if was, ok := stored[f.name]; ok && f.less {
			f.value = math.Min(f.value, was)
		} else if ok {
			f.value = math.Max(f.value, was)
		}
		kept[i] = f
	}
	return kept
}

func readStored(in string) (map[string]float64, error) {
	stored := map[string]float64{}
	for line := range strings.Lines(in) {
		name, value, ok := strings.Cut(strings.TrimSpace(line), " ")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		number, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
		if err != nil {
			return nil, fmt.Errorf("read the stored figure %s: %w", name, err)
		}
		stored[name] = number
	}
	return stored, nil
}

func writeStored(out io.Writer, all []figure) error {
	if _, err := fmt.Fprintln(out, "# What was reached on messages that nothing was learned from, in 100. `go run ./cmd/measure -store` raises it."); err != nil {
		return err
	}
	for _, f := range all {
		if _, err := fmt.Fprintf(out, "%-20s %.1f\n", f.name, f.value); err != nil {
			return err
		}
	}
	return nil
}
