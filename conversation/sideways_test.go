package conversation

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// A yes and a person is whom they mean; a yes alone is not.
func TestAYesAndSomebodySaysWhomToLeaveOut(t *testing.T) {
	t.Parallel()
	for _, words := range []string{"yes. mum", "yeah mum", "yep tracey", "1. mum", "yes my dad"} {
		p := askedFor(t, AskAvoid)
		if p.tells(words); p.s.words(AskAvoid) != words {
			t.Errorf("%q: %q is left out, and %q asked", words, p.s.words(AskAvoid), p.s.Pending.Ask)
		}
	}
	for _, words := range []string{"yes", "yes please", "yeah thanks", "3"} {
		p := askedFor(t, AskAvoid)
		if p.tells(words); p.s.words(AskAvoid) != "" || p.s.Pending.Ask != AskAvoid {
			t.Errorf("%q: %q is left out, and %q asked", words, p.s.words(AskAvoid), p.s.Pending.Ask)
		}
	}
}

// What is said in anger, and breaks off in one text to go on in the next, is nobody's name, no place and no matter.
func TestAngerInTwoTextsIsNoAnswer(t *testing.T) {
	t.Parallel()
	for _, a := range []Ask{AskAvoid, AskWanted} {
		for _, texts := range [][]string{{"its taking", "the piss"}, {"taking the", "piss"}, {"this is", "a joke"}, {"u lot are taking", "the mick"}} {
			for _, apart := range []time.Duration{time.Second, time.Minute} {
				p := askedFor(t, a)
				before := len(p.s.Issues)
				var said []string
				alerts := 0
				for _, words := range texts {
					p.at = p.at.Add(apart)
					if apart < time.Minute {
						p.take(&said, &alerts, Event{At: p.at, Fresh: strings.Repeat("b", 26), What: text(words)})
					} else {
						p.happens(0, text(words))
					}
				}
				for !p.s.AnswerAt.IsZero() {
					p.at = p.s.AnswerAt
					p.take(&said, &alerts, Event{At: p.at, Fresh: strings.Repeat("b", 26), What: Woke{}})
				}
				if p.s.words(a) != "" || len(p.s.Issues) != before {
					t.Errorf("%s: %q, %s apart: %q is kept, and %d matters", a, texts, apart, p.s.words(a), len(p.s.Issues))
				}
			}
		}
	}
	p := askedFor(t, AskName)
	p.tells("its taking")
	if p.tells("the piss"); p.s.words(AskName) != "" {
		t.Errorf("called %q", p.s.words(AskName))
	}
}

// It has no name, and says what it is; also to somebody in danger.
func TestWhoAsksForOurNameHearsWhatWeAre(t *testing.T) {
	t.Parallel()
	for _, words := range []string{"whats ur name", "what's your name?", "whats yours", "what do i call u", "have you got a name"} {
		for _, danger := range []bool{false, true} {
			p := askedFor(t, AskName)
			if danger {
				p = newTalking(t)
				p.happens(0, text("my social worker never rings me"))
				p.happens(time.Minute, text("0"))
				p.happens(time.Minute, text("no"))
			}
			if names, _ := p.tells(words); !slices.Contains(names, "is_robot") || p.s.words(AskName) != "" {
				t.Errorf("%q, in danger %v: said %v, called %q", words, danger, names, p.s.words(AskName))
			}
		}
	}
}

// That it is sorted may be said before it is asked. It is kept as they put it, and closes nothing.
func TestThatItIsSortedIsSaidUnasked(t *testing.T) {
	t.Parallel()
	for _, words := range []string{"yeah she sorted it thx", "its sorted now thanks", "its all sorted", "they fixed it", "hi its been sorted"} {
		p := readBackOf(t, "self", true)
		names, _ := p.tells(words)
		if last := len(p.s.Sorted) - 1; last < 0 || p.s.Sorted[last].Value != Yes || p.s.Sorted[last].Words != words || !slices.Equal(names, []string{"sorted_yes"}) || p.s.Closed {
			t.Errorf("%q: said %v, kept %+v", words, names, p.s.Sorted)
		}
	}
	for _, words := range []string{"its not sorted", "is it sorted", "they said its sorted but its not", "they never sorted it", "when will it be sorted", "get it sorted", "my room is sorted but they shout"} {
		p := readBackOf(t, "self", true)
		if names, _ := p.tells(words); len(p.s.Sorted) > 0 {
			t.Errorf("%q: said %v, kept %+v", words, names, p.s.Sorted)
		}
	}
}

// A young person who tells what their mum says is not their mum.
func TestWhatAnotherSaysShowsNothingOfWhoWrites(t *testing.T) {
	t.Parallel()
	for _, a := range []Ask{AskWanted, AskName} {
		p := askedFor(t, a)
		for _, words := range []string{
			"my mum shes always like i want my son home", "my mum is always like hes my son not yours", "mums just like let my son come home", "my nan rang them and said i want my grandson with me", "mum said \"i want my son home\"",
		} {
			if p.goesElsewhere(words) {
				t.Errorf("%s: %q is taken for somebody else's", a, words)
			}
		}
		for _, words := range []string{"i want my son home", "he told you what? i want my son home", "why is my son texting you, he said you asked him stuff", "this is his mum. he is my son leave him alone"} {
			if !p.goesElsewhere(words) {
				t.Errorf("%s: %q stays in the young person's talk", a, words)
			}
		}
	}
	p := newTalking(t)
	p.happens(0, text("my social worker never rings me"))
	was := p.s.value(AskAboutWho)
	if p.tells("dad said this is my daughter not yours"); was == "" || p.s.value(AskAboutWho) != was {
		t.Errorf("it is about %q, and was about %q", p.s.value(AskAboutWho), was)
	}
}

// Whether it is about the same or something new is asked once more where their answer does not say, however long it is,
// and what they wrote is not lost.
func TestWhetherItIsNewIsAskedOnceMore(t *testing.T) {
	t.Parallel()
	for _, words := range []string{"ok so basically my friend says hi and we had pasta", "she came round on tuesday and she brought my little sister with her"} {
		p := withAVisit(t, "yes")
		p.at = p.at.Add(90 * 24 * time.Hour)
		p.tells("i need to tell you about something")
		if p.s.Pending.Ask != AskSameNew {
			t.Fatalf("%q is asked", p.s.Pending.Ask)
		}
		if p.tells(words); p.s.Pending.Ask != AskSameNew || p.s.Put[AskSameNew] != 2 {
			t.Errorf("%q: %q is asked", words, p.s.Pending.Ask)
		}
		if !slices.ContainsFunc(p.s.Held, func(held Piece) bool { return held.Text == words }) {
			t.Errorf("%q is not held: %+v", words, p.s.Held)
		}
		if p.tells("well it does"); p.s.Pending.Ask == AskSameNew {
			t.Errorf("%q: it is asked a third time", words)
		}
	}
}
