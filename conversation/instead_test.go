package conversation

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// nearlyDone is a talk by text on a safe phone in which all has been asked, up to a question; after
// hand-over where that is "".
func nearlyDone(t *testing.T, asked Ask, behalf bool, where, when string) *talking {
	p := newTalking(t)
	for _, words := range []string{"they stopped my driving lessons after 3 and my pa said id get ten", "no", "1", "1"} {
		p.happens(time.Minute, text(words))
	}
	if behalf {
		p = newTalking(t)
		for _, words := range []string{"I'm Philippa's nan. She is 7 and her carers never let her ring me", "no", "yes", "yes", "no", "0"} {
			p.happens(time.Minute, text(words))
		}
	}
	for _, words := range []string{"a new worker", "yes", where, when, "0", "no", "June", "1"} {
		if p.s.Pending.Ask == asked {
			break
		}
		if p.s.Pending.Ask == AskVisitWhen || words != when {
			p.happens(time.Minute, text(words))
		}
	}
	if p.s.Pending.Ask != asked {
		t.Fatalf("asked %s, want %q", p.s.Pending.Ask, asked)
	}
	return p
}

func TestACorrectionReachesTheAnswerThatWasWrong(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		asked  Ask
		behalf bool
		text   string
		put    Ask
		words  string
	}{
		{AskConfirm, true, "Gill not Philippa", AskChildName, "Gill"},
		{AskAvoid, true, "Gill not Philippa", AskChildName, "Gill"},
		{AskName, true, "Gill not Philippa", AskChildName, "Gill"},
		{AskAdvocate, true, "Gill not Philippa", AskChildName, "Gill"},
		{"", true, "Gill not Philippa", AskChildName, "Gill"},
		{AskConfirm, true, "sorry I meant Gill not Philippa", AskChildName, "Gill"},
		{"", true, "sorry I meant Gill not Philippa", AskChildName, "Gill"},
		{AskConfirm, true, "B Gill", AskChildName, "Gill"},
		{AskConfirm, true, "g sue", AskName, "Sue"},
		{AskConfirm, false, "c library", AskVisitWhere, "library"},
		{AskConfirm, false, "D friday", AskVisitWhen, "friday"},
		{"", false, "actually not costa. can it be the library", AskVisitWhere, "the library"},
		{"", false, "i meant the library not costa in town", AskVisitWhere, "the library"},
		{"", false, "not costa, the library", AskVisitWhere, "the library"},
		{"", false, "its not costa its the library", AskVisitWhere, "the library"},
		{AskAvoid, false, "could it be the park instead of costa", AskVisitWhere, "the park"},
		{"", false, "id rather the youth club than costa", AskVisitWhere, "the youth club"},
		{"", false, "no costa isnt good. make it the library", AskVisitWhere, "the library"},
		{"", false, "not wednesday at 4, thursday at 4", AskVisitWhen, "thursday at 4"},
		{AskAvoid, false, "wait not wednesday. friday", AskVisitWhen, "friday"},
		{"", false, "wednesday wont work. thursday at 4 instead", AskVisitWhen, "thursday at 4"},
	} {
		p := nearlyDone(t, row.asked, row.behalf, "costa in town", "wednesday at 4")
		before := p.s.clone()
		said, _ := p.happens(time.Minute, text(row.text))
		if got := p.s.words(row.put); got != row.words || !slices.Contains(said, "changed") && !slices.Contains(said, "confirm") {
			t.Errorf("%s %q: %s is %q, want %q; said %v", row.asked, row.text, row.put, got, row.words, said)
		}
		for _, a := range AllAsks() {
			if a != row.put && before.Answers[a] != p.s.Answers[a] {
				t.Errorf("%s %q: %s became %q", row.asked, row.text, a, p.s.words(a))
			}
		}
		if len(p.s.Issues) != 1 || len(p.s.Issues[0].Versions) > 0 {
			t.Errorf("%s %q: the matters are %+v", row.asked, row.text, p.s.Issues)
		}
	}
}

