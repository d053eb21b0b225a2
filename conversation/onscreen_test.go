package conversation

import (
	"testing"
	"time"
)

// A "no" in the burst to which we put a question cannot be the answer to that question.
func TestNobodyAnswersWhatIsOnlyNowAsked(t *testing.T) {
	t.Parallel()
	talk, at := talkForTests(), time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	s := inSafeHands(at)
	for _, what := range []Happening{VisitOver{ID: "v1", State: "done"}, Said{Channel: SMS, Text: "no"}, Said{Channel: SMS, Text: "who is this?"}, Woke{}} {
		at = at.Add(time.Second)
		if _, woke := what.(Woke); woke {
			at = s.Wake()
		}
		s.Turn++
		s, _ = talk.Step(s, Event{At: at, Fresh: "ABCDEFGHIJKL", What: what})
	}
	if s.Pending.Ask != AskContactSafe || s.Contact(SMS).SafeToReply == No {
		t.Errorf("asked %s, and the phone is %s", s.Pending.Ask, s.Contact(SMS).SafeToReply)
	}
}
