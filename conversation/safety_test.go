package conversation

import (
	"slices"
	"testing"
	"time"
)

func TestANoThatSaysWhoItIsAboutRaisesNothing(t *testing.T) {
	t.Parallel()
	for _, words := range []string{
		"no this is about me", "no, its about me", "no this is about me not my mate", "no not my mate its about me", "this is about me, im safe", "yes im safe, this is about me not my mate",
		"no, this is about me i get less", "no its me",
	} {
		p := newTalking(t)
		p.happens(0, text("my mate gets more pocket money than me and its not fair"))
		p.happens(time.Minute, text("no"))
		if p.s.Pending.Ask != AskSafeNow || p.s.who() != OnBehalf {
			t.Fatalf("%q is asked, of %s", p.s.Pending.Ask, p.s.who())
		}
		said, alerts := p.happens(time.Minute, text(words))
		if alerts != 0 || p.s.tier() != NoTier || slices.Contains(said, "danger_where") {
			t.Errorf("%q: said %v, %d alerts, tier %s", words, said, alerts, p.s.tier())
		}
		if words == "no its me" {
			continue // of whom that is, is asked
		}
		if p.s.who() != YoungPerson || p.s.value(AskRelationship) != "" {
			t.Errorf("%q: %s speaks, a %s", words, p.s.who(), p.s.value(AskRelationship))
		}
	}
	for _, words := range []string{"no", "no im not", "no this is about me and im not safe", "no hes here", "no its about me he hit me", "no, its my dad"} {
		p := newTalking(t)
		p.happens(0, text("my mate gets more pocket money than me and its not fair"))
		p.happens(time.Minute, text("no"))
		if _, alerts := p.happens(time.Minute, text(words)); alerts != 1 {
			t.Errorf("%q: %d alerts, want one", words, alerts)
		}
	}
}
