package main

import (
	"context"
	"testing"
	"time"

	"sayso/conversation"
)

// TestALineIsBusyWhileAnswersLeaveLate and no longer once they leave in time, or none leaves.
func TestALineIsBusyWhileAnswersLeaveLate(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 2, 12, 0, 0, 0, time.UTC)
	l := sendLine{long: 2 * time.Minute, now: func() time.Time { return now }}
	send := l.send(func(context.Context, conversation.Text) (string, error) { return "SM1", nil })
	told := func() (busy bool) {
		l.step(func(s conversation.State, e conversation.Event) (conversation.State, []conversation.Effect) {
			busy = e.Busy
			return s, nil
		})(conversation.State{}, conversation.Event{})
		return busy
	}
	for _, row := range []struct {
		what string
		lane conversation.Lane
		late time.Duration
		want bool
	}{
		{"in time", conversation.LaneAnswer, time.Second, false},
		{"late", conversation.LaneAnswer, 3 * time.Minute, true},
		{"a word about danger says nothing", conversation.LaneSafety, 0, true},
		{"in time again", conversation.LaneAnswer, time.Second, false},
		{"a reminder says nothing", conversation.LaneReminder, time.Hour, false},
		{"late again", conversation.LaneAnswer, 3 * time.Minute, true},
	} {
		if sid, err := send(t.Context(), conversation.Text{Lane: row.lane, Since: now.Add(-row.late)}); sid != "SM1" || err != nil {
			t.Fatal(sid, err)
		}
		if got := told(); got != row.want {
			t.Errorf("%s: busy %v, want %v", row.what, got, row.want)
		}
	}
	now = now.Add(3 * time.Minute)
	if told() {
		t.Error("nothing has left since, and it is busy still")
	}
}
