package main

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"sayso/caseworker"
)

// colleague makes a second caseworker, and gives the deployment as they ask it.
func (d *deployment) colleague(email, name string) *deployment {
	d.t.Helper()
	if _, err := d.node.accounts.Add(within(d.t), email, name, caseworker.RoleCaseworker, demoPassword); err != nil {
		d.t.Fatal(err)
	}
	token, err := d.node.accounts.Token(within(d.t), email)
	if err != nil {
		d.t.Fatal(err)
	}
	return d.as(token)
}

// conflict is what the one who came second is told.
type conflict struct {
	Code, By, At string
	Version      int
}

// TestOfTwoWhoClaimAtOnceOneHasTheCase: the other is told who, when, and the version now; and what
// both write reaches the young person, once each.
func TestOfTwoWhoClaimAtOnceOneHasTheCase(t *testing.T) {
	t.Parallel()
	d := deploy(t)
	const phone = "+447700900197"
	d.text(phone, "they stopped my pocket money")
	reference := d.onlyCase()
	talk := d.talk(phone)
	d.finish(phone, talk, ash())
	d.eventually("the case knows that the talk was handed over", func() bool { return d.seen(reference).Talk == "handed_over" })

	two := map[string]*deployment{demoCaseworker: d, "sam@demo.example": d.colleague("sam@demo.example", "Sam")}
	version := d.seen(reference).Version
	var mu sync.Mutex
	var won []string
	lost := map[string]conflict{}
	atOnce(two, func(email string, d *deployment) {
		var answer conflict
		code := d.call("POST", "/cases/"+reference+"/claim", map[string]any{"version": version}, &answer)
		mu.Lock()
		defer mu.Unlock()
		switch code {
		case 200:
			won = append(won, email)
		case 409:
			lost[email] = answer
		default:
			t.Errorf("%s: %d %+v", email, code, answer)
		}
	})
	if len(won) != 1 || len(lost) != 1 {
		t.Fatalf("%v have claimed it, %v have not", won, lost)
	}
	now := d.seen(reference)
	for email, c := range lost {
		if c.By != won[0] || c.At == "" || c.Version != now.Version {
			t.Errorf("%s is told %+v, want by %s and version %d", email, c, won[0], now.Version)
		}
	}
	if now.Owner == nil || *now.Owner != won[0] {
		t.Errorf("the owner is %v, want %s", now.Owner, won[0])
	}

	atOnce(two, func(email string, d *deployment) {
		d.call("POST", "/cases/"+reference+"/messages", map[string]any{"to": talk, "text": "A word from " + email}, nil)
	})
	for email := range two {
		d.reads(phone, "A word from "+email)
		if n := d.countOf(phone, "A word from "+email); n != 1 {
			t.Errorf("the word from %s came %d times", email, n)
		}
	}
	// What was seen before an act of somebody else is too old to conclude on.
	atOnce(two, func(_ string, d *deployment) {
		var answer conflict
		code := d.call("POST", "/cases/"+reference+"/stage", map[string]any{"version": version, "to": "2", "reason": "asked for", "seen": map[string]int{talk: 99}}, &answer)
		if code != 409 || answer.By == "" {
			t.Errorf("an act on an old version: %d %+v, want 409 with by", code, answer)
		}
	})
	if history := d.seen(reference).History; slices.ContainsFunc(history, func(h caseworker.Done) bool { return strings.Contains(h.Act, "stage") }) {
		t.Errorf("the history has an act that was refused: %+v", history)
	}
	d.keptSecret(phone, "pocket money", "foster mum", "A word from", two["sam@demo.example"].token)
}

// atOnce has both act at the same moment.
func atOnce(two map[string]*deployment, act func(email string, d *deployment)) {
	var all sync.WaitGroup
	for email, d := range two {
		all.Go(func() { act(email, d) })
	}
	all.Wait()
}
