package caseworker

import (
	"time"

	"sayso/conversation"
)

// Place is all that decides where a case stands in the queue. Zero times mean: there is none.
type Place struct {
	Tier         conversation.Tier
	Professional bool
	InHand       bool              // somebody has acted on the danger
	Since        conversation.Tier // the most urgent of what was heard after they had; "" for nothing
	ReadBy       time.Time         // by when what is unread must be read; zero where all is read
	VisitUntil   time.Time         // when the next visit that nobody has accounted for ends
	Due          time.Time         // when the stage's clock ends: the midnight after its last day
	Received     time.Time
	Closed       time.Time
}

// The bands of the queue, the most urgent first. Within a band the earlier time comes first.
const (
	bandDanger     = iota // R1 that nobody has in hand: the oldest first
	bandAllegation        // R3: the oldest first
	bandConcern           // R2: the oldest first
	bandChange            // a planned change: the oldest first
	bandUnread            // not read in its time: the longest overdue first
	bandVisit             // a visit that nobody has accounted for: the longest overdue first
	bandClock             // the nearest date
	bandRest              // no clock runs: the oldest first
	bandClosed            // the last closed first
)

// width is how far bands lie apart, in milliseconds: some 300 years. A float64 holds nine of them exactly.
const width = 1e13

// ClosedFrom is the score at which the closed cases begin: every open one stands below it.
const ClosedFrom float64 = bandClosed * width

// Score is the place in the queue at an instant: the lower, the sooner.
func (p Place) Score(now time.Time) float64 {
	band, at := p.band(now)
	if band == bandClosed {
		return ClosedFrom - float64(at.UnixMilli()) + width
	}
	return float64(band)*width + float64(at.UnixMilli())
}

func (p Place) band(now time.Time) (int, time.Time) {
	switch {
	case !p.Closed.IsZero():
		return bandClosed, p.Closed
	case p.Tier == conversation.R1 && !p.InHand:
		return bandDanger, p.Received
	case p.Tier == conversation.R3, p.Since == conversation.R3, p.Tier == conversation.R1 && p.Professional:
		return bandAllegation, p.Received
	case p.Tier == conversation.R2, p.Since == conversation.R2:
		return bandConcern, p.Received
	case p.Tier == conversation.PlannedChange, p.Since == conversation.PlannedChange:
		return bandChange, p.Received
	case past(p.ReadBy, now):
		return bandUnread, p.ReadBy
	case past(p.VisitUntil, now):
		return bandVisit, p.VisitUntil
	case !p.Due.IsZero():
		return bandClock, p.Due
	}
	return bandRest, p.Received
}

func past(at, now time.Time) bool { return !at.IsZero() && !at.After(now) }

// Rescore is the next instant at which the place changes by itself; zero where it does not.
func (p Place) Rescore(now time.Time) (next time.Time) {
	here, _ := p.band(now)
	for _, at := range []time.Time{p.ReadBy, p.VisitUntil} {
		if at.IsZero() || past(at, now) || (!next.IsZero() && !at.Before(next)) {
			continue
		}
		if there, _ := p.band(at); there != here {
			next = at
		}
	}
	return next
}

// Place is where the case stands in the queue.
func (c Case) Place(facts []conversation.Facts, rules Rules, now time.Time) Place {
	p := Place{
		Tier: c.tier(facts), Professional: professional(facts), InHand: c.handled(facts), Since: c.heardSince(facts),
		Received: c.Received, Closed: c.closedAt(),
	}
	if _, by := c.unread(facts); by != nil {
		p.ReadBy = *by
	}
	if v, ok := c.nextVisit(facts); ok && v.State != "refused" {
		p.VisitUntil = v.Until
	}
	if last := c.Clock(rules, now).Last(); last != nil {
		p.Due = last.AddDays(1).At(0, rules.Zone)
	}
	return p
}
