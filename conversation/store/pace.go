package store

import (
	"context"
	"fmt"
	"time"
)

// Pace takes a place in the line of a sender that all nodes share, for something that takes so long to send, and says how long to
// wait for it. taken is false where the wait would be longer than most: then nothing was taken. A most below zero takes
// a place whatever the wait: a word about danger goes at once, and those behind it pay for it.
func (s *Store) Pace(ctx context.Context, sender string, takes, most time.Duration) (wait time.Duration, taken bool, err error) {
	atMost := most.Microseconds()
	if most < 0 {
		atMost = -1
	}
	row, err := s.scripts.pace.Run(ctx, s.redis, []string{s.keys.pace(sender)}, max(takes.Microseconds(), 1), atMost).Int64Slice()
	if err != nil {
		return 0, false, fmt.Errorf("take a place in the line of a sender: %w", err)
	}
	if len(row) != 2 {
		return 0, false, fmt.Errorf("a line of %d values", len(row))
	}
	return time.Duration(row[0]) * time.Microsecond, row[1] == 1, nil
}
