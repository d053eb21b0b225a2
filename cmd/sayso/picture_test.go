package main

import (
	"testing"
	"time"

	"sayso/cmd/sayso/config"
	"sayso/cmd/sayso/phonenet"
)

// TestAPictureIsAnsweredAndNotFetched: we say that we cannot look at it, the caseworker sees that one came, and the talk
// goes on. Its webhook may be lost: then the list tells of it.
func TestAPictureIsAnsweredAndNotFetched(t *testing.T) {
	t.Parallel()
	d := deploy(t, func(c *config.Config) { c.Twilio.SweepGrace = time.Second })
	const phone, other = "+447700900188", "+447700900189"
	d.network.Text(within(t), phone, demoNumber, "", phonenet.Pictures(1))
	d.reads(phone, "We can't look at pictures here")
	d.text(phone, "thats my room its all mould")
	d.reads(phone, "Is there anything else")
	d.trouble(phonenet.Fault{On: phonenet.Webhook, Do: phonenet.Lost, Times: 1, Phone: other})
	d.network.Text(within(t), other, demoNumber, "look what they did to my room", phonenet.Pictures(2))
	d.reads(other, "We can't look at pictures here")
}
