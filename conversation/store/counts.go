package store

import "sync/atomic"

// Counts is what this node has done since it started, for the metrics.
type Counts struct {
	Turns   int64 // committed
	Races   int64 // lost, and taken again
	Done    int64 // effects done
	Later   int64 // calls that a provider could not take
	Refused int64 // effects refused, each time
	Parked  int64
	Unknown int64 // texts whose outcome was not known
	Resent  int64 // texts sent again after their outcome stayed unknown; each may be a duplicate
}

type counters struct {
	turns, races, done, later, refused, parked, unknown, resent atomic.Int64
}

// Counts gives the node's counts.
func (s *Store) Counts() Counts {
	c := &s.counts
	return Counts{
		Turns: c.turns.Load(), Races: c.races.Load(), Done: c.done.Load(), Later: c.later.Load(),
		Refused: c.refused.Load(), Parked: c.parked.Load(), Unknown: c.unknown.Load(), Resent: c.resent.Load(),
	}
}
