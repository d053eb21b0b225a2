package store

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"sayso/conversation"
)

// Delivered notes what became of a text that the network took. It never moves down, and an effect that is not known (it
// was erased, or never was) is let go. What failed and may be tried again waits for its time in the outbox; of either
// the conversation is told before it is written down, so that a node that dies in between leaves it to the next look.
// effect is the Text's own.
func (s *Store) Delivered(ctx context.Context, effect string, f conversation.Fate) error {
	return s.fate(ctx, effect, f, "")
}

func (s *Store) fate(ctx context.Context, effect string, f conversation.Fate, asked string) error {
	id, _, _ := strings.Cut(effect, "/")
	if err := s.known(id); err != nil {
		return fmt.Errorf("note delivery of %q: %w", effect, err)
	}
	switch f.Status {
	case "waiting", "sent", "delivered", "failed", "unknown":
	default:
		return fmt.Errorf("note delivery of %s: no such status %q", effect, f.Status)
	}
	result, err := s.deliver(ctx, id, effect, f, asked, "")
	for told, tell := strings.CutPrefix(result, "tell "); err == nil && tell; told, tell = strings.CutPrefix(result, "tell ") {
		once, what := "undelivered/", conversation.Undelivered{Effect: effect, OptedOut: f.OptedOut, Why: f.Why}
		if told == "again" {
			once, what = "again/", conversation.Undelivered{Effect: effect, Why: conversation.WhyAgain}
		}
		if _, err = s.Apply(ctx, id, once+effect, what); errors.Is(err, conversation.ErrNoTalk) {
			return nil // it has been erased
		}
		if err == nil {
			result, err = s.deliver(ctx, id, effect, f, asked, told)
		}
	}
	if err != nil {
		return fmt.Errorf("note delivery of %s: %w", effect, err)
	}
	if result != "" || asked != "" {
		s.hub.left(id, effect)
		s.hub.wake(id, true)
	}
	if result == "again" {
		s.counts.again.Add(1)
	}
	return nil
}

func (s *Store) deliver(ctx context.Context, id, effect string, f conversation.Fate, asked, told string) (string, error) {
	k, p := s.keys, partitionOf(id)
	args := []any{
		effect, f.Status, f.Taken, max(f.Try, 1), told, string(f.Why),
		k.wake(), s.node + " " + id + " ", asked, 1 + len(s.config.Looks), s.config.SentWithin.Milliseconds(),
	}
	for _, look := range s.config.Looks {
		args = append(args, look.Milliseconds())
	}
	for _, wait := range s.config.Again[:min(f.Again, len(s.config.Again))] {
		args = append(args, wait.Milliseconds())
	}
	return s.scripts.deliver.Run(ctx, s.redis, []string{
		k.delivery(id), k.taken(id), k.outbox(p), k.sending(p), k.refused(p), k.urgent(p), k.going(p), k.looks(p), k.times(id),
	}, args...).Text()
}

// lookAfter asks the network what became of texts of which it has not said so. Only a few are asked for at once.
func (w *worker) lookAfter(ctx context.Context, all []look) {
	for _, l := range all {
		if w.looking[l.effect] || !w.gates.of(line{doer: fates}).pass() {
			continue
		}
		w.looking[l.effect] = true
		go func() {
			ctx, cancel := context.WithTimeout(ctx, w.store.config.SendTimeout)
			defer cancel()
			w.lookAt(ctx, l)
			w.looked <- l.effect
		}()
	}
}

func (w *worker) lookAt(ctx context.Context, l look) {
	f, err := w.doers.Fate(ctx, l.taken)
	later := conversation.Later{}
	errors.As(err, &later)
	w.gates.of(line{doer: fates}).leave(err == nil, later.After)
	asked := "yes"
	if err != nil {
		w.store.log.Warn("the network does not say what became of a text", "effect", l.effect, "cause", err)
		f, asked = conversation.Fate{Status: "waiting"}, "vain"
	}
	f.Taken, f.Try = l.taken, l.try
	if err := w.store.fate(ctx, l.effect, f, asked); err != nil {
		w.store.log.Error("what became of a text is not noted", "effect", l.effect, "cause", err)
	}
}

// left are the effects of texts that have left, or have come to their end, since the loop last looked.
type left struct {
	mu      sync.Mutex
	effects []string
}

func (l *left) add(effect string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.effects = append(l.effects, effect)
}

func (l *left) all() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	all := l.effects
	l.effects = nil
	return all
}

// looks is the usual Config.Looks (docs/decisions/0056).
var looks = []time.Duration{2 * time.Minute, 15 * time.Minute, 2 * time.Hour, 11 * time.Hour}
