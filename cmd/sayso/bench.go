package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"runtime/pprof"
	"time"

	"github.com/redis/go-redis/v9"

	"sayso/cmd/sayso/phonenet"
	"sayso/conversation"
	"sayso/conversation/store"
	"sayso/conversation/store/redisd"
)

// bench measures Sayso beside the raw speed of the Redis it is pointed at. Only ratios of one run
// mean anything: machines differ, and the same machine differs from minute to minute.
func bench(ctx context.Context, args []string, w world) error {
	f := flags("bench", "[--redis URL] [--for 4s] [--rounds 5] [--senders 10000] [--conversations 1000000] [--chats | --texts] [--idle 10000] [--talking 1000] [--talk 8s]", w)
	redisURL := f.String("redis", "", "the Redis to use, an empty one: what the bench writes stays there; one of its own where none is named")
	each := f.Duration("for", 4*time.Second, "how long each measurement lasts")
	rounds := f.Int("rounds", 5, "how often all are measured in turn; medians are shown")
	senders := f.Int("senders", 10_000, "phones that text")
	conversations := f.Int("conversations", 1_000_000, "how many lie in Redis when the cost of a turn is measured again")
	tabs := f.Int("tabs", 0, "open so many chats at the address of --at, and no more; the bench starts itself so")
	at := f.String("at", "", "where these chats are opened")
	idle := f.Int("idle", 10_000, "chats that are open and say nothing")
	talking := f.Int("talking", 1_000, "chats that talk")
	talk := f.Duration("talk", 8*time.Second, "how long they talk")
	only := f.Bool("chats", false, "measure the chat only")
	texts := f.Bool("texts", false, "measure texts only")
	profile := f.String("profile", "", "write a CPU profile of the whole into this file")
	if err := parse(f, args); err != nil {
		return err
	}
	if *tabs > 0 {
		return serveTabs(*at, *tabs, w.in, w.out)
	}
	if *profile != "" {
		into, err := os.Create(*profile)
		if err != nil {
			return fmt.Errorf("bench: %w", err)
		}
		defer into.Close()
		if err := pprof.StartCPUProfile(into); err != nil {
			return fmt.Errorf("bench: %w", err)
		}
		defer pprof.StopCPUProfile()
	}
	dir, err := os.MkdirTemp("", "sayso-bench-")
	if err != nil {
		return fmt.Errorf("bench: %w", err)
	}
	defer os.RemoveAll(dir)
	own := *redisURL == ""
	if own {
		always, err := redisd.Start(ctx, redisd.Config{Dir: dir})
		if err != nil {
			return err
		}
		defer always.Stop()
		*redisURL = always.URL()
	}
	b, err := newBench(ctx, *redisURL, dir, *each, *senders, w)
	if err != nil {
		return err
	}
	defer b.close()
	fmt.Fprintf(w.out, "%d rounds of %s each; load, Sayso and Redis share this machine.\n\n", *rounds, *each)
	if !*texts {
		if err := b.chats(ctx, chatSizes{*idle, *talking, *talk}, *rounds, w.out); err != nil {
			return fmt.Errorf("chats: %w", err)
		}
	}
	if *only {
		judge(b.bars, w.out)
		return nil
	}
	for _, connections := range []int{8, 64} {
		if err := b.compare(ctx, connections, *rounds, w.out); err != nil {
			return err
		}
		if err := b.paged(ctx, connections, w.out); err != nil {
			return fmt.Errorf("danger at %d connections: %w", connections, err)
		}
	}
	if err := b.verify(ctx, w.out); err != nil {
		return err
	}
	if own {
		off, err := redisd.Start(ctx, redisd.Config{Dir: filepath.Join(dir, "off"), Fsync: "off"})
		if err != nil {
			return err
		}
		defer off.Stop()
		forgetful, err := newBench(ctx, off.URL(), dir, *each, *senders, w)
		if err != nil {
			return err
		}
		defer forgetful.close()
		if err := b.durable(ctx, forgetful, *rounds, w.out); err != nil {
			return fmt.Errorf("beside a Redis that keeps nothing: %w", err)
		}
	}
	if err := b.aged(ctx, *conversations, w.out); err != nil {
		return fmt.Errorf("turns by age: %w", err)
	}
	judge(b.bars, w.out)
	return nil
}

