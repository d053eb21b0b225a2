package caseworker

import (
	"time"

	"sayso/conversation"
)

// lapsesFor is for how long an acknowledgement can lapse. After a day others have seen to it: who is named then is read
// like any message, and wakes nobody for what is over.
const lapsesFor = 24 * time.Hour

// lapse: an alert that was acknowledged by somebody who could be meant since, by their name or by what a human said, is
// nobody's, and what they had in hand is in nobody's hands. Somebody else is called, unless somebody else knows of it or
// is being called already. Who could be meant as much when they took it was the last that was left, and keeps it.
func (t *turn) lapse(facts []conversation.Facts, at time.Time) {
	k := t.Keeping(facts, Rules{})
	meant := func(email, name string, then Nearness) bool {
		now := k.Near(Staff{Email: email, Name: name})
		return now >= ByName && now > then
	}
	if h := t.InHand; h != nil {
		if !meant(h.By, h.Name, h.Near) && t.handled(facts) {
			return
		}
		if meant(h.By, h.Name, h.Near) {
			t.InHand = nil
		}
	}
	for _, f := range facts {
		known := conversation.NoTier // of what somebody knows who is not meant, or is being called about, the most urgent
		for n := len(f.Alerts) - 1; n >= 0; n-- {
			a := f.Alerts[n]
			ack, taken := t.Acknowledged[a.ID]
			switch {
			case ack.Lapsed:
			case taken && meant(ack.email(), ack.Name, ack.Near):
				if !a.Tier.Before(known) || at.Sub(ack.At) > lapsesFor {
					continue
				}
				ack.Lapsed = true
				t.Acknowledged[a.ID] = ack
				t.Acts++
				t.tell(f.Conversation, conversation.AlertLapsed{Alert: a.ID})
				known = a.Tier
			case a.Tier.Before(known):
				known = a.Tier
			}
		}
	}
}

// email is of whoever acknowledged: of a rota, as that says it.
func (a Ack) email() string {
	if a.Email != "" {
		return a.Email
	}
	return a.By
}
