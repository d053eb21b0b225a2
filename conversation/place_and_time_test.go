package conversation

import (
	"testing"
	"time"
)

func TestWhereAndWhenInOneAnswerAreKeptApart(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		asked             Ask
		text, where, when string
	}{
		{AskVisitWhere, "home on monday", "home", "on monday"},
		{AskCarryOn, "yes home on monday", "home", "on monday"},
		{AskVisitWhere, "at school friday", "at school", "friday"},
		{AskVisitWhere, "my nans after 4", "my nans", "after 4"},
		{AskVisitWhere, "tuesday at home", "at home", "tuesday"},
		{AskVisitWhere, "after school at the library", "at the library", "after school"},
		{AskVisitWhere, "mcdonalds at 4 on tuesday", "mcdonalds", "at 4 on tuesday"},
		{AskVisitWhere, "come today please", "", "come today please"},
		{AskVisitWhere, "can u come tomorrow", "", "can u come tomorrow"},
		{AskVisitWhere, "the park near school", "the park near school", ""},
		{AskVisitWhere, "home but not mondays", "home but not mondays", ""},
		{AskVisitWhere, "home, when my carer is out", "home", "when my carer is out"},
		{AskVisitWhere, "1", "", ""},
		{AskVisitWhen, "1", "home", ""},
		{AskVisitWhen, "2", "home", ""},
		{AskVisitWhen, "4", "home", "4"},
		{AskVisitWhen, "1pm", "home", "1pm"},
	} {
		p := askedFor(t, AskCarryOn)
		if row.asked != AskCarryOn {
			p.happens(time.Minute, text("yes"))
		}
		if row.asked == AskVisitWhen {
			p.happens(time.Minute, text("home"))
		}
		p.happens(time.Minute, text(row.text))
		if f := p.s.Facts(); f.VisitWhere != row.where || f.VisitWhen != row.when {
			t.Errorf("%s %q: where %q, when %q", row.asked, row.text, f.VisitWhere, f.VisitWhen)
		}
	}
}

func TestWhoRefusesAVisitIsOfferedAnAdvocateOnce(t *testing.T) {
	t.Parallel()
	for _, answer := range []string{"yes", "no", "0"} {
		p := askedFor(t, AskCarryOn)
		p.happens(time.Minute, text("no"))
		if p.s.Pending.Ask != AskAdvocate || p.s.Stage != Listening {
			t.Fatalf("asked %q, %s", p.s.Pending.Ask, p.s.Stage)
		}
		if p.happens(time.Minute, text(answer)); p.s.Stage != HandedOver || p.s.Pending.Ask != "" || p.s.Put[AskAdvocate] != 1 {
			t.Errorf("%q: %s, and %q is asked", answer, p.s.Stage, p.s.Pending.Ask)
		}
	}
}

func TestWhoAskedForAMomentAndIsBackGoesOnWhereTheyWere(t *testing.T) {
	t.Parallel()
	for _, words := range []string{"ok back", "back", "back now", "hi im back", "right im here again", "im here"} {
		p := askedFor(t, AskContactSafe)
		p.happens(time.Minute, text("hold on"))
		if p.happens(time.Minute, text(words)); p.s.value(AskSafeNow) != Yes || p.s.Pending.Ask != AskContactSafe {
			t.Errorf("%q: safe now is %q, and %q is asked", words, p.s.value(AskSafeNow), p.s.Pending.Ask)
		}
	}
	for _, words := range []string{"go back", "back"} {
		p := askedFor(t, AskContactSafe)
		if p.happens(time.Minute, text(words)); p.s.Pending.Ask != AskSafeNow {
			t.Errorf("%q: %q is asked", words, p.s.Pending.Ask)
		}
	}
	p := askedFor(t, AskSafeNow)
	p.happens(time.Minute, text("yes hold on"))
	if p.happens(time.Minute, text("ok back")); p.s.value(AskSafeNow) != Yes {
		t.Errorf("safe now is %q", p.s.value(AskSafeNow))
	}
	p = askedFor(t, AskSafeNow)
	if p.happens(time.Minute, text("yes wait a minute")); p.s.value(AskSafeNow) != Yes || len(p.s.Issues[0].Versions) > 0 {
		t.Errorf("safe now is %q, and the matter is %q", p.s.value(AskSafeNow), p.s.Issues[0].Now())
	}
}
