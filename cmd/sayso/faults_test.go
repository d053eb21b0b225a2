package main

import (
	"bytes"
	"context"
	"fmt"
	mathrand "math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"go.yaml.in/yaml/v3"

	"sayso/cmd/sayso/config"
)

// faults is how long the phones text, and how often Sayso and Redis are killed meanwhile. CI plays
// the short form; SAYSO_FAULTS=full is `make faults`.
type faults struct {
	lasts      time.Duration
	phones     int
	dangers    int // phones that text one text, of danger
	kills      int // of Sayso, by SIGKILL
	redisKills int
	pause      time.Duration // between two texts of a phone, at most
}

func howMuch() faults {
	if os.Getenv("SAYSO_FAULTS") == "full" {
		return faults{lasts: 60 * time.Second, phones: 40, dangers: 20, kills: 10, redisKills: 3, pause: time.Second}
	}
	return faults{lasts: 15 * time.Second, phones: 15, dangers: 5, kills: 3, redisKills: 1, pause: 500 * time.Millisecond}
}

// victim is Sayso as a process of its own.
type victim struct {
	t    testing.TB
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

// apart ends the node and goes on with Sayso as a process of its own, on the same address.
func (d *deployment) apart() *victim {
	d.t.Helper()
	d.stop()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		d.t.Fatal(err)
	}
	d.config.Listen = strings.TrimPrefix(d.base, "http://")
	d.config.AdminListen = listener.Addr().String()
	listener.Close()
	d.admin = "http://" + d.config.AdminListen
	v := &victim{t: d.t, file: d.configFile(), log: d.log}
	v.start()
	d.t.Cleanup(v.kill)
	d.ready()
	return v
}

func (v *victim) kill() {
	v.cmd.Process.Kill()
	v.cmd.Wait()
}

// TestNothingIsLostOrDoneTwiceThroughKills: phones text while Sayso and Redis are killed with -9 at
// random moments. Afterwards every text that got its 200 stands in a transcript exactly once and in
// order, and so does every other that the network still holds; nothing is pending; what we said
// reached each phone once, but for at most one duplicate for each kill in the middle of a send. Whoever
// texts of danger meanwhile has a human called, who acknowledges it once.
func TestNothingIsLostOrDoneTwiceThroughKills(t *testing.T) {
	t.Parallel()
	f := howMuch()
	d := deploy(t, climbs(time.Hour), func(c *config.Config) {
		c.Redis.Partitions, c.Safeguarding.AlertGather, c.Conversation.Answers = 4, time.Second, 0 // nobody is answered too often
	})
	v := d.apart()

	texting, enough := context.WithTimeout(context.Background(), f.lasts)
	defer enough()
	var all sync.WaitGroup
	acknowledged := make([][]string, f.phones)
	for p := range f.phones {
		all.Go(func() { acknowledged[p] = d.textOn(texting, p, f.pause) })
	}
	for n := range f.dangers {
		all.Go(func() { d.dangerOn(texting, f, n) })
	}
	d.havoc(texting, f, v)
	all.Wait()

	d.ready()
	d.quiet()
	d.judge(f, acknowledged)
	d.judgeDangers(f)
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

// dangerOn texts of danger once, at a moment of its own. Whoever gets no 200 is found by the sweep.
func (d *deployment) dangerOn(ctx context.Context, f faults, n int) {
	select {
	case <-ctx.Done():
	case <-time.After(f.lasts * time.Duration(n) / time.Duration(f.dangers)):
	}
	d.network.Text(context.WithoutCancel(ctx), dangerPhone(n), demoNumber, dangerWords)
}

func dangerPhone(n int) string { return phoneNumber(60 + n) }

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
	if rota := c.Safeguarding.Rotas.InHours; len(rota) > 0 && rota[0].WebhookSecret != "" { // a secret shows itself to nobody
		b = bytes.ReplaceAll(b, []byte("webhook_secret: (secret)"), []byte("webhook_secret: "+string(rota[0].WebhookSecret)))
	}
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
	d.watching("ready", d.serves)
}

// serves reports whether Sayso is up and well.
func (d *deployment) serves() bool {
	answer, err := http.Get(d.base + "/readyz")
	if err != nil {
		return false
	}
	answer.Body.Close()
	return answer.StatusCode == http.StatusOK
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
