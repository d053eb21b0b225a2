package store

import (
	"errors"
	"fmt"
	"time"

	"sayso/conversation"
)

// Config says how a deployment keeps its conversations. Zero values take the defaults named.
type Config struct {
	Prefix     string // of all keys; "sayso"
	Partitions int    // 1 to 100, fixed at the deployment's first start; 16
	Durability string // "verified" (default): ask Redis whether it may forget; "declared": believe the operator
	Trial      bool   // start even on a Redis that may forget

	Lease       time.Duration // how long a dead node holds its partitions; 3 s
	Poll        time.Duration // how often a partition is looked at where nothing wakes it; 500 ms
	SendTimeout time.Duration // the longest that one call of a doer may take; 15 s
	SettleAfter time.Duration // how long after SendTimeout an unknown outcome is asked for; 30 s
	SettleFor   time.Duration // how long the network may fail to answer that before it is given up; 5 min
	RetryAfter  time.Duration // first wait after an effect was refused, doubled each time; 1 s
	BreakFor    time.Duration // first wait after a provider failed, doubled each time up to 30 s; 1 s
	SentWithin  time.Duration // how long the next text of a conversation waits for the one before it to leave; 10 s
	Workers     int           // how many calls of one doer run at once on this node; 32. Texts of the safety lane count apart

	// Late says of words that could not go at once until when they must wait now, and why they may not go any more;
	// again, that they are tried again. nil: they may go.
	Late  func(s conversation.State, say conversation.Say, now time.Time, again bool) (until time.Time, refused string)
	Looks []time.Duration // after a text was taken, when the network is asked what became of it, if it has not said so; 2 min, 15 min, 2 h, 11 h
	Again []time.Duration // the waits before a text is tried again, if its failure may be; none: it is not

	// Erased writes down, where no backup of Redis is, that a conversation was erased; the same one may be written down
	// again. Store.EraseAgain takes it after a backup was restored. nil: it is written down nowhere else.
	Erased func(conversation.Erased) error

	Tries    int           // wrong codes through one door within TriesFor, before none is tried there for a while; 5
	AllTries int           // the same of all doors of a channel together; 100
	TriesFor time.Duration // 1 h

	AlertWithin time.Duration // an alert that nobody could be reached with for so long is told to the person; 30 s
	UndoneAfter time.Duration // a safety effect undone for so long is an alarm; 10 s
	AlertAfter  time.Duration // an alert that nobody acknowledged for so long is an alarm; 15 min
}

func (c Config) withDefaults() (Config, error) {
	if c.Prefix == "" {
		c.Prefix = "sayso"
	}
	if c.Partitions == 0 {
		c.Partitions = 16
	}
	if c.Partitions < 1 || c.Partitions > 100 {
		return c, fmt.Errorf("partitions: %d is not between 1 and 100", c.Partitions)
	}
	if c.Durability == "" {
		c.Durability = "verified"
	}
	if c.Durability != "verified" && c.Durability != "declared" {
		return c, fmt.Errorf("durability: %q is neither verified nor declared", c.Durability)
	}
	if c.Workers == 0 {
		c.Workers = 32
	}
	if len(c.Looks) == 0 {
		c.Looks = looks
	}
	if c.Tries == 0 {
		c.Tries = 5
	}
	if c.AllTries == 0 {
		// Were a thousand talks to have a code, and somebody to guess at this pace for a year, they would
		// find one of 2^40 with a chance of 1 in 1,250. Those who mistype need a few of the hundred. The
		// channels count apart, so that a flood of chats does not keep phones from coming back.
		c.AllTries = 100
	}
	for _, d := range []struct {
		value *time.Duration
		usual time.Duration
	}{
		{&c.Lease, 3 * time.Second}, {&c.Poll, 500 * time.Millisecond},
		{&c.SendTimeout, 15 * time.Second}, {&c.SettleAfter, 30 * time.Second}, {&c.SettleFor, 5 * time.Minute},
		{&c.RetryAfter, time.Second}, {&c.BreakFor, time.Second}, {&c.SentWithin, 10 * time.Second},
		{&c.TriesFor, time.Hour},
		{&c.AlertWithin, 30 * time.Second}, {&c.UndoneAfter, 10 * time.Second}, {&c.AlertAfter, 15 * time.Minute},
	} {
		if *d.value == 0 {
			*d.value = d.usual
		}
		if *d.value < time.Millisecond {
			return c, errors.New("a duration of the store is shorter than a millisecond")
		}
	}
	if c.Lease > 3*time.Second {
		return c, fmt.Errorf("lease: %v is longer than 3 s, for which a dead node may hold up a danger", c.Lease)
	}
	c.Poll = min(c.Poll, c.Lease/3) // or a quiet partition would lose its lease between two looks
	return c, nil
}
