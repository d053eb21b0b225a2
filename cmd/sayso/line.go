package main

import (
	"context"
	"strings"
	"sync/atomic"
	"time"

	"sayso/conversation"
)

// sendLine watches how late texts leave, and lets the conversations know when that is too long: then each phone gets fewer
// answers, so that a flood from some does not keep all others waiting. Every node sees its own part of the same line.
type sendLine struct {
	long time.Duration // later than this is too late; 0 never is
	now  func() time.Time
	late atomic.Int64 // how late the last answer left, in nanoseconds
	at   atomic.Int64 // when that was, in Unix nanoseconds

	smart bool // Smart Encoding is on
	sayso, staff,
	alerts atomic.Int64 // text messages that left, as the network bills them
}

// cost counts what a text cost that the network took, by who had it sent: a member of staff, with their own words or by an act of theirs, or Sayso.
func (l *sendLine) cost(t conversation.Text) {
	by := &l.sayso
	if strings.Contains(t.Effect, "/staff-") {
		by = &l.staff
	}
	by.Add(l.texts(t.Body))
}

func (l *sendLine) texts(body string) int64 {
	if l.smart {
		body = conversation.Smart(body)
	}
	n, _ := conversation.Segments(body)
	return int64(n)
}

// page is a doer of texts to staff that is counted.
func (l *sendLine) page(do func(ctx context.Context, to, body, key string) error) func(ctx context.Context, to, body, key string) error {
	return func(ctx context.Context, to, body, key string) error {
		err := do(ctx, to, body, key)
		if err == nil {
			l.alerts.Add(l.texts(body))
		}
		return err
	}
}

// segments are all text messages of this node since it started, by who spoke.
func (n *node) segments() map[string]int64 {
	return map[string]int64{"person": n.texts.HeardTexts(), "sayso": n.line.sayso.Load(), "staff": n.line.staff.Load(), "alert": n.line.alerts.Load()}
}

// send is a doer of texts that is watched. A word about danger, a reminder, and what is tried again say nothing about the line, nor does the time that a text
// was put off for.
func (l *sendLine) send(do func(context.Context, conversation.Text) (string, error)) func(context.Context, conversation.Text) (string, error) {
	return func(ctx context.Context, t conversation.Text) (string, error) {
		if t.Lane == conversation.LaneAnswer && t.Try <= 1 {
			now := l.now()
			l.late.Store(int64(now.Sub(t.Since)))
			l.at.Store(now.UnixNano())
		}
		return do(ctx, t)
	}
}

// busy reports whether the line was too long when the last answer left, and that is not long ago.
func (l *sendLine) busy() bool {
	return l.long > 0 && time.Duration(l.late.Load()) > l.long && l.now().Sub(time.Unix(0, l.at.Load())) < l.long
}

// step is the conversation's turn, told whether the line is long.
func (l *sendLine) step(do func(conversation.State, conversation.Event) (conversation.State, []conversation.Effect)) func(conversation.State, conversation.Event) (conversation.State, []conversation.Effect) {
	return func(s conversation.State, e conversation.Event) (conversation.State, []conversation.Effect) {
		e.Busy = l.busy()
		return do(s, e)
	}
}