// benched is everything that a run of the bench needs.
type benched struct {
	each    time.Duration
	senders int
	redis   redis.UniversalClient // for the raw scripts, beside Sayso's own
	raw     rawScripts
	bare    *bareServer
	node    *node
	base    string
	network *phonenet.Network
	load    *load
	stop    func() error

	began       time.Time // of the texts acknowledged last
	drove       time.Duration
	last        rate
	turnsBefore int64
	turns       []rate
	bars        []bar
	risky       int // texts of people in danger
}

func newBench(ctx context.Context, redisURL, dir string, each time.Duration, senders int, w world) (*benched, error) {
	b := &benched{each: each, senders: senders}
	var err error
	if b.redis, err = store.Connect([]string{redisURL}); err != nil {
		return nil, err
	}
	d, err := listen("127.0.0.1:0", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	b.base = "http://" + d.public.Addr().String()
	c := demoConfig(redisURL, dir, b.base)
	c.Redis.Prefix = "bench"
	// The defaults of a deployment, but for the rate at which a number may send: the network is to be
	// no bottleneck.
	c.Conversation.GatherText, c.Conversation.CrossingText, c.Twilio.MessagesPerSecond = 8*time.Second, 10*time.Second, 1e6
	c.Safeguarding.AlertGather = 0 // each alert is the first of its burst
	b.network = phonenet.New(phonenet.Config{AccountSID: demoAccount, AuthToken: string(c.Twilio.AuthTokens[0]),
		Numbers: []string{demoNumber, demoAlerts}, InboundURL: b.base + "/sms/inbound", Keep: 10_000}, w.now, w.fresh)
	if c.Twilio.APIURL, err = b.network.Start("127.0.0.1:0"); err != nil {
		return nil, err
	}
	b.raw = newRawScripts(b.redis, senders)
	if b.node, err = open(ctx, c, w, slog.New(slog.DiscardHandler)); err != nil {
		return nil, err
	}
	b.load = newLoad(senders, c)
	if b.bare, err = newBareServer(b.raw, b.load); err != nil {
		return nil, err
	}
	running, cancel := context.WithCancel(context.WithoutCancel(ctx))
	ended := make(chan error, 1)
	go func() { ended <- b.node.run(running, d) }()
	b.stop = func() error {
		cancel()
		return <-ended
	}
	return b, nil
}

func (b *benched) close() {
	b.stop()
	b.bare.close()
	b.network.Close()
	b.redis.Close()
}

// rate is what one measurement gave.
type rate struct {
	perSecond float64
	p50, p99  time.Duration
}

// compare measures in turn, so that a disturbed spell of the machine disturbs all alike.
func (b *benched) compare(ctx context.Context, connections, rounds int, out io.Writer) error {
	kinds := []struct {
		name string
		run  func(context.Context, int) (rate, error)
	}{
		{"raw lua", b.raw.lua(b.each)},
		{"raw cas", b.raw.cas(b.each)},
		{"bare server", func(ctx context.Context, n int) (rate, error) { return b.load.drive(ctx, b.bare.address(), n, b.each) }},
		{"sayso, acknowledged", b.acknowledged},
		{"sayso, all done", b.allDone},
	}
	rates := make([][]rate, len(kinds))
	b.turns = nil
	for range rounds {
		for i, k := range kinds {
			r, err := k.run(ctx, connections)
			if err != nil {
				return fmt.Errorf("%s at %d connections: %w", k.name, connections, err)
			}
			rates[i] = append(rates[i], r)
		}
	}
	fmt.Fprintf(out, "%d connections\n", connections)
	for i, k := range kinds {
		fmt.Fprintf(out, "  %-20s %8.0f/s   p50 %-10s p99 %-10s", k.name, median(rates[i], func(r rate) float64 { return r.perSecond }),
			time.Duration(median(rates[i], func(r rate) float64 { return float64(r.p50) })).Round(time.Microsecond),
			time.Duration(median(rates[i], func(r rate) float64 { return float64(r.p99) })).Round(time.Microsecond))
		if i > 0 {
			fmt.Fprintf(out, " %.2f x raw lua", ratio(rates[i], rates[0]))
		}
		if i > 2 {
			fmt.Fprintf(out, ", %.2f x bare server", ratio(rates[i], rates[2]))
		}
		fmt.Fprintln(out)
	}
	b.compared(connections, rates)
	fmt.Fprintf(out, "  %-20s %8.0f/s   %.2f x raw lua\n", "sayso, turns", median(b.turns, func(r rate) float64 { return r.perSecond }), ratio(b.turns, rates[0]))
	return nil
}

// acknowledged drives the real webhook: each text is signed, read, committed and on disk before its
// 200. What they ask for begins meanwhile and shares the machine.
func (b *benched) acknowledged(ctx context.Context, connections int) (rate, error) {
	b.began, b.turnsBefore = time.Now(), b.node.store.Counts().Turns
	r, err := b.load.drive(ctx, b.base, connections, b.each)
	b.drove, b.last = time.Since(b.began), r
	return r, err
}

// allDone is the same texts, with all that they ask for: every answer committed, given to the network,
// called back, every case brought up to date, the outbox empty. The quiet time in which nothing may be
// answered yet does not count; nothing else is left out.
func (b *benched) allDone(ctx context.Context, _ int) (rate, error) {
	if err := b.drained(ctx); err != nil {
		return rate{}, err
	}
	rest := max(0, time.Since(b.began)-b.drove-b.node.config.Conversation.GatherText)
	whole := b.drove + rest
	b.turns = append(b.turns, rate{perSecond: float64(b.node.store.Counts().Turns-b.turnsBefore) / whole.Seconds()})
	r := b.last
	r.perSecond *= float64(b.drove) / float64(whole)
	return r, nil
}

// drained waits until no burst waits for its answer and nothing is in the outboxes.
func (b *benched) drained(ctx context.Context) error {
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		soon := time.Now().Add(b.node.config.Conversation.GatherText + time.Second)
		waiting, err := b.node.store.Waiting(ctx, soon.UnixMilli())
		if err != nil || waiting == 0 {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		}
	}
}