func TestWhatWasWrongGoesOutOfBothWhereBothWereSaidAtOnce(t *testing.T) {
	t.Parallel()
	p := nearlyDone(t, AskAvoid, false, "yes, at school, thurs after 3", "")
	if p.happens(time.Minute, text("not thurs after 3, i meant friday after 3")); p.s.words(AskVisitWhere) != "at school" || p.s.words(AskVisitWhen) != "friday after 3" {
		t.Errorf("where %q, when %q", p.s.words(AskVisitWhere), p.s.words(AskVisitWhen))
	}
}

func TestWhatOnlyDeniesPutsNothingRight(t *testing.T) {
	t.Parallel()
	for _, words := range []string{"my sw is nice not like the last one", "costa is where i met my mates", "ok", "i went to costa not school that day", "im not going"} {
		p := nearlyDone(t, "", false, "costa in town", "wednesday at 4")
		before := p.s.clone()
		p.happens(time.Minute, text(words))
		for _, a := range AllAsks() {
			if before.Answers[a] != p.s.Answers[a] {
				t.Errorf("%q: %s became %q", words, a, p.s.words(a))
			}
		}
		if len(p.s.Issues[0].Versions) > 0 {
			t.Errorf("%q: the matter became %q", words, p.s.Issues[0].Now())
		}
	}
}

func TestAMatterIsPutRightWhereItWasTold(t *testing.T) {
	t.Parallel()
	p := newTalking(t)
	for _, words := range []string{"they took my sister to another home in march", "also no one said why"} {
		p.happens(time.Minute, text(words))
	}
	p.happens(time.Minute, text("actually it was april"))
	for _, issue := range p.s.Issues {
		if changed := len(issue.Versions) > 0; changed != (issue.Number == 1) {
			t.Errorf("issue %d: %q", issue.Number, issue.Now())
		}
	}
}

func TestTheSameSaidAgainIsNoChange(t *testing.T) {
	t.Parallel()
	p := nearlyDone(t, AskName, false, "costa in town", "wednesday at 4")
	for _, words := range []string{"this is about me", "Nia", "1", "go back", "1"} {
		p.happens(time.Minute, text(words))
	}
	if len(p.s.Earlier) > 0 {
		t.Errorf("changed: %+v", p.s.Earlier)
	}
}

func TestToChangeSomethingIsAskedForInManyWords(t *testing.T) {
	t.Parallel()
	for _, words := range []string{"can i change something", "i want to change something", "can u read me back what u have", "read it back to me", "what have you got written down"} {
		p := nearlyDone(t, "", false, "costa in town", "wednesday at 4")
		if said, _ := p.happens(time.Minute, text(words)); !slices.Equal(said, []string{"confirm"}) {
			t.Errorf("%q: said %v", words, said)
		}
	}
}

// What they say beside the answer is noted, and puts nothing right: the answer stays one.
func TestWhomNotToTellBesideAnAnswerPutsNothingRight(t *testing.T) {
	t.Parallel()
	for told, who := range map[string]string{
		"hes 11, please dont let on that i told you, not to the support worker": "the support worker",
		"13 and please dont let on that i told you, not to her birth family":    "her birth family",
	} {
		p := newTalking(t)
		for _, words := range []string{"they tell us nothing about my grandson, his school or his placement", "no", "1", "1", "Yusuf"} {
			p.happens(time.Minute, text(words))
		}
		if p.s.Pending.Ask != AskChildAge {
			t.Fatalf("asked %q", p.s.Pending.Ask)
		}
		said, _ := p.happens(time.Minute, text(told))
		if age, _, _ := strings.Cut(strings.TrimPrefix(told, "hes "), ","); p.s.value(AskChildAge) != age[:2] || p.s.words(AskKeepFrom) != who || slices.Contains(said, "changed") {
			t.Errorf("%q: age %q, not to tell %q; said %v", told, p.s.value(AskChildAge), p.s.words(AskKeepFrom), said)
		}
	}
}
