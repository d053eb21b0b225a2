package store

import (
	"context"
	"fmt"
	"strconv"

	"github.com/redis/go-redis/v9"
)

// Waiting counts what is still to be done: effects in the outboxes, and alarms that are due or will be
// by at, in ms since 1970. 0 says that everything asked for until then has happened.
func (s *Store) Waiting(ctx context.Context, at int64) (int64, error) {
	var all int64
	for p := range s.config.Partitions {
		effects, err := s.redis.XLen(ctx, s.keys.outbox(p)).Result()
		if err != nil {
			return 0, fmt.Errorf("count the outbox of partition %d: %w", p, err)
		}
		alarms, err := s.redis.ZCount(ctx, s.keys.alarms(p), "-inf", strconv.FormatInt(at, 10)).Result()
		if err != nil {
			return 0, fmt.Errorf("count the alarms of partition %d: %w", p, err)
		}
		all += effects + alarms
	}
	return all, nil
}

// Each visits the id of every conversation, in no order. One that begins meanwhile may be missed.
func (s *Store) Each(ctx context.Context, visit func(id string) error) error {
	if cluster, ok := s.redis.(*redis.ClusterClient); ok {
		return cluster.ForEachMaster(ctx, func(ctx context.Context, master *redis.Client) error { return s.each(ctx, master, visit) })
	}
	return s.each(ctx, s.redis, visit)
}

func (s *Store) each(ctx context.Context, r redis.UniversalClient, visit func(id string) error) error {
	for p := range s.config.Partitions {
		before := s.keys.conversations(p)
		found := r.ScanType(ctx, 0, before+"*", 1000, "hash").Iterator()
		for found.Next(ctx) {
			id := found.Val()[len(before):]
			if !s.keys.check(id) {
				continue // a neighbour of a conversation
			}
			if err := visit(id); err != nil {
				return err
			}
		}
		if err := found.Err(); err != nil {
			return fmt.Errorf("look for the conversations of partition %d: %w", p, err)
		}
	}
	return nil
}
