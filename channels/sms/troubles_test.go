package sms

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"sayso/cmd/sayso/phonenet"
)

// Texts that can never be taken in, however many, keep no other out for good, and are an alarm.
func TestTextsThatCannotBeTakenStarveNoOther(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	const bad = 2*giveUpRound + 1
	w.lose(t, bad+3)
	poison := map[string]bool{}
	for i := range bad {
		poison[w.net.Text(t.Context(), fmt.Sprintf("+4477009001%02d", i), ourNumber, "bad").SID] = true
	}
	for i := range 3 {
		w.net.Text(t.Context(), kim, ourNumber, fmt.Sprint("good ", i))
	}
	w.notes.refuse = func(id string) error {
		if poison[id] {
			return errAway
		}
		return nil
	}
	for range 4 {
		if err := w.sweep(t.Context()); !errors.Is(err, errAway) {
			t.Fatalf("got %v", err)
		}
	}
	if got := strings.Join(words(w.notes.all()), ", "); got != "good 0, good 1, good 2" {
		t.Errorf("taken in: %s", got)
	}
	if n, since := w.Untaken(); n == 0 || since.IsZero() {
		t.Errorf("%d texts are an alarm", n)
	}
	w.notes.set(func(n *notes) { n.refuse = nil })
	if err := w.sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n, _ := w.Untaken(); n != 0 || len(w.notes.all()) != bad+3 {
		t.Errorf("after the fault: %d an alarm, %d taken in", n, len(w.notes.all()))
	}
}

func TestASweepThatDoesNotComeToItsEndIsAnAlarm(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(c *Config) { c.SweepEvery = time.Minute })
	if !w.Unswept().IsZero() {
		t.Error("an alarm before it has begun")
	}
	if err := w.net.Trouble(phonenet.Fault{On: phonenet.List, Do: phonenet.Broken}); err != nil {
		t.Fatal(err)
	}
	w.sweeping(t)
	eventually(t, "it fails", func() bool { return w.Counts()["sweeps_failed"] > 0 })
	if !w.Unswept().IsZero() {
		t.Error("an alarm at once")
	}
	w.ahead.Store(int64(4 * time.Minute))
	if w.Unswept().IsZero() {
		t.Error("no alarm after four intervals")
	}
}
