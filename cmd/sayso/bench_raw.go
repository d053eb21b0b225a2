package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/redis/go-redis/v9"
)

// rawScripts write as many bytes as a turn does, without doing anything: what Redis itself reaches.
type rawScripts struct {
	redis   redis.UniversalClient
	senders int
	turn    *atomic.Int64
	write   *redis.Script
	read    *redis.Script
}

func newRawScripts(r redis.UniversalClient, senders int) rawScripts {
	return rawScripts{
		redis: r, senders: senders, turn: &atomic.Int64{},
		// KEYS: state, once, lines, outbox. ARGV: message id, state, line, effect. Result: 1.
		write: redis.NewScript(`
			if redis.call('HSETNX', KEYS[2], ARGV[1], '1') == 0 then return 0 end
			redis.call('HSET', KEYS[1], 'version', ARGV[1], 'state', ARGV[2])
			redis.call('RPUSH', KEYS[3], ARGV[3])
			redis.call('XADD', KEYS[4], 'MAXLEN', '~', '1000', '*', 'p', ARGV[4])
			return 1`),
		// KEYS: state. Result: version and state.
		read: redis.NewScript(`return redis.call('HMGET', KEYS[1], 'version', 'state')`),
	}
}

var (
	rawState  = strings.Repeat("s", 1024)
	rawLine   = strings.Repeat("l", 160)
	rawEffect = strings.Repeat("e", 300)
)

func (r rawScripts) keys(n int64) []string {
	one := "bench-raw:{" + strconv.FormatInt(n%int64(r.senders), 10) + "}"
	return []string{one, one + ":once", one + ":lines", one + ":outbox"}
}

func (r rawScripts) writeOne(ctx context.Context, n int64) error {
	return r.write.Run(ctx, r.redis, r.keys(n), n, rawState, rawLine, rawEffect).Err()
}

func (r rawScripts) readOne(ctx context.Context, n int64) error {
	return r.read.RunRO(ctx, r.redis, r.keys(n)[:1]).Err()
}

// lua is the ceiling: one script, one round trip.
func (r rawScripts) lua(each time.Duration) func(context.Context, int) (rate, error) {
	return func(ctx context.Context, n int) (rate, error) {
		return measure(ctx, n, each, func(ctx context.Context, _ int) error { return r.writeOne(ctx, r.turn.Add(1)) })
	}
}

// cas is the shape of a turn: a read, then a write that checks.
func (r rawScripts) cas(each time.Duration) func(context.Context, int) (rate, error) {
	return func(ctx context.Context, n int) (rate, error) {
		return measure(ctx, n, each, func(ctx context.Context, _ int) error {
			turn := r.turn.Add(1)
			if err := r.readOne(ctx, turn); err != nil {
				return err
			}
			return r.writeOne(ctx, turn)
		})
	}
}

// errEnough says that there is nothing more to do.
var errEnough = errors.New("enough")

// measure has n workers do one thing over and over.
func measure(ctx context.Context, n int, each time.Duration, do func(ctx context.Context, worker int) error) (rate, error) {
	began, until := time.Now(), time.Now().Add(each)
	took := make([][]time.Duration, n)
	failed := make([]error, n)
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() {
			for at := time.Now(); at.Before(until) && ctx.Err() == nil; {
				err := do(ctx, i)
				if errors.Is(err, errEnough) {
					return
				}
				if failed[i] = err; err != nil {
					return
				}
				now := time.Now()
				took[i] = append(took[i], now.Sub(at))
				at = now
			}
		})
	}
	all.Wait()
	every := slices.Concat(took...)
	if err := errors.Join(failed...); err != nil || len(every) == 0 {
		return rate{}, fmt.Errorf("nothing measured: %w", err)
	}
	slices.Sort(every)
	return rate{perSecond: float64(len(every)) / time.Since(began).Seconds(), p50: every[len(every)/2], p99: every[len(every)*99/100]}, nil
}

// bareServer checks a signature and does the cas step: what a webhook costs without a conversation.
type bareServer struct {
	listener net.Listener
	server   *http.Server
}

func newBareServer(raw rawScripts, l *load) (*bareServer, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	b := &bareServer{listener: listener}
	b.server = &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		form, err := io.ReadAll(io.LimitReader(r.Body, 64<<10))
		if err != nil || !l.signed(string(form), r.Header.Get("X-Twilio-Signature")) {
			w.WriteHeader(http.StatusForbidden)
			return
		}
		turn := raw.turn.Add(1)
		if err := errors.Join(raw.readOne(r.Context(), turn), raw.writeOne(r.Context(), turn)); err != nil {
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		w.Header().Set("Content-Type", "text/xml")
		io.WriteString(w, "<Response/>")
	})}
	go b.server.Serve(listener)
	return b, nil
}

func (b *bareServer) address() string { return "http://" + b.listener.Addr().String() }
func (b *bareServer) close()          { b.server.Close() }
