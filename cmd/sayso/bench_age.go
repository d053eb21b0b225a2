package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"

	"sayso/conversation"
)

// What is compared by age: a talk with few messages and one with many, a Redis with few talks and one with many.
const (
	shortTalk, longTalk = 10, 10_000
	agedTurns           = 400 // of each kind, in turn
)

// aged measures what a turn costs with much behind it, as ratios to one with little: the medians of single turns,
// taken in turn. It comes last, since what it puts into Redis are no talks of anybody.
func (b *benched) aged(ctx context.Context, conversations int, out io.Writer) error {
	young, err := b.talkOf(ctx, "young", shortTalk)
	if err != nil {
		return err
	}
	old, err := b.talkOf(ctx, "old", longTalk)
	if err != nil {
		return err
	}
	one, other, err := b.beside(ctx, young, old)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "\na turn with %d messages behind it %s, with %d %s\n", shortTalk, one, longTalk, other)
	b.bars = append(b.bars, bar{9, fmt.Sprintf("a turn with %d messages behind it, beside one with %d", longTalk, shortTalk), float64(other) / float64(one), atMost, 1.25})
	few, err := b.costs(ctx, young)
	if err != nil {
		return err
	}
	began := time.Now()
	copied, err := b.talkOf(ctx, "copied", shortTalk)
	if err != nil {
		return err
	}
	if err := b.crowd(ctx, copied.conversation, conversations); err != nil {
		return err
	}
	fmt.Fprintf(out, "%d conversations more in Redis, after %s\n", conversations, time.Since(began).Round(time.Second))
	many, err := b.costs(ctx, young)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "a turn before %s, after %s\n", few, many)
	b.bars = append(b.bars, bar{9, fmt.Sprintf("a turn beside %d conversations more, and before", conversations), float64(many) / float64(few), atMost, 1.25})
	return nil
}

// agedTalk is a talk that is measured.
type agedTalk struct {
	door         conversation.Door
	conversation string
	said         int
}

// talkOf begins a talk and says so much in it. Nothing is asked of the network: the channel is the chat.
func (b *benched) talkOf(ctx context.Context, name string, messages int) (*agedTalk, error) {
	t := &agedTalk{door: conversation.Door{Channel: conversation.Chat, Address: "bench-" + name}}
	for range messages {
		if _, err := b.turnOf(ctx, t); err != nil {
			return nil, err
		}
	}
	return t, b.drained(ctx)
}

// turnOf says one thing and gives how long that took until it was kept for good.
func (b *benched) turnOf(ctx context.Context, t *agedTalk) (time.Duration, error) {
	t.said++
	began := time.Now()
	receipt, err := b.node.store.Receive(ctx, t.door, "bench-"+strconv.Itoa(t.said), conversation.Said{Channel: conversation.Chat, Text: ordinary[t.said%len(ordinary)]})
	t.conversation = receipt.Conversation
	return time.Since(began), err
}

// beside measures two talks in turn.
func (b *benched) beside(ctx context.Context, one, other *agedTalk) (time.Duration, time.Duration, error) {
	var took [2][]time.Duration
	for range agedTurns {
		for i, t := range []*agedTalk{one, other} {
			d, err := b.turnOf(ctx, t)
			if err != nil {
				return 0, 0, err
			}
			took[i] = append(took[i], d)
		}
	}
	return middle(took[0]), middle(took[1]), b.drained(ctx)
}

func (b *benched) costs(ctx context.Context, t *agedTalk) (time.Duration, error) {
	var took []time.Duration
	for range agedTurns {
		d, err := b.turnOf(ctx, t)
		if err != nil {
			return 0, err
		}
		took = append(took, d)
	}
	return middle(took), b.drained(ctx)
}

func middle(took []time.Duration) time.Duration {
	slices.Sort(took)
	return took[len(took)/2].Round(time.Microsecond)
}

// crowded copies a conversation under other names, and gives each an alarm that is years away, as one has that waits.
// KEYS: conversation, lines, once, delivery, alarms. ARGV: first number, how many, when.
var crowded = redis.NewScript(`
	local begins = string.sub(KEYS[1], 1, -13)
	for n = ARGV[1], ARGV[1] + ARGV[2] - 1 do
		local id = begins .. string.gsub(string.format('%012d', n), '%d', function(d) return string.char(97 + d) end)
		for i, after in ipairs({'', ':lines', ':once', ':delivery'}) do redis.call('COPY', KEYS[i], id .. after) end
		redis.call('ZADD', KEYS[5], ARGV[3], string.sub(id, -19))
	end
	return 1`)

// crowd puts so many copies of a conversation into its partition.
func (b *benched) crowd(ctx context.Context, id string, many int) error {
	const batch = 200
	tag := "bench:{p" + id[:2] + "}:"
	of := tag + "conversation:" + id
	keys := []string{of, of + ":lines", of + ":once", of + ":delivery", tag + "alarms"}
	later := time.Now().AddDate(10, 0, 0).UnixMilli()
	for n := 0; n < many; n += batch {
		if err := crowded.Run(ctx, b.redis, keys, n, min(batch, many-n), later).Err(); err != nil {
			return fmt.Errorf("copy conversations: %w", err)
		}
	}
	return nil
}
