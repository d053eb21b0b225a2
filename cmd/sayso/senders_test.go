package main

import (
	"slices"
	"strings"
	"testing"
	"time"

	"sayso/cmd/sayso/config"
	"sayso/cmd/sayso/phonenet"
)

// TestWhoWritesOnAnotherChannelIsAnsweredThere from the sender that they wrote to; the same phone by text is another door,
// and no word of the one goes to the other. A Messaging Service is for plain texts.
func TestWhoWritesOnAnotherChannelIsAnsweredThere(t *testing.T) {
	t.Parallel()
	senders := []string{"whatsapp:+447700900002", "rcs:example_agent"}
	d := deploy(t, func(c *config.Config) { c.Twilio.Senders = senders })
	const phone = "+447700900189"
	for i, channel := range []string{"whatsapp:", "rcs:"} {
		from, to := channel+phone, senders[i]
		if got := d.network.Text(within(t), from, to, "my worker never rings me back"); got.Status != 200 {
			t.Fatalf("%s: the webhook answered %d: %v", channel, got.Status, got.Err)
		}
		d.reads(from, "anything else")
		d.answerUntil("contact_safe", d.talk(from), ash(), func(_ int, answer string) { d.network.Text(within(t), from, to, answer) })
		for _, m := range d.network.Phone(from).Messages {
			if m.With != to {
				t.Errorf("%s: %q is with %s, want %s", channel, m.Body, m.With, to)
			}
		}
	}
	if got := d.network.Phone(phone).Messages; len(got) > 0 {
		t.Errorf("by text came %+v", got)
	}

	var refs []string
	d.eventually("there are two cases", func() bool {
		refs = refs[:0]
		for _, c := range d.cases() {
			refs = append(refs, c.reference)
		}
		return len(refs) == 2
	})
	d.eventually("all can be written to", func() bool {
		return !slices.ContainsFunc(refs, func(ref string) bool { return d.seen(ref).Conversations[0].CannotWrite != nil })
	})
	for _, ref := range refs {
		d.act(ref, "messages", map[string]any{"text": "Can I come on Friday?"})
	}
	for i, channel := range []string{"whatsapp:", "rcs:"} {
		d.reads(channel+phone, "Can I come on Friday?")
		if got := d.network.Text(within(t), channel+phone, senders[i], "Stop"); got.Status != 200 {
			t.Errorf("%s: STOP is answered %d", channel, got.Status)
		}
	}
	d.eventually("both have opted out", func() bool {
		return !slices.ContainsFunc(refs, func(ref string) bool {
			why := d.seen(ref).Conversations[0].CannotWrite
			return why == nil || *why != "opted_out"
		})
	})
}

// TestWhatCameOnAnotherChannelAndItsWebhookLostIsFound by the sweep, once.
func TestWhatCameOnAnotherChannelAndItsWebhookLostIsFound(t *testing.T) {
	t.Parallel()
	const sender = "whatsapp:+447700900002"
	d := deploy(t, func(c *config.Config) { c.Twilio.Senders, c.Twilio.SweepEvery = []string{sender}, 200*time.Millisecond })
	d.trouble(phonenet.Fault{On: phonenet.Webhook, Do: phonenet.Lost, Times: 1})
	const from = "whatsapp:+447700900189"
	d.network.Text(within(t), from, sender, "my worker never rings me back")
	d.reads(from, "anything else")
	ref := d.onlyCase()
	if l := d.seen(ref).Conversations[0].Transcript[0]; !l.Late || !strings.Contains(l.Text, "never rings") {
		t.Errorf("it stands as %+v", l)
	}
}
