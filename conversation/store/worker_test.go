package store_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"sayso/conversation"
	"sayso/conversation/store"
)

func TestWhatATurnAsksIsDone(t *testing.T) {
	t.Parallel()
	s, d := start(t)
	w := &world{}
	run(t, s, w.doers())
	id := receive(t, s, phone(1), "SM1", "danger").Conversation
	if _, err := s.Apply(context.Background(), id, "visit", conversation.VisitBooked{ID: "v1"}); err != nil {
		t.Fatal(err)
	}
	until(t, "all is done", func() bool {
		heard := happenings(t, s, id)
		return d.idle(t) && strings.Contains(heard, "VisitBooked") && strings.Contains(heard, "AlertDelivered")
	})
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.texts) != 1 || len(w.alerts) != 1 || len(w.cases) == 0 {
		t.Fatalf("texts %d, alerts %d, cases %d", len(w.texts), len(w.alerts), len(w.cases))
	}
	lines := transcript(t, s, id)
	got, said := w.texts[0], lines[1]
	if got.Body != said.Text || got.Effect != said.Effect || got.Conversation != id || got.Lane != conversation.LaneSafety ||
		got.To.Address != "phone1" || string(got.To.Sealed) != "sealed number" || !got.At.Equal(said.At) {
		t.Errorf("text %+v for line %+v", got, said)
	}
	if said.Delivery != "sent" {
		t.Errorf("delivery %q", said.Delivery)
	}
	state, err := s.State(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	if facts := w.cases[len(w.cases)-1]; facts.Conversation != id || facts.Reference != state.Reference || facts.Turn != state.Turn {
		t.Errorf("facts %+v of state %+v", facts, state)
	}
	if c := s.Counts(); c.Turns != 3 || c.Done == 0 {
		t.Errorf("counts %+v", c)
	}
}

func TestOrderIsKeptWithinAConversationWhateverFails(t *testing.T) {
	t.Parallel()
	s, d := start(t)
	other := d.node(t)
	const phones, each = 8, 12
	w := &world{}
	// Every third call fails in one way or another; what may have gone is settled as not gone.
	w.send = func(n int, t conversation.Text) error {
		switch n % 12 {
		case 3:
			return conversation.Later{Cause: errors.New("429")}
		case 6:
			return errors.New("refused")
		case 9:
			return conversation.ErrOutcomeUnknown
		}
		return nil
	}
	w.settle = func(int, conversation.Text) (bool, error) { return false, nil }
	run(t, s, w.doers())
	run(t, other, w.doers())
	for i := range each {
		for p := range phones {
			receive(t, []*store.Store{s, other}[(i+p)%2], phone(p), fmt.Sprintf("SM%d-%d", p, i), fmt.Sprintf("%02d", i))
		}
	}
	until(t, "all is sent", func() bool { return d.idle(t) })
	for p := range phones {
		got := slices.Compact(w.bodies(fmt.Sprintf("phone%d", p))) // a repeated call repeats the body
		if len(got) != each || !slices.IsSorted(got) {
			t.Errorf("phone %d was sent %v", p, got)
		}
	}
}

func TestAProviderInTroubleHoldsTextsUpAndParksNone(t *testing.T) {
	t.Parallel()
	_, d := start(t)
	w := &world{}
	w.send = func(n int, _ conversation.Text) error {
		if n <= 10 {
			return conversation.Later{Cause: errors.New("503")}
		}
		return nil
	}
	c := quick()
	c.BreakFor = time.Millisecond
	s := open(t, d.redis, d.keyset, parrot, c)
	run(t, s, w.doers())
	for p := range 10 {
		receive(t, s, phone(p), fmt.Sprintf("SM%d", p), "hello")
	}
	until(t, "all is sent", func() bool { return d.idle(t) })
	if n, _, _, _ := w.counted(); n != 20 {
		t.Errorf("%d calls, want 10 in vain and 10 good", n)
	}
	if c := s.Counts(); c.Later != 10 || c.Refused != 0 || c.Parked != 0 {
		t.Errorf("counts %+v", c)
	}
}

func TestACaseRegisterThatIsAwayParksNoCase(t *testing.T) {
	t.Parallel()
	_, d := start(t)
	c := quick()
	c.BreakFor = time.Millisecond
	s := open(t, d.redis, d.keyset, parrot, c)
	w := &world{file: func(n int, _ conversation.Facts) error {
		if n <= 8 {
			return fmt.Errorf("file: %w", io.EOF)
		}
		return nil
	}}
	run(t, s, w.doers())
	receive(t, s, phone(1), "SM1", "quiet")
	until(t, "the case is filed", func() bool { return d.idle(t) })
	if c := s.Counts(); c.Refused != 0 || c.Parked != 0 || c.Later != 8 {
		t.Errorf("counts %+v", c)
	}
}

