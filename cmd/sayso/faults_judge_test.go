package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"slices"
	"strings"
	"time"

	"sayso/conversation"
)

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
	reference, conversation string
	heard, said             []string
}

func (one told) danger() bool { return slices.Contains(one.heard, dangerWords) }

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
			one := told{reference: c.Reference, conversation: v.Conversations[0].ID}
			for _, l := range v.Conversations[0].Transcript {
				if l.Delivery != nil && *l.Delivery == "blocked" {
					continue // a question that newer words had overtaken while Sayso was away
				}
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
	texts, answers, duplicates, missing := 0, 0, 0, 0
	all = slices.DeleteFunc(all, func(one told) bool {
		if one.danger() {
			texts += len(one.heard)
		}
		return one.danger()
	})
	if len(all) != f.phones {
		d.t.Errorf("%d cases for %d phones", len(all), f.phones)
	}
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

// judgeDangers has the duty worker acknowledge what came, and looks that each phone's alert was handed over at
// least once and acknowledged once, and that each person is told.
func (d *deployment) judgeDangers(f faults) {
	d.t.Helper()
	found := slices.DeleteFunc(d.cases(), func(one told) bool { return !one.danger() })
	if len(found) != f.dangers {
		d.t.Errorf("%d cases of danger for %d phones", len(found), f.dangers)
	}
	for _, one := range found {
		d.handedOver(one.reference)
		d.acknowledges(demoDuty, one.reference)
	}
	twice := 0
	for n := range f.dangers {
		d.watching("told that a worker knows", func() bool { return d.countOf(dangerPhone(n), "A worker knows now") > 0 })
		twice += d.countOf(dangerPhone(n), "A worker knows now") - 1
	}
	if twice > 0 { // nothing is killed any more
		d.t.Errorf("told %d times more often than once that a worker knows", twice)
	}
	for _, one := range found {
		v, acknowledged := d.seen(one.reference), 0
		for _, h := range v.History {
			if h.Act == "alerts/acknowledge" {
				acknowledged++
			}
		}
		if len(v.Alerts) != 1 || v.Alerts[0].Delivered == nil || acknowledged != 1 {
			d.t.Errorf("%s: alerts %+v, acknowledged %d times", one.reference, v.Alerts, acknowledged)
		}
	}
}
