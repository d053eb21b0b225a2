package conversation

import (
	"testing"
	"time"
)

// reached is somebody who was asked all before a question, and answered little of it.
func reached(t *testing.T, who string, a Ask) *talking {
	t.Helper()
	p := inTheMiddle(t, who, a)
	for _, b := range AllAsks() {
		if b == a {
			break
		}
		if p.s.Put[b] = 2; b == AskCarryOn {
			p.s.Answers[b] = Answer{Value: Yes, Seq: 1}
		}
	}
	return p
}

// What answers an earlier or a later question is kept as that, and the question on their screen is put again.
func TestAnAnswerOutOfTurnIsKept(t *testing.T) {
	t.Parallel()
	self := []Ask{AskAnythingElse, AskWanted, AskAdvocate, AskName, AskAvoid, AskSafeNow, AskAboutWho}
	behalf := []Ask{AskRelationship, AskChildAge, AskKeepFrom, AskWanted, AskCarryOn}
	for _, row := range []struct {
		text  string
		asked []Ask
		who   string
		kept  map[Ask]string
	}{
		{"tomorrow at school", self, "self", map[Ask]string{AskVisitWhere: "at school", AskVisitWhen: "tomorrow"}},
		{"at my nans after 4", append(self[:5:5], AskAboutWho), "self", map[Ask]string{AskVisitWhere: "at my nans", AskVisitWhen: "after 4"}},
		{"come to ours on saturday", behalf[:3], "behalf", map[Ask]string{AskVisitWhere: "come to ours", AskVisitWhen: "on saturday"}},
		{"can mrs hall my teacher come too", append(self[:5:5], AskVisitWhere), "self", map[Ask]string{AskVisitWith: "can mrs hall my teacher come too"}},
		{"i want my nan there with me", append(self[:5:5], AskVisitWhere), "self", map[Ask]string{AskVisitWith: "i want my nan there with me"}},
		{"dont tell my foster mum", append(self[:4:4], AskVisitWhere, AskVisitWhen, AskCarryOn), "self", map[Ask]string{AskKeepFrom: "dont tell my foster mum"}},
		{"i dont want kelly to come", append(self[:4:4], AskVisitWhere, AskVisitWhen, AskCarryOn), "self", map[Ask]string{AskAvoid: "i dont want kelly to come"}},
		{"im Kai by the way", append(self[:3:3], AskAvoid, AskVisitWhere, AskVisitWhen, AskCarryOn, AskContactSafe), "self", map[Ask]string{AskName: "Kai"}},
		{"he knows yeah", append(behalf, AskChildName), "behalf", map[Ask]string{AskChildKnows: "he knows"}},
		{"his name is josh", append(behalf, AskChildKnows), "behalf", map[Ask]string{AskChildName: "Josh"}},
	} {
		for _, a := range row.asked {
			p := reached(t, row.who, a)
			before := len(p.s.Issues)
			p.happens(time.Minute, text(row.text))
			for kept, want := range row.kept {
				if got := p.s.words(kept); got != want {
					t.Errorf("%s: %q: %s is %q, want %q", a, row.text, kept, got, want)
				}
			}
			if got, ok := p.s.Answers[a]; ok && got.Seq > 1 || len(p.s.Issues) > before {
				t.Errorf("%s: %q is kept as its answer too, %+v, or as a matter", a, row.text, got)
			}
		}
	}
}

