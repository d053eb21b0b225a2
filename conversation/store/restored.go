package store

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"sayso/conversation"
)

// KeyFields names the fields of a Redis key in which this room keeps the wrapped key of a conversation, so that backups hold
// them apart; none for every other key.
func KeyFields(prefix, key string) []string {
	place, id, found := strings.Cut(strings.TrimPrefix(key, prefix+":"), ":conversation:")
	if !found || !strings.HasPrefix(place, "{p") || !(keys{partitions: 100}).check(id) {
		return nil
	}
	return []string{"key"}
}

// Passing reports whether a key only says who works or waits at this moment: in a backup it would keep the next from working.
func Passing(prefix, key string) bool {
	return strings.HasSuffix(key, ":lease") || strings.HasPrefix(key, prefix+":pace:")
}

// Restored readies what was restored from a backup of this time: the texts that waited then may have gone since, so the
// network is asked for each before it goes. It is done before any node runs; doing it again does nothing.
func (s *Store) Restored(ctx context.Context, at time.Time) error {
	now, err := s.redis.Time(ctx).Result()
	if err != nil {
		return fmt.Errorf("ask redis for the time: %w", err)
	}
	for p := range s.config.Partitions {
		for after := "-"; ; {
			entries, err := s.redis.XRangeN(ctx, s.keys.outbox(p), after, "+", entriesARound).Result()
			if err != nil {
				return fmt.Errorf("read the outbox of partition %d: %w", p, err)
			}
			if len(entries) == 0 {
				break
			}
			after = "(" + entries[len(entries)-1].ID
			if err := s.mayHaveGone(ctx, p, entries, at, now); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *Store) mayHaveGone(ctx context.Context, p int, entries []redis.XMessage, at, now time.Time) error {
	pipe := s.redis.Pipeline()
	for _, e := range entries {
		until := time.UnixMilli(number(e.Values["after"])) // one that was put off until later cannot have gone
		if e.Values["k"] == conversation.KindOf(conversation.Say{}) && until.Before(now) {
			pipe.HSetNX(ctx, s.keys.sending(p), e.ID, strconv.FormatInt(at.UnixMilli(), 10))
		}
	}
	if _, err := pipe.Exec(ctx); err != nil {
		return fmt.Errorf("mark the texts of partition %d: %w", p, err)
	}
	return nil
}
