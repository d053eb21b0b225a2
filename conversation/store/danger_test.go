package store_test

import (
	"context"
	"errors"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"sayso/conversation"
	"sayso/conversation/store"
)

func TestAnAlertThatNoRouteTakesIsToldToThePersonAndParked(t *testing.T) {
	t.Parallel()
	s, d := start(t)
	w := &world{alert: func(int, conversation.RaiseAlert) error { return errors.New("no route") }}
	run(t, s, w.doers())
	id := receive(t, s, phone(1), "SM1", "danger").Conversation
	until(t, "the person is told", func() bool { return d.idle(t) && happenings(t, s, id) == "AlertFailed" })
	if _, _, _, n := w.counted(); n != 5 {
		t.Errorf("%d calls, want 5", n)
	}
	found, err := s.Undone(context.Background())
	if err != nil || len(found) != 1 || found[0].Kind != store.AlarmParked {
		t.Errorf("undone: %+v, %v", found, err)
	}
}

func TestAnAlertThatReachesNobodyIsToldWhileItIsStillTried(t *testing.T) {
	t.Parallel()
	_, d := start(t)
	c := quick()
	c.AlertWithin = time.Millisecond
	s := open(t, d.redis, d.keyset, parrot, c)
	var taken atomic.Bool
	w := &world{alert: func(int, conversation.RaiseAlert) error {
		if taken.Load() {
			return nil
		}
		return conversation.Later{Cause: errors.New("all routes are down")}
	}}
	run(t, s, w.doers())
	id := receive(t, s, phone(1), "SM1", "danger").Conversation
	until(t, "the person is told", func() bool { return happenings(t, s, id) == "AlertFailed" })
	taken.Store(true)
	until(t, "it is delivered after all", func() bool { return d.idle(t) && happenings(t, s, id) == "AlertFailed AlertDelivered" })
}

func TestWordsAboutDangerDoNotWaitForThePaceOfOthers(t *testing.T) {
	t.Parallel()
	s, d := start(t)
	w := &world{send: func(_ int, x conversation.Text) error {
		if x.Lane == conversation.LaneSafety {
			return nil
		}
		return conversation.Later{After: time.Hour, Cause: errors.New("as fast as our number may")}
	}}
	run(t, s, w.doers())
	receive(t, s, phone(1), "SM1", "hello")
	until(t, "others are held up", func() bool { return len(w.bodies("phone1")) == 1 })
	id := receive(t, s, phone(2), "SM2", "danger").Conversation
	until(t, "danger is not", func() bool { return transcript(t, s, id)[1].Delivery == "sent" })
	if d.idle(t) {
		t.Error("the text that was to wait is gone")
	}
}

func TestTheWatchdogSeesWhatIsUndoneUnreadAndUnacknowledged(t *testing.T) {
	t.Parallel()
	_, d := start(t)
	ctx := context.Background()
	c := quick()
	c.UndoneAfter, c.AlertAfter = 1e6, 1e6 // a millisecond
	s := open(t, d.redis, d.keyset, parrot, c)
	id := receive(t, s, phone(1), "SM1", "danger").Conversation
	if _, err := s.Apply(ctx, id, "", conversation.InHand{}); err != nil {
		t.Fatal(err)
	}
	var found []store.Alarm
	until(t, "all kinds are seen", func() bool {
		var err error
		if found, err = s.Undone(ctx); err != nil {
			t.Fatal(err)
		}
		return len(found) == 4
	})
	state, err := s.State(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	var kinds []string
	for _, a := range found {
		kinds = append(kinds, a.Kind)
		if a.Conversation != id || a.Reference != state.Reference || a.Since.IsZero() {
			t.Errorf("alarm %+v", a)
		}
	}
	if want := []string{store.AlarmUndone, store.AlarmUndone, store.AlarmUnread, store.AlarmAlert}; !slices.Equal(kinds, want) {
		t.Errorf("kinds %v, want %v", kinds, want)
	}
	// Done, read and acknowledged, nothing is left.
	run(t, s, (&world{}).doers())
	for _, what := range []conversation.Happening{conversation.CaseRead{}, conversation.AlertAcknowledged{Alert: state.Alerts[0].ID}} {
		if _, err := s.Apply(ctx, id, "", what); err != nil {
			t.Fatal(err)
		}
	}
	until(t, "nothing is left", func() bool {
		found, err := s.Undone(ctx)
		return err == nil && len(found) == 0
	})
}

func TestTheCaseIsBroughtBeforeItsAlertAndDoesNotHoldItUp(t *testing.T) {
	t.Parallel()
	s, d := start(t)
	var early, down atomic.Bool
	w := &world{file: func(int, conversation.Facts) error {
		if down.Load() {
			return conversation.Later{Cause: errors.New("no cases now")}
		}
		return nil
	}}
	w.alert = func(int, conversation.RaiseAlert) error {
		if len(w.cases) == 0 {
			early.Store(true) // nobody could know whom it must not reach
		}
		return nil
	}
	run(t, s, w.doers())
	id := receive(t, s, phone(1), "SM1", "danger").Conversation
	until(t, "somebody is called", func() bool { return d.idle(t) && happenings(t, s, id) == "AlertDelivered" })
	if early.Load() {
		t.Error("the alert went out before its case")
	}
	down.Store(true)
	other := receive(t, s, phone(2), "SM2", "danger").Conversation
	until(t, "somebody is called without it", func() bool { return happenings(t, s, other) == "AlertDelivered" })
	w.mu.Lock()
	defer w.mu.Unlock()
	if n := len(w.alerts); n == 0 || w.alerts[n-1].Conversation != other {
		t.Errorf("nothing says whose alert it is: %+v", w.alerts)
	}
}