// Several answers in one message are taken apart.
func TestThreeAnswersAtOnceAreTakenApart(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		ask  Ask
		who  string
		text string
		kept map[Ask]string
	}{
		{AskCarryOn, "self", "come to school on tuesday after 3, not my sw, no advocate", map[Ask]string{AskVisitWhere: "come to school", AskVisitWhen: "on tuesday after 3", AskAvoid: "not my sw", AskAdvocate: "no advocate"}},
		{AskCarryOn, "self", "at school on tuesday after 3, can my nan come, no advocate", map[Ask]string{AskVisitWhere: "at school", AskVisitWith: "can my nan come", AskAdvocate: "no advocate"}},
		{AskCarryOn, "self", "at school any lunchtime and i want an advocate and not my sw", map[Ask]string{AskVisitWhere: "at school", AskVisitWhen: "any lunchtime", AskAvoid: "not my sw", AskAdvocate: "i want an advocate"}},
		{AskCarryOn, "self", "yes, at my nans after 4, dont send gary, no advocate, im Dee", map[Ask]string{AskVisitWhere: "at my nans", AskVisitWhen: "after 4", AskAvoid: "dont send gary", AskAdvocate: "no advocate", AskName: "Dee"}},
		{AskKeepFrom, "behalf", "saturday at ours, not jane, no advocate, im Dee", map[Ask]string{AskVisitWhere: "at ours", AskVisitWhen: "saturday", AskKeepFrom: "not jane", AskAdvocate: "no advocate", AskName: "Dee"}},
		{AskKeepFrom, "behalf", "his dad. im Dee", map[Ask]string{AskKeepFrom: "his dad", AskName: "Dee"}},
		{AskAvoid, "self", "gary and jane, im Kai", map[Ask]string{AskAvoid: "gary and jane", AskName: "Kai"}},
		{AskVisitWhen, "self", "tuesday after 3, not gary, no advocate, im Kai", map[Ask]string{AskVisitWhen: "tuesday after 3", AskAvoid: "not gary", AskAdvocate: "no advocate", AskName: "Kai"}},
		{AskWanted, "self", "a new sw, come to school tuesday", map[Ask]string{AskWanted: "a new sw", AskVisitWhere: "come to school", AskVisitWhen: "tuesday"}},
		{AskCarryOn, "self", "ok tuesday at 4 at my nans", map[Ask]string{AskVisitWhere: "at my nans", AskVisitWhen: "tuesday at 4"}},
		{AskVisitWhere, "self", "tuesday at half 3 at school", map[Ask]string{AskVisitWhere: "at school", AskVisitWhen: "tuesday at half 3"}},
		{AskWanted, "self", "a phone, im Dee, no advocate, and to see my sister a lot more often", map[Ask]string{AskAdvocate: "no advocate", AskName: "Dee"}},
		{AskAdvocate, "self", "no and im Kai", map[Ask]string{AskAdvocate: "no", AskName: "Kai"}},
		{AskChildAge, "behalf", "13, his name is josh", map[Ask]string{AskChildName: "Josh"}},
	} {
		p := reached(t, row.who, row.ask)
		p.happens(time.Minute, text(row.text))
		for a, want := range row.kept {
			if got := p.s.words(a); got != want {
				t.Errorf("%s: %q: %s is %q, want %q", row.ask, row.text, a, got, want)
			}
		}
	}
}

// What only sounds like the answer to another question is left where it was said.
func TestWhatOnlySoundsLikeAnotherAnswerStays(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		ask  Ask
		who  string
		text string
		not  Ask
	}{
		{AskWanted, "self", "weekends at my nans", AskVisitWhere}, {AskWanted, "self", "tuesdays at dads", AskVisitWhen}, {AskWanted, "self", "to live at my nans", AskVisitWhere},
		{AskWanted, "self", "not my sw any more", AskAvoid}, {AskWanted, "self", "im happy here and want to stay", AskName},
		{AskAnythingElse, "self", "saturday at dads was cancelled", AskVisitWhere}, {AskAnythingElse, "self", "they came to school on tuesday", AskVisitWhen},
		{AskRelationship, "behalf", "not his mum, his nan", AskAvoid}, {AskSafeNow, "self", "at school today", AskVisitWhere}, {AskVisitWhen, "self", "not tuesday", AskAvoid},
		{AskContactSafe, "self", "after 4 at my nans", AskVisitWhere}, {AskChildName, "behalf", "room 13", AskVisitWhere}, {AskAvoid, "self", "not jane, dave is ok", AskName},
	} {
		p := reached(t, row.who, row.ask)
		p.happens(time.Minute, text(row.text))
		if got, ok := p.s.Answers[row.not]; ok {
			t.Errorf("%s: %q is kept as %s %+v", row.ask, row.text, row.not, got)
		}
	}
}
