package conversation

import (
	"strings"
	"testing"
	"time"
)

// nansTalk is a nan's talk up to a question, or past all where that is "".
func nansTalk(t *testing.T, asked Ask) *talking {
	t.Helper()
	p := newTalking(t)
	for _, words := range []string{"I'm Kai's nan, he is 7. His carers never let him ring me", "no", "yes", "1", "yes", "his dad", "a phone call", "yes", "my house", "wednesday", "0", "no", "Jean", "1"} {
		if p.s.Pending.Ask == asked && asked != "" {
			break
		}
		p.happens(time.Minute, text(words))
	}
	if p.s.Pending.Ask != asked {
		t.Fatalf("%q is asked, want %q", p.s.Pending.Ask, asked)
	}
	return p
}

// What says first that it puts something right is no answer to what is asked, however it is said and however long the reason is.
func TestWhatNamesWhomItCorrectsIsNoAnswer(t *testing.T) {
	t.Parallel()
	for _, asked := range []Ask{AskAvoid, AskKeepFrom, AskWanted, AskVisitWhere} {
		for _, words := range []string{"actually kai is 8 he had his birthday last week", "actually hes 8 he had his birthday last week", "Actually Kai is 8, I forgot that it was his birthday on Tuesday", "sorry kai is 8 not 7"} {
			p := nansTalk(t, asked)
			p.tells(words)
			if p.s.value(AskChildAge) != "8" || p.s.words(asked) != "" || p.s.Pending.Ask != asked || len(p.s.Issues) != 1 {
				t.Errorf("%s: %q: age %s, answer %q, %s is asked, %d matters", asked, words, p.s.value(AskChildAge), p.s.words(asked), p.s.Pending.Ask, len(p.s.Issues))
			}
		}
	}
	for words, want := range map[string]string{"no not wensday fursday": "fursday", "not wednesday thursday": "thursday", "no not wednesday, friday": "friday", "sorry not wednesday friday": "friday"} {
		p := nansTalk(t, AskAvoid)
		p.tells(words)
		if p.s.words(AskVisitWhen) != want || p.s.words(AskAvoid) != "" || p.s.Pending.Ask != AskAvoid {
			t.Errorf("%q: when is %q, whom to leave out %q, %s is asked", words, p.s.words(AskVisitWhen), p.s.words(AskAvoid), p.s.Pending.Ask)
		}
	}
}

// What is put right first, and what is told after it, are two things.
func TestWhatIsPutRightStandsBeforeAMatterOfItsOwn(t *testing.T) {
	t.Parallel()
	for _, words := range []string{
		"Actually it was April. And another thing, my social worker never comes to see me", "actually it was april. also they lost my shoes when i moved",
		"sorry it was april. my social worker never comes to see me",
	} {
		for _, said := range [][]string{{}, {"no", "1"}, {"no", "1", "1"}} {
			p := newTalking(t)
			p.happens(0, text("they stopped my driving lessons in march"))
			for _, one := range said {
				p.happens(time.Minute, text(one))
			}
			asked := p.s.Pending.Ask
			p.tells(words)
			if got := p.s.Issues[0].Now(); !strings.EqualFold(got, "they stopped my driving lessons in april") {
				t.Errorf("%s: %q: the first matter is %q", asked, words, got)
			}
			if len(p.s.Issues) != 2 || strings.Contains(strings.ToLower(p.s.Issues[1].Words), "april") || p.s.words(asked) != "" {
				t.Errorf("%s: %q: matters %+v, answer %q", asked, words, p.s.Issues, p.s.words(asked))
			}
		}
	}
}

// A line that they wanted out, or were about to change, is kept after all as it was.
func TestALineIsKeptAfterAll(t *testing.T) {
	t.Parallel()
	for _, agreed := range []bool{false, true} {
		for out, keeps := range map[string][]string{
			"take out B":             {"actually keep the xbox bit", "no keep B", "keep it in", "put the xbox bit back in", "wait leave the xbox bit in"},
			"leave the xbox bit out": {"actually keep that", "bring the xbox bit back"},
		} {
			for _, keep := range keeps {
				p := readBackOf(t, "self", agreed)
				p.tells(out)
				if !p.s.Issues[1].Out() {
					t.Fatalf("%q takes nothing out", out)
				}
				p.tells(keep)
				if b := p.s.Issues[1]; b.Out() || b.Now() != "they took my xbox off me" || len(p.s.Issues) != 2 {
					t.Errorf("agreed %v, %q: the matter is %q, out %v; %d matters", agreed, keep, b.Now(), b.Out(), len(p.s.Issues))
				}
			}
		}
	}
	p := readBackOf(t, "self", false)
	p.tells("take my name out")
	if p.tells("actually keep my name"); p.s.words(AskName) != "Kai" {
		t.Errorf("the name is %q", p.s.words(AskName))
	}
	for _, keep := range []string{"actually keep the xbox bit", "keep it as it is", "leave it as it is"} {
		p := readBackOf(t, "self", false)
		p.tells("B")
		if p.tells(keep); p.s.Pending.Ask != AskConfirm || p.s.Issues[1].Now() != "they took my xbox off me" {
			t.Errorf("%q: %s is asked, the line is %q", keep, p.s.Pending.Ask, p.s.Issues[1].Now())
		}
	}
}

// A time is no place and a place is no time, whichever line is changed and whichever is asked.
func TestAPlaceAndATimeGoWhereTheyBelong(t *testing.T) {
	t.Parallel()
	p := readBackOf(t, "self", false)
	lines := readableLetters(p)
	p.tells(lines[AskVisitWhere])
	if p.tells("fursday at 3"); p.s.words(AskVisitWhere) != "school" || p.s.words(AskVisitWhen) != "fursday at 3" {
		t.Errorf("where %q, when %q", p.s.words(AskVisitWhere), p.s.words(AskVisitWhen))
	}
	p.tells(lines[AskVisitWhen])
	if p.tells("kfc"); p.s.words(AskVisitWhere) != "kfc" || p.s.words(AskVisitWhen) != "fursday at 3" {
		t.Errorf("where %q, when %q", p.s.words(AskVisitWhere), p.s.words(AskVisitWhen))
	}
	q := nansTalk(t, AskAvoid)
	q.tells("back")
	if q.tells("kfc"); q.s.words(AskVisitWhere) != "kfc" || q.s.Pending.Ask != AskVisitWhen {
		t.Errorf("where %q, %s is asked", q.s.words(AskVisitWhere), q.s.Pending.Ask)
	}
}
