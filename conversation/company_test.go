package conversation

import (
	"testing"
	"time"
)

func TestWhatAnswersAnotherQuestionIsNobodyToLeaveOut(t *testing.T) {
	t.Parallel()
	for _, words := range []string{"i want my nan there tho", "can my friend come", "with my nan", "im 14", "my name is tyla", "friday", "after 3 on monday"} {
		p := askedFor(t, AskAvoid)
		p.happens(time.Minute, text(words))
		if kept := p.s.Facts().Avoid; kept != "" || p.s.Pending.Ask != AskAvoid {
			t.Errorf("%q: to leave out is %q, and %q is asked", words, kept, p.s.Pending.Ask)
		}
	}
	for _, words := range []string{"dave", "i dont want my nan there", "not my dad", "dont tell my mum", "the man with the beard", "everyone except dave"} {
		p := askedFor(t, AskAvoid)
		p.happens(time.Minute, text(words))
		if kept := p.s.Facts().Avoid; kept != words {
			t.Errorf("%q: to leave out is %q", words, kept)
		}
	}
}

func TestWhomTheyWantThereIsKept(t *testing.T) {
	t.Parallel()
	p := askedFor(t, AskCarryOn)
	p.happens(time.Minute, text("can my friend come"))
	if p.s.Pending.Ask != AskVisitWhere {
		t.Errorf("%q is asked", p.s.Pending.Ask)
	}
	p.happens(time.Minute, text("at school on friday"))
	p.happens(time.Minute, text("i want my nan there too"))
	p.happens(time.Minute, text("can my friend come")) // said twice, it wipes nothing out
	if got := p.s.Facts().VisitWith; got != "can my friend come\ni want my nan there too" {
		t.Errorf("they want there %q", got)
	}
}

func TestNobodyThatIsToldNothingIsForgotten(t *testing.T) {
	t.Parallel()
	p := askedFor(t, AskCarryOn)
	p.happens(time.Minute, text("yes"))
	p.happens(time.Minute, text("at the library but dont tell becky"))
	if got := p.s.Facts(); got.VisitWhere == "" || p.s.Pending.Ask != AskVisitWhen {
		t.Errorf("to meet at %q, and %q is asked", got.VisitWhere, p.s.Pending.Ask)
	}
	p.happens(time.Minute, text("tuesday and dont tell my mum"))
	if got := p.s.Facts().KeepFrom; got != "dont tell becky\ndont tell my mum" {
		t.Errorf("not to be told: %q", got)
	}
}

func TestWhatIsSaidAfterHandOverStandsAndALetterStillChangesItsLine(t *testing.T) {
	t.Parallel()
	p := askedFor(t, AskName)
	p.happens(time.Minute, text("Lee"))
	p.happens(time.Minute, text("yes"))
	if p.s.Stage != HandedOver || p.s.Agreed == nil {
		t.Fatalf("the talk is %v", p.s.Stage)
	}
	p.happens(time.Hour, text("i do want an advocate"))
	p.happens(time.Hour, text("my name is Leo"))
	lines := readableLetters(p)
	p.happens(time.Hour, text(lines[AskWanted]+" should be that she rings me"))
	if f := p.s.Facts(); f.Advocate != Yes || f.Name != "Leo" || f.WantedOutcome != "that she rings me" {
		t.Errorf("advocate %q, name %q, wants %q", f.Advocate, f.Name, f.WantedOutcome)
	}
}

func readableLetters(p *talking) map[Ask]string {
	n := turn{Talk: p.talk, s: p.s, at: p.at}
	by := map[Ask]string{}
	lines, _ := n.letters()
	for _, l := range lines {
		by[l.ask] = l.letter
	}
	return by
}

func TestTwoLettersMeanTheLinesOnTheScreen(t *testing.T) {
	t.Parallel()
	p := askedFor(t, AskName)
	p.happens(time.Minute, text("Lee"))
	by := readableLetters(p)
	p.happens(time.Minute, text("A: my stepdad hits me every night, "+by[AskName]+": Leo")) // A is harm now, and has no letter
	if f := p.s.Facts(); f.Name != "Leo" {
		t.Errorf("the name is %q, and what they want %q, to leave out %q", f.Name, f.WantedOutcome, f.Avoid)
	}
}
