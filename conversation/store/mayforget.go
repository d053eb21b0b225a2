package store

import (
	"context"
	"log/slog"

	"github.com/redis/go-redis/v9"
)

// MayForget says, for an operator who asks before the start, why Open would refuse this Redis; nil
// where it would not. durability is as in Config.
func MayForget(ctx context.Context, client redis.UniversalClient, durability string) error {
	s := &Store{redis: client, config: Config{Durability: durability}, log: slog.New(slog.DiscardHandler)}
	return s.refuseToForget(ctx)
}
