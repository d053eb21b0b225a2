package conversation

import (
	"testing"
	"time"
)

// asked is a young person's talk in which a question has just been put.
func asked(t *testing.T, before ...string) *talking {
	p := newTalking(t)
	for _, words := range append([]string{"my social worker never rings me back", "no", "me", "yes", "yes", "for her to ring me"}, before...) {
		p.happens(time.Minute, text(words))
	}
	return p
}

func TestWhereAndWhenSaidAtOnceAreBothTaken(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ asked, text, where, when string }{
		{"", "at my school, any day after school", "at my school", "any day after school"},
		{"", "yeah ok can u come to my school any day after 3", "to my school", "any day after 3"},
		{"", "any day after 4", "", "any day after 4"},
		{"", "Yes, Wednesday 12.30", "", "Wednesday 12.30"},
		{"", "If you must. At my house, 4pm on a Saturday", "If you must. At my house", "4pm on a Saturday"},
		{"yes", "here at home. after the school run, so 9.15", "here at home", "after the school run, so 9.15"},
		{"yes", "my flat. the week of the 14th, lectures finish then", "my flat", "the week of the 14th, lectures finish then"},
		{"yes", "her school, ask for the family room. any day but friday", "her school, ask for the family room", "any day but friday"},
		{"yes", "any day after 4", "", "any day after 4"},
		{"yes", "Yes, at our house", "at our house", ""},
		{"yes", "the bench by the lake", "the bench by the lake", ""},
	} {
		p := asked(t)
		if row.asked != "" {
			p.happens(time.Minute, text(row.asked))
		}
		said, _ := p.happens(time.Minute, text(row.text))
		if where, when := p.s.words(AskVisitWhere), p.s.words(AskVisitWhen); where != row.where || when != row.when {
			t.Errorf("%q: where %q, when %q, want %q and %q", row.text, where, when, row.where, row.when)
		}
		if row.where == "" && p.s.Pending.Ask != AskVisitWhere {
			t.Errorf("%q: the place is not asked for: %v", row.text, said)
		}
	}
}

func TestARefusalIsNoPlaceAndNoTime(t *testing.T) {
	t.Parallel()
	for _, words := range []string{"no", "nah", "leave it there i said", "i said leave it", "yeah go on, ask me", "0", "ok what else"} {
		p := asked(t, "yes")
		if p.happens(time.Minute, text(words)); p.s.words(AskVisitWhere) != "" || p.s.words(AskVisitWhen) != "" {
			t.Errorf("%q: where %q, when %q", words, p.s.words(AskVisitWhere), p.s.words(AskVisitWhen))
		}
	}
	p := asked(t, "yes", "my school")
	if p.happens(time.Minute, text("0")); p.s.words(AskVisitWhen) != "" || p.s.Pending.Ask != AskAvoid {
		t.Errorf("0 is the time %q", p.s.words(AskVisitWhen))
	}
}
