package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"fmt"
	mathrand "math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"go.yaml.in/yaml/v3"

	"sayso/cmd/sayso/config"
	"sayso/conversation"
)

// faults is how long the phones text, and how often Sayso and Redis are killed meanwhile. CI plays
// the short form; SAYSO_FAULTS=full is `make faults`.
type faults struct {
	lasts      time.Duration
	phones     int
	kills      int // of Sayso, by SIGKILL
	redisKills int
	pause      time.Duration // between two texts of a phone, at most
}

func howMuch() faults {
	if os.Getenv("SAYSO_FAULTS") == "full" {
		return faults{lasts: 60 * time.Second, phones: 40, kills: 10, redisKills: 3, pause: time.Second}
	}
	return faults{lasts: 15 * time.Second, phones: 15, kills: 3, redisKills: 1, pause: 500 * time.Millisecond}
}

// victim is Sayso as a process of its own.
type victim struct {
	t    *testing.T
	file string
	cmd  *exec.Cmd
	log  *journal
}

func (v *victim) start() {
	v.cmd = exec.Command(os.Args[0], "serve", "--config", v.file)
	v.cmd.Env = append(os.Environ(), "SAYSO_TEST_AS_PROGRAM=1")
	v.cmd.Stdout, v.cmd.Stderr = v.log, v.log
	v.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := v.cmd.Start(); err != nil {
		v.t.Error(err)
	}
}

func (v *victim) kill() {
	v.cmd.Process.Kill()
	v.cmd.Wait()
}

// TestNothingIsLostOrDoneTwiceThroughKills: phones text while Sayso and Redis are killed with -9 at
// random moments. Afterwards every text that got its 200 stands in a transcript exactly once and in
// order, and so does every other that the network still holds; nothing is pending; what we said
// reached each phone once, but for at most one duplicate for each kill in the middle of a send.
func TestNothingIsLostOrDoneTwiceThroughKills(t *testing.T) {
	t.Parallel()
	f := howMuch()
	d := deploy(t, func(c *config.Config) { c.Redis.Partitions = 4 })
	d.stop() // from here on it is a process of its own

	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	d.config.Listen = strings.TrimPrefix(d.base, "http://")
	d.config.AdminListen = listener.Addr().String()
	listener.Close()
	d.admin = "http://" + d.config.AdminListen
	v := &victim{t: t, file: d.configFile(), log: d.log}
	v.start()
	t.Cleanup(v.kill)
	d.ready()

	texting, enough := context.WithTimeout(context.Background(), f.lasts)
	defer enough()
	var all sync.WaitGroup
	acknowledged := make([][]string, f.phones)
	for p := range f.phones {
		all.Go(func() { acknowledged[p] = d.textOn(texting, p, f.pause) })
	}
	d.havoc(texting, f, v)
	all.Wait()

	d.ready()
	d.quiet()
	d.judge(f, acknowledged)
}

func phoneNumber(p int) string { return fmt.Sprintf("+4477009003%02d", p) }

// textOn is one phone: it texts and texts, and remembers what got its 200.
func (d *deployment) textOn(ctx context.Context, p int, pause time.Duration) []string {
	var acknowledged []string
	for n := 0; ctx.Err() == nil; n++ {
		body := fmt.Sprintf("text %02d-%04d my worker never rings me", p, n)
		if n > 0 {
			body = fmt.Sprintf("text %02d-%04d who sees this?", p, n) // always answered, so that kills meet texts on their way
		}
		if got := d.network.Text(context.WithoutCancel(ctx), phoneNumber(p), demoNumber, body); got.Status == http.StatusOK {
			acknowledged = append(acknowledged, body)
		}
		select {
		case <-ctx.Done():
		case <-time.After(mathrand.N(pause)):
		}
	}
	return acknowledged
}

// havoc kills at random moments, evenly enough that each kill meets a program at work.
func (d *deployment) havoc(ctx context.Context, f faults, v *victim) {
	blows := make([]func(), 0, f.kills+f.redisKills)
	for range f.kills {
		blows = append(blows, func() { v.kill(); v.start() })
	}
	for range f.redisKills {
		blows = append(blows, func() {
			if err := d.redis.Kill(); err != nil {
				d.t.Error(err)
			}
			if err := d.redis.Again(context.WithoutCancel(ctx)); err != nil {
				d.t.Error(err)
			}
		})
	}
	mathrand.Shuffle(len(blows), func(i, j int) { blows[i], blows[j] = blows[j], blows[i] })
	each := f.lasts / time.Duration(len(blows)+1)
	for _, blow := range blows {
		select {
		case <-ctx.Done():
			return
		case <-time.After(each/2 + mathrand.N(each)):
		}
		blow()
	}
}

// configFile writes the deployment's configuration as an operator would.
func (d *deployment) configFile() string {
	secrets := make([]string, len(d.config.Twilio.AuthTokens))
	for i, s := range d.config.Twilio.AuthTokens {
		secrets[i] = string(s)
	}
	c := d.config
	c.Twilio.AuthTokens = nil
	b, err := yaml.Marshal(c)
	if err != nil {
		d.t.Fatal(err)
	}
	tokens, err := yaml.Marshal(secrets)
	if err != nil {
		d.t.Fatal(err)
	}
	dir := d.t.TempDir()
	b = bytes.Replace(b, []byte("auth_tokens: []"), []byte("auth_tokens_file: tokens.yaml"), 1)
	for name, content := range map[string][]byte{"sayso.yaml": b, "tokens.yaml": tokens} {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o600); err != nil {
			d.t.Fatal(err)
		}
	}
	return filepath.Join(dir, "sayso.yaml")
}