func TestATextRefusedFiveTimesIsParkedAndTheNextGoOn(t *testing.T) {
	t.Parallel()
	s, d := start(t)
	ctx := context.Background()
	w := &world{}
	mended := false
	w.send = func(_ int, x conversation.Text) error {
		if x.Body == "bad" && !mended {
			return errors.New("refused")
		}
		return nil
	}
	run(t, s, w.doers())
	id := receive(t, s, phone(1), "SM1", "bad").Conversation
	receive(t, s, phone(1), "SM2", "good")
	until(t, "the next goes on", func() bool { return d.idle(t) })
	if got, want := w.bodies("phone1"), []string{"bad", "bad", "bad", "bad", "bad", "good"}; !slices.Equal(got, want) {
		t.Fatalf("sent %v, want %v", got, want)
	}
	lines := transcript(t, s, id)
	if lines[1].Delivery != "failed" || lines[3].Delivery != "sent" {
		t.Errorf("deliveries %q, %q", lines[1].Delivery, lines[3].Delivery)
	}
	if told := happenings(t, s, id); told != "Undelivered" {
		t.Errorf("of the parked text the conversation was told %q", told)
	}
	state, err := s.State(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	found, err := s.Undone(ctx)
	if err != nil || len(found) != 1 {
		t.Fatalf("undone: %+v, %v", found, err)
	}
	a := found[0]
	if a.Kind != store.AlarmParked || a.Conversation != id || a.Reference != state.Reference || a.Detail != "Say "+lines[1].Effect || !a.Since.Equal(lines[1].At) {
		t.Errorf("alarm %+v", a)
	}
	if lines[1].Times != 0 || lines[3].Times != 1 {
		t.Errorf("taken %d and %d times", lines[1].Times, lines[3].Times)
	}
	if err := s.Unpark(ctx, a.ID); err != nil {
		t.Fatal(err)
	}
	until(t, "it is parked again, and the conversation told so again", func() bool {
		found, err = s.Undone(ctx)
		return err == nil && len(found) == 1 && found[0].ID != a.ID && happenings(t, s, id) == "Undelivered Undelivered"
	})
	a = found[0]
	w.mu.Lock()
	mended = true
	waited := w.texts[len(w.texts)-1]
	w.mu.Unlock()
	if good := waited.Since.Sub(waited.At); good <= 0 {
		t.Errorf("the time that it was parked for counts as time in line: it could go from %v", good)
	}
	if err := s.Unpark(ctx, a.ID); err != nil {
		t.Fatal(err)
	}
	until(t, "it is sent after all", func() bool { return transcript(t, s, id)[1].Delivery == "sent" })
	for _, none := range []string{a.ID, "", "xx/1-0", "99/1-0", "00/", "00/*"} {
		if err := s.Unpark(ctx, none); !errors.Is(err, store.ErrNotParked) {
			t.Errorf("unpark %q: %v", none, err)
		}
	}
}

func TestATextThatCanNeverArriveIsToldToTheConversation(t *testing.T) {
	t.Parallel()
	s, d := start(t)
	w := &world{send: func(int, conversation.Text) error { return conversation.Undeliverable{OptedOut: true, Code: "21610"} }}
	run(t, s, w.doers())
	id := receive(t, s, phone(1), "SM1", "hello").Conversation
	until(t, "it is told", func() bool { return d.idle(t) && happenings(t, s, id) == "Undelivered" })
	if got := transcript(t, s, id)[1].Delivery; got != "failed" {
		t.Errorf("delivery %q", got)
	}
	if n, _, _, _ := w.counted(); n != 1 {
		t.Errorf("%d calls, want 1", n)
	}
}

func TestACallbackThatWasFasterThanTheAnswerIsNotOverwritten(t *testing.T) {
	t.Parallel()
	s, d := start(t)
	w := &world{send: func(_ int, x conversation.Text) error {
		if err := s.Delivered(context.Background(), x.Effect, conversation.Fate{Status: "delivered"}); err != nil {
			t.Error(err)
		}
		return nil
	}}
	run(t, s, w.doers())
	id := receive(t, s, phone(1), "SM1", "hello").Conversation
	until(t, "it is done", func() bool { return d.idle(t) })
	if got := transcript(t, s, id)[1].Delivery; got != "delivered" {
		t.Errorf("delivery %q", got)
	}
}

func TestSeveralFactsOfOneConversationAreBroughtAtOnce(t *testing.T) {
	t.Parallel()
	s, d := start(t)
	ctx := context.Background()
	id := receive(t, s, phone(1), "SM1", "quiet").Conversation
	for i := range 10 {
		if _, err := s.Apply(ctx, id, fmt.Sprint(i), conversation.CaseReleased{}); err != nil {
			t.Fatal(err)
		}
	}
	w := &world{}
	run(t, s, w.doers())
	until(t, "the case knows", func() bool { return d.idle(t) })
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.cases) != 1 || w.cases[0].Turn != 11 {
		t.Errorf("%d calls, %+v", len(w.cases), w.cases)
	}
}

func TestAnAlarmWakesItsConversation(t *testing.T) {
	t.Parallel()
	s, _ := start(t)
	run(t, s, (&world{}).doers())
	id := receive(t, s, phone(1), "SM1", "wait").Conversation
	until(t, "it wakes", func() bool { return happenings(t, s, id) == "Woke" })
	if lines := transcript(t, s, id); len(lines) != 2 || lines[1].Text != "you waited" {
		t.Errorf("%+v", lines)
	}
}

func TestAConversationThatWantsToWakeForEverDoesNotSpin(t *testing.T) {
	t.Parallel()
	s, d := start(t)
	run(t, s, (&world{}).doers())
	id := receive(t, s, phone(1), "SM1", "spin").Conversation
	until(t, "it woke", func() bool { return happenings(t, s, id) != "" })
	state, err := s.State(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	next, err := d.redis.ZScore(context.Background(), fmt.Sprintf("sayso:{p%s}:alarms", id[:2]), id).Result()
	if err != nil || int64(next) < state.AnswerAt.UnixMilli()+2000 {
		t.Errorf("next alarm %v, asked for %v, %v", int64(next), state.AnswerAt.UnixMilli(), err)
	}
}

func TestAStoreWithoutAllItsDoersDoesNotRun(t *testing.T) {
	t.Parallel()
	s, _ := start(t)
	if err := s.Run(context.Background(), store.Doers{}); err == nil {
		t.Error("it ran")
	}
}
