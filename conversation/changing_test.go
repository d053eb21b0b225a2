package conversation

import (
	"slices"
	"strings"
	"testing"
	"time"

	"sayso/conversation/meaning"
)

func TestWhatShouldBeInTheReadBackAsWellIsAdded(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]string{
		"add that she lied": "she lied", "can you add she shouts at me": "she shouts at me", "also add that they lost my bag": "they lost my bag", "i want to add that they lost my bag": "they lost my bag",
		"u forgot that she lied": "she lied", "you missed out that she lied to me": "she lied to me", "please put in that nobody came": "nobody came", "it should also say that she lied": "she lied",
		"add that its my birthday friday": "its my birthday friday",
	} {
		p := nearlyDone(t, AskConfirm, false, "costa", "thursday")
		before := len(p.s.Issues)
		names, _ := p.tells(words)
		if len(p.s.Issues) != before+1 || p.s.Issues[before].Words != want || !slices.Equal(names, []string{"confirm"}) {
			t.Errorf("%q: said %v, matters %+v, want one more %q", words, names, p.s.Issues[before:], want)
		}
	}
	p := nearlyDone(t, AskConfirm, false, "costa", "thursday")
	was := p.s.Issues[0].Now()
	if p.tells("add to a that she lied"); len(p.s.Issues) != 1 || p.s.Issues[0].Now() != was+"\nshe lied" {
		t.Errorf("to a line: %+v", p.s.Issues)
	}
	wished := p.s.words(AskWanted)
	if p.tells("and add i want my phone back"); !strings.HasPrefix(p.s.words(AskWanted), wished) || !strings.Contains(p.s.words(AskWanted), "my phone back") {
		t.Errorf("what would help: %q, and before %q", p.s.words(AskWanted), wished)
	}
}

func TestANameIsSpeltAnotherWay(t *testing.T) {
	t.Parallel()
	for _, words := range []string{"my name is spelt Juune", "its spelt Juune", "my name is spelled like Juune"} {
		p := nearlyDone(t, AskConfirm, false, "costa", "thursday")
		if p.tells(words); p.s.words(AskName) != "Juune" {
			t.Errorf("%q: called %q", words, p.s.words(AskName))
		}
	}
}

func TestALineIsTakenOutInOtherWords(t *testing.T) {
	t.Parallel()
	for _, words := range []string{"leave it out", "take it out", "just leave that bit out please", "scrap that", "dont put anything there", "i dont want it in", "get rid of it", "leave it blank", "can you take that off", "say nothing", "i want it gone"} {
		p := nearlyDone(t, AskConfirm, false, "costa", "thursday")
		p.tells("c")
		if p.tells(words); p.s.words(AskVisitWhere) != "" || p.s.Pending.Ask != AskConfirm || p.s.Delete {
			t.Errorf("%q: where is %q, %q is asked, deleted %v", words, p.s.words(AskVisitWhere), p.s.Pending.Ask, p.s.Delete)
		}
		p = nearlyDone(t, AskConfirm, false, "costa", "thursday")
		was := p.s.Issues[0].Now()
		p.tells("a")
		if names, _ := p.tells(words); !strings.HasPrefix(p.s.Issues[0].Now(), was) || !slices.Equal(names, []string{"left_out", "confirm"}) {
			t.Errorf("%q: the matter is %q, said %v", words, p.s.Issues[0].Now(), names)
		}
	}
	for _, words := range []string{"they leave me out of everything", "she took it out on me", "get rid of my key worker", "dont put me in a home", "leave me at my nans", "the library", "nothing happened when i told them"} {
		p := nearlyDone(t, AskConfirm, false, "costa", "thursday")
		p.tells("a")
		if names, _ := p.tells(words); p.s.Issues[0].Now() != words {
			t.Errorf("%q is not what the line says: %q, said %v", words, p.s.Issues[0].Now(), names)
		}
	}
}

func TestAnAdvocateIsWishedForBesideAYes(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]string{
		"1 an advocate pls": Yes, "1 advocate": Yes, "1. advocate please": Yes, "yes advocate": Yes, "1 can u get me an advocate": Yes, "1 please an advocate": Yes, "1 someone on my side pls": Yes,
		"1 but i changed my mind about the advocate i want one": Yes, "1 no advocate tho": No, "1 i dont want an advocate": No,
	} {
		p := nearlyDone(t, AskConfirm, false, "costa", "thursday")
		p.s.Answers[AskAdvocate] = Answer{Value: map[string]string{Yes: No, No: Yes}[want], Seq: 1}
		before := len(p.s.Issues)
		if p.tells(words); p.s.value(AskAdvocate) != want || p.s.Agreed == nil || len(p.s.Issues) != before {
			t.Errorf("%q: advocate %q, agreed %v, %d matters", words, p.s.value(AskAdvocate), p.s.Agreed != nil, len(p.s.Issues))
		}
	}
	p := nearlyDone(t, AskConfirm, false, "costa", "thursday")
	if p.tells("1 my advocate never rings me"); len(p.s.Issues) != 2 {
		t.Errorf("what an advocate did is no wish for one: %+v", p.s.Issues)
	}
}

// A word after a yes or a number is whom they mean, and no name under a letter.
func TestAWordAfterAYesIsNoSignature(t *testing.T) {
	t.Parallel()
	for _, words := range []string{"yes. social worker", "yes. mum", "1. nan", "0. social worker", "ok. teacher", "1) dad"} {
		if r := meaning.Read(words); r.Holder != "" {
			t.Errorf("%q: %s", words, r.Holder)
		}
		p := askedFor(t, AskAvoid)
		p.at = p.at.Add(time.Minute)
		if p.goesElsewhere(words) {
			t.Errorf("%q goes to a talk of its own", words)
		}
	}
	for _, words := range []string{"he wont be coming. his mum", "leave him alone. dad", "ok. from his mum", "please call me. social worker"} {
		if r := meaning.Read(words); r.Holder != meaning.TheirKin {
			t.Errorf("%q: %q, want %s", words, r.Holder, meaning.TheirKin)
		}
	}
}
