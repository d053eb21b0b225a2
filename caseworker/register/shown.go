package register

import (
	"context"
	"fmt"
	"slices"

	json "github.com/go-json-experiment/json/v1"

	"sayso/caseworker"
)

// shown is what everybody is told of a case's changes: a name and the words, "" where it was taken down.
func (r *Register) shown(c caseworker.Case) ([]any, error) {
	var all []any
	for _, l := range c.Learning {
		if l.Shown == nil {
			continue
		}
		words := ""
		if !l.Shown.Down {
			b, err := json.Marshal(caseworker.Change{At: l.Shown.At, YouSaid: l.Shown.YouSaid, WeDid: l.Shown.WeDid})
			if err != nil {
				return nil, fmt.Errorf("encode a change of %s: %w", c.Reference, err)
			}
			words = string(b)
		}
		all = append(all, r.seals.Hash("change", l.Shown.ID), words)
	}
	return all, nil
}

// mostShown is how many changes everybody is shown, the latest.
const mostShown = 100

// Changes are what everybody is told, the latest first. It is no line of the audit: anybody may look.
func (r *Register) Changes(ctx context.Context) ([]caseworker.Change, error) {
	kept, err := r.db.HVals(ctx, r.keys.public()).Result()
	if err != nil {
		return nil, fmt.Errorf("read what changed: %w", err)
	}
	all := make([]caseworker.Change, len(kept))
	for n, text := range kept {
		if err := json.Unmarshal([]byte(text), &all[n]); err != nil {
			return nil, fmt.Errorf("decode what changed: %w", err)
		}
	}
	slices.SortFunc(all, func(a, b caseworker.Change) int { return b.At.Compare(a.At) })
	return all[:min(len(all), mostShown)], nil
}
