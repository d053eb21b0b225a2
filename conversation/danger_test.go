package conversation

import (
	"slices"
	"testing"
	"time"
)

// talking plays happenings, each at its minute, and gives the sentences said and the alerts raised by each.
type talking struct {
	t    *testing.T
	talk Talk
	s    State
	at   time.Time
	n    int
}

func newTalking(t *testing.T) *talking {
	return &talking{t: t, talk: talkForTests(), s: State{ID: "00-x"}, at: time.Date(2026, 3, 2, 16, 0, 0, 0, time.UTC)}
}

func (p *talking) happens(after time.Duration, what Happening) (said []string, alerts int) {
	p.at = p.at.Add(after)
	fresh := []byte("abcdefghabcdefghijklmnopqr")
	p.n++
	fresh[8] = byte('a' + p.n)
	p.take(&said, &alerts, Event{At: p.at, Fresh: string(fresh), What: what})
	for !p.s.AnswerAt.IsZero() {
		p.at = p.s.AnswerAt
		p.take(&said, &alerts, Event{At: p.at, Fresh: string(fresh), What: Woke{}})
	}
	return said, alerts
}

func (p *talking) take(said *[]string, alerts *int, e Event) {
	var effects []Effect
	p.s, effects = p.talk.Step(p.s, e)
	for _, effect := range effects {
		switch effect := effect.(type) {
		case Say:
			*said = append(*said, effect.Sentence)
		case RaiseAlert:
			*alerts++
			if !effect.Raised.Equal(e.At) {
				p.t.Errorf("raised %v, want %v, when the message came", effect.Raised, e.At)
			}
		}
	}
}

func text(words string) Said { return Said{Channel: SMS, Text: words} }

func TestDangerIsAnsweredEvenWhereAreYouSafeHasJustBeenAsked(t *testing.T) {
	t.Parallel()
	for name, danger := range map[string]Happening{
		"in words": text("i took loads of pills i dont want to be here anymore"), "by the button": NeedHelpNow{Channel: SMS},
	} {
		p := newTalking(t)
		p.happens(0, text("my social worker never rings me back"))
		if said, _ := p.happens(time.Minute, text("no thats it")); !slices.Contains(said, "safe_now") {
			t.Fatalf("asked %v", said)
		}
		said, alerts := p.happens(30*time.Second, danger)
		if alerts != 1 || !slices.ContainsFunc(said, func(s string) bool { return s == "danger" || s == "danger_where" }) {
			t.Errorf("%s: said %v, %d alerts", name, said, alerts)
		}
	}
}

func TestTheButtonIsAnsweredEachTime(t *testing.T) {
	t.Parallel()
	p := newTalking(t)
	p.happens(0, NeedHelpNow{Channel: SMS})
	if said, _ := p.happens(20*time.Second, NeedHelpNow{Channel: SMS}); !slices.Equal(said, []string{"danger"}) {
		t.Errorf("the second time it says %v", said)
	}
}

func TestAnAlertThatFailedDoesNotCountAsSomebodyBeingTold(t *testing.T) {
	t.Parallel()
	p := newTalking(t)
	if _, alerts := p.happens(0, text("he hit me again and im locked in the bathroom")); alerts != 1 {
		t.Fatalf("%d alerts", alerts)
	}
	first := p.s.Alerts[0].ID
	if said, _ := p.happens(time.Minute, AlertFailed{Alert: first}); !slices.Equal(said, []string{"alert_failed"}) {
		t.Fatalf("said %v", said)
	}
	said, alerts := p.happens(3*time.Minute, text("he hit me again and im locked in the bathroom"))
	if alerts != 1 || !slices.Contains(said, "danger_where") {
		t.Errorf("\"we are telling a worker now\" %v with %d new alerts", said, alerts)
	}
}

func TestNobodyIsToldThatNoWorkerWasReachedOnceOneKnows(t *testing.T) {
	t.Parallel()
	p := newTalking(t)
	p.happens(0, text("he hit me again and im locked in the bathroom"))
	id := p.s.Alerts[0].ID
	p.happens(time.Minute, AlertAcknowledged{Alert: id, By: "Sam"})
	if said, _ := p.happens(time.Second, AlertFailed{Alert: id}); len(said) != 0 {
		t.Errorf("said %v", said)
	}
}

func TestStartingAgainLowersNothing(t *testing.T) {
	t.Parallel()
	p := newTalking(t)
	p.happens(0, text("my social worker never rings me back"))
	before := p.s.Facts()
	p.happens(time.Minute, text("start again"))
	if after := p.s.Facts(); before.Category != "statutory_complaint" || after.Category != before.Category || len(after.Issues) != len(before.Issues) {
		t.Errorf("from %s to %s, %d issues to %d", before.Category, after.Category, len(before.Issues), len(after.Issues))
	}
}

// TestDangerAndAMoveInOneAnswerAreOneAlert, that of the danger: two by one name would be taken for one that was called
// already, and nobody on duty would hear of the danger.
func TestDangerAndAMoveInOneAnswerAreOneAlert(t *testing.T) {
	t.Parallel()
	for _, answer := range []string{"no moving me tomoz", "no theyre moving me today", "not safe moving me today", "no. moving tomorrow", "no they r moving me 2nite"} {
		p := newTalking(t)
		p.happens(0, text("im scared of him"))
		p.at = p.at.Add(time.Minute)
		var raised []RaiseAlert
		s, effects := p.talk.Step(p.s, Event{At: p.at, Fresh: "abcdefgh0000000002rstuvwxy", What: text(answer)})
		for n := 1; ; n++ {
			for _, effect := range effects {
				if a, is := effect.(RaiseAlert); is {
					raised = append(raised, a)
				}
			}
			if s.AnswerAt.IsZero() {
				break
			}
			s, effects = p.talk.Step(s, Event{At: s.AnswerAt, Fresh: "abcdefgh000000001" + string(rune('0'+n)) + "rstuvwxy", What: Woke{}})
		}
		if len(raised) != 1 || raised[0].Tier != R1 || len(s.Alerts) != 1 || s.Alerts[0].Tier != R1 {
			t.Errorf("%q raised %+v, kept %+v", answer, raised, s.Alerts)
		}
	}
}

// TestAnAlertThatWasAcknowledgedByWhomTheyComplainOfIsRaisedAnew, once; that a worker knows they hear when it is so.
func TestAnAlertThatWasAcknowledgedByWhomTheyComplainOfIsRaisedAnew(t *testing.T) {
	t.Parallel()
	p := newTalking(t)
	p.happens(0, text("he hit me again and im locked in the bathroom"))
	first := p.s.Alerts[0].ID
	p.happens(time.Minute, AlertAcknowledged{Alert: first, By: "Ann"})
	p.happens(time.Minute, InHand{By: "Ann", Seen: 9})
	if said, alerts := p.happens(time.Minute, AlertLapsed{Alert: first}); alerts != 1 || len(said) != 0 || p.s.Danger.InHand {
		t.Errorf("raised %d, said %v, in hand %v", alerts, said, p.s.Danger.InHand)
	}
	if _, alerts := p.happens(time.Minute, AlertLapsed{Alert: first}); alerts != 0 || len(p.s.Alerts) != 2 || p.s.Alerts[1].Tier != R1 || p.s.Alerts[1].ID == first {
		t.Errorf("raised again, or not anew: %+v", p.s.Alerts)
	}
	if said, _ := p.happens(time.Minute, AlertAcknowledged{Alert: p.s.Alerts[1].ID, By: "Bob"}); !slices.Equal(said, []string{"worker_knows"}) {
		t.Errorf("said %v", said)
	}
}
