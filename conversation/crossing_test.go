package conversation

import (
	"testing"
	"time"
)

// seen is a text that came while lines of ours were not on their phone.
func seen(words string, unseen ...int) Said { return Said{Channel: SMS, Text: words, Unseen: unseen} }

func TestNobodyAnswersAQuestionThatIsNotOnTheirPhone(t *testing.T) {
	t.Parallel()
	p := askedFor(t, AskContactSafe)
	asked := p.s.Pending.Seq
	p.happens(time.Minute, seen("yes", asked)) // said again, for want of an answer
	if c := p.s.Contact(SMS); c.SafeToReply != Unknown || p.s.Pending.Ask != AskContactSafe {
		t.Fatalf("the phone is called safe: %q, and %q is asked", c.SafeToReply, p.s.Pending.Ask)
	}
	p.happens(time.Minute, text("yes"))
	if c := p.s.Contact(SMS); c.SafeToReply != Yes {
		t.Errorf("once it is on their phone, yes makes it %q", c.SafeToReply)
	}
}

func TestWhatWasWrittenBeforeTheQuestionIsNoAnswerToIt(t *testing.T) {
	t.Parallel()
	p := askedFor(t, AskContactSafe)
	late := p.s.Pending.At.Add(-time.Minute)
	p.happens(5*time.Minute, Said{Channel: SMS, Text: "yes", Late: true, Written: late})
	if c := p.s.Contact(SMS); c.SafeToReply != Unknown {
		t.Errorf("a text found late makes the phone %q", c.SafeToReply)
	}
	p = askedFor(t, AskContactSafe)
	p.happens(5*time.Minute, Said{Channel: SMS, Text: "yes", Late: true, Written: p.s.Pending.At.Add(2 * time.Minute)})
	if c := p.s.Contact(SMS); c.SafeToReply != Yes {
		t.Errorf("one that was written after the question makes it %q", c.SafeToReply)
	}
}

func TestANoToBeingSafeRaisesWhateverIsOnTheirPhone(t *testing.T) {
	t.Parallel()
	p := askedFor(t, AskSafeNow)
	_, alerts := p.happens(time.Minute, seen("no", p.s.Pending.Seq))
	if alerts != 1 {
		t.Errorf("%d alerts", alerts)
	}
}

func TestAQuestionThatWasPutTwiceIsAnsweredWhereTheFirstArrived(t *testing.T) {
	t.Parallel()
	p := askedFor(t, AskContactSafe)
	p.happens(time.Minute, text("wdym")) // it is put again
	if p.s.Pending.Ask != AskContactSafe || p.s.Before.Ask != AskContactSafe {
		t.Fatalf("%q is asked, after %q", p.s.Pending.Ask, p.s.Before.Ask)
	}
	p.happens(time.Minute, seen("yes its mine", p.s.Pending.Seq))
	if c := p.s.Contact(SMS); c.SafeToReply != Yes {
		t.Errorf("the phone is %q", c.SafeToReply)
	}
}
