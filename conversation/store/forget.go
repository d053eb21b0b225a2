package store

import (
	"context"
	"errors"
	"fmt"

	"github.com/redis/go-redis/v9"
)

// refuseToForget asks every Redis of the deployment whether it keeps what it acknowledged: an
// append-only file, and no eviction.
func (s *Store) refuseToForget(ctx context.Context) error {
	if s.config.Trial {
		s.log.Warn("trial: conversations are kept on a Redis that nobody asked whether it forgets")
		return nil
	}
	if s.config.Durability == "declared" {
		return nil
	}
	if cluster, ok := s.redis.(*redis.ClusterClient); ok {
		return cluster.ForEachMaster(ctx, func(ctx context.Context, master *redis.Client) error {
			return s.askWhetherItForgets(ctx, master)
		})
	}
	return s.askWhetherItForgets(ctx, s.redis)
}

func (s *Store) askWhetherItForgets(ctx context.Context, r redis.UniversalClient) error {
	settings := map[string]string{}
	for _, name := range []string{"appendonly", "appendfsync", "maxmemory-policy"} {
		got, err := r.ConfigGet(ctx, name).Result()
		refused := redis.HasErrorPrefix(err, "NOPERM") || redis.HasErrorPrefix(err, "unknown command")
		if refused || (err == nil && got[name] == "") {
			return errors.New("this Redis does not say whether it may forget (CONFIG GET is refused): allow it, or, if its provider promises an append-only file and no eviction, set redis.durability: declared")
		}
		if err != nil {
			return fmt.Errorf("ask redis whether it may forget: %w", err)
		}
		settings[name] = got[name]
	}
	if settings["appendonly"] != "yes" {
		return errors.New("this Redis would forget conversations when it restarts: set 'appendonly yes' and 'appendfsync always' in redis.conf (or trial: true to try Sayso out)")
	}
	if policy := settings["maxmemory-policy"]; policy != "noeviction" {
		return fmt.Errorf("this Redis would forget conversations when its memory is full (maxmemory-policy is %s): set 'maxmemory-policy noeviction' in redis.conf", policy)
	}
	if fsync := settings["appendfsync"]; fsync != "always" {
		s.log.Warn("a power cut may lose the last second of what was acknowledged: set 'appendfsync always' in redis.conf", "appendfsync", fsync)
	}
	return nil
}
