package store

import "sync/atomic"

// Counts is what this node has done since it started, for the metrics.
type Counts struct {
	Turns     int64 // committed
	Races     int64 // lost, and taken again
	Done      int64 // effects done
	Later     int64 // calls that a provider could not take
	Refused   int64 // effects refused, each time
	Parked    int64
	Unknown   int64 // texts whose outcome was not known
	Barred    int64 // texts not sent because somebody else speaks through their door now
	Overtaken int64 // questions not sent because newer words had overtaken them
	Again     int64 // texts that the network could not bring and that wait to be tried again
	Wrong     int64 // codes that opened nothing
	Resent    int64 // texts sent again after their outcome stayed unknown; each may be a duplicate
}

type counters struct {
	turns, races, done, later, refused, parked, unknown, resent, barred, overtaken, again, wrongCodes atomic.Int64
}

// Counts gives the node's counts.
func (s *Store) Counts() Counts {
	c := &s.counts
	return Counts{
		Turns: c.turns.Load(), Races: c.races.Load(), Done: c.done.Load(), Later: c.later.Load(),
		Refused: c.refused.Load(), Parked: c.parked.Load(), Unknown: c.unknown.Load(), Resent: c.resent.Load(),
		Barred: c.barred.Load(), Overtaken: c.overtaken.Load(), Again: c.again.Load(), Wrong: c.wrongCodes.Load(),
	}
}
