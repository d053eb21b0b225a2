package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"time"
)

// bar is what Sayso should reach on any machine, as a ratio within one run.
type bar struct {
	number int
	what   string
	is     float64
	side   side
	goal   float64
}

type side bool

const (
	atLeast side = true
	atMost  side = false
)

func (r bar) reached() bool { return (r.is >= r.goal) == bool(r.side) || r.is == r.goal }

// judge prints each bar, what this run came to, and whether that is enough.
func judge(bars []bar, out io.Writer) {
	fmt.Fprintf(out, "\n%-72s %8s   %s\n", "bar", "here", "goal")
	for _, r := range bars {
		goal, verdict := "at most", "reached"
		if r.side == atLeast {
			goal = "at least"
		}
		if !r.reached() {
			verdict = "NOT reached"
		}
		fmt.Fprintf(out, "%d %-70s %8.2f   %s %.2f: %s\n", r.number, r.what, r.is, goal, r.goal, verdict)
	}
}

// compared notes what a comparison at so many connections says of bars 1, 2 and 4.
func (b *benched) compared(connections int, rates [][]rate) {
	const lua, cas, bare, ours = 0, 1, 2, 3
	if connections >= 64 {
		b.bars = append(b.bars,
			bar{1, fmt.Sprintf("texts acknowledged at %d connections, beside raw lua", connections), ratio(rates[ours], rates[lua]), atLeast, 0.35},
			bar{2, "the same beside a bare server", ratio(rates[ours], rates[bare]), atLeast, 0.70})
		return
	}
	slower := func(of func(rate) time.Duration) float64 {
		pairs := make([]rate, len(rates[ours]))
		for i := range pairs {
			pairs[i].perSecond = float64(of(rates[ours][i])) / float64(of(rates[cas][i]))
		}
		return median(pairs, func(r rate) float64 { return r.perSecond })
	}
	b.bars = append(b.bars,
		bar{4, fmt.Sprintf("p50 of a webhook at %d connections, beside raw cas", connections), slower(func(r rate) time.Duration { return r.p50 }), atMost, 2},
		bar{4, "p99 of the same", slower(func(r rate) time.Duration { return r.p99 }), atMost, 3})
}

// durable measures what writing each commit to the disk costs: this deployment, whose Redis does, beside one whose
// Redis keeps nothing.
func (b *benched) durable(ctx context.Context, forgetful *benched, rounds int, out io.Writer) error {
	const connections = 64
	var kept, lost []rate
	for range rounds {
		for _, one := range []struct {
			of    *benched
			rates *[]rate
		}{{b, &kept}, {forgetful, &lost}} {
			r, err := one.of.acknowledged(ctx, connections)
			if err != nil {
				return err
			}
			*one.rates = append(*one.rates, r)
			if err := one.of.drained(ctx); err != nil {
				return err
			}
		}
	}
	fmt.Fprintf(out, "\nacknowledged at %d connections: %.0f/s with each commit on disk, %.0f/s with none\n", connections,
		median(kept, func(r rate) float64 { return r.perSecond }), median(lost, func(r rate) float64 { return r.perSecond }))
	b.bars = append(b.bars, bar{5, "appendfsync always, beside no append-only file", ratio(kept, lost), atLeast, 0.6})
	return nil
}

func median(all []rate, of func(rate) float64) float64 {
	values := make([]float64, len(all))
	for i, r := range all {
		values[i] = of(r)
	}
	slices.Sort(values)
	return values[len(values)/2]
}

// ratio is the median of the rounds' own ratios.
func ratio(a, b []rate) float64 {
	pairs := make([]rate, len(a))
	for i := range a {
		pairs[i] = rate{perSecond: a[i].perSecond / b[i].perSecond}
	}
	return median(pairs, func(r rate) float64 { return r.perSecond })
}
