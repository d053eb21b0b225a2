package main

import (
	"context"
	"crypto/rand"
	"fmt"
	mathrand "math/rand/v2"
	"net/http"
	"os"
	"sync"
	"testing"
	"time"

	"sayso/cmd/sayso/config"
	"sayso/cmd/sayso/phonenet"
	"sayso/conversation"
)

// badNetwork is how many phones text how much through a network as bad as the worst that is known of the real one,
// while Sayso is killed. The short form is played always; SAYSO_FAULTS=full is `make faults`.
type badNetwork struct {
	phones, each int           // texts of each phone; of some three times as many
	pause        time.Duration // between two texts of a phone, at most
	kill         time.Duration // from one kill to the next, on average
	settles      time.Duration // how long all of it may take to settle
}

func howBad() badNetwork {
	if os.Getenv("SAYSO_FAULTS") == "full" {
		return badNetwork{phones: 500, each: 10, pause: 12 * time.Second, kill: 4 * time.Second, settles: 15 * time.Minute}
	}
	return badNetwork{phones: 30, each: 10, pause: 1600 * time.Millisecond, kill: 3 * time.Second, settles: 2 * patience}
}

// wrongs is what goes wrong between Twilio and us. Minutes are seconds here: SweepGrace is half a second.
func wrongs() []phonenet.Fault {
	return []phonenet.Fault{
		{On: phonenet.Webhook, Do: phonenet.Lost, Chance: 0.05},
		{On: phonenet.Webhook, Do: phonenet.Twice, Chance: 0.05},
		{On: phonenet.Webhook, Do: phonenet.Late, Chance: 0.05, For: 2 * time.Second},
		{On: phonenet.Send, Do: phonenet.TooMany, Chance: 0.03},
		{On: phonenet.Send, Do: phonenet.Broken, Chance: 0.03},
		{On: phonenet.Send, Do: phonenet.Hang, Accepted: true, Chance: 0.01},
		{On: phonenet.Carry, Do: phonenet.Overtaken, Chance: 0.05, For: 100 * time.Millisecond},
		{On: phonenet.Carry, Do: phonenet.Undelivered, Code: 30003, Chance: 0.05}, // the phone is off
		{On: phonenet.Carry, Do: phonenet.Failed, Chance: 0.02},                   // nobody knows why; tried once more
		{On: phonenet.Status, Do: phonenet.Lost, Chance: 0.05},
		{On: phonenet.Status, Do: phonenet.Twice, Chance: 0.05},
		{On: phonenet.Status, Do: phonenet.Shuffled, For: 200 * time.Millisecond},
	}
}

// habit is what else befalls a phone in the course of it.
type habit int

const (
	usual    habit = iota
	returns        // sends STOP, and START later
	stops          // sends STOP
	noNumber       // takes no texts
	muted          // a manager mutes it
	chatters       // texts three times as much, more than it is answered
)

// habitOf gives each of them to one phone of ten.
func habitOf(p int) habit {
	if h := habit(p % 10); h <= chatters {
		return h
	}
	return usual
}

// texts are how many a phone sends.
func (b badNetwork) texts(p int) int {
	if habitOf(p) == chatters {
		return 3 * b.each
	}
	return b.each
}

func (b badNetwork) all() (texts int) {
	for p := range b.phones {
		texts += b.texts(p)
	}
	return texts
}

// words are what a phone texts. They are different for each text, but for those that the network takes for itself.
func (h habit) words(p, n int) string {
	switch {
	case h == returns && n == 4 || h == stops && n == 6:
		return "STOP"
	case h == returns && n == 7:
		return "START"
	case n == 0:
		return fmt.Sprintf("text %03d-%02d my worker never rings me", p, n)
	}
	return fmt.Sprintf("text %03d-%02d who sees this?", p, n) // always answered
}

// TestPhonesAndTranscriptsAgreeWhateverTheNetworkDoes: afterwards each text of a phone stands in one transcript once,
// those that got their 200 in order; each text of ours is on its phone once and in order, but for at most one
// duplicate for each kill in the middle of a send; of each it is known that it has left, or why it did not arrive, and
// how often the network took it. Meanwhile some phones are off, some take no texts, some opt out and in again, some are
// muted by a manager, and none is answered without end.
func TestPhonesAndTranscriptsAgreeWhateverTheNetworkDoes(t *testing.T) {
	t.Parallel()
	b := howBad()
	d := deploy(t, func(c *config.Config) {
		c.Redis.Partitions, c.Twilio.SentWithin, c.Conversation.Answers = 4, 500*time.Millisecond, 10
		c.Twilio.SweepGrace = 500 * time.Millisecond
		c.Twilio.TryAgain = []time.Duration{200 * time.Millisecond, 400 * time.Millisecond, 800 * time.Millisecond}
	})
	v := d.apart()
	d.joins()
	manager := d.manager()
	for p := range b.phones {
		if habitOf(p) == noNumber {
			d.trouble(phonenet.Fault{On: phonenet.Carry, Do: phonenet.Undelivered, Code: 30005, Phone: badPhone(p)})
		}
	}
	for _, f := range wrongs() {
		d.trouble(f)
	}
	texting, enough := context.WithCancel(context.Background())
	var all, killing sync.WaitGroup
	kills := 0
	killing.Go(func() { kills = v.again(texting, b.kill, d.serves) })
	acknowledged := make([][]string, b.phones)
	for p := range b.phones {
		all.Go(func() { acknowledged[p] = d.textThrough(b, p, manager) })
	}
	all.Wait()
	enough()
	killing.Wait()
	d.ready()

	since := time.Now()
	d.settled(b)
	t.Logf("after %d kills all had settled within %v", kills, time.Since(since).Round(time.Second))
	d.agree(b, acknowledged, kills)
}

