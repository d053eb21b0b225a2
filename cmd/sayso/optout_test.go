package main

import (
	"testing"
	"time"

	"sayso/cmd/sayso/config"
	"sayso/cmd/sayso/phonenet"
)

// TestWhoOptsOutAndInAgainIsAnswered though the webhook of STOP comes behind that of START: else they would write on, and
// nobody would answer.
func TestWhoOptsOutAndInAgainIsAnswered(t *testing.T) {
	t.Parallel()
	d := deploy(t, func(c *config.Config) { c.Twilio.SweepGrace = time.Second })
	const phone = "+447700900187"
	d.text(phone, "my worker never rings me back")
	d.reads(phone, "anything else")
	d.trouble(phonenet.Fault{On: phonenet.Webhook, Do: phonenet.Late, For: 300 * time.Millisecond, Times: 1, Phone: phone})
	d.network.Text(within(t), phone, demoNumber, "STOP")
	d.text(phone, "START")
	d.eventually("STOP has come, after START", func() bool {
		heard := d.heard(d.talk(phone))
		return heard[len(heard)-1] == "STOP" && len(heard) == 3
	})
	d.eventually("they can be texted", func() bool { return d.state(phone).Contacts["sms"].CanText })
	d.text(phone, "who sees this?")
	d.reads(phone, "The people who look into this see it")
}
