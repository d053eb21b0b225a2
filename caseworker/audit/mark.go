package audit

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"log/slog"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"
)

//go:embed mark.lua
var markLua string

var mark = redis.NewScript(Append + markLua)

// actMark is what a line is called that says how the chain stood before it.
const actMark = "mark"

// Mark is how a trail stood: so many lines, and the link over them all.
type Mark struct {
	Seq   int64
	Chain string
}

// String is a mark as people keep it: "1234:3fa9...".
func (m Mark) String() string { return strconv.FormatInt(m.Seq, 10) + ":" + m.Chain }

// ReadMark reads what String wrote.
func ReadMark(s string) (Mark, error) {
	seq, chain, ok := strings.Cut(strings.TrimSpace(s), ":")
	n, err := strconv.ParseInt(seq, 10, 64)
	if !ok || err != nil || n < 1 || len(chain) != chainLength || strings.Trim(chain, "0123456789abcdef") != "" {
		return Mark{}, errors.New("a mark is a number, a colon and 40 letters and figures, as the log has it")
	}
	return Mark{Seq: n, Chain: chain}, nil
}

// Keep marks trails, each so often where something was written since, until ctx ends, and logs every mark.
// All nodes may do so. Its error is ctx's.
func Keep(ctx context.Context, db redis.UniversalClient, every time.Duration, now func() time.Time, log *slog.Logger, trails ...Trail) error {
	const looks = 4 // in the time between two marks, so that a node which has just begun does not wait for all of it
	tick := time.NewTicker(every / looks)
	defer tick.Stop()
	for {
		for _, t := range trails {
			m, done, err := t.Mark(ctx, db, now(), every)
			switch {
			case err != nil && ctx.Err() == nil:
				log.Error("an audit trail was not marked", "trail", t.stream, "error", err)
			case done:
				log.Info("audit trail marked", "trail", t.stream, "mark", m.String())
			}
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		}
	}
}

// Mark writes down how the trail stands, unless it was marked less than every ago or nothing was written since.
func (t Trail) Mark(ctx context.Context, db redis.UniversalClient, at time.Time, every time.Duration) (Mark, bool, error) {
	const tries = 5 // against those who write meanwhile
	for range tries {
		m, err := t.head(ctx, db)
		if err != nil || m.Seq == 0 {
			return m, false, err
		}
		args := append([]any{m.Seq, at.UnixMilli(), every.Milliseconds()},
			t.Signed("at", at.UnixMilli(), "act", actMark, "of_seq", m.Seq, "of_chain", m.Chain)...)
		done, err := mark.Run(ctx, db, t.Keys(""), args...).Int()
		if err != nil {
			return m, false, fmt.Errorf("mark audit: %w", err)
		}
		if done == 1 {
			return m, true, nil
		}
		if again, err := t.head(ctx, db); err != nil || again == m {
			return m, false, err // there was nothing to do
		}
	}
	return Mark{}, false, nil
}

func (t Trail) head(ctx context.Context, db redis.UniversalClient) (Mark, error) {
	head, err := db.HMGet(ctx, t.Keys("")[1], "seq", "chain").Result()
	if err != nil {
		return Mark{}, fmt.Errorf("read the head of the audit: %w", err)
	}
	return markOf(head)
}

// markOf reads seq and chain of a head. Of a trail without lines there are none.
func markOf(head []any) (Mark, error) {
	seq, _ := head[0].(string)
	chain, _ := head[1].(string)
	if seq == "" {
		return Mark{}, nil
	}
	n, err := strconv.ParseInt(seq, 10, 64)
	if err != nil {
		return Mark{}, fmt.Errorf("the head of the audit has no number: %w", err)
	}
	return Mark{Seq: n, Chain: chain}, nil
}
