package conversation

import (
	"strings"
	"testing"
	"time"
)

func TestNamesAreWrittenInLettersOfTexts(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"Michał": "Michal", "Łukasz": "Lukasz", "Zoë": "Zoe", "Zoe\u0308": "Zoe", "Seán": "Sean", "Siobhán": "Siobhan", "Siân": "Sian", "Renée": "Renée", "Jürgen": "Jürgen",
		"François": "Francois", "Ştefan": "Stefan", "Ștefan": "Stefan", "D’Arcy": "D'Arcy", "Nguyễn": "Nguyen", "Søren": "Søren", "Jade 💀": "Jade", "Anne–Marie": "Anne-Marie", "Dvořák": "Dvorak",
		"the “Hub”": `the "Hub"`, "Þóra": "Thora", "Şükrü": "Sükrü", "Đặng": "Dang", "Flat 3 [back]": "Flat 3 (back)", "a\u00a0b": "a b",
	} {
		got, ok := inTextLetters(name)
		if _, plain := Segments(got); got != want || !ok || !plain {
			t.Errorf("%q: %q (%v, plain %v), want %q", name, got, ok, plain, want)
		}
	}
	for _, name := range []string{"Олена", "سارة", "💀", "", "Liên李"} {
		if got, ok := inTextLetters(name); ok {
			t.Errorf("%q: %q", name, got)
		}
	}
}

// TestANameMakesNoTextCostDouble, whatever it is; the chat keeps it as it is.
func TestANameMakesNoTextCostDouble(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"Michał", "Łukasz-Zoë-Siobhán-Nguyễn", "Олена", "D’Arcy", "[[[[[[[[[[[[[[[[[[[[[[[[[[[["} {
		for _, c := range []Channel{SMS, Chat} {
			talk := talkForTests()
			at := time.Date(2026, 3, 2, 11, 0, 0, 0, time.UTC)
			s := State{ID: "00-x", Reference: "ABCD-EFGH", Began: at, Stage: HandedOver, Last: c, First: c, Lines: 3, Greeted: true, HeardAt: at,
				Contacts: map[Channel]Contact{c: {Channel: c, SafeToReply: Yes, CanText: true}},
				Answers:  map[Ask]Answer{AskAboutWho: {Value: "behalf"}, AskChildName: {Value: name, Words: name}}}
			_, booked := talk.Step(s, Event{At: at, Fresh: strings.Repeat("a", 26), What: VisitBooked{Effect: "e", ID: "v", At: at.Add(24 * time.Hour), Place: name + " library, the long way round", With: name}})
			_, danger := talk.Step(s, Event{At: at, Fresh: strings.Repeat("a", 26), What: NeedHelpNow{Channel: c}})
			said := 0
			for _, e := range append(booked, danger...) {
				say, ok := e.(Say)
				if !ok {
					continue
				}
				said++
				segments, plain := Segments(say.Text)
				if place := name == "Олена" && say.Sentence == "visit_ok.behalf"; c == SMS && (segments != 1 || !plain) && !place { // a place has nothing said in its stead
					t.Errorf("%s costs %d texts (plain %v): %q", say.Sentence, segments, plain, say.Text)
				}
				if c == Chat && !strings.Contains(say.Text, shorten(name, 20)) {
					t.Errorf("the chat does not show %q: %q", name, say.Text)
				}
			}
			if said != 2 {
				t.Errorf("%d things were said, want 2", said)
			}
		}
	}
}
