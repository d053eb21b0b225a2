package conversation

import (
	"testing"
	"time"
)

// What is said beside a yes to the read-back is kept, and the yes counts.
func TestWhatStandsBesideAYesToTheReadBackIsKept(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		text string
		kept Ask
		want string
	}{
		{"1 and can my nan come", AskVisitWith, "can my nan come"}, {"yes. im Dee btw", AskName, "Dee"}, {"yes im Dee", AskName, "Dee"},
		{"yes but dont send gary", AskAvoid, "dont send gary"}, {"1, dont send gary", AskAvoid, "dont send gary"}, {"yes no advocate", AskAdvocate, "no advocate"},
		{"1 thanks", AskName, "June"}, {"yes that all looks right", AskName, "June"},
	} {
		p := nearlyDone(t, AskConfirm, false, "costa", "thursday")
		if p.happens(time.Minute, text(row.text)); p.s.words(row.kept) != row.want || p.s.Stage != HandedOver || p.s.Agreed == nil {
			t.Errorf("%q: %s is %q, the stage is %s", row.text, row.kept, p.s.words(row.kept), p.s.Stage)
		}
	}
	p := nearlyDone(t, AskConfirm, false, "costa", "thursday")
	before := len(p.s.Issues)
	if p.happens(time.Minute, text("yes and they lied to me")); len(p.s.Issues) != before+1 || p.s.Issues[before].Words != "they lied to me" {
		t.Errorf("what else is wrong is lost: %+v", p.s.Issues)
	}
	for _, words := range []string{"yes but not yet", "yes but they took my bike", "yes c is wrong", "yes but i dont want to send it"} {
		p := nearlyDone(t, AskConfirm, false, "costa", "thursday")
		if p.happens(time.Minute, text(words)); p.s.Stage == HandedOver {
			t.Errorf("%q is taken for a yes", words)
		}
	}
}

// Who said that there is nobody to leave out may name somebody later.
func TestSomebodyToLeaveOutIsNamedLater(t *testing.T) {
	t.Parallel()
	for asked, words := range map[Ask]string{AskAdvocate: "not jane, no advocate", AskName: "Dee and dont send jane", AskConfirm: "1, dont send jane"} {
		p := reached(t, "self", asked)
		p.s.Answers[AskAvoid] = Answer{Value: "none", Seq: 1}
		if asked == AskConfirm {
			p = nearlyDone(t, AskConfirm, false, "costa", "thursday")
		}
		if p.happens(time.Minute, text(words)); p.s.value(AskAvoid) != "text" {
			t.Errorf("%s: %q: to leave out %+v", asked, words, p.s.Answers[AskAvoid])
		}
	}
}

// A letter in answer to "what should C say?" means another line, and "delete it" that line only.
func TestALineIsLeftOutAndAnotherMeant(t *testing.T) {
	t.Parallel()
	p := nearlyDone(t, AskConfirm, false, "costa", "thursday")
	p.happens(time.Minute, text("c"))
	if p.happens(time.Minute, text("d")); p.s.Changing != "D" || p.s.words(AskVisitWhere) != "costa" {
		t.Errorf("line %q is to change, and where is %q", p.s.Changing, p.s.words(AskVisitWhere))
	}
	if p.happens(time.Minute, text("delete it")); p.s.Delete || p.s.words(AskVisitWhen) != "" || p.s.Pending.Ask != AskConfirm {
		t.Errorf("deleted %v, when is %q, %s is asked", p.s.Delete, p.s.words(AskVisitWhen), p.s.Pending.Ask)
	}
	p.happens(time.Minute, text("c"))
	if p.happens(time.Minute, text("delete everything")); !p.s.Delete || p.s.words(AskVisitWhere) != "costa" {
		t.Errorf("deleted %v, where is %q", p.s.Delete, p.s.words(AskVisitWhere))
	}
}
