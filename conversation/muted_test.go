package conversation

import (
	"slices"
	"testing"
	"time"
)

// TestWhoIsMutedIsHeardAndNotAnswered until the day that was named, and a colleague can write all the same.
func TestWhoIsMutedIsHeardAndNotAnswered(t *testing.T) {
	t.Parallel()
	p := askedFor(t, AskCarryOn)
	p.happens(time.Minute, Muted{Until: p.at.Add(48 * time.Hour)})
	if until := p.s.Facts().MutedUntil; until == nil || !until.After(p.at) {
		t.Fatalf("the case is told of %v", until)
	}
	for _, words := range []string{"u r all useless", "yes", "who sees this", "are you a bot", "hello??"} {
		lines := p.s.Lines
		if said, _ := p.happens(time.Minute, text(words)); len(said) != 0 {
			t.Errorf("%q is answered with %v", words, said)
		}
		if p.s.Lines != lines+1 || p.s.LastHeard != p.s.Lines || p.s.Unread.IsZero() || p.s.ReadBy.IsZero() {
			t.Errorf("%q is not kept for a person to read", words)
		}
	}
	if said, _ := p.happens(time.Minute, StaffSaid{Effect: "e", Name: "Priya", Text: "Hello"}); !slices.Equal(said, []string{"staff"}) {
		t.Errorf("a colleague's words: %v", said)
	}
	if said, _ := p.happens(48*time.Hour, text("who sees this")); len(said) == 0 {
		t.Error("it does not end")
	}
}

func TestMutingCanBeEndedAtOnce(t *testing.T) {
	t.Parallel()
	p := askedFor(t, AskCarryOn)
	p.happens(time.Minute, Muted{Until: p.at.Add(48 * time.Hour)})
	p.happens(time.Minute, Muted{})
	if said, _ := p.happens(time.Minute, text("who sees this")); len(said) == 0 || p.s.Facts().MutedUntil != nil {
		t.Errorf("said %v, muted until %v", said, p.s.Facts().MutedUntil)
	}
}

// TestDangerIsAnsweredWhereSomebodyIsMuted and so is what they add, until a human has it in hand.
func TestDangerIsAnsweredWhereSomebodyIsMuted(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		danger Happening
		alerts int
	}{
		"danger now":       {text("i took loads of pills i dont want to be here anymore"), 1},
		"the button":       {NeedHelpNow{Channel: SMS}, 1},
		"a worry":          {text("my stepdad hits me every night"), 0},
		"what is not safe": {text("im not safe here"), 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := askedFor(t, AskCarryOn)
			p.happens(time.Minute, Muted{Until: p.at.Add(48 * time.Hour)})
			p.happens(time.Minute, text("u r all useless"))
			said, alerts := p.happens(time.Minute, row.danger)
			if len(said) == 0 || alerts != row.alerts {
				t.Errorf("said %v, %d alerts, want an answer and %d", said, alerts, row.alerts)
			}
			if said, _ = p.happens(2*time.Hour, text("is anyone coming")); len(said) == 0 {
				t.Error("what they add is not answered")
			}
			p.happens(time.Minute, InHand{By: "Sam", Seen: p.s.Lines})
			said, _ = p.happens(time.Minute, text("u r all useless"))
			if said = slices.DeleteFunc(said, func(s string) bool { return s == "danger_wait" }); len(said) != 0 { // that is a word about danger
				t.Errorf("a human has it in hand, and still it says %v", said)
			}
			said, alerts = p.happens(time.Minute, text("hes got a knife, help me now"))
			if len(said) == 0 || alerts != 1 {
				t.Errorf("new danger: said %v, %d alerts", said, alerts)
			}
		})
	}
}

