package conversation

import (
	"strings"
	"testing"
	"time"
)

// TestWhoeverIsPastChildlineHearsOfTheOthers and whoever is plainly no child is not sent to it.
func TestWhoeverIsPastChildlineHearsOfTheOthers(t *testing.T) {
	t.Parallel()
	const childline, shout, samaritans, nspcc = "0800 1111", "85258", "116 123", "0808 800 5000"
	for _, c := range []struct {
		first    string
		has, not []string
	}{
		{"im 22 and my pa never rings me back", []string{samaritans}, []string{childline, nspcc}},
		{"my social worker never rings me back", []string{childline, shout}, []string{samaritans, nspcc}},
		{"im 15 and my social worker never rings me back", []string{childline, shout}, []string{samaritans, nspcc}},
		{"I am Jade's nan and nobody calls me back about her", []string{nspcc}, []string{childline, samaritans}},
		{"im 24 and im writing for my little brother, his social worker never comes", []string{nspcc}, []string{childline, samaritans}},
		{"my mate isnt safe in her placement, her social worker never comes", []string{childline, shout}, []string{samaritans, nspcc}},
	} {
		for _, words := range []string{"can someone ring me please", "can i speak to a real person", "help me"} {
			p := newTalking(t)
			p.tells(c.first)
			p.at = p.at.Add(time.Minute)
			p.s.Pending = Asked{} // so that it answers no question
			names, said := p.tells(words)
			for _, number := range c.has {
				if !strings.Contains(said, number) {
					t.Errorf("%q, %q: %v has no %s: %q", c.first, words, names, number, said)
				}
			}
			for _, number := range c.not {
				if strings.Contains(said, number) {
					t.Errorf("%q, %q: %v gives %s: %q", c.first, words, names, number, said)
				}
			}
		}
	}
}

// TestEveryNumberOfChildlineHasOneForWhoeverIsOlder, in every sentence; the one neutral line says no name.
func TestEveryNumberOfChildlineHasOneForWhoeverIsOlder(t *testing.T) {
	t.Parallel()
	w := English()
	for _, name := range w.Names() {
		base, variant, _ := strings.Cut(name, ".")
		text := w.sentences[name]
		switch {
		case !strings.Contains(text, "0800 1111") || base == "neutral_danger":
		case !strings.Contains(text, "85258") && !strings.Contains(text, "116 123"):
			t.Errorf("%s names nobody for whom Childline is not: %q", name, text)
		case variant == "" && !w.has(base+".older"), !w.has(base+".adult") && variant != "behalf" && !w.has(base+".behalf"):
			t.Errorf("%s has no words for a grown-up", name)
		}
		if variant == "older" || variant == "adult" {
			if strings.Contains(text, "0800 1111") || strings.Contains(text, "Childline") {
				t.Errorf("%s sends a grown-up to Childline: %q", name, text)
			}
		}
	}
}
