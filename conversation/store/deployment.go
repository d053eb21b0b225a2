package store

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"

	"sayso/conversation"
	"sayso/conversation/seal"
)

// join writes down what is fixed at the deployment's first start, and refuses what differs from it.
func (s *Store) join(ctx context.Context) error {
	key := s.keys.deployment()
	now, err := s.redis.Time(ctx).Result()
	if err != nil {
		return fmt.Errorf("ask redis for the time: %w", err)
	}
	// A deployment that began before the short names goes on with the long ones: what it took stands under them. Whoever
	// finds it begun finds its names fixed, since they are written first.
	names := shortNames
	switch began, err := s.redis.HExists(ctx, key, "began").Result(); {
	case err != nil:
		return fmt.Errorf("join deployment: %w", err)
	case began:
		names = longNames
	}
	check := checkOf(s.keyset)
	var kept *redis.MapStringStringCmd
	_, err = s.redis.Pipelined(ctx, func(p redis.Pipeliner) error {
		p.HSetNX(ctx, key, "names", names)
		p.HSetNX(ctx, key, "partitions", s.keys.partitions)
		p.HSetNX(ctx, key, "keyset", check)
		p.HSetNX(ctx, key, "began", now.UnixMilli())
		kept = p.HGetAll(ctx, key)
		return nil
	})
	if err != nil {
		return fmt.Errorf("join deployment: %w", err)
	}
	s.names = kept.Val()["names"]
	return fits(kept.Val(), s.keys.partitions, check)
}

func checkOf(keyset *seal.Keyset) string { return keyset.Hash("keyset", "of this deployment") }

func fits(kept map[string]string, partitions int, check string) error {
	if was := kept["partitions"]; was != strconv.Itoa(partitions) {
		return fmt.Errorf("redis.partitions is %d, but this deployment began with %s: set it back, for conversations would not be found", partitions, was)
	}
	if kept["keyset"] != check {
		return errors.New("the keyset is not the one that this deployment began with: what is kept could not be read")
	}
	return nil
}

// Fits says why a deployment that has begun could not go on with this keyset and so many partitions; nil where it could,
// or has not begun. It writes nothing.
func Fits(ctx context.Context, client redis.UniversalClient, keyset *seal.Keyset, prefix string, partitions int) error {
	kept, err := client.HGetAll(ctx, keys{prefix: prefix, partitions: partitions}.deployment()).Result()
	if err != nil {
		return fmt.Errorf("read what the deployment began with: %w", err)
	}
	return FitsKept(kept, keyset, partitions)
}

// FitsKept is Fits for what a backup holds of the deployment.
func FitsKept(kept map[string]string, keyset *seal.Keyset, partitions int) error {
	if kept["began"] == "" {
		return nil
	}
	return fits(kept, partitions, checkOf(keyset))
}

// The names by which a conversation remembers that it has taken a message. Redis packs a hash only while none of its fields
// has more than 64 bytes, which the long ones have: they cost twice as much (docs/running.md, "Memory").
const (
	longNames  = "long"
	shortNames = "short"
)

// onceOf is the once-key of a message. A conversation may have several doors, and browsers choose the
// names of their messages.
func (s *Store) onceOf(door conversation.Door, messageID string) string {
	if s.names == shortNames {
		return "m/" + door.Address[:min(len(door.Address), 8)] + "/" + messageID
	}
	return "message/" + door.Address + "/" + messageID
}

// Began is the deployment's first start, the same for all nodes and for ever. UTC.
func (s *Store) Began(ctx context.Context) (time.Time, error) {
	began, err := s.redis.HGet(ctx, s.keys.deployment(), "began").Int64()
	if err != nil {
		return time.Time{}, fmt.Errorf("read the deployment's first start: %w", err)
	}
	return time.UnixMilli(began).UTC(), nil
}

// SweptUntil is the time up to which inbound messages have been swept. It begins at the deployment's
// first start: nothing older is ever taken in. UTC.
func (s *Store) SweptUntil(ctx context.Context) (time.Time, error) {
	marks, err := s.redis.HMGet(ctx, s.keys.deployment(), "swept", "began").Result()
	if err != nil {
		return time.Time{}, fmt.Errorf("read the sweep's mark: %w", err)
	}
	for _, mark := range marks {
		if text, ok := mark.(string); ok {
			ms, err := strconv.ParseInt(text, 10, 64)
			if err != nil {
				return time.Time{}, fmt.Errorf("read the sweep's mark: %w", err)
			}
			return time.UnixMilli(ms).UTC(), nil
		}
	}
	return time.Time{}, errors.New("read the sweep's mark: this deployment has no first start")
}

// SetSweptUntil moves the mark; one earlier than it stands is let go.
func (s *Store) SetSweptUntil(ctx context.Context, until time.Time) error {
	err := s.scripts.swept.Run(ctx, s.redis, []string{s.keys.deployment()}, until.UnixMilli()).Err()
	if err != nil {
		return fmt.Errorf("move the sweep's mark: %w", err)
	}
	return nil
}