// TestANewWorryIsAnsweredThoughADangerIsInHand: whoever has that in hand has not heard this.
func TestANewWorryIsAnsweredThoughADangerIsInHand(t *testing.T) {
	t.Parallel()
	p := newTalking(t)
	p.at = time.Date(2026, 3, 9, 9, 0, 0, 0, time.UTC)
	p.talk.Allowance = Allowance{Most: 10, Every: time.Hour, Busy: 10}
	p.happens(0, text("i took loads of pills i dont want to be here anymore"))
	p.happens(time.Minute, InHand{By: "Sam", Seen: p.s.Lines})
	chatter(p, 30, "who sees this")
	if !p.s.Overspent {
		t.Fatal("not overspent")
	}
	p.happens(time.Minute, Muted{Until: p.at.Add(48 * time.Hour)})
	if said, _ := p.happens(time.Minute, text("u r all useless")); len(said) != 0 {
		t.Fatalf("said %v", said)
	}
	if said, _ := p.happens(time.Minute, text("my stepdad hits me every night")); len(said) == 0 {
		t.Error("a new worry is not answered")
	}
}

// TestADangerOfBeforeDoesNotUndoWhatAManagerDecided, for the manager has seen it.
func TestADangerOfBeforeDoesNotUndoWhatAManagerDecided(t *testing.T) {
	t.Parallel()
	p := newTalking(t)
	p.happens(0, text("my stepdad hits me every night"))
	p.happens(time.Minute, Muted{Until: p.at.Add(48 * time.Hour)})
	if said, _ := p.happens(time.Minute, text("u r all useless")); len(said) != 0 {
		t.Errorf("said %v", said)
	}
}

// TestWhatWaitsForTheMorningIsHeldBackToo where somebody is muted over night.
func TestWhatWaitsForTheMorningIsHeldBackToo(t *testing.T) {
	t.Parallel()
	p := askedFor(t, AskCarryOn)
	p.s.Contacts[SMS] = Contact{Channel: SMS, SafeToReply: Yes, CanText: true}
	p.at = time.Date(2026, 3, 9, 22, 0, 0, 0, time.UTC)
	p.happens(0, CaseExtended{Effect: "e", Until: p.at.AddDate(0, 0, 9)})
	p.s.Waiting = append(p.s.Waiting, Say{From: FromSayso, Sentence: "nudge", Text: "Hello", Lane: LaneReminder, Channel: SMS})
	p.happens(time.Minute, Muted{Until: p.at.Add(48 * time.Hour)})
	p.at = p.s.WaitUntil
	said, _ := p.happens(0, Woke{})
	if len(said) != 1 || said[0] == "nudge" {
		t.Errorf("in the morning it says %v, want what a colleague decided alone", said)
	}
}

// TestWhatLeavesLateIsHeldBackToo where somebody was muted meanwhile, but for danger and what staff decided.
func TestWhatLeavesLateIsHeldBackToo(t *testing.T) {
	t.Parallel()
	p := askedFor(t, AskCarryOn)
	p.s.Contacts[SMS] = Contact{Channel: SMS, SafeToReply: Yes, CanText: true}
	p.happens(time.Minute, Muted{Until: p.at.Add(48 * time.Hour)})
	ours := Say{From: FromSayso, Sentence: "anything_else", Lane: LaneAnswer, Channel: SMS}
	for name, row := range map[string]struct {
		change func(*Say)
		want   string
	}{
		"an answer of ours":    {func(*Say) {}, "muted"},
		"a reminder":           {func(s *Say) { s.Lane, s.Sentence = LaneReminder, "nudge" }, "muted"},
		"words about danger":   {func(s *Say) { s.Lane = LaneSafety }, ""},
		"words of a colleague": {func(s *Say) { s.From = FromCaseworker }, ""},
		"what an act says":     {func(s *Say) { s.Effect = "e" }, ""},
	} {
		say := ours
		row.change(&say)
		for _, again := range []bool{false, true} {
			if _, refused := p.talk.Late(p.s, say, p.at, again); refused != row.want {
				t.Errorf("%s, again %v: refused %q, want %q", name, again, refused, row.want)
			}
		}
	}
	p.happens(time.Minute, text("my stepdad hits me every night"))
	if _, refused := p.talk.Late(p.s, ours, p.at, true); refused != "" {
		t.Errorf("they told of danger since, and it is refused: %q", refused)
	}
	if _, refused := p.talk.Late(p.s, ours, p.at.Add(72*time.Hour), true); refused != "" {
		t.Errorf("it has ended, and it is refused: %q", refused)
	}
}

