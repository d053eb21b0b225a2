package main

import (
	"context"
	"crypto/rand"
	"fmt"
	mathrand "math/rand/v2"
	"net/http"
	"net/url"
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
	phones, each int           // texts of each phone
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
		{On: phonenet.Status, Do: phonenet.Lost, Chance: 0.05},
		{On: phonenet.Status, Do: phonenet.Twice, Chance: 0.05},
		{On: phonenet.Status, Do: phonenet.Shuffled, For: 200 * time.Millisecond},
	}
}

// TestPhonesAndTranscriptsAgreeWhateverTheNetworkDoes: afterwards each text of a phone stands in one transcript once,
// those that got their 200 in order; each text of ours is on its phone once and in order, but for at most one
// duplicate for each kill in the middle of a send; and of each it is known that it has left.
func TestPhonesAndTranscriptsAgreeWhateverTheNetworkDoes(t *testing.T) {
	t.Parallel()
	b := howBad()
	d := deploy(t, func(c *config.Config) {
		c.Redis.Partitions, c.Twilio.SentWithin = 4, 500*time.Millisecond
	})
	v := d.apart()
	for _, f := range wrongs() {
		if err := d.network.Trouble(f); err != nil {
			t.Fatal(err)
		}
	}
	texting, enough := context.WithCancel(context.Background())
	var all, killing sync.WaitGroup
	kills := 0
	killing.Go(func() { kills = v.again(texting, b.kill) })
	acknowledged := make([][]string, b.phones)
	for p := range b.phones {
		all.Go(func() { acknowledged[p] = d.textThrough(b, p) })
	}
	all.Wait()
	enough()
	killing.Wait()
	d.ready()

	since := time.Now()
	d.joins()
	d.settled(b)
	t.Logf("after %d kills all had settled within %v", kills, time.Since(since).Round(time.Second))
	d.agree(b, acknowledged, kills)
}

// again kills Sayso and starts it, until it is enough.
func (v *victim) again(ctx context.Context, every time.Duration) (kills int) {
	for {
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
func (d *deployment) textThrough(b badNetwork, p int) (acknowledged []string) {
	for n := range b.each {
		time.Sleep(mathrand.N(b.pause)) // people pause; without it all would text between two kills
		body := fmt.Sprintf("text %03d-%02d my worker never rings me", p, n)
		if n > 0 {
			body = fmt.Sprintf("text %03d-%02d who sees this?", p, n) // always answered
		}
		if got := d.network.Text(context.Background(), badPhone(p), demoNumber, body); got.Status == http.StatusOK {
			acknowledged = append(acknowledged, body)
		}
	}
	return acknowledged
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
	for heard, waiting := 0, int64(1); heard < b.phones*b.each || waiting > 0; {
		heard, waiting = 0, 0
		for id, lines := range d.transcripts(ctx) {
			s, err := d.node.store.State(ctx, id)
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
			d.t.Fatalf("%d texts of %d are in a transcript, and %d things wait\n%s", heard, b.phones*b.each, waiting, last(d.log.String(), 4000))
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

// agree holds what the phones show against what is kept, message by message.
func (d *deployment) agree(b badNetwork, acknowledged [][]string, kills int) {
	d.t.Helper()
	heard := map[string][]conversation.Line{} // by their words, which are different for each
	said := map[string]conversation.Line{}    // by effect
	for _, lines := range d.transcripts(context.Background()) {
		for _, l := range lines {
			switch {
			case l.From == conversation.FromPerson:
				heard[l.Text] = append(heard[l.Text], l)
			case l.Channel == conversation.SMS:
				said[l.Effect] = l
			}
		}
	}
	arrived, twice, ours := map[string]int{}, 0, 0
	for p := range b.phones {
		place, seen := 0, 0
		for _, body := range acknowledged[p] {
			if l := heard[body]; len(l) > 0 {
				if l[0].Seq <= place {
					d.t.Errorf("%q got its 200 and stands at %d after %d", body, l[0].Seq, place)
				}
				place = l[0].Seq
			}
		}
		for _, m := range d.network.Phone(badPhone(p)).Messages {
			if m.FromPhone {
				if n := len(heard[m.Body]); n != 1 {
					d.t.Errorf("%q stands in the transcripts %d times", m.Body, n)
				}
				continue
			}
			effect := effectOf(m)
			line, known := said[effect]
			if !known || line.Text != m.Body {
				d.t.Errorf("on phone %d stands what nobody said: %q, %s", p, m.Body, effect)
				continue
			}
			ours++
			if arrived[effect]++; arrived[effect] > 1 {
				twice++
				continue
			}
			if line.Seq < seen {
				d.t.Errorf("phone %d: line %d came after line %d", p, line.Seq, seen)
			}
			seen = line.Seq
		}
	}
	overtaken := 0
	for effect, l := range said {
		switch n := arrived[effect]; {
		case l.Delivery == "blocked":
			if overtaken++; n > 0 {
				d.t.Errorf("%s was let be, and is on the phone", effect)
			}
		case n == 0, l.Delivery != "sent" && l.Delivery != "delivered":
			d.t.Errorf("%s is %s, and %d times on the phone", effect, l.Delivery, n)
		}
	}
	if twice > kills {
		d.t.Errorf("%d texts came twice after %d kills", twice, kills)
	}
	d.t.Logf("%d texts by %d phones, %d kills: each in a transcript once; %d texts of ours, %d of them twice, %d overtaken",
		len(heard), b.phones, kills, ours, twice, overtaken)
}

// effectOf is the name of a text of ours, which its status callback has in its address.
func effectOf(m phonenet.Message) string {
	callback, err := url.Parse(m.Callback)
	if err != nil {
		return ""
	}
	return callback.Query().Get("effect")
}
