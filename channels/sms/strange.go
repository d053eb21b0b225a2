package sms

import (
	"errors"
	"sync"
	"time"

	"sayso/conversation"
)

// strangers is how many talks in a row must meet a code that we do not know before it is no longer taken for the fault of
// the text.
const strangers = 3

// strange notices codes that are in no table of codes.go and come for one talk after another: then something is wrong
// with our account or our sender, and texts must wait, not be parked one by one (docs/decisions/0060).
type strange struct {
	mu    sync.Mutex
	talks map[string]bool
	since time.Time
}

// judge takes what came of a text, and gives what it means by now. An answer that knows the text, or takes it, ends the row;
// that the network could not be asked, or did not answer, says nothing.
func (s *strange) judge(err error, talk string, now time.Time) error {
	var (
		f     *failure
		later conversation.Later
		never conversation.Undeliverable
	)
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case err == nil, errors.As(err, &never):
		s.talks = nil
	case errors.As(err, &later), errors.Is(err, conversation.ErrOutcomeUnknown), !errors.As(err, &f):
	case thisText[f.code]:
		s.talks = nil
	default:
		if s.talks == nil {
			s.talks, s.since = map[string]bool{}, now
		}
		if len(s.talks) < strangers {
			s.talks[talk] = true
		}
		if len(s.talks) == strangers {
			return conversation.Later{Cause: err}
		}
	}
	return err
}

// Refusing is since when Twilio refuses the texts of one talk after another, and we do not know why; zero where it does not.
func (s *SMS) Refusing() time.Time {
	s.strange.mu.Lock()
	defer s.strange.mu.Unlock()
	if len(s.strange.talks) < strangers {
		return time.Time{}
	}
	return s.strange.since
}
