package sms

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	openapi "github.com/twilio/twilio-go/rest/api/v2010"

	"sayso/channels"
	"sayso/conversation"
)

// giveUpRound ends a round of the sweep after so many failures in a row: the store is away, and
// each of them may have cost a ReceiveTimeout.
const giveUpRound = 5

// Run sweeps until ctx ends: at start, every SweepEvery, and soon after a Receive that failed.
// Twilio gives an inbound text up when its webhook fails, so without the sweep it would be lost.
func (s *SMS) Run(ctx context.Context) error {
	s.sweepSoon()             // twice at start: in the first round, what came just before is still in its grace
	s.troubles.swept(s.now()) // from here on it is late
	failures := 0
	for ctx.Err() == nil {
		wait := s.cfg.SweepEvery
		switch err := s.sweep(ctx); {
		case err == nil:
			s.counts.add(swept)
			s.troubles.swept(s.now())
			failures = 0
		case ctx.Err() == nil:
			s.log.Error("sweep of the texts that came", "error", err)
			s.counts.add(sweepFailed)
			wait = min(s.cfg.SweepRetry<<min(failures, 4), s.cfg.SweepEvery)
			failures++
		}
		s.idle(ctx, wait)
	}
	return nil
}

// sweepSoon asks Run to look for a text that could not be kept.
func (s *SMS) sweepSoon() {
	select {
	case s.missed <- struct{}{}:
	default: // it has been asked already
	}
}

// idle waits, less long where a text was missed, and not once ctx has ended.
// A missed text is swept for only after its grace, so there is no use in being quicker than that;
// half as much again allows for Twilio's clock.
func (s *SMS) idle(ctx context.Context, wait time.Duration) {
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return
	case <-ctx.Done():
		return
	case <-s.missed:
		timer.Reset(min(wait, s.cfg.SweepGrace*3/2))
	}
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}

// sweep takes in every text of Twilio's list since the mark that the store does not have; which
// those are, the store knows. Texts in their grace are left to their webhook. Then the mark moves,
// never past a text that could still appear in the list, and only when all have been taken in.
func (s *SMS) sweep(ctx context.Context) error {
	started := s.now()
	since, err := s.talks.SweptUntil(ctx)
	if err != nil {
		return fmt.Errorf("read the sweep's mark: %w", err)
	}
	found, err := s.received(ctx, since)
	if err != nil {
		return err
	}
	var failed error
	inARow, before := 0, map[string]time.Time{}
	for _, m := range s.hopefulFirst(found) {
		if m.at.After(started.Add(-s.cfg.SweepGrace)) {
			continue
		}
		if err := s.takeLate(ctx, m); err != nil {
			failed = err
			before[m.sid] = m.at
			if inARow++; inARow == giveUpRound {
				break
			}
			continue // one text that cannot be taken holds up no other
		}
		inARow = 0
	}
	s.troubles.found(before, found)
	if failed == nil {
		failed = s.tellOptedOut(ctx, found)
	}
	if failed != nil {
		return failed
	}
	if until := started.Add(-s.cfg.SweepOverlap); until.After(since) {
		if err := s.talks.SetSweptUntil(ctx, until); err != nil {
			return fmt.Errorf("move the sweep's mark: %w", err)
		}
	}
	return nil
}

// hopefulFirst puts those behind that could not be taken before: five of them would else end every round.
func (s *SMS) hopefulFirst(found []listed) []listed {
	found = slices.Clone(found)
	slices.SortStableFunc(found, func(a, b listed) int { return s.troubles.of(a.sid) - s.troubles.of(b.sid) })
	return found
}

func (s *SMS) takeLate(ctx context.Context, m listed) error {
	ctx, cancel := context.WithTimeout(ctx, s.cfg.ReceiveTimeout)
	defer cancel()
	receipt, err := s.take(ctx, m.from, m.sid,
		conversation.Said{Channel: conversation.SMS, ID: m.sid, Text: clean(m.body), Late: true, Written: m.at, Media: m.things})
	switch {
	case errors.Is(err, conversation.ErrGone): // its conversation has been erased
		return nil
	case err != nil:
		return fmt.Errorf("take in text %s: %w", m.sid, err)
	case !receipt.Again:
		s.counts.add(takenLate)
		s.heardTexts(m.body)
		s.log.Warn("a text that its webhook did not bring", "sid", m.sid, "conversation", receipt.Conversation)
	}
	return nil
}

// listed is one text of Twilio's list.
type listed struct {
	sid    string
	from   channels.Number
	body   string
	at     time.Time
	things int
}

// received lists the texts that came to our numbers since a time, oldest first: to the number of this channel, by
// WhatsApp too, and to the sender of alerts, where somebody may write by mistake. What a duty worker replied to that is
// not among them: the ladder has gone on without it.
func (s *SMS) received(ctx context.Context, since time.Time) ([]listed, error) {
	var found []listed
	for _, to := range s.numbers() {
		p := &openapi.ListMessageParams{}
		messages, err := s.twilio.list(ctx, p.SetTo(to), since)
		if err != nil {
			return nil, fmt.Errorf("list the texts that came: %w", err)
		}
		for _, m := range messages {
			if l, ok := s.readListed(m); ok && !l.at.Before(since.Truncate(time.Second)) && !(to == s.alertFrom.Reveal() && s.duty.Knows(l.from.Reveal())) {
				found = append(found, l)
			}
		}
	}
	// Twilio lists the newest first, and its dates are whole seconds: within one, its order is all there is.
	slices.Reverse(found)
	slices.SortStableFunc(found, func(a, b listed) int { return a.at.Compare(b.at) })
	return found, nil
}

// numbers are the addresses to which somebody may write to us, each once.
func (s *SMS) numbers() []string {
	all := append([]string{s.from.Reveal(), s.alertFrom.Reveal()}, s.cfg.Senders...)
	if s.from.IsPhone() {
		all = append(all, "whatsapp:"+s.from.Reveal())
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func (s *SMS) readListed(m openapi.ApiV2010Message) (listed, bool) {
	if !isInbound(m) {
		return listed{}, false
	}
	from, err := channels.ParseNumber(value(m.From))
	at, dated := madeAt(m)
	if err != nil || !isSid(value(m.Sid)) || !dated {
		// Nobody can be answered, or nothing says that it is younger than this deployment.
		s.log.Error("a listed text cannot be read", "sid", strconv.Quote(value(m.Sid)))
		return listed{}, false
	}
	return listed{value(m.Sid), from, value(m.Body), at, things(value(m.NumMedia))}, true
}