// verify counts: a figure is worth something only if every text is in a transcript exactly once.
func (b *benched) verify(ctx context.Context, out io.Writer) error {
	heard, err := b.heard(ctx)
	if err != nil {
		return err
	}
	if sent := b.load.taken.Load(); heard != sent {
		return fmt.Errorf("%d texts were acknowledged and %d lines are in transcripts: the figures above count for nothing", sent, heard)
	}
	if err := b.load.replay(); err != nil {
		return err
	}
	again, err := b.heard(ctx)
	if err != nil {
		return err
	}
	if again != heard {
		return errors.New("a replayed webhook added a line: the figures above count for nothing")
	}
	twice := b.network.Counts().Duplicates
	b.bars = append(b.bars, bar{10, "texts of ours that were given to the network twice", float64(twice), atMost, 0})
	fmt.Fprintf(out, "\n%d texts acknowledged, %d lines in transcripts; %d webhooks replayed, 0 lines more; %d of ours given to the network, %d twice.\n",
		heard, heard, len(b.load.some), b.network.Counts().Accepted, twice)
	return nil
}

// heard counts the lines that people texted, in all transcripts.
func (b *benched) heard(ctx context.Context) (lines int64, err error) {
	err = b.node.store.Each(ctx, func(id string) error {
		transcript, err := b.node.store.Transcript(ctx, id, 0)
		for _, l := range transcript {
			if l.From == conversation.FromPerson && l.Channel == conversation.SMS {
				lines++
			}
		}
		return err
	})
	return lines, err
}
