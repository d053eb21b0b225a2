package store_test

import (
	"context"
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
	visits []conversation.AnswerVisit
	asked  []conversation.Text

	send   func(n int, t conversation.Text) error // n counts the calls, from 1
	settle func(n int, t conversation.Text) (bool, error)
	file   func(n int, f conversation.Facts) error
	alert  func(n int, a conversation.RaiseAlert) error
}

func (w *world) doers() store.Doers {
	return store.Doers{
		Send: func(_ context.Context, t conversation.Text) error {
			w.mu.Lock()
			defer w.mu.Unlock()
			w.texts = append(w.texts, t)
			if w.send == nil {
				return nil
			}
			return w.send(len(w.texts), t)
		},
		Settle: func(_ context.Context, t conversation.Text) (bool, error) {
			w.mu.Lock()
			defer w.mu.Unlock()
			w.asked = append(w.asked, t)
			if w.settle == nil {
				// The network's list: what it was asked to send, it has.
				return slices.ContainsFunc(w.texts, func(sent conversation.Text) bool { return sent.Effect == t.Effect }), nil
			}
			return w.settle(len(w.asked), t)
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
		Visit: func(_ context.Context, v conversation.AnswerVisit) error {
			w.mu.Lock()
			defer w.mu.Unlock()
			w.visits = append(w.visits, v)
			return nil
		},
	}
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

// counted gives the number of calls so far.
func (w *world) counted() (texts, asked, cases, alerts int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.texts), len(w.asked), len(w.cases), len(w.alerts)
}
