package store_test

import (
	"context"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/redis/go-redis/v9"

	"sayso/conversation/store/redistest"
)

// BenchmarkTurn is one inbound message with its answer, durable, beside raw scripts that write as many
// bytes: the ceiling (one round trip) and the same shape (a read, then a version-checked write).
func BenchmarkTurn(b *testing.B) {
	ctx := context.Background()
	body := strings.Repeat("a", 100)
	b.Run("store", func(b *testing.B) {
		s, _ := start(b)
		var n atomic.Int64
		b.SetParallelism(32)
		b.RunParallel(func(p *testing.PB) {
			for p.Next() {
				i := n.Add(1)
				receive(b, s, phone(int(i%10_000)), fmt.Sprintf("SM%d", i), body)
			}
		})
	})
	raw := redis.NewScript(`
		if redis.call('HGET', KEYS[1], 'v') == 'never' then return 0 end
		redis.call('HSET', KEYS[1], 'v', ARGV[1], 's', ARGV[2])
		redis.call('HSET', KEYS[2], ARGV[1], '1')
		redis.call('RPUSH', KEYS[3], ARGV[3], ARGV[3])
		redis.call('XADD', KEYS[4], '*', 'p', ARGV[4])
		return 1`)
	read := redis.NewScript(`return redis.call('HMGET', KEYS[1], 'v', 's')`)
	for _, shape := range []string{"raw-lua", "raw-cas"} {
		b.Run(shape, func(b *testing.B) {
			r := redistest.Client(b, redistest.Start(b))
			state, line, effect := strings.Repeat("s", 900), strings.Repeat("l", 250), strings.Repeat("e", 350)
			var n atomic.Int64
			b.SetParallelism(32)
			b.RunParallel(func(p *testing.PB) {
				for p.Next() {
					i := n.Add(1)
					c := fmt.Sprintf("c%d", i%10_000)
					if shape == "raw-cas" {
						if err := read.Run(ctx, r, []string{c}).Err(); err != nil {
							b.Error(err)
						}
					}
					if err := raw.Run(ctx, r, []string{c, c + ":once", c + ":lines", "outbox"}, i, state, line, effect).Err(); err != nil {
						b.Error(err)
					}
				}
			})
		})
	}
}
