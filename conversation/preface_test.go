package conversation

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// What only leads up to what is wrong, or asks us something first, is no matter: what has happened is asked.
func TestWhatOnlyLeadsUpToItIsNoMatter(t *testing.T) {
	t.Parallel()
	for _, words := range []string{
		"can i tell you something", "can i ask you something first", "hello is this the complaints", "is this where i complain", "hi is this the right number for complaints",
		"can i trust you", "i need to tell you something", "can i ask a question", "can i just say something", "i changed my mind sorry bye",
		"do you do complaints", "have i got the right place for complaints",
	} {
		p := newTalking(t)
		said, _ := p.happens(0, text(words))
		if len(p.s.Issues) != 0 || p.s.Category != "contact" || !slices.Contains(said, "limits_concern") {
			t.Errorf("%q: %s with %d matters, said %v", words, p.s.Category, len(p.s.Issues), said)
		}
		p.happens(time.Minute, text("my carer lost my passport and wont say sorry"))
		if len(p.s.Issues) != 1 || strings.Contains(p.s.Issues[0].Words, words) || p.s.Category != "statutory_complaint" {
			t.Errorf("%q: %s with %v", words, p.s.Category, p.s.Issues)
		}
	}
	for _, words := range []string{"can i tell you something about my carer she takes my money", "can i trust you my carer hits me", "is this where i complain about my social worker never ringing"} {
		p := newTalking(t)
		if p.happens(0, text(words)); len(p.s.Issues) == 0 {
			t.Errorf("%q: %s with no matter", words, p.s.Category)
		}
	}
}

// In the middle of the talk it is no matter either.
func TestNeitherIsItWhereMoreIsAskedFor(t *testing.T) {
	t.Parallel()
	for _, words := range []string{"can i tell you something", "can i trust you", "can i ask you something first", "i changed my mind sorry bye"} {
		for _, a := range []Ask{AskAnythingElse, AskWanted, AskVisitWhere, AskAvoid, AskName} {
			p := inTheMiddle(t, "self", a)
			before := len(p.s.Issues)
			if p.happens(time.Minute, text(words)); len(p.s.Issues) != before || p.s.words(a) != "" {
				t.Errorf("%s: %q: %q, %q", a, words, p.s.Issues[len(p.s.Issues)-1].Words, p.s.words(a))
			}
		}
	}
}
