package sms

import (
	"sync/atomic"

	"sayso/conversation"
)

// event is something worth counting. The set is closed, so that a metric exists before it happens.
type event int

const (
	taken event = iota
	takenAgain
	takenLate
	refusedSignature
	observed
	refusedForm
	refusedSize
	notOurs
	notKept
	statusTaken
	statusUnknown
	statusNotKept
	called
	sent
	sendLater
	sendUnknown
	sendUndeliverable
	sendRefused
	fateAsked
	fateUntold
	paged
	pageFailed
	dutyReplied
	swept
	sweepFailed
	events
)

var eventNames = [events]string{
	taken:             "inbound_taken",
	takenAgain:        "inbound_again",
	takenLate:         "inbound_late",
	refusedSignature:  "refused_signature",
	observed:          "unsigned_let_in",
	refusedForm:       "refused_form",
	refusedSize:       "refused_size",
	notOurs:           "refused_not_ours",
	notKept:           "inbound_not_kept",
	statusTaken:       "status_taken",
	statusUnknown:     "status_unknown",
	statusNotKept:     "status_not_kept",
	called:            "calls",
	sent:              "sent",
	sendLater:         "send_later",
	sendUnknown:       "send_outcome_unknown",
	sendUndeliverable: "send_undeliverable",
	sendRefused:       "send_refused",
	fateAsked:         "fates_asked",
	fateUntold:        "fates_untold",
	paged:             "pages",
	pageFailed:        "pages_failed",
	dutyReplied:       "duty_replies",
	swept:             "sweeps",
	sweepFailed:       "sweeps_failed",
}

type counts [events]atomic.Int64

// heardTexts counts what a text that came cost, in text messages as the network bills them.
func (s *SMS) heardTexts(body string) {
	n, _ := conversation.Segments(body)
	s.heard.Add(int64(n))
}

// HeardTexts is how many text messages came since New, as the network bills them.
func (s *SMS) HeardTexts() int64 { return s.heard.Load() }

func (c *counts) add(e event) { c[e].Add(1) }

// Counts says how often each thing has happened since New, by name. Every name is always there.
func (s *SMS) Counts() map[string]int64 {
	all := make(map[string]int64, events)
	for e, name := range eventNames {
		all[name] = s.counts[e].Load()
	}
	return all
}