// chatter writes so often, and counts what is answered.
func chatter(p *talking, times int, words string) (answers int) {
	for range times {
		said, _ := p.happens(30*time.Second, text(words))
		answers += len(said)
	}
	return answers
}

// TestNoMachineIsAnsweredForEver and everything that it writes is kept.
func TestNoMachineIsAnsweredForEver(t *testing.T) {
	t.Parallel()
	p := newTalking(t)
	p.at = time.Date(2026, 3, 9, 9, 0, 0, 0, time.UTC)
	p.talk.Allowance = Allowance{Most: 20, Every: 15 * time.Minute, Busy: 5}
	first, _ := p.happens(0, text("my social worker never rings me back"))
	if len(first) == 0 {
		t.Fatal("the first message is not answered")
	}
	if got := chatter(p, 200, "who sees this"); got > 20+8 { // 100 minutes give six or seven back
		t.Errorf("%d answers", got)
	}
	if !p.s.Facts().Overspent {
		t.Error("the case is not told")
	}
	if p.s.LastHeard != p.s.Lines || p.s.Unread.IsZero() {
		t.Error("the last message is not kept for a person")
	}
	said, alerts := p.happens(time.Minute, text("he hit me again, hes outside my door with a knife"))
	if len(said) == 0 || alerts != 1 {
		t.Errorf("danger: said %v, %d alerts", said, alerts)
	}
	if got := chatter(p, 3, "are you there"); got == 0 {
		t.Error("what they add in danger is not answered")
	}
	if said, _ := p.happens(time.Minute, StaffSaid{Effect: "e", Name: "Priya", Text: "I am on my way"}); len(said) != 0 && said[0] != "staff" {
		t.Errorf("a colleague's words: %v", said)
	}
	p.happens(time.Minute, InHand{By: "Sam", Seen: p.s.Lines})
	p.at = time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC)
	if said, _ := p.happens(0, text("who sees this")); len(said) == 0 || p.s.Facts().Overspent {
		t.Errorf("the next day it says %v, overspent %v", said, p.s.Facts().Overspent)
	}
}

// TestABusyLineLeavesTheFirstAnswersToEverybody and the rest waits for those who have had many.
func TestABusyLineLeavesTheFirstAnswersToEverybody(t *testing.T) {
	t.Parallel()
	busy := func(p *talking, words string) (said []string) {
		p.at = p.at.Add(time.Minute)
		alerts, what := 0, Happening(text(words))
		for {
			p.take(&said, &alerts, Event{At: p.at, Fresh: "abcdefghabcdefghijklmnopqr", Busy: true, What: what})
			if p.s.AnswerAt.IsZero() {
				return said
			}
			p.at, what = p.s.AnswerAt, Woke{}
		}
	}
	for _, most := range []int{20, 0} { // with a limit of its own, and without one
		p := newTalking(t)
		p.talk.Allowance = Allowance{Most: most, Every: 15 * time.Minute, Busy: 5}
		if len(busy(p, "my social worker never rings me back")) == 0 {
			t.Error("the first message is not answered")
		}
		answers := 0
		for range 10 {
			answers += len(busy(p, "who sees this"))
		}
		if answers == 0 || answers > 5 {
			t.Errorf("%d answers more while the line is long, where %d is the limit else", answers, most)
		}
		if said, _ := p.happens(time.Minute, text("who sees this")); len(said) == 0 {
			t.Error("the line is short again, and they are not answered")
		}
	}
}

// TestAnAllowanceOfNothingIsNone: without limit, as where no setting says otherwise.
func TestAnAllowanceOfNothingIsNone(t *testing.T) {
	t.Parallel()
	p := newTalking(t)
	p.happens(0, text("my social worker never rings me back"))
	if got := chatter(p, 100, "who sees this"); got < 100 {
		t.Errorf("%d answers", got)
	}
}
