package conversation

import (
	"strings"
	"testing"
)

// TestWhoKnowsNothingOfItIsAskedNothing: a phone may have come into other hands in the middle of a talk.
func TestWhoKnowsNothingOfItIsAskedNothing(t *testing.T) {
	t.Parallel()
	for _, a := range []Ask{AskSafeNow, AskWanted, AskCarryOn, AskName} {
		for _, words := range []string{"wrong number", "sorry you have the wrong number", "new phone who dis", "youve got the wrong person"} {
			p := askedFor(t, a)
			_, said := p.tells(words)
			if strings.Contains(said, "?") || p.s.Contact(SMS).SafeToReply != No || p.s.Stage != HandedOver {
				t.Errorf("%s, %q: %s, %s, said %q", a, words, p.s.Contact(SMS).SafeToReply, p.s.Stage, said)
			}
		}
		for _, words := range []string{"they gave me the wrong number", "my worker changed her number", "i have a new phone", "the number is wrong", "who is this"} {
			p := askedFor(t, a)
			if _, said := p.tells(words); p.s.Contact(SMS).SafeToReply == No || said == "" {
				t.Errorf("%s, %q: unsafe, or silent: %q", a, words, said)
			}
		}
	}
	p := newTalking(t)
	p.tells("hi")
	if _, said := p.tells("wrong number soz"); p.s.Contact(SMS).SafeToReply == No || said == "" {
		t.Errorf("before anything was told: %q", said)
	}
}
