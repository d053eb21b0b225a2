package conversation

import (
	"fmt"
	"slices"
	"testing"
	"time"
)

// Whoever is complained of, and whoever else is named in what is told, is handed on; the caseworker who helps is not,
// for being named.
func TestWhoIsNamedIsHandedOn(t *testing.T) {
	t.Parallel()
	p := newTalking(t)
	names := func() [2][]string { f := p.s.Facts(); return [2][]string{f.Named, f.Mentioned} }
	wants := func(when string, named, mentioned []string) {
		t.Helper()
		if got := names(); !slices.Equal(got[0], named) || !slices.Equal(got[1], mentioned) {
			t.Errorf("%s: complained of %q, named %q; want %q, %q", when, got[0], got[1], named, mentioned)
		}
	}
	p.happens(0, text("dave shouts at me and me and karen argued"))
	wants("at first", []string{"dave", "karen"}, []string{"dave", "karen"})
	p.happens(time.Minute, text("i told Temesgen about it"))
	wants("in an answer", []string{"dave", "karen"}, []string{"dave", "karen", "Temesgen"})
	p.happens(time.Minute, text("me"))
	for p.s.Stage != HandedOver && p.s.Pending.Ask != AskName {
		answer := "skip"
		if p.s.Pending.Ask == AskContactSafe {
			answer = "yes"
		}
		p.happens(time.Minute, text(answer))
	}
	p.happens(time.Minute, text("my name is Ella"))
	p.happens(time.Minute, text("yes"))
	p.happens(time.Hour, CaseClaimed{Name: "Priya Shah"})
	p.happens(time.Hour, text("i told priya and steve they moved my stuff again"))
	wants("of whoever helps", []string{"dave", "karen"}, []string{"dave", "karen", "Temesgen", "steve"})
	p.happens(time.Hour, StaffSaid{Name: "Priya Shah", Text: "Who was it that took them?"})
	p.happens(time.Minute, text("its tracey"))
	wants("whom staff asked for", []string{"dave", "karen"}, []string{"dave", "karen", "Temesgen", "steve", "tracey"})
	if p.s.words(AskName) != "Ella" {
		t.Errorf("they are called %q", p.s.words(AskName))
	}
	p.happens(time.Hour, text("priya lied to me"))
	wants("who lied", []string{"dave", "karen", "priya"}, []string{"dave", "karen", "Temesgen", "steve", "tracey"})
	p.happens(time.Hour, text("i dont feel safe with priya"))
	wants("still", []string{"dave", "karen", "priya"}, []string{"dave", "karen", "Temesgen", "steve", "tracey"})
}

// TestWhomTheyDoNotWantThereIsNamed, where it was asked who should be there; whom they want is not.
func TestWhomTheyDoNotWantThereIsNamed(t *testing.T) {
	t.Parallel()
	for answer, want := range map[string]bool{
		"not karen": true, "anyone but karen": true, "without karen": true, "karen cant come": true, "me and my nan, never karen": true, "keep karen away": true,
		"karen": false, "karen and my nan": false, "me and karen pls": false,
	} {
		p := newTalking(t)
		p.happens(0, text("my social worker never rings me back"))
		p.s.Pending = Asked{Ask: AskVisitWith, Seq: p.s.Lines, At: p.at, Channel: SMS}
		p.happens(time.Minute, text(answer))
		if got := slices.Contains(p.s.Facts().Mentioned, "karen"); got != want {
			t.Errorf("%q: named %v", answer, got)
		}
	}
}

// TestANameIsKeptHoweverLongTheTalk: what no rule knows makes room for it.
func TestANameIsKeptHoweverLongTheTalk(t *testing.T) {
	t.Parallel()
	p := newTalking(t)
	for n := range mostMentioned + 20 {
		p.happens(time.Minute, text(fmt.Sprintf("they took my %cq%cwz%ck", 'a'+n%26, 'a'+n/26%26, 'a'+n%7)))
	}
	if got := len(p.s.Facts().Mentioned); got != mostMentioned {
		t.Fatalf("%d are kept", got)
	}
	for _, name := range []string{"karen", "Okafor", "JT"} {
		p.happens(time.Minute, text("i told "+name+" about it"))
		if got := p.s.Facts().Mentioned; !slices.Contains(got, name) || len(got) != mostMentioned {
			t.Errorf("%s is not kept, or %d are", name, len(got))
		}
	}
}
