package store

import (
	"context"

	"github.com/redis/go-redis/v9"

	"sayso/conversation"
)

// wakesAtOnce bounds how many conversations of one partition wake at the same time.
const wakesAtOnce = 8

// wake wakes the conversations whose alarm has come.
func (w *worker) wake(ctx context.Context, t told) {
	for _, a := range t.alarms {
		if a.at > t.now || len(w.waking) == wakesAtOnce {
			return
		}
		if w.waking[a.conversation] {
			continue
		}
		w.waking[a.conversation] = true
		go func() {
			if _, err := w.store.Apply(ctx, a.conversation, "", conversation.Woke{}); err != nil {
				w.store.log.Error("a conversation did not wake", "conversation", a.conversation, "cause", err)
				w.putOff(ctx, a.conversation, t.now)
			}
			w.woken <- a.conversation
		}()
	}
}

// putOff moves an alarm, if it still stands, or one conversation that cannot wake would keep the
// others from it.
func (w *worker) putOff(ctx context.Context, id string, now int64) {
	later := redis.Z{Score: float64(now + w.store.config.RetryAfter.Milliseconds()), Member: id}
	if err := w.store.redis.ZAddXX(ctx, w.store.keys.alarms(w.partition), later).Err(); err != nil {
		w.store.log.Error("an alarm could not be put off", "conversation", id, "cause", err)
	}
}
