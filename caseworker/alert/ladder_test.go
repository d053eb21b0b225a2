package alert_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"sayso/conversation"
)

func TestWhoeverDoesNotAnswerInTheirTimeIsFollowedByTheNextAndThenTheManager(t *testing.T) {
	t.Parallel()
	w := newWorld(t, rota())
	w.runs(w.Pager)
	w.page(danger)
	w.comes(dutyPhone, 1)
	w.pass(5*time.Minute - time.Millisecond)
	w.rests()
	if n := len(w.on(secondPhone)); n > 0 {
		t.Errorf("the second was called %d times before the first's time was over", n)
	}
	w.pass(time.Millisecond)
	w.comes(secondPhone, 1)
	w.pass(5 * time.Minute)
	w.comes(managerPhone, 1)
	w.rests()
	if len(w.texts) != 3 {
		t.Errorf("texts: %+v", w.texts)
	}
	if found, err := w.Unanswered(context.Background()); err != nil || len(found) > 0 {
		t.Errorf("it counts as unanswered while the manager has their time: %v %v", found, err)
	}
}

func TestWhenEverybodyIsSilentItIsAnAlarmAndBeginsAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t, rota())
	w.runs(w.Pager)
	w.page(danger)
	for _, phone := range []string{secondPhone, managerPhone} {
		w.pass(5 * time.Minute)
		w.comes(phone, 1)
	}
	w.pass(5 * time.Minute)
	w.comes(dutyPhone, 2)
	found, err := w.Unanswered(context.Background())
	if err != nil || len(found) != 1 || found[0].Reference != danger.Reference || found[0].Alert != danger.Alert || !found[0].Since.Equal(w.now()) {
		t.Errorf("unanswered: %+v, %v", found, err)
	}
	if w.Counts()["unanswered"] != 1 {
		t.Errorf("counts: %v", w.Counts())
	}
	w.change(func() { w.answered[danger.Alert] = true })
	if found, err := w.Unanswered(context.Background()); err != nil || len(found) > 0 {
		t.Errorf("unanswered, though somebody has: %+v, %v", found, err)
	}
	w.pass(5 * time.Minute)
	w.eventually("no alarm once somebody has answered", func() bool {
		found, err := w.Unanswered(context.Background())
		return err == nil && len(found) == 0
	})
	if n := len(w.on(secondPhone)); n != 1 {
		t.Errorf("the second was called %d times, once of them after somebody had answered", n)
	}
}

func TestOnceAcknowledgedOnTheCaseNobodyElseIsCalled(t *testing.T) {
	t.Parallel()
	w := newWorld(t, rota())
	w.runs(w.Pager)
	w.page(danger)
	w.comes(dutyPhone, 1)
	w.change(func() { w.answered[danger.Alert] = true })
	w.pass(5 * time.Minute)
	w.eventually("nothing more is due", func() bool { return w.db.ZCard(context.Background(), "test:{alerts}:due").Val() == 0 })
	w.pass(time.Hour)
	w.rests()
	if len(w.texts) != 1 {
		t.Errorf("texts: %+v", w.texts)
	}
}

// TestWhereTheCaseCannotBeAskedTheLadderGoesOn: somebody called for nothing is better than nobody.
func TestWhereTheCaseCannotBeAskedTheLadderGoesOn(t *testing.T) {
	t.Parallel()
	w := newWorld(t, rota())
	w.noCase = errors.New("away")
	w.runs(w.Pager)
	w.page(danger)
	w.pass(5 * time.Minute)
	w.comes(secondPhone, 1)
}

func TestARungThatNoRouteReachesIsPassedAtOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t, rota())
	w.refuse[dutyPhone] = errors.New("refused")
	w.page(danger)
	w.comes(secondPhone, 1)
	calls, err := w.Calls(context.Background(), []string{danger.Alert})
	if err != nil || len(calls[danger.Alert]) != 2 || calls[danger.Alert][0].Failed == nil || calls[danger.Alert][1].Who != "Second" {
		t.Errorf("calls: %+v, %v", calls, err)
	}
}

