package phonenet

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"
)

// Message is one text as a phone shows it.
type Message struct {
	SID       string    `json:"sid"`
	With      string    `json:"with"` // the number of ours
	FromPhone bool      `json:"from_phone"`
	Network   bool      `json:"network"` // Twilio's own answer, not Sayso's
	Body      string    `json:"body"`
	At        time.Time `json:"at"` // UTC: when the phone sent it, or when Twilio took it from us
	Segments  int       `json:"segments"`
	Status    string    `json:"-"`     // in Twilio's words
	Callback  string    `json:"-"`     // the status callback's address of one of ours, which names it
	Again     bool      `json:"again"` // the status callback address of an earlier one: sent twice
}

// Phone is what one phone has sent and got, in the order of its screen.
type Phone struct {
	Number     string    `json:"number"`
	Messages   []Message `json:"messages"`
	Duplicates int       `json:"duplicates"`
	OptedOutOf []string  `json:"opted_out_of"` // numbers of ours that it has stopped
}

// phone is the same from inside. Network.mu guards it.
type phone struct {
	thread    []*message
	callbacks map[string]bool // of all texts accepted for it
	changed   *sync.Cond
	version   int // raised with every change of what the phone shows
	calls     []*Call
	keys      []string      // what it presses in the next calls; without any it does not pick up
	queue     chan struct{} // closed when the last text taken for it has arrived or failed
}

// phone finds or makes one. The caller holds mu.
func (n *Network) phone(number string) *phone {
	p := n.phones[number]
	if p == nil {
		p = &phone{callbacks: map[string]bool{}, changed: sync.NewCond(&n.mu), queue: make(chan struct{})}
		close(p.queue)
		n.phones[number] = p
	}
	return p
}

func (p *phone) show(m *message) {
	p.thread = append(p.thread, m)
	p.stir()
}

func (p *phone) stir() {
	p.version++
	p.changed.Broadcast()
}

func (p *phone) forget(first int) {
	p.thread = slices.DeleteFunc(p.thread, func(m *message) bool { return m.seq < first })
}

// Phone shows what is on the phone with this number now.
func (n *Network) Phone(number string) Phone {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.look(number)
}

// look copies what a phone shows. The caller holds mu.
func (n *Network) look(number string) Phone {
	p := n.phone(number)
	shown := Phone{Number: number, Messages: make([]Message, 0, len(p.thread)), OptedOutOf: []string{}}
	for _, m := range p.thread {
		seen := m.seen()
		if seen.Again {
			shown.Duplicates++
		}
		shown.Messages = append(shown.Messages, seen)
	}
	for _, ours := range n.cfg.Numbers {
		if n.optedOut[pair{number, ours}] {
			shown.OptedOutOf = append(shown.OptedOutOf, ours)
		}
	}
	return shown
}

// seen is a message as a phone shows it. The caller holds mu.
func (m *message) seen() Message {
	seen := Message{
		SID: m.sid, With: m.from, FromPhone: m.direction == inbound, Network: m.direction == byTwilio,
		Body: m.body, At: m.created, Segments: m.segments, Status: m.status, Callback: m.callback, Again: m.again,
	}
	if seen.FromPhone {
		seen.With = m.to
	}
	return seen
}

// Taken are all texts of Sayso's to a phone that the network has taken, oldest first, also those that did not arrive.
func (n *Network) Taken(to string) []Message {
	n.mu.Lock()
	defer n.mu.Unlock()
	var all []Message
	for _, m := range n.messages {
		if m.direction == outbound && m.to == to {
			all = append(all, m.seen())
		}
	}
	return all
}

// Wait gives the messages on a phone as soon as they are enough, or the context's error and what
// there was. enough is called with the network locked: it must not call the network.
func (n *Network) Wait(ctx context.Context, number string, enough func([]Message) bool) ([]Message, error) {
	shown, _, err := n.watch(ctx, number, func(shown Phone, _ int) bool { return enough(shown.Messages) })
	if err != nil {
		return shown.Messages, fmt.Errorf("wait for a phone with %d messages: %w", len(shown.Messages), err)
	}
	return shown.Messages, nil
}

// watch is Wait with all that the phone shows, and its version.
func (n *Network) watch(ctx context.Context, number string, enough func(Phone, int) bool) (Phone, int, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	p := n.phone(number)
	wake := func() { n.mu.Lock(); defer n.mu.Unlock(); p.changed.Broadcast() }
	defer context.AfterFunc(ctx, wake)()
	defer context.AfterFunc(n.life, wake)()
	for {
		shown := n.look(number)
		switch {
		case enough(shown, p.version):
			return shown, p.version, nil
		case ctx.Err() != nil:
			return shown, p.version, ctx.Err()
		case n.life.Err() != nil:
			return shown, p.version, n.life.Err()
		}
		p.changed.Wait()
	}
}
