package main

import (
	"slices"
	"strings"
	"testing"
	"time"

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
	d := deploy(t, crossesAtOnce)
	const phone = "+447700900191"
	d.upTo(phone, conversation.AskSafeNow, "my worker never rings me back", "no thats it")
	d.network.Trouble(phonenet.Fault{On: phonenet.Carry, Do: phonenet.Undelivered, Code: 30003,
		Only: func(_, body string) bool { return strings.Contains(body, "OK to text you here") }})
	d.text(phone, "1")
	d.asks(phone, conversation.AskContactSafe)
	d.eventually("it did not arrive", func() bool { return d.delivered(phone, "failed") == 1 })
	d.text(phone, "yes")
	d.stillUnknown(phone, 4)
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
