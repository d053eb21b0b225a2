package register

import (
	"context"
	"errors"
	"fmt"

	"sayso/caseworker"
)

// Tallies gives every case as the report counts it, erased ones too, each once and in no order. It reads one case after
// another, as its conversations last told it, and remembers of those it has read no more than the
// references. It is one audit line: whoever gets an error may show nothing of what was given.
func (r *Register) Tallies(ctx context.Context, by caseworker.Staff, each func(caseworker.Tally)) error {
	line := r.line(by, "report", "")
	if !by.May(caseworker.MayReport) {
		return r.mayNot(ctx, line, caseworker.MayReport)
	}
	seen, now := map[string]bool{}, r.now()
	for cursor := uint64(0); ; {
		// ZSCAN, since the queue is put in order again while it is read: whatever is in it all the
		// time is given once at least.
		found, next, err := r.db.ZScan(ctx, r.keys.queue(), cursor, "", stretch).Result()
		if err != nil {
			return fmt.Errorf("read queue: %w", err)
		}
		for n := 0; n+1 < len(found); n += 2 { // each with its score behind it
			if seen[found[n]] {
				continue
			}
			seen[found[n]] = true
			h, err := r.load(ctx, found[n])
			if errors.Is(err, ErrNoCase) {
				continue // it has gone meanwhile
			}
			if err != nil {
				return err
			}
			if h.c.Reference != found[n] {
				if seen[h.c.Reference] { // it was joined to one that has been counted
					continue
				}
				seen[h.c.Reference] = true
			}
			each(h.c.Tally(h.facts, r.config.Rules, now))
			line.count++
		}
		if cursor = next; cursor == 0 {
			break
		}
	}
	erased, err := r.talliesOfErased(ctx)
	if err != nil {
		return err
	}
	for _, tally := range erased {
		each(tally)
		line.count++
	}
	return r.looked(ctx, line)
}
