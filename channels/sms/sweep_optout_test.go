package sms

import (
	"errors"
	"reflect"
	"testing"
	"time"

	"sayso/conversation"
)

// TestTheSweepSaysInWhichOrderSomebodyOptedOutAndIn, whatever brought the words: a webhook may come behind a later one's.
func TestTheSweepSaysInWhichOrderSomebodyOptedOutAndIn(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		texts []string
		can   bool
		told  bool
	}{
		"out and in":            {[]string{"STOP", "hello", " start "}, true, true},
		"in and out":            {[]string{"yes", "Stop"}, false, true},
		"out alone":             {[]string{"STOP", "hello"}, false, false},
		"twice the same":        {[]string{"YES", "yes"}, false, false},
		"not the whole message": {[]string{"STOP", "start again please"}, false, false},
	} {
		w := newWorld(t)
		order := []string{}
		for _, text := range c.texts {
			d := w.net.Text(t.Context(), kim, ourNumber, text)
			if _, is := conversation.NetworkWord(text); is {
				order = append(order, d.SID)
			}
		}
		w.net.Text(t.Context(), "+447700900124", ourNumber, "START") // another phone's
		if err := w.sweep(t.Context()); err != nil {
			t.Fatal(err)
		}
		var want []conversation.Opted
		if c.told {
			want = []conversation.Opted{{Order: order, CanText: c.can}}
		}
		if !reflect.DeepEqual(w.notes.opted, want) {
			t.Errorf("%s: told %+v, want %+v", name, w.notes.opted, want)
		}
	}
}

// TestWhatCannotBeToldOfOptingOutIsToldInTheNextRound: the mark waits for it.
func TestWhatCannotBeToldOfOptingOutIsToldInTheNextRound(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	before := w.notes.mark
	w.net.Text(t.Context(), kim, ourNumber, "STOP")
	w.net.Text(t.Context(), kim, ourNumber, "START")
	w.notes.refuse = func(id string) error {
		if id == "opted" {
			return errAway
		}
		return nil
	}
	w.ahead.Store(int64(time.Hour))
	if err := w.sweep(t.Context()); !errors.Is(err, errAway) || !w.notes.mark.Equal(before) {
		t.Errorf("got %v, the mark moved by %s", err, w.notes.mark.Sub(before))
	}
	w.notes.refuse = nil
	if err := w.sweep(t.Context()); err != nil || len(w.notes.opted) != 2 {
		t.Errorf("told %d times, %v", len(w.notes.opted), err)
	}
}