func TestAnAlertThatNobodyCanBeReachedWithIsTriedUntilSomebodyCan(t *testing.T) {
	t.Parallel()
	w := newWorld(t, rota())
	w.runs(w.Pager)
	for _, phone := range []string{dutyPhone, secondPhone, managerPhone} {
		w.refuse[phone] = errors.New("refused")
	}
	if err := w.Page(context.Background(), danger); err == nil {
		t.Error("nobody was reached and Page says nothing")
	}
	w.pass(15 * time.Second)
	w.eventually("whoever asked is told", func() bool {
		w.mu.Lock()
		defer w.mu.Unlock()
		return len(w.unreached) > 0
	})
	w.change(func() { clear(w.refuse) })
	w.pass(15 * time.Second)
	w.comes(dutyPhone, 1)
	if err := w.Page(context.Background(), danger); err != nil {
		t.Errorf("it has been taken, and Page says %v", err)
	}
	if n := len(w.on(dutyPhone)); n != 1 {
		t.Errorf("called %d times", n)
	}
}

func TestANewHourBeginsItsOwnRota(t *testing.T) {
	t.Parallel()
	w := newWorld(t, rota())
	w.runs(w.Pager)
	w.page(danger)
	w.change(func() { w.open = false })
	w.pass(5 * time.Minute)
	w.comes(nightPhone, 1)
	w.pass(5 * time.Minute)
	w.comes(managerPhone, 1)
	if n := len(w.on(secondPhone)); n > 0 {
		t.Error("the second of the day was called at night")
	}
}

func TestPagingAgainCallsNobodyAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t, rota())
	for range 3 {
		w.page(danger)
	}
	if len(w.texts) != 1 || w.Counts()["raised"] != 1 {
		t.Errorf("texts %+v, counts %v", w.texts, w.Counts())
	}
}

// TestOfManyNodesOneCalls: a ladder is gone on with by one node at a time.
func TestOfManyNodesOneCalls(t *testing.T) {
	t.Parallel()
	w := newWorld(t, rota())
	for range 5 {
		w.runs(w.pager())
	}
	w.page(danger)
	w.pass(5 * time.Minute)
	w.comes(secondPhone, 1)
	w.rests()
	if n := len(w.on(secondPhone)); n != 1 {
		t.Errorf("the second was called %d times", n)
	}
}

// TestALadderGoesOnOverARedisThatWasKilled, and on another node than the one that began.
func TestALadderGoesOnOverARedisThatWasKilled(t *testing.T) {
	t.Parallel()
	w := newWorld(t, rota())
	stop := w.runs(w.Pager)
	w.page(danger)
	stop()
	if err := w.redis.Kill(); err != nil {
		t.Fatal(err)
	}
	if err := w.redis.Again(context.Background()); err != nil {
		t.Fatal(err)
	}
	w.runs(w.pager())
	w.pass(5 * time.Minute)
	w.comes(secondPhone, 1)
	if n := len(w.on(dutyPhone)); n != 1 {
		t.Errorf("the first was called %d times", n)
	}
}

func TestAPlannedChangeWakesNobodyButTheManager(t *testing.T) {
	t.Parallel()
	w := newWorld(t, rota())
	w.runs(w.Pager)
	change := danger
	change.Tier = conversation.PlannedChange
	w.page(change)
	w.comes(managerPhone, 1)
	w.pass(5 * time.Minute)
	if text := w.comes(managerPhone, 2); !strings.Contains(text.words, "planned change") || len(w.texts) != 2 {
		t.Errorf("texts: %+v", w.texts)
	}
}

func TestNothingOfAnAlertIsKeptInTheOpen(t *testing.T) {
	t.Parallel()
	w := newWorld(t, rota())
	w.page(danger)
	ctx := context.Background()
	keys, err := w.db.Keys(ctx, "*").Result()
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range keys {
		kept, err := w.db.Dump(ctx, key).Result()
		if err != nil {
			t.Fatal(err)
		}
		for _, secret := range []string{dutyPhone, "Duty", w.texts[0].code()} {
			if strings.Contains(key+kept, secret) {
				t.Errorf("%s holds %q", key, secret)
			}
		}
	}
	if log := w.log.String(); strings.Contains(log, dutyPhone) {
		t.Errorf("the log holds a number: %s", log)
	}
}

func another(n string) conversation.RaiseAlert {
	return conversation.RaiseAlert{Alert: "A-more" + n, Reference: "MORE-2" + strings.Repeat(n, 3), Tier: conversation.R1}
}
