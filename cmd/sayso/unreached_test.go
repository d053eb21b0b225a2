package main

import (
	"strings"
	"testing"

	"sayso/cmd/sayso/phonenet"
	"sayso/conversation"
)

// What cannot be delivered ends on the case, with the reason, where a caseworker sees it and can act.
func TestATextThatCannotBeDeliveredEndsOnTheCase(t *testing.T) {
	t.Parallel()
	d := deploy(t)
	const phone = "+447700900182"
	d.text(phone, "my worker never rings me back")
	d.reads(phone, "anything else")
	d.answerUntil(conversation.AskContactSafe, d.talk(phone), ash(), func(_ int, answer string) { d.text(phone, answer) })
	ref := d.onlyCase()
	d.eventually("it is safe to write", func() bool { return d.seen(ref).Conversations[0].CannotWrite == nil })
	d.act(ref, "claim", map[string]any{"version": d.seen(ref).Version})
	browser := d.signIn()

	// ends says that a message of staff came to this, and what the case says of it.
	ends := func(message string, code int, why string, words ...string) {
		t.Helper()
		fault := phonenet.Fault{On: phonenet.Carry, Do: phonenet.Undelivered, Code: code, Only: func(_, body string) bool { return strings.Contains(body, message) }}
		if err := d.network.Trouble(fault); err != nil {
			t.Fatal(err)
		}
		d.act(ref, "messages", map[string]any{"text": message})
		d.eventually("the case says why it did not arrive", func() bool {
			for _, l := range d.seen(ref).Conversations[0].Transcript {
				if strings.Contains(l.Text, message) && l.Why != nil && *l.Why == why && *l.Delivery == "failed" {
					return true
				}
			}
			return false
		})
		page := d.page(browser, "/staff/cases/"+ref)
		for _, w := range words {
			if !strings.Contains(page, w) {
				t.Errorf("the page of the case lacks %q", w)
			}
		}
		d.eventually("the queue says that a text did not arrive", func() bool { return strings.Contains(d.page(browser, "/staff/"), "A text did not arrive") })
	}
	ends("Can I come on Friday?", 30036, "phone_off", "the phone was off or out of reach for too long", "did not arrive, or nobody knows whether it did")
	ends("Can I come on Monday?", 30005, "no_number", "the number does not exist any more", "You cannot write to them here")
	if status := d.call("POST", "/cases/"+ref+"/messages", map[string]any{"text": "Hello?"}, nil); status != 422 {
		t.Errorf("another message to a number that does not exist is answered %d", status)
	}

	d.text(phone, "im still here")
	d.eventually("whoever writes can be written to", func() bool { return d.seen(ref).Conversations[0].CannotWrite == nil })
	d.eventually("they have written, and it is no longer said", func() bool { return !strings.Contains(d.page(browser, "/staff/"), "A text did not arrive") })
	if status := d.call("POST", "/cases/"+ref+"/messages", map[string]any{"text": strings.Repeat("\U0001F600", 800)}, nil); status != 422 {
		t.Errorf("more than a text can carry is answered %d", status)
	}
}

// A word of the council's own for STOP, whose webhook was lost: Twilio's list does not say what it made of it, but refuses our
// next text, and then the case knows.
func TestAnOptOutThatNobodyToldUsIsKnownByTheNextText(t *testing.T) {
	t.Parallel()
	d := deploy(t)
	const phone = "+447700900181"
	_, ref := d.safely(&byText{deployment: d, phone: phone})
	d.eventually("nothing is on its way", func() bool { return d.outboxes() == 0 })
	d.trouble(phonenet.Fault{On: phonenet.Webhook, Do: phonenet.Lost, Times: 1, Phone: phone})
	d.trouble(phonenet.Fault{On: phonenet.Send, Do: phonenet.OptedOut, Phone: phone})
	d.network.Text(within(t), phone, demoNumber, "no more of this")
	d.eventually("the sweep has found it", func() bool {
		lines := d.heard(d.talk(phone))
		return lines[len(lines)-1] == "no more of this"
	})
	d.call("POST", "/cases/"+ref+"/messages", map[string]any{"text": "Can I come on Friday?"}, nil) // refused where an answer of ours was before it
	d.eventually("the case knows that they want no more", func() bool {
		why := d.seen(ref).Conversations[0].CannotWrite
		return why != nil && *why == "opted_out"
	})
}