// again kills Sayso and starts it, until it is enough. It is killed only while it serves: a slow machine would do
// nothing else than start it.
func (v *victim) again(ctx context.Context, every time.Duration, serves func() bool) (kills int) {
	look := time.NewTicker(50 * time.Millisecond)
	defer look.Stop()
	for {
		for !serves() {
			select {
			case <-ctx.Done():
				return kills
			case <-look.C:
			}
		}
		select {
		case <-ctx.Done():
			return kills
		case <-time.After(every/2 + mathrand.N(every)):
		}
		v.kill()
		v.start()
		kills++
	}
}

func badPhone(p int) string { return fmt.Sprintf("+447700900%03d", 400+p) }

// textThrough is one phone: it waits for what comes of each text, where anything does, and remembers what got its 200.
func (d *deployment) textThrough(b badNetwork, p int, manager *deployment) (acknowledged []string) {
	for n := range b.texts(p) {
		time.Sleep(mathrand.N(b.pause) * time.Duration(b.each) / time.Duration(b.texts(p))) // people pause; without it all would text between two kills
		body := habitOf(p).words(p, n)
		if got := d.network.Text(context.Background(), badPhone(p), demoNumber, body); got.Status == http.StatusOK {
			acknowledged = append(acknowledged, body)
		}
		if habitOf(p) == muted && n == b.each/2 {
			manager.mutes(badPhone(p))
		}
	}
	return acknowledged
}

// mutes has a manager mute a phone, as often as it takes: Sayso may just have been killed, or not have the case yet.
func (d *deployment) mutes(phone string) {
	d.t.Helper()
	var ref string
	d.watching("a talk that can be muted", func() bool {
		if id, err := d.node.store.Find(within(d.t), d.door(phone)); err == nil {
			s, err := d.node.store.State(within(d.t), id)
			ref = s.Reference
			return err == nil
		}
		return false
	})
	d.watching("it is muted", func() bool {
		var v struct{ Version int }
		if d.tries("GET", "/cases/"+ref, nil, &v) != http.StatusOK {
			return false
		}
		mute := map[string]any{"version": v.Version, "until": time.Now().AddDate(0, 0, 10).Format(time.DateOnly), "reason": "Forty insults a day."}
		return d.tries("POST", "/cases/"+ref+"/mute", mute, &v) == http.StatusOK
	})
}

// joins opens a node that runs nothing, to look at what is kept.
func (d *deployment) joins() {
	d.t.Helper()
	n, err := open(within(d.t), d.config, world{now: time.Now, fresh: rand.Reader}, d.node.log)
	if err != nil {
		d.t.Fatal(err)
	}
	d.node = n
	d.t.Cleanup(func() { n.redis.Close() })
}

// settled waits until every text of the phones is in a transcript, and answered, and nothing is on its way.
func (d *deployment) settled(b badNetwork) {
	d.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), b.settles)
	defer cancel()
	for heard, waiting := 0, int64(1); heard < b.all() || waiting > 0; {
		heard, waiting = 0, 0
		for id, lines := range d.transcripts(context.Background()) {
			s, err := d.node.store.State(context.Background(), id)
			if err != nil || len(s.Burst) > 0 {
				waiting++
			}
			for _, l := range lines {
				if l.From == conversation.FromPerson {
					heard++
				}
				if l.Delivery == "waiting" {
					waiting++
				}
			}
		}
		if waiting == 0 {
			waiting = d.outboxes()
		}
		select {
		case <-ctx.Done():
			d.t.Fatalf("%d texts of %d are in a transcript, and %d things wait\n%s", heard, b.all(), waiting, last(d.log.String(), 4000))
		case <-time.After(200 * time.Millisecond):
		}
	}
}

// transcripts are those of every conversation.
func (d *deployment) transcripts(ctx context.Context) map[string][]conversation.Line {
	all := map[string][]conversation.Line{}
	err := d.node.store.Each(ctx, func(id string) error {
		lines, err := d.node.store.Transcript(ctx, id, 0)
		all[id] = lines
		return err
	})
	if err != nil {
		d.t.Error(err)
	}
	return all
}
