package sms

import (
	"net/http"
	"time"
)

// enforces lets nothing in that is not signed.
func (s *SMS) enforces(*http.Request) bool { return false }

// observes lets an inbound text in though its signature is missing or wrong, for as long as a deployment is being set up,
// and says so. It must still be of our account and to a number of ours. What acknowledges an alert, or says what became
// of a text, is never let in: whoever could forge that could silence an alarm.
func (s *SMS) observes(r *http.Request) bool {
	if s.Observing().IsZero() {
		return false
	}
	s.counts.add(observed)
	s.log.Warn("a signature is missing or wrong: is this the address that Twilio calls, and the first token its primary one? From the end of the first hour on it is refused",
		"expected_over", s.public+r.URL.Path, "signed", r.Header.Get("X-Twilio-Signature") != "")
	return true
}

// Observing is until when wrong signatures are let in; zero where they are not.
func (s *SMS) Observing() time.Time {
	if s.now().Before(s.cfg.ObserveUntil) {
		return s.cfg.ObserveUntil
	}
	return time.Time{}
}
