package conversation

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// TestDangerIsNoPlaceToMeet: what is said instead of where and when is kept as danger, and both are asked when there is time.
func TestDangerIsNoPlaceToMeet(t *testing.T) {
	t.Parallel()
	for _, words := range []string{"anywhere i dont care im going to kill myself tonight", "at home now please hes strangling my brother"} {
		p := askedFor(t, AskCarryOn)
		p.happens(time.Minute, text("1"))
		if p.s.Pending.Ask != AskVisitWhere {
			t.Fatalf("%q is asked", p.s.Pending.Ask)
		}
		issues := len(p.s.Issues)
		p.happens(time.Minute, text(words))
		if p.s.words(AskVisitWhere)+p.s.words(AskVisitWhen) != "" || len(p.s.Issues) != issues+1 {
			t.Errorf("%q: where %q, when %q, %d issues more", words, p.s.words(AskVisitWhere), p.s.words(AskVisitWhen), len(p.s.Issues)-issues)
		}
	}
}

// TestDangerBesideAYesOrNoIsAMatter: what answers "do you want an advocate?" and tells of harm is kept as told.
func TestDangerBesideAYesOrNoIsAMatter(t *testing.T) {
	t.Parallel()
	for _, words := range []string{"can they come now my uncle is hitting my sister with a belt", "yes and hes got a knife to my mum", "no just come hes strangling her"} {
		p := askedFor(t, AskAdvocate)
		p.happens(time.Minute, text(words))
		if !slices.ContainsFunc(p.s.Issues, func(i Issue) bool { return strings.Contains(i.Words, words[len(words)-12:]) }) {
			t.Errorf("%q is no matter: %+v", words, p.s.Issues)
		}
	}
}

// TestOfAWorkerNobodyIsPromisedByName: what is said of one is for few to see, and the caseworker may not be among them.
func TestOfAWorkerNobodyIsPromisedByName(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]string{"staff at the unit restrained me and hurt my arm": "got_it", "they lost my coat as well": "got_it_named"} {
		p := nearlyDone(t, "", false, "costa in town", "wednesday at 4")
		p.happens(time.Minute, CaseClaimed{Name: "Priya"})
		said, _ := p.happens(25*time.Minute, text(words))
		if p.s.Pending.Ask == AskSafeNow {
			said, _ = p.happens(time.Minute, text("yes"))
		}
		if !slices.Contains(said, want) {
			t.Errorf("%q: said %v, want %s", words, said, want)
		}
	}
}
