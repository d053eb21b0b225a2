package main

import (
	"slices"
	"strings"
	"testing"

	"sayso/conversation"
)

// safely has them answer until it is safe to write to them, and a caseworker claim the case.
func (d *deployment) safely(p mouth) (talk, reference string) {
	d.t.Helper()
	p.says("my worker never rings me back")
	p.reads("Is there anything else?")
	talk, reference = p.talk(), d.onlyCase()
	d.answerUntil(conversation.AskContactSafe, talk, ash(), p.answers)
	d.eventually("it is safe to write", func() bool { return d.seen(reference).Conversations[0].CannotWrite == nil })
	d.act(reference, "claim", map[string]any{"version": d.seen(reference).Version})
	return talk, reference
}

// TestEveryChannelObeysAStop: nothing more is said there, staff are told so when they try and see it on the case, and
// it takes nothing back of what was told.
func TestEveryChannelObeysAStop(t *testing.T) {
	onEveryChannel(t, func(t *testing.T, d *deployment, p mouth) {
		talk, reference := d.safely(p)
		p.stops()
		d.eventually("the case knows that they want no more", func() bool {
			why := d.seen(reference).Conversations[0].CannotWrite
			return why != nil && *why == "opted_out"
		})
		var refused struct{ Code, Reason string }
		if code := d.call("POST", "/cases/"+reference+"/messages", map[string]any{"to": talk, "text": "Can I come on Friday?"}, &refused); code != 422 || refused.Code != "blocked" || refused.Reason != "opted_out" {
			t.Errorf("a caseworker's message: %d %+v, want 422 blocked, opted_out", code, refused)
		}
		d.eventually("nothing is on its way", func() bool { return d.outboxes() == 0 })
		if p.has("Friday") {
			t.Error("they were written to")
		}
		v := d.seen(reference)
		if v.State != "claimed" || v.Conversations[0].Withdrawal != nil || len(v.Issues) != 1 {
			t.Errorf("the case is %s, withdrawn %v, with %d issues", v.State, v.Conversations[0].Withdrawal, len(v.Issues))
		}
	})
}

// TestEveryChannelSaysWhatCannotReachThem: words of staff that cannot reach them end on the case with a reason, at the
// latest when somebody has tried; never are they taken and dropped.
func TestEveryChannelSaysWhatCannotReachThem(t *testing.T) {
	onEveryChannel(t, func(t *testing.T, d *deployment, p mouth) {
		talk, reference := d.safely(p)
		d.eventually("nothing is on its way", func() bool { return d.outboxes() == 0 })
		p.vanishes()
		const words = "Can I come on Friday?"
		said := d.call("POST", "/cases/"+reference+"/messages", map[string]any{"to": talk, "text": words}, nil)
		d.eventually("it cannot be written to", func() bool { return d.seen(reference).Conversations[0].CannotWrite != nil })
		for _, l := range d.seen(reference).Conversations[0].Transcript {
			if strings.Contains(l.Text, words) && (*l.Delivery != "failed" || l.Why == nil || *l.Why != "no_number") {
				t.Errorf("what was written is %s, because of %v", *l.Delivery, l.Why)
			}
			if strings.Contains(l.Text, words) && said >= 300 {
				t.Errorf("it was answered %d, and stands in the transcript", said)
			}
		}
		if said < 300 && !slices.ContainsFunc(d.lines(talk, func(conversation.Line) bool { return true }), func(text string) bool { return strings.Contains(text, words) }) {
			t.Errorf("it was answered %d, and stands nowhere", said)
		}
		if again := d.call("POST", "/cases/"+reference+"/messages", map[string]any{"to": talk, "text": "Hello?"}, nil); again != 422 {
			t.Errorf("the next message is answered %d", again)
		}
		if p.has("Friday") || p.has("Hello?") {
			t.Error("it is on their screen")
		}
		if page := d.page(d.signIn(), "/staff/cases/"+reference); !strings.Contains(page, "You cannot write to them here") {
			t.Error("the page does not say so")
		}
	})
}
