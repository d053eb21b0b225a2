package store_test

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"sayso/conversation"
	"sayso/conversation/store"
)

// world does what the store asks for and remembers it. A nil func is done at once.
type world struct {
	mu     sync.Mutex
	texts  []conversation.Text
	cases  []conversation.Facts
	alerts []conversation.RaiseAlert
	asked  []conversation.Text
	took   []string // effects

	send   func(n int, t conversation.Text) error // n counts the calls, from 1
	settle func(n int, t conversation.Text) (bool, error)
	fate   func(taken string) (conversation.Fate, error) // nil: it has left
	file   func(n int, f conversation.Facts) error
	alert  func(n int, a conversation.RaiseAlert) error
}

func (w *world) doers() store.Doers {
	return store.Doers{
		Took: func(t conversation.Text) {
			w.mu.Lock()
			defer w.mu.Unlock()
			w.took = append(w.took, t.Effect)
		},
		Send: func(_ context.Context, t conversation.Text) (string, error) {
			w.mu.Lock()
			defer w.mu.Unlock()
			w.texts = append(w.texts, t)
			if w.send == nil {
				return idOf(t), nil
			}
			return idOf(t), w.send(len(w.texts), t)
		},
		Settle: func(_ context.Context, t conversation.Text) (string, error) {
			w.mu.Lock()
			defer w.mu.Unlock()
			w.asked = append(w.asked, t)
			// The network's list: what it was asked to send, it has.
			has, err := slices.ContainsFunc(w.texts, func(sent conversation.Text) bool { return sent.Effect == t.Effect }), error(nil)
			if w.settle != nil {
				has, err = w.settle(len(w.asked), t)
			}
			if !has {
				return "", err
			}
			return idOf(t), err
		},
		Fate: func(_ context.Context, taken string) (conversation.Fate, error) {
			if w.fate == nil {
				return conversation.Fate{Status: "sent"}, nil
			}
			return w.fate(taken)
		},
		File: func(_ context.Context, f conversation.Facts) error {
			w.mu.Lock()
			defer w.mu.Unlock()
			w.cases = append(w.cases, f)
			if w.file == nil {
				return nil
			}
			return w.file(len(w.cases), f)
		},
		Alert: func(_ context.Context, a conversation.RaiseAlert) error {
			w.mu.Lock()
			defer w.mu.Unlock()
			w.alerts = append(w.alerts, a)
			if w.alert == nil {
				return nil
			}
			return w.alert(len(w.alerts), a)
		},
	}
}

// idOf is the id that the network gives to a text, each time that it takes it.
func idOf(t conversation.Text) string {
	if t.Try > 1 {
		return fmt.Sprintf("SM-%s-%d", t.Effect, t.Try)
	}
	return "SM-" + t.Effect
}

// bodies gives the texts to one phone that the network was asked to send, in order.
func (w *world) bodies(address string) []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	var all []string
	for _, t := range w.texts {
		if t.To.Address == address {
			all = append(all, t.Body)
		}
	}
	return all
}

// counts gives the effects of which it was said that the network took them.
func (w *world) counts() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.took)
}

// counted gives the number of calls so far.
func (w *world) counted() (texts, asked, cases, alerts int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.texts), len(w.asked), len(w.cases), len(w.alerts)
}
