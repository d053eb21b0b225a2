package alert_test

import (
	"context"
	"strings"
	"testing"
	"time"
)

// TestTimesCountFromTheMessage: an alert that waited in a queue that stood still is late when it comes.
// Whoever is called still has a minute, and what was lost is made up for on the way.
func TestTimesCountFromTheMessage(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		waited       time.Duration
		second, boss time.Duration // how long after the first call they are called
	}{
		"at once":                {0, 5 * time.Minute, 10 * time.Minute},
		"a little late":          {2 * time.Minute, 3 * time.Minute, 8 * time.Minute},
		"later than the first":   {7 * time.Minute, time.Minute, 3 * time.Minute},
		"later than all of them": {time.Hour, time.Minute, 2 * time.Minute},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, rota())
			w.runs(w.Pager)
			late := danger
			late.Raised = noon.Add(-row.waited)
			w.page(late)
			if text := w.comes(dutyPhone, 1); !strings.Contains(text.words, late.Raised.In(time.FixedZone("BST", 3600)).Format("15:04")) {
				t.Errorf("the text does not tell when it was raised: %s", text.words)
			}
			for _, next := range []struct {
				phone string
				after time.Duration
			}{{secondPhone, row.second}, {managerPhone, row.boss}} {
				w.pass(next.after - w.now().Sub(noon) - time.Millisecond)
				w.rests()
				if n := len(w.on(next.phone)); n > 0 {
					t.Errorf("%s was called before its time", next.phone)
				}
				w.pass(time.Millisecond)
				w.comes(next.phone, 1)
			}
		})
	}
}

// TestALateAlertIsSoonerAnAlarm: when nobody answers it counts as unanswered by the time of the message.
func TestALateAlertIsSoonerAnAlarm(t *testing.T) {
	t.Parallel()
	w := newWorld(t, rota())
	w.runs(w.Pager)
	late := danger
	late.Raised = noon.Add(-time.Hour)
	w.page(late)
	for _, phone := range []string{secondPhone, managerPhone} {
		w.pass(time.Minute)
		w.comes(phone, 1)
	}
	w.pass(time.Minute)
	w.eventually("an alarm after three minutes", func() bool {
		found, err := w.Unanswered(context.Background())
		return err == nil && len(found) == 1
	})
}
