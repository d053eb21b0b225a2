package alert_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestACallIsRungAndAcknowledgedByAKey(t *testing.T) {
	t.Parallel()
	c := rota()
	c.InHours[0].Call = true
	w := newWorld(t, c)
	w.page(danger)
	call := w.comes(dutyPhone, 1)
	if len(w.texts) > 0 || !strings.Contains(call.words, "R1 immediate") || !strings.Contains(call.words, "H, 4, K, D, 9, Q, A, A") {
		t.Errorf("texts %+v, call %q", w.texts, call.words)
	}
	words, err := w.Pressed(context.Background(), call.key)
	if err != nil || !strings.Contains(words, "Thank you") || !slices.Equal(w.told, []string{"A-a7k2 Duty"}) {
		t.Errorf("pressed: %q %v, the case knows %q", words, err, w.told)
	}
}

// TestACallThatNobodyTakesGoesToTheNextAtOnce: the network tells that it rang in vain.
func TestACallThatNobodyTakesGoesToTheNextAtOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t, rota())
	w.runs(w.Pager)
	w.page(danger)
	if err := w.Arrived(context.Background(), w.comes(dutyPhone, 1).key, false); err != nil {
		t.Fatal(err)
	}
	w.comes(secondPhone, 1)
}

func TestHandedOverAndDeliveredAreTwoTimes(t *testing.T) {
	t.Parallel()
	w := newWorld(t, rota())
	w.page(danger)
	w.pass(3 * time.Second)
	if err := w.Arrived(context.Background(), w.comes(dutyPhone, 1).key, true); err != nil {
		t.Fatal(err)
	}
	calls, err := w.Calls(context.Background(), []string{danger.Alert})
	if err != nil {
		t.Fatal(err)
	}
	c := calls[danger.Alert][0]
	if c.Who != "Duty" || c.Route != "text" || !c.HandedOver.Equal(noon) || !c.Delivered.Equal(noon.Add(3*time.Second)) {
		t.Errorf("got %+v", c)
	}
}

// TestWhatTheNetworkTellsBeforeTheLadderKnowsIsNotForgotten: its callback may be faster than its answer.
func TestWhatTheNetworkTellsBeforeTheLadderKnowsIsNotForgotten(t *testing.T) {
	t.Parallel()
	w := newWorld(t, rota())
	w.tells = true
	w.page(danger)
	calls, err := w.Calls(context.Background(), []string{danger.Alert})
	if err != nil || calls[danger.Alert][0].Delivered == nil {
		t.Errorf("got %+v, %v", calls, err)
	}
}
