package main

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"sayso/caseworker"
	"sayso/cmd/sayso/config"
	"sayso/cmd/sayso/phonenet"
	"sayso/conversation"
)

// crossesAtOnce has a text cross what was asked in the same millisecond only: what stays decides is what had left.
func crossesAtOnce(c *config.Config) { c.Conversation.CrossingText = time.Millisecond }

// upTo texts until a question has left for the phone.
func (d *deployment) upTo(phone string, a conversation.Ask, words ...string) {
	d.t.Helper()
	for _, body := range words {
		d.text(phone, body)
		d.eventually("all of it has left", func() bool { return len(d.state(phone).Burst) == 0 && d.delivered(phone, "waiting") == 0 })
	}
	d.asks(phone, a)
}

func (d *deployment) asks(phone string, a conversation.Ask) {
	d.t.Helper()
	d.eventually("asks "+string(a), func() bool { s := d.state(phone); return s.Pending.Ask == a && len(s.Burst) == 0 })
}

func (d *deployment) state(phone string) conversation.State {
	d.t.Helper()
	s, err := d.node.store.State(within(d.t), d.talk(phone))
	if err != nil {
		d.t.Fatal(err)
	}
	return s
}

// delivered counts the lines of ours of which this has become.
func (d *deployment) delivered(phone, status string) int {
	d.t.Helper()
	lines, err := d.node.store.Transcript(within(d.t), d.talk(phone), 0)
	if err != nil {
		d.t.Fatal(err)
	}
	return len(slices.DeleteFunc(lines, func(l conversation.Line) bool { return l.Delivery != status }))
}

// stillUnknown: a yes was taken in, and the phone is not safe by it.
func (d *deployment) stillUnknown(phone string, texts int) {
	d.t.Helper()
	d.eventually("it was taken in", func() bool { return len(d.heard(d.talk(phone))) == texts && len(d.state(phone).Burst) == 0 })
	if s := d.state(phone); s.Contact(conversation.SMS).SafeToReply != conversation.Unknown {
		d.t.Errorf("the phone is called safe: %q", s.Contact(conversation.SMS).SafeToReply)
	}
}

func TestAYesToAQuestionThatNeverLeftMakesNoPhoneSafe(t *testing.T) {
	t.Parallel()
	d := deploy(t, crossesAtOnce)
	const phone = "+447700900180"
	d.upTo(phone, conversation.AskSafeNow, "my worker never rings me back", "no thats it")
	d.network.Trouble(phonenet.Fault{On: phonenet.Send, Do: phonenet.Broken})
	d.text(phone, "1")
	d.asks(phone, conversation.AskContactSafe) // in the outbox only
	d.text(phone, "yes")                       // they had no answer, and say it again
	d.stillUnknown(phone, 4)
	d.network.Mend()
	d.reads(phone, "OK to text you here")
	d.eventually("it has left", func() bool { return d.delivered(phone, "waiting") == 0 })
	d.text(phone, "yes")
	d.eventually("the phone is safe", func() bool { return d.state(phone).Contact(conversation.SMS).SafeToReply == conversation.Yes })
}

func TestAYesToAQuestionThatDidNotArriveMakesNoPhoneSafe(t *testing.T) {
	t.Parallel()
	const phone = "+447700900191"
	for name, c := range map[string]struct {
		code int
		so   func(*deployment) bool
	}{
		"it will never arrive": {30007, func(d *deployment) bool { return d.delivered(phone, "failed") == 1 }},
		"it is tried again": {30003, func(d *deployment) bool {
			return d.node.store.Counts().Again == 1 && d.delivered(phone, "waiting") == 1
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := deploy(t, crossesAtOnce)
			d.upTo(phone, conversation.AskSafeNow, "my worker never rings me back", "no thats it")
			d.network.Trouble(phonenet.Fault{On: phonenet.Carry, Do: phonenet.Undelivered, Code: c.code,
				Only: func(_, body string) bool { return strings.Contains(body, "OK to text you here") }})
			d.text(phone, "1")
			d.asks(phone, conversation.AskContactSafe)
			d.eventually("it did not arrive", func() bool { return c.so(d) })
			d.text(phone, "yes")
			d.stillUnknown(phone, 4)
		})
	}
}

func TestATextFoundLateAnswersNoNewerQuestion(t *testing.T) {
	t.Parallel()
	d := deploy(t, crossesAtOnce)
	const phone = "+447700900181"
	d.upTo(phone, conversation.AskSafeNow, "my worker never rings me back", "no thats it")
	d.network.Trouble(phonenet.Fault{On: phonenet.Webhook, Do: phonenet.Lost, Times: 1})
	d.network.Text(within(t), phone, demoNumber, "yes") // lost on its way
	d.text(phone, "yes")                                // said again
	d.asks(phone, conversation.AskContactSafe)
	d.stillUnknown(phone, 4)
}

// TestADangerWhoseWebhookWasLostCallsSomebody: as the first words, as an answer, and where the talk has gone on
// meanwhile. The sweep finds it, and the case says when it had been written.
func TestADangerWhoseWebhookWasLostCallsSomebody(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ before, after []string }{
		"the first words":                 {nil, nil},
		"an answer":                       {[]string{"they never let me use the wifi"}, nil},
		"an answer, and they wrote again": {[]string{"they never let me use the wifi"}, []string{"no"}},
		"after STOP":                      {[]string{"they never let me use the wifi", "stop"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := deploy(t, climbs(time.Hour))
			const phone = "+447700900182"
			for _, words := range c.before {
				d.text(phone, words)
			}
			if err := d.network.Trouble(phonenet.Fault{On: phonenet.Webhook, Do: phonenet.Lost, Times: 1}); err != nil {
				t.Fatal(err)
			}
			d.network.Text(within(t), phone, demoNumber, dangerWords)
			for _, words := range c.after {
				d.text(phone, words)
			}
			reference := d.onlyCase()
			code := d.paged(demoDuty, reference)
			if got := d.network.Text(within(t), demoDuty, demoAlerts, code); got.Status != http.StatusOK {
				t.Fatalf("the code was answered %d", got.Status)
			}
			d.alert("acknowledged", func(a caseworker.ViewAlert) bool { return a.Tier == conversation.R1 && a.Acknowledged != nil })
			if v := d.seen(reference); v.Urgency != "immediate" || v.ReadBy == nil {
				t.Errorf("urgency %s, to be read by %v", v.Urgency, v.ReadBy)
			}
			if !slices.Contains(c.before, "stop") {
				d.reads(phone, "We are telling a worker now")
				d.reads(phone, "A worker knows now")
			} else if n := d.countOf(phone, "worker"); n > 0 {
				t.Errorf("%d texts of danger after STOP", n)
			}
		})
	}
}

// TestAWorryWhoseWebhookWasLostIsReadSoon, and calls nobody.
func TestAWorryWhoseWebhookWasLostIsReadSoon(t *testing.T) {
	t.Parallel()
	d := deploy(t, climbs(time.Hour))
	const phone = "+447700900183"
	d.network.Trouble(phonenet.Fault{On: phonenet.Webhook, Do: phonenet.Lost, Times: 1})
	d.network.Text(within(t), phone, demoNumber, "a member of staff at my childrens home grabbed me")
	d.reads(phone, "Are you safe now?")
	v := d.seen(d.onlyCase())
	if v.Urgency != "professional" || !v.Professional || len(v.Alerts) > 0 || v.ReadBy == nil {
		t.Errorf("urgency %s, professional %v, alerts %v, to be read by %v", v.Urgency, v.Professional, v.Alerts, v.ReadBy)
	}
}
