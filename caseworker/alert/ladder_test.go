package alert_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"sayso/caseworker"
	"sayso/caseworker/alert"
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

// TestWhoeverTheCaseIsKeptFromIsNotCalled: an emptied ladder falls to the manager, and somebody must come
// even where they could be meant too.
func TestWhoeverTheCaseIsKeptFromIsNotCalled(t *testing.T) {
	t.Parallel()
	const job, name, said = caseworker.ByJob, caseworker.ByName, caseworker.BySaid
	for what, row := range map[string]struct {
		near  map[string]caseworker.Nearness
		calls string // of whom; "" for nobody
	}{
		"nobody is meant":                           {nil, dutyPhone},
		"the first by their job":                    {map[string]caseworker.Nearness{"Duty": job}, secondPhone},
		"the whole rota by their job":               {map[string]caseworker.Nearness{"Duty": job, "Second": job}, managerPhone},
		"the whole rota by name":                    {map[string]caseworker.Nearness{"Duty": name, "Second": said}, managerPhone},
		"the manager too":                           {map[string]caseworker.Nearness{"Duty": job, "Second": job, "Manager": job}, nightPhone},
		"the manager too, by name":                  {map[string]caseworker.Nearness{"Duty": name, "Second": name, "Manager": name}, nightPhone},
		"everybody by their job":                    {map[string]caseworker.Nearness{"Duty": job, "Second": job, "Manager": job, "Night": job}, managerPhone},
		"everybody, the manager by name":            {map[string]caseworker.Nearness{"Duty": job, "Second": job, "Manager": name, "Night": job}, managerPhone},
		"everybody, and it is the manager":          {map[string]caseworker.Nearness{"Duty": job, "Second": job, "Manager": said, "Night": job}, dutyPhone},
		"it is the manager, and the first by name":  {map[string]caseworker.Nearness{"Duty": name, "Second": job, "Manager": said, "Night": job}, secondPhone},
		"it is the manager, and the others by name": {map[string]caseworker.Nearness{"Duty": name, "Second": name, "Manager": said, "Night": name}, ""},
		"a human has said that it is all of them":   {map[string]caseworker.Nearness{"Duty": said, "Second": said, "Manager": said, "Night": said}, ""},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, rota())
			w.kept = func(p alert.Person) caseworker.Nearness { return row.near[p.Name] }
			if row.calls == "" {
				if err := w.Page(context.Background(), danger); !errors.Is(err, alert.ErrNobody) || len(w.texts) > 0 {
					t.Errorf("%v, texts %+v", err, w.texts)
				}
				return
			}
			w.page(danger)
			w.comes(row.calls, 1)
			if len(w.texts) != 1 {
				t.Errorf("texts: %+v", w.texts)
			}
		})
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
