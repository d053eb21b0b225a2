package conversation

import (
	"slices"
	"testing"
	"time"
)

// Who they are to the young person is put right whatever is on the screen, and is no answer to that.
func TestNotHisMumHisNan(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		asked      Ask
		text, want string
	}{
		{AskContactSafe, "not his mum, his nan", "grandparent"}, {AskChildKnows, "no not his mum his nan", "grandparent"},
		{AskSafeNow, "im not his mum im his nan", "grandparent"}, {AskChildAge, "his nan not his mum", "grandparent"},
		{AskAdvocate, "sorry im his dad not his mum", "father"}, {AskAnythingElse, "not his mum. his aunt", "aunt_uncle"},
		{AskChildAge, "not his nan, his mum", "mother"},
		// of somebody else
		{AskKeepFrom, "not his mum, his dad", "mother"}, {AskAnythingElse, "his dad said it not his mum", "mother"},
	} {
		p := reached(t, "behalf", row.asked)
		p.s.Answers[AskRelationship] = Answer{Value: "mother", Seq: 1}
		if row.text == "not his nan, his mum" {
			p.s.Answers[AskRelationship] = Answer{Value: "grandparent", Seq: 1}
		}
		before := len(p.s.Issues)
		said, _ := p.happens(time.Minute, text(row.text))
		if got := p.s.value(AskRelationship); got != row.want || p.s.Contact(SMS).SafeToReply == No {
			t.Errorf("%s: %q: they are %q, want %q", row.asked, row.text, got, row.want)
		}
		if row.want != "mother" && (len(p.s.Issues) > before || !slices.Contains(said, "changed") || p.s.Pending.Ask != row.asked) {
			t.Errorf("%s: %q: said %v, %s is asked, %d matters", row.asked, row.text, said, p.s.Pending.Ask, len(p.s.Issues))
		}
	}
	p := reached(t, "behalf", AskRelationship)
	if said, _ := p.happens(time.Minute, text("not his mum, his nan")); p.s.value(AskRelationship) != "grandparent" || slices.Contains(said, "changed") {
		t.Errorf("asked who they are: %q, said %v", p.s.value(AskRelationship), said)
	}
}

// What puts something right beside an answer takes neither the answer nor the words of another sentence with it.
func TestACorrectionBesideAnAnswerLeavesTheAnswer(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		asked Ask
		text  string
		kept  map[Ask]string
	}{
		{AskAvoid, "my sw. and friday not tuesday", map[Ask]string{AskAvoid: "my sw", AskVisitWhen: "friday"}},
		{AskName, "Dee and its friday not tuesday", map[Ask]string{AskName: "Dee", AskVisitWhen: "friday"}},
		{AskName, "Dee, and friday not tuesday", map[Ask]string{AskName: "Dee", AskVisitWhen: "friday"}},
		{AskAdvocate, "friday not tuesday. no advocate", map[Ask]string{AskAdvocate: "no advocate", AskVisitWhen: "friday"}},
		{AskAvoid, "the day is wrong. friday not tuesday", map[Ask]string{AskAvoid: "", AskVisitWhen: "friday"}},
		{AskAvoid, "sorry. friday not tuesday", map[Ask]string{AskAvoid: "", AskVisitWhen: "friday"}},
	} {
		p := reached(t, "self", row.asked)
		p.s.Answers[AskVisitWhere], p.s.Answers[AskVisitWhen] = Answer{Value: "text", Words: "school", Seq: 1}, Answer{Value: "tuesday", Words: "tuesday", Seq: 1}
		p.happens(time.Minute, text(row.text))
		for a, want := range row.kept {
			if got := p.s.words(a); got != want {
				t.Errorf("%s: %q: %s is %q, want %q", row.asked, row.text, a, got, want)
			}
		}
	}
}

// Whom they do not want to come is not put in the place of whom they complained of.
func TestWhomNotToSendChangesNoMatter(t *testing.T) {
	t.Parallel()
	for _, words := range []string{"yeah but not my sw", "ok but not with my sw", "someone else not my sw", "my nan not my sw", "yes. not my sw", "sure, just not my sw", "anyone not my sw"} {
		p := reached(t, "self", AskCarryOn)
		p.s.Issues[0].Words, p.s.Issues[0].Versions = "my sw never rings me back", nil
		if p.happens(time.Minute, text(words)); p.s.Issues[0].Now() != "my sw never rings me back" || len(p.s.Issues) != 1 || p.s.words(AskAvoid) == "" {
			t.Errorf("%q: %q, to leave out %q", words, p.s.Issues[0].Now(), p.s.words(AskAvoid))
		}
	}
}
