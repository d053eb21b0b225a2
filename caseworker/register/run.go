package register

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"
)

// Run takes the road back and keeps the queue's order true, until ctx ends. Every node runs it; the
// one that holds the lease works, the others wait to take over. Its error is ctx's.
func (r *Register) Run(ctx context.Context) error {
	node, err := r.random()
	if err != nil {
		return err
	}
	tick := time.NewTicker(r.config.Round)
	defer tick.Stop()
	// The lease is given up even though ctx has ended, so that the next node need not wait for it to run out.
	defer func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), r.config.Lease)
		defer cancel()
		if _, err := r.hold(ctx, node, 0); err != nil {
			r.log.Warn("lease of the road back not given up", "error", err)
		}
	}()
	stuck := map[string]*pause{}
	for {
		if err := r.round(ctx, node, stuck); err != nil && ctx.Err() == nil {
			r.log.Error("a round of the register failed", "error", err)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		case <-r.wake:
		}
	}
}

func (r *Register) round(ctx context.Context, node string, stuck map[string]*pause) error {
	mine, err := r.hold(ctx, node, r.config.Lease)
	if err != nil || !mine {
		return err
	}
	return errors.Join(r.walkRoad(ctx, node, stuck), r.rescoreDue(ctx), r.rewriteDue(ctx))
}

// hold takes or renews the lease; 0 gives it up.
func (r *Register) hold(ctx context.Context, node string, lease time.Duration) (bool, error) {
	n, err := r.scripts.lease.Run(ctx, r.db, []string{r.keys.lease()}, node, lease.Milliseconds()).Int()
	if err != nil {
		return false, fmt.Errorf("hold the lease: %w", err)
	}
	return n == 1, nil
}

// rescoreDue moves the cases whose place changes by itself: a message's time is over, a visit's end has passed.
func (r *Register) rescoreDue(ctx context.Context) error {
	due, err := r.db.ZRangeArgs(ctx, redis.ZRangeArgs{
		Key: r.keys.rescore(), ByScore: true, Start: "-inf", Stop: strconv.FormatInt(r.now().UnixMilli(), 10), Count: 100,
	}).Result()
	if err != nil {
		return fmt.Errorf("read what is to be rescored: %w", err)
	}
	var failed []error // one case that cannot be opened must not hold up the others
	for _, reference := range due {
		h, err := r.load(ctx, reference)
		switch {
		case err == nil && h.c.Erasing != nil:
			if err = r.FinishErasing(ctx, reference); err != nil {
				err = errors.Join(err, r.eraseLater(ctx, reference))
			}
		case err == nil:
			_, _, err = r.commit(ctx, h, nil, nil, nil) // a lost race has scored it anew
		}
		failed = append(failed, err)
	}
	return errors.Join(failed...)
}

// Behind says how many things the conversations have not learnt yet, and since when the oldest waits.
func (r *Register) Behind(ctx context.Context) (n int64, since time.Time, err error) {
	pipe := r.db.Pipeline()
	length := pipe.XLen(ctx, r.keys.outbox())
	first := pipe.XRangeN(ctx, r.keys.outbox(), "-", "+", 1)
	if _, err := pipe.Exec(ctx); err != nil {
		return 0, time.Time{}, fmt.Errorf("read the road back: %w", err)
	}
	if entries := first.Val(); len(entries) > 0 {
		since = entered(entries[0].ID)
	}
	return length.Val(), since, nil
}

// entered is when a stream's entry was made: its id begins with Redis's milliseconds.
func entered(id string) time.Time {
	var ms, n int64
	if _, err := fmt.Sscanf(id, "%d-%d", &ms, &n); err != nil {
		return time.Time{}
	}
	return time.UnixMilli(ms)
}

func (r *Register) logger(entry redis.XMessage) *slog.Logger {
	return r.log.With("conversation", entry.Values["c"], "kind", entry.Values["k"], "entry", entry.ID)
}
