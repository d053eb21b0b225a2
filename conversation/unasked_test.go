package conversation

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// TestWhatWasSaidOnceIsNotAskedAgain reads messages in which people say several things at once, and
// counts what is taken as said, what is taken wrongly, and what would be asked again. The practice set was
// learned from; of the other only a count was seen before it was first met. The floors may only be raised.
func TestWhatWasSaidOnceIsNotAskedAgain(t *testing.T) {
	t.Parallel()
	for _, set := range []struct {
		file                string
		least, most, unsaid int // of a hundred: taken as said, taken wrongly, taken and never said
	}{
		{"testdata/volunteered_practice.jsonl", 70, 4, 2},
		{"testdata/volunteered_heldback.jsonl", 67, 5, 2},
	} {
		right, wrong, all, extra := 0, 0, 0, 0
		for _, v := range readLines[volunteered](t, set.file) {
			p := inTheMiddle(t, v.who(), v.Ask)
			if v.Ask == "" {
				p = newTalking(t)
			}
			p.happens(time.Minute, text(v.Text))
			for a, want := range v.Facts {
				if a == AskAboutWho && v.Ask != "" && v.Ask != AskAboutWho {
					continue // that had been asked before
				}
				all++
				switch got, ok := p.s.Answers[a]; {
				case ok && agrees(a, want, got), a == AskContactSafe && want == No && p.s.Contact(SMS).SafeToReply == No:
					right++
				case ok:
					wrong++
					t.Logf("wrong %s: %q, want %q: [%s] %s", a, got.Value+got.Words, want, v.Ask, v.Text)
				default:
					t.Logf("asked again %s: %q: [%s] %s", a, want, v.Ask, v.Text)
				}
			}
			for a, got := range p.s.Answers {
				if _, meant := v.Facts[a]; !meant && got.Seq > 1 && !slices.Contains([]Ask{AskCarryOn, AskAnythingElse, AskConcern}, a) {
					extra++
					t.Logf("not said %s: %q: [%s] %s", a, got.Value+got.Words, v.Ask, v.Text)
				}
			}
		}
		t.Logf("%s: %d of %d taken as said, %d taken wrongly, %d would be asked again; %d taken that were not said",
			set.file, right, all, wrong, all-right-wrong, extra)
		if right*100 < set.least*all || wrong*100 > set.most*all || extra*100 > set.unsaid*all {
			t.Errorf("%s: want at least %d of 100 taken as said, at most %d wrongly and %d that were not said", set.file, set.least, set.most, set.unsaid)
		}
	}
}

// volunteered is one message that says more than it was asked for, and what a careful reader takes from it.
type volunteered struct {
	Ask   Ask // the question on their screen; "" for the first words of all
	Text  string
	Facts map[Ask]string
}

// who wrote it, as had been said before.
func (v volunteered) who() string {
	for a := range v.Facts {
		if behalfOnly(a) {
			return "behalf"
		}
	}
	switch {
	case v.Ask == AskAboutWho:
		return ""
	case behalfOnly(v.Ask), v.Ask == AskKeepFrom:
		return "behalf"
	}
	return "self"
}

// agrees: words must hold what was meant, or most of it; a value must be the same.
func agrees(a Ask, want string, got Answer) bool {
	want = strings.ToLower(want)
	switch a {
	case AskVisitWhere, AskVisitWhen, AskWanted, AskAvoid, AskKeepFrom:
		held := strings.ToLower(got.Words)
		if want == "none" {
			return held == ""
		}
		return strings.Contains(held, want) || held != "" && strings.Contains(want, held) && len(held)*2 > len(want)
	}
	return strings.ToLower(got.Value) == want
}
