package main

import (
	"context"
	"net/url"
	"slices"

	"sayso/cmd/sayso/phonenet"
	"sayso/conversation"
)

// reckoning is what it came to.
type reckoning struct {
	texts, ours, twice, again, failed, letBe, muted, out, spent int
}

// agree holds what the phones show against what is kept, message by message.
func (d *deployment) agree(b badNetwork, acknowledged [][]string, kills int) {
	d.t.Helper()
	var sum reckoning
	known := 0
	for p := range b.phones {
		id, err := d.node.store.Find(context.Background(), d.door(badPhone(p)))
		if err != nil {
			d.t.Errorf("phone %d has no talk: %v", p, err)
			continue
		}
		lines, err := d.node.store.Transcript(context.Background(), id, 0)
		if err != nil {
			d.t.Fatal(err)
		}
		known += len(lines)
		d.agreeHeard(p, lines, acknowledged[p], &sum)
		d.agreeSaid(p, id, lines, &sum)
		d.agreeHabit(p, id, lines, acknowledged[p], &sum)
	}
	for _, lines := range d.transcripts(context.Background()) {
		known -= len(lines)
	}
	if known != 0 {
		d.t.Errorf("%d lines stand in talks of no phone", -known)
	}
	if sum.twice > kills {
		d.t.Errorf("%d texts came twice after %d kills", sum.twice, kills)
	}
	// What fails is mostly overtaken before it is tried again, and what comes while Sayso is down is answered at once:
	// among few phones it may befall none.
	const many = 100
	if b.phones >= many && (sum.again == 0 || sum.spent == 0) || sum.failed == 0 || sum.out == 0 || sum.muted == 0 {
		d.t.Errorf("not all that was to happen has happened: %+v", sum)
	}
	d.t.Logf("%d phones, %d kills: %+v", b.phones, kills, sum)
}

// agreeHeard: each text of the phone stands in the transcript once, those that got their 200 in order.
func (d *deployment) agreeHeard(p int, lines []conversation.Line, acknowledged []string, sum *reckoning) {
	d.t.Helper()
	heard := map[string][]int{}
	for _, l := range lines {
		if l.From == conversation.FromPerson {
			heard[l.Text] = append(heard[l.Text], l.Seq)
			sum.texts++
		}
	}
	place := 0
	for _, body := range acknowledged {
		if at := heard[body]; len(at) > 0 {
			if at[0] <= place {
				d.t.Errorf("%q got its 200 and stands at %d after %d", body, at[0], place)
			}
			place = at[0]
		}
	}
	for _, m := range d.network.Phone(badPhone(p)).Messages {
		if n := len(heard[m.Body]); m.FromPhone && n != 1 {
			d.t.Errorf("%q stands in the transcript %d times", m.Body, n)
		}
	}
}

// agreeSaid: each text of ours is on the phone as often as the transcript says.
func (d *deployment) agreeSaid(p int, id string, lines []conversation.Line, sum *reckoning) {
	d.t.Helper()
	taken, arrived, status := map[string]int{}, map[string]int{}, map[string]string{}
	for _, m := range d.network.Taken(badPhone(p)) {
		taken[effectOf(m)]++
		status[effectOf(m)] = m.Status
	}
	said := map[string]conversation.Line{}
	for _, l := range lines {
		if l.From != conversation.FromPerson {
			said[l.Effect] = l
		}
	}
	seen := 0
	for _, m := range d.network.Phone(badPhone(p)).Messages {
		if m.FromPhone || m.Network {
			continue
		}
		effect := effectOf(m)
		line, known := said[effect]
		if !known || line.Text != m.Body {
			d.t.Errorf("on phone %d stands what nobody said: %q, %s", p, m.Body, effect)
			continue
		}
		sum.ours++
		if arrived[effect]++; arrived[effect] > 1 {
			sum.twice++
			continue
		}
		if taken[effect] > 1 {
			sum.again++ // it came when it could
			continue
		}
		if line.Seq < seen {
			d.t.Errorf("phone %d: line %d came after line %d", p, line.Seq, seen)
		}
		seen = line.Seq
	}
	s, err := d.node.store.State(context.Background(), id)
	if err != nil {
		d.t.Fatal(err)
	}
	for effect, l := range said {
		n := arrived[effect]
		switch {
		case l.Delivery == "blocked":
			sum.letBe++
		case l.Delivery == "failed":
			sum.failed++
			if !slices.ContainsFunc(s.NotArrived, func(one conversation.NotArrived) bool { return one.Effect == effect && one.Why != "" }) {
				d.t.Errorf("%s did not arrive, and nobody knows why", effect)
			}
		case n == 0 && l.Delivery == "sent" && (status[effect] == "undelivered" || status[effect] == "failed"):
			// It had left, and the callback that says more was lost: the network is asked in two minutes.
		case n == 0, l.Delivery != "sent" && l.Delivery != "delivered":
			d.t.Errorf("%s is %s, and %d times on the phone", effect, l.Delivery, n)
			continue
		}
		if (l.Delivery == "blocked" || l.Delivery == "failed") && n > 0 {
			d.t.Errorf("%s is %s, and is on the phone", effect, l.Delivery)
		}
		if l.Times != taken[effect] {
			d.t.Errorf("%s is said to have been taken %d times, and was %d times", effect, l.Times, taken[effect])
		}
	}
}

// agreeHabit: who has opted out is known, and who is muted has had no answer since.
func (d *deployment) agreeHabit(p int, id string, lines []conversation.Line, acknowledged []string, sum *reckoning) {
	d.t.Helper()
	s, err := d.node.store.State(context.Background(), id)
	if err != nil {
		d.t.Fatal(err)
	}
	if s.Overspent {
		sum.spent++
	}
	can := s.Contacts[conversation.SMS].CanText
	switch habitOf(p) {
	case stops:
		if sum.out++; can {
			d.t.Errorf("phone %d has opted out, and nobody knows", p)
		}
	case returns: // a webhook that is minutes late does not say when the word was sent
		if !can && slices.Contains(acknowledged, "STOP") && slices.Contains(acknowledged, "START") {
			d.t.Errorf("phone %d has opted in again, and nobody knows", p)
		}
	case muted:
		sum.muted++
		if s.Danger.Tier != "" {
			return // something worrying was read in it, so it is answered
		}
		for _, l := range lines {
			if l.From != conversation.FromPerson && l.Seq > s.Muting.Seq || s.Muting.Seq == 0 {
				d.t.Errorf("phone %d was muted at line %d, and line %d is ours: %s %q %s", p, s.Muting.Seq, l.Seq, l.Sentence, l.Effect, l.Delivery)
			}
		}
	}
}

// effectOf is the name of a text of ours, which its status callback has in its address.
func effectOf(m phonenet.Message) string {
	callback, err := url.Parse(m.Callback)
	if err != nil {
		return ""
	}
	return callback.Query().Get("effect")
}
