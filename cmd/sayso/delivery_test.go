package main

import (
	"strings"
	"testing"
	"time"

	"sayso/caseworker"
	"sayso/cmd/sayso/config"
	"sayso/cmd/sayso/phonenet"
)

// lineOf is what the case shows of words of ours.
func (d *deployment) lineOf(reference, words string) caseworker.ViewLine {
	d.t.Helper()
	for _, l := range d.seen(reference).Conversations[0].Transcript {
		if strings.Contains(l.Text, words) && l.Delivery != nil {
			return l
		}
	}
	none := ""
	return caseworker.ViewLine{Delivery: &none, Why: &none}
}

func (d *deployment) trouble(f phonenet.Fault) {
	d.t.Helper()
	if err := d.network.Trouble(f); err != nil {
		d.t.Fatal(err)
	}
}

// A text is on its way until it has left; until then the next one waits for it, so that they arrive in order.
func TestATextIsSentWhenItHasLeft(t *testing.T) {
	t.Parallel()
	d := deploy(t, func(c *config.Config) { c.Twilio.SentWithin = patience })
	const phone = "+447700900183"
	_, ref := d.safely(&byText{deployment: d, phone: phone})
	d.eventually("nothing is on its way", func() bool { return d.outboxes() == 0 })
	d.trouble(phonenet.Fault{On: phonenet.Carry, Do: phonenet.Overtaken, For: 300 * time.Millisecond, Times: 1, Phone: phone})
	before := d.network.Counts().Accepted
	for _, words := range []string{"First this.", "Then that."} {
		d.act(ref, "messages", map[string]any{"text": words})
	}
	d.eventually("the network has the first", func() bool { return d.network.Counts().Accepted > before })
	if l := d.lineOf(ref, "First this."); *l.Delivery != "waiting" {
		t.Errorf("it has not left, and is %s", *l.Delivery)
	}
	if got := d.network.Counts().Accepted - before; got != 1 {
		t.Errorf("the network has %d of two, and the first has not left", got)
	}
	d.reads(phone, "Then that.")
	if d.countOf(phone, "First this.") != 1 {
		t.Error("the second came before the first")
	}
	d.eventually("both have arrived", func() bool {
		return *d.lineOf(ref, "First this.").Delivery == "delivered" && *d.lineOf(ref, "Then that.").Delivery == "delivered"
	})
}

// Where the callback was lost the network is asked, and nothing waits for ever.
func TestALostCallbackIsAskedFor(t *testing.T) {
	t.Parallel()
	d := deploy(t, func(c *config.Config) { c.Twilio.SentWithin = 200 * time.Millisecond })
	const phone = "+447700900184"
	d.trouble(phonenet.Fault{On: phonenet.Status, Do: phonenet.Lost})
	_, ref := d.safely(&byText{deployment: d, phone: phone})
	for _, words := range []string{"First this.", "Then that."} {
		d.act(ref, "messages", map[string]any{"text": words})
		d.eventually("it is known to have arrived", func() bool { return *d.lineOf(ref, words).Delivery == "delivered" })
	}
	if n := d.network.Counts().Callbacks; n > 0 {
		t.Errorf("%d callbacks came", n)
	}
}

// A phone that was off is tried again, once it may be on; the case says so meanwhile.
func TestAPhoneThatWasOffGetsItsTextLater(t *testing.T) {
	t.Parallel()
	d := deploy(t, func(c *config.Config) {
		c.Twilio.TryAgain = []time.Duration{400 * time.Millisecond, 400 * time.Millisecond}
	})
	const phone = "+447700900185"
	_, ref := d.safely(&byText{deployment: d, phone: phone})
	d.eventually("nothing is on its way", func() bool { return d.outboxes() == 0 })
	const words = "Can I come on Friday?"
	off := func(times int) {
		d.trouble(phonenet.Fault{On: phonenet.Carry, Do: phonenet.Undelivered, Code: 30003, Times: times, Phone: phone})
	}
	browser := d.signIn()
	off(2)
	d.act(ref, "messages", map[string]any{"text": words})
	d.eventually("the case says that it is tried again", func() bool {
		l := d.lineOf(ref, words)
		return *l.Delivery == "waiting" && l.Why != nil && *l.Why == "again"
	})
	if page := d.page(browser, "/staff/cases/"+ref); !strings.Contains(page, "it could not be delivered, and is tried again") {
		t.Error("the page does not say that it is tried again")
	}
	d.reads(phone, words)
	d.eventually("it has arrived", func() bool { l := d.lineOf(ref, words); return *l.Delivery == "delivered" && l.Why == nil })
	if n := d.countOf(phone, words); n != 1 {
		t.Errorf("it is on the phone %d times", n)
	}

	off(0)
	d.act(ref, "messages", map[string]any{"text": "Or on Monday?"})
	d.eventually("in the end the case says why it did not arrive", func() bool {
		l := d.lineOf(ref, "Or on Monday?")
		return *l.Delivery == "failed" && l.Why != nil && *l.Why == "phone_off"
	})
}

// What the network gives up before it has left ends on the case like what did not arrive; while it is being sent it is on its way.
func TestWhatNeverLeftEndsOnTheCase(t *testing.T) {
	t.Parallel()
	d := deploy(t, func(c *config.Config) { c.Twilio.TryAgain = []time.Duration{50 * time.Millisecond} })
	const phone = "+447700900186"
	_, ref := d.safely(&byText{deployment: d, phone: phone})
	d.eventually("nothing is on its way", func() bool { return d.outboxes() == 0 })
	for _, c := range []struct {
		words, delivery, why string
		tries                int
		fault                phonenet.Fault
	}{
		{"It is filtered.", "failed", "filtered", 1, phonenet.Fault{Do: phonenet.Failed, Code: 30007}},
		{"Nobody knows why.", "failed", "refused", 2, phonenet.Fault{Do: phonenet.Failed}},
		{"Somebody took it back.", "failed", "refused", 1, phonenet.Fault{Do: phonenet.Canceled}},
		{"It takes its time.", "delivered", "", 1, phonenet.Fault{Do: phonenet.Sending, For: 100 * time.Millisecond}},
	} {
		c.fault.On, c.fault.Phone = phonenet.Carry, phone
		d.trouble(c.fault)
		before := d.network.Counts().Accepted
		d.act(ref, "messages", map[string]any{"text": c.words})
		d.eventually(c.words, func() bool { return *d.lineOf(ref, c.words).Delivery == c.delivery })
		if l := d.lineOf(ref, c.words); (l.Why == nil) != (c.why == "") || l.Why != nil && *l.Why != c.why {
			t.Errorf("%s because of %v, want %q", c.words, l.Why, c.why)
		}
		if got := d.network.Counts().Accepted - before; got != c.tries {
			t.Errorf("%s The network took it %d times, want %d", c.words, got, c.tries)
		}
		d.network.Mend()
	}
}
