package register

import (
	"context"
	"fmt"
	"sync"

	"github.com/redis/go-redis/v9"

	"sayso/conversation"
)

// lanes is how many conversations learn of something at the same time.
const lanes = 8

// pause is how long a conversation that could not learn something is left alone, in rounds.
type pause struct{ rounds, left int }

// longestPause is some 16 seconds at the usual rate.
const longestPause = 64

// walkRoad lets the conversations learn what staff did: in order within each, several at once. One
// that cannot learn now holds up no other; it is tried again after a while, each time a longer one.
func (r *Register) walkRoad(ctx context.Context, node string, stuck map[string]*pause) error {
	for _, p := range stuck {
		p.left--
	}
	for after := "-"; ; {
		entries, err := r.db.XRangeN(ctx, r.keys.outbox(), after, "+", 200).Result()
		if err != nil {
			return fmt.Errorf("read the road back: %w", err)
		}
		if len(entries) == 0 {
			return nil
		}
		after = "(" + entries[len(entries)-1].ID
		r.deliver(ctx, entries, stuck)
		if mine, err := r.hold(ctx, node, r.config.Lease); err != nil || !mine {
			return err // whoever has it now goes on; what both tell is taken once
		}
	}
}

func (r *Register) deliver(ctx context.Context, entries []redis.XMessage, stuck map[string]*pause) {
	var order []string
	of := map[string][]redis.XMessage{}
	for _, e := range entries {
		conv, _ := e.Values["c"].(string)
		if p := stuck[conv]; p != nil && p.left > 0 {
			continue
		}
		if of[conv] == nil {
			order = append(order, conv)
		}
		of[conv] = append(of[conv], e)
	}
	var all sync.WaitGroup
	var guard sync.Mutex
	free := make(chan struct{}, lanes)
	for _, conv := range order {
		free <- struct{}{}
		all.Go(func() {
			defer func() { <-free }()
			failed := r.tellAll(ctx, of[conv])
			guard.Lock()
			defer guard.Unlock()
			p := stuck[conv]
			switch {
			case !failed:
				delete(stuck, conv)
			case p == nil:
				stuck[conv] = &pause{rounds: 1, left: 1}
			default:
				p.rounds = min(2*p.rounds, longestPause)
				p.left = p.rounds
			}
		})
	}
	all.Wait()
}

// tellAll lets one conversation learn what waits for it, in order, until something fails.
func (r *Register) tellAll(ctx context.Context, entries []redis.XMessage) (failed bool) {
	for _, e := range entries {
		if err := r.tell(ctx, e); err != nil {
			r.logger(e).Warn("a conversation could not learn what staff did; it is tried again", "error", err)
			return true
		}
	}
	return false
}

// tell lets one conversation learn one thing, and then takes it off the road. A crash between the
// two repeats it, and the once-key makes the repetition do nothing.
func (r *Register) tell(ctx context.Context, e redis.XMessage) error {
	conv, _ := e.Values["c"].(string)
	once, _ := e.Values["o"].(string)
	payload, _ := e.Values["p"].(string)
	if err := r.apply(ctx, conv, once, payload); err != nil && !erased(err) {
		return err
	}
	if err := r.db.XDel(ctx, r.keys.outbox(), e.ID).Err(); err != nil {
		return fmt.Errorf("take entry %s off the road: %w", e.ID, err)
	}
	return nil
}

func (r *Register) apply(ctx context.Context, conv, once, payload string) error {
	key, err := r.talks.Kept(ctx, conv)
	if err != nil {
		return err
	}
	plain, err := key.Open([]byte(payload), "road/"+once)
	if err != nil {
		return err
	}
	what, err := conversation.DecodeHappening(plain)
	if err != nil {
		return err
	}
	_, err = r.talks.Apply(ctx, conv, once, what)
	return err
}