// ready waits until a message would be taken.
func (d *deployment) ready() {
	d.t.Helper()
	d.watching("ready", func() bool {
		answer, err := http.Get(d.base + "/readyz")
		if err != nil {
			return false
		}
		answer.Body.Close()
		return answer.StatusCode == http.StatusOK
	})
}

// watching looks until something holds.
func (d *deployment) watching(what string, holds func() bool) {
	d.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 2*patience)
	defer cancel()
	again := time.NewTicker(50 * time.Millisecond)
	defer again.Stop()
	for !holds() {
		select {
		case <-ctx.Done():
			d.t.Fatalf("never: %s\n%s", what, last(d.log.String(), 4000))
		case <-again.C:
		}
	}
}

func last(s string, n int) string { return s[max(0, len(s)-n):] }

// quiet waits until nothing is pending: every text of the network is in a transcript, the outboxes
// are empty, no burst waits for its answer.
func (d *deployment) quiet() {
	d.t.Helper()
	n, err := open(within(d.t), d.config, world{now: time.Now, fresh: rand.Reader}, d.node.log)
	if err != nil {
		d.t.Fatal(err)
	}
	d.node = n
	d.t.Cleanup(func() { n.redis.Close() })
	d.watching("every text in a transcript, and nothing pending", func() bool {
		heard := 0
		for _, v := range d.cases() {
			s, err := n.store.State(context.Background(), v.conversation)
			if err != nil || len(s.Burst) > 0 {
				return false
			}
			heard += len(v.heard)
		}
		return heard >= d.network.Counts().Texts && d.outboxes() == 0
	})
}

// outboxes counts what is still to be done.
func (d *deployment) outboxes() int64 {
	var waiting int64
	ctx := within(d.t)
	keys, err := d.node.redis.Keys(ctx, "*outbox*").Result()
	if err != nil {
		return -1
	}
	for _, key := range keys {
		if kind, err := d.node.redis.Type(ctx, key).Result(); err != nil || kind != "stream" {
			continue
		}
		n, err := d.node.redis.XLen(ctx, key).Result()
		if err != nil {
			return -1
		}
		waiting += n
	}
	return waiting
}

// told is what a case says of one phone's talk.
type told struct {
	conversation string
	heard, said  []string
}

func (d *deployment) cases() []told {
	var all []told
	for cursor := ""; ; {
		var page struct {
			Cases []struct{ Reference string }
			Next  *string
		}
		d.call("GET", "/cases?cursor="+cursor, nil, &page)
		for _, c := range page.Cases {
			v := d.seen(c.Reference)
			one := told{conversation: v.Conversations[0].ID}
			for _, l := range v.Conversations[0].Transcript {
				if l.From == conversation.FromSayso {
					one.said = append(one.said, l.Text)
				} else {
					one.heard = append(one.heard, l.Text)
				}
			}
			all = append(all, one)
		}
		if page.Next == nil {
			return all
		}
		cursor = *page.Next
	}
}

// judge compares what the phones know with what the cases say.
func (d *deployment) judge(f faults, acknowledged [][]string) {
	d.t.Helper()
	all := d.cases()
	if len(all) != f.phones {
		d.t.Errorf("%d cases for %d phones", len(all), f.phones)
	}
	texts, answers, duplicates, missing := 0, 0, 0, 0
	for p := range f.phones {
		mark := fmt.Sprintf("text %02d-", p)
		i := slices.IndexFunc(all, func(one told) bool { return len(one.heard) > 0 && strings.HasPrefix(one.heard[0], mark) })
		if i < 0 {
			d.t.Errorf("phone %d has no case", p)
			continue
		}
		one, place := all[i], -1
		for _, body := range acknowledged[p] {
			at := slices.Index(one.heard, body)
			if at <= place {
				d.t.Errorf("phone %d: %q got its 200 and stands at %d after %d", p, body, at, place)
			}
			place = at
		}
		once := slices.Clone(one.heard)
		slices.Sort(once)
		if len(slices.Compact(once)) != len(one.heard) {
			d.t.Errorf("phone %d: a text stands twice in the transcript", p)
		}
		texts, answers = texts+len(one.heard), answers+len(one.said)
		lost, twice := d.compare(p, one.said)
		missing, duplicates = missing+lost, duplicates+twice
	}
	if sent := d.network.Counts().Texts; texts != sent {
		d.t.Errorf("%d texts in transcripts, %d were sent", texts, sent)
	}
	if missing > 0 || duplicates > f.kills+f.redisKills {
		d.t.Errorf("%d texts of ours never came, %d came twice after %d kills", missing, duplicates, f.kills+f.redisKills)
	}
	d.t.Logf("%d texts by %d phones, %d kills of Sayso, %d of Redis: each in a transcript once; %d texts of ours, %d came twice", texts, f.phones, f.kills, f.redisKills, answers, duplicates)
}

// compare counts what one phone lacks of what we said, and what it got twice.
func (d *deployment) compare(p int, said []string) (missing, twice int) {
	arrived := map[string]int{}
	d.watching("what was said has come", func() bool {
		clear(arrived)
		n := 0
		for _, m := range d.network.Phone(phoneNumber(p)).Messages {
			if !m.FromPhone {
				arrived[m.Body]++
				n++
			}
		}
		return n >= len(said)
	})
	for _, text := range said {
		if arrived[text] == 0 {
			missing++
		}
		arrived[text]--
	}
	for _, n := range arrived {
		twice += max(n, 0)
	}
	return missing, twice
}
