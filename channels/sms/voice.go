package sms

import (
	"net/http"
	"strings"
)

// voice answers a call to the number. Whoever rings may be a parent who found it on a phone: the
// greeting says where to turn and nothing about why a child may have it.
func (s *SMS) voice(w http.ResponseWriter, r *http.Request) {
	if _, ok := s.read(w, r); !ok {
		return
	}
	s.counts.add(called)
	say(w, digitByDigit(s.cfg.Greeting))
}

// digitByDigit keeps the voice from reading 999 as a number in the hundreds.
func digitByDigit(words string) string {
	var b strings.Builder
	previous := ' '
	for _, r := range words {
		if '0' <= r && r <= '9' && '0' <= previous && previous <= '9' {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		previous = r
	}
	return b.String()
}
