package main

import (
	"context"
	"fmt"
	"io"
	"regexp"
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"sayso/cmd/sayso/phonenet"
	"sayso/conversation"
)

// riskyEvery is how often somebody in danger texts while the load goes on.
const riskyEvery = 50 * time.Millisecond

// alertWithin is by when the duty worker's text is to be with the network.
const alertWithin = 2 * time.Second

// paged measures, under the full load, from the moment at which a risky text's webhook is posted to
// that at which the network is asked to text the duty worker. Texts are not gathered here, so that
// each is the first of its burst.
func (b *benched) paged(ctx context.Context, connections int, out io.Writer) error {
	watch := &pageWatch{posted: map[string]time.Time{}, handed: map[string]time.Time{}}
	// No trouble at all: it looks on.
	if err := b.network.Trouble(phonenet.Fault{On: phonenet.Send, Do: phonenet.Slow, Phone: demoDuty, Only: watch.handOver}); err != nil {
		return err
	}
	defer b.network.Mend()
	loaded, enough := context.WithCancel(ctx)
	defer enough()
	all, driving := errgroup.WithContext(ctx)
	all.Go(func() error {
		defer enough()
		_, err := b.load.drive(driving, b.base, connections, 2*b.each)
		return err
	})
	all.Go(func() error { return b.danger(ctx, loaded, watch) })
	if err := all.Wait(); err != nil {
		return err
	}
	if err := b.drained(ctx); err != nil {
		return err
	}
	took, lost, err := b.took(ctx, watch)
	if err != nil {
		return err
	}
	if lost > 0 || len(took) == 0 {
		return fmt.Errorf("%d of %d risky texts never reached the duty worker's phone", lost, lost+len(took))
	}
	slices.Sort(took)
	inTime, _ := slices.BinarySearch(took, alertWithin)
	at := func(share float64) time.Duration {
		return took[int(share*float64(len(took)-1))].Round(time.Millisecond)
	}
	fmt.Fprintf(out, "  %-20s %8d    p50 %-10s p99 %-10s longest %s; %.1f of 100 within %s\n", "danger to duty phone", len(took),
		at(0.5), at(0.99), at(1), 100*float64(inTime)/float64(len(took)), alertWithin)
	return nil
}

// danger texts in danger, again and again from new phones, while the load goes on.
func (b *benched) danger(ctx, loaded context.Context, watch *pageWatch) error {
	tick := time.NewTicker(riskyEvery)
	defer tick.Stop()
	var texts sync.WaitGroup
	defer texts.Wait()
	for {
		select {
		case <-loaded.Done():
			return nil
		case <-tick.C:
		}
		b.risky++
		phone, words := fmt.Sprintf("+4479%08d", b.risky), fmt.Sprintf("he hit me again and im locked in the bathroom %08d", b.risky)
		watch.post(words, time.Now())
		texts.Go(func() {
			if got := b.network.Text(ctx, phone, demoNumber, words); got.Status == 200 {
				b.load.taken.Add(1)
			}
		})
	}
}

// took finds which text to the duty worker was about which danger.
func (b *benched) took(ctx context.Context, watch *pageWatch) (took []time.Duration, lost int, err error) {
	watch.mu.Lock()
	defer watch.mu.Unlock()
	err = b.node.store.Each(ctx, func(id string) error {
		lines, err := b.node.store.Transcript(ctx, id, 0)
		if err != nil || len(lines) == 0 || lines[0].From != conversation.FromPerson {
			return err
		}
		posted, risky := watch.posted[lines[0].Text]
		if !risky {
			return nil
		}
		state, err := b.node.store.State(ctx, id)
		if err != nil {
			return err
		}
		if handed, ok := watch.handed[state.Reference]; ok {
			took = append(took, handed.Sub(posted))
		}
		return nil
	})
	return took, len(watch.posted) - len(took), err
}

// pageWatch keeps when each danger was posted, and when the duty worker's text about it was given to
// the network.
type pageWatch struct {
	mu     sync.Mutex
	posted map[string]time.Time // by the words
	handed map[string]time.Time // by the case
}

var caseNamed = regexp.MustCompile(`Case ([A-Z2-7]{4}-[A-Z2-7]{4})`)

func (w *pageWatch) post(words string, at time.Time) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.posted[words] = at
}

// handOver looks at a text as the network gets it, and lets it pass.
func (w *pageWatch) handOver(_, body string) bool {
	if found := caseNamed.FindStringSubmatch(body); found != nil {
		w.mu.Lock()
		defer w.mu.Unlock()
		if _, again := w.handed[found[1]]; !again {
			w.handed[found[1]] = time.Now()
		}
	}
	return false
}
