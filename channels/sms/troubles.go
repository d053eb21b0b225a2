package sms

import (
	"sync"
	"time"
)

// lateFor is how many of its intervals a sweep may fail for before that is an alarm: texts may be missing that nobody
// knows of.
const lateFor = 3

// troubles is what this node knows of texts that it could not take in.
type troubles struct {
	mu       sync.Mutex
	untaken  map[string]untaken // by the network's id
	lastDone time.Time          // when the sweep last came to its end; zero before Run
}

// untaken is a text that the sweep has found and could not take in.
type untaken struct {
	times int
	since time.Time // when it was written
}

// found notes what a round could not take in, and forgets what is in since.
func (t *troubles) found(failed map[string]time.Time, listed []listed) {
	t.mu.Lock()
	defer t.mu.Unlock()
	still := map[string]untaken{}
	for _, l := range listed {
		was, known := t.untaken[l.sid]
		if at, again := failed[l.sid]; again {
			still[l.sid] = untaken{times: was.times + 1, since: at}
		} else if known && len(failed) >= giveUpRound {
			still[l.sid] = was // it may not have been tried
		}
	}
	t.untaken = still
}

// of is how often a text could not be taken in.
func (t *troubles) of(sid string) int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.untaken[sid].times
}

func (t *troubles) swept(at time.Time) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.lastDone = at
}

// Untaken are how many texts this node has found in Twilio's list and cannot take in, and since when the oldest waits.
// One that failed once may only have met a busy moment.
func (s *SMS) Untaken() (texts int, since time.Time) {
	s.troubles.mu.Lock()
	defer s.troubles.mu.Unlock()
	for _, u := range s.troubles.untaken {
		if u.times < 2 {
			continue
		}
		if texts++; since.IsZero() || u.since.Before(since) {
			since = u.since
		}
	}
	return texts, since
}

// Unswept is since when no sweep of this node has come to its end, where that is too long; else zero.
func (s *SMS) Unswept() time.Time {
	s.troubles.mu.Lock()
	defer s.troubles.mu.Unlock()
	if done := s.troubles.lastDone; !done.IsZero() && s.now().Sub(done) > lateFor*s.cfg.SweepEvery {
		return done
	}
	return time.Time{}
}
