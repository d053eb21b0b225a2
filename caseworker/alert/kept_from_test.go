package alert_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"sayso/caseworker"
	"sayso/caseworker/alert"
)

// TestWhoeverTheCaseIsKeptFromIsNotCalled: an emptied ladder falls to the manager, and somebody must come
// even where they could be meant too.
func TestWhoeverTheCaseIsKeptFromIsNotCalled(t *testing.T) {
	t.Parallel()
	const not, job, name, said = caseworker.NotTheirs, caseworker.ByJob, caseworker.ByName, caseworker.BySaid
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
		"it is not the first's":                     {map[string]caseworker.Nearness{"Duty": not}, secondPhone},
		"it is nobody's of the rota":                {map[string]caseworker.Nearness{"Duty": not, "Second": not}, managerPhone},
		"it is theirs only who come at night":       {map[string]caseworker.Nearness{"Duty": not, "Second": not, "Manager": job}, nightPhone},
		"it is nobody's who is not meant":           {map[string]caseworker.Nearness{"Duty": job, "Second": not, "Manager": job, "Night": not}, secondPhone},
		"it is not theirs who come at night":        {map[string]caseworker.Nearness{"Duty": job, "Second": name, "Manager": job, "Night": not}, nightPhone},
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

// thirdPhone is that of one more person of the rota by day.
const thirdPhone = "+447700900505"

// TestNobodyIsSkippedWhenSomebodyIsNamedMeanwhile: who is called next is who was not called yet, whoever
// stands on the ladder now.
func TestNobodyIsSkippedWhenSomebodyIsNamedMeanwhile(t *testing.T) {
	t.Parallel()
	for what, row := range map[string]struct {
		first map[string]caseworker.Nearness // while the first are called
		then  map[string]caseworker.Nearness
		calls []string // of whom, in order, the first of them before it changes
	}{
		"nobody is named":                 {nil, nil, []string{dutyPhone, secondPhone, thirdPhone, managerPhone}},
		"the first, who was called":       {nil, map[string]caseworker.Nearness{"Duty": caseworker.BySaid}, []string{dutyPhone, secondPhone, thirdPhone, managerPhone}},
		"the next":                        {nil, map[string]caseworker.Nearness{"Second": caseworker.ByName}, []string{dutyPhone, thirdPhone, managerPhone}},
		"one of whom it is said that not": {map[string]caseworker.Nearness{"Duty": caseworker.ByName}, nil, []string{secondPhone, dutyPhone, thirdPhone, managerPhone}},
		"all that are left":               {nil, map[string]caseworker.Nearness{"Second": caseworker.ByName, "Third": caseworker.ByJob}, []string{dutyPhone, managerPhone}},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			c := rota()
			c.InHours = append(c.InHours, alert.Person{Name: "Third", Phone: thirdPhone, After: 5 * time.Minute})
			w := newWorld(t, c)
			w.runs(w.Pager)
			w.kept = func(p alert.Person) caseworker.Nearness { return row.first[p.Name] }
			w.page(danger)
			for n, phone := range row.calls {
				if n > 0 {
					w.pass(5 * time.Minute)
				}
				w.comes(phone, 1)
				w.rests()
				if len(w.texts) != n+1 {
					t.Fatalf("texts: %+v", w.texts)
				}
				w.change(func() { w.kept = func(p alert.Person) caseworker.Nearness { return row.then[p.Name] } })
			}
		})
	}
}

// TestWhoStandsTwiceOnTheRotaIsCalledTwice.
func TestWhoStandsTwiceOnTheRotaIsCalledTwice(t *testing.T) {
	t.Parallel()
	c := rota()
	c.InHours = []alert.Person{c.InHours[0], c.InHours[0], c.InHours[1]}
	w := newWorld(t, c)
	w.runs(w.Pager)
	w.page(danger)
	w.comes(dutyPhone, 1)
	w.pass(5 * time.Minute)
	w.comes(dutyPhone, 2)
	w.pass(5 * time.Minute)
	w.comes(secondPhone, 1)
}

// TestTheMinutesTextLeavesOutWhatIsKeptMeanwhile: the next is called about it at once, and the rest goes.
func TestTheMinutesTextLeavesOutWhatIsKeptMeanwhile(t *testing.T) {
	t.Parallel()
	for what, near := range map[string]caseworker.Nearness{
		"named": caseworker.ByName, "by their job": caseworker.ByJob, "a human said so": caseworker.BySaid,
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, rota())
			w.runs(w.Pager)
			w.page(danger)
			w.page(another("B"))
			w.page(another("C"))
			w.change(func() {
				w.keptOf = func(reference string, p alert.Person) caseworker.Nearness {
					if reference == another("B").Reference && p.Name == "Duty" {
						return near
					}
					return caseworker.NotMeant
				}
			})
			w.pass(time.Minute)
			if text := w.comes(dutyPhone, 2); strings.Contains(text.words, "MORE-2BBB") || !strings.Contains(text.words, "Case MORE-2CCC") {
				t.Errorf("got %q", text.words)
			}
			if text := w.comes(secondPhone, 1); !strings.Contains(text.words, "Case MORE-2BBB") {
				t.Errorf("the next got %q", text.words)
			}
			calls, err := w.Calls(context.Background(), []string{"A-moreB"})
			if first := calls["A-moreB"][0]; err != nil || first.Failed == nil || first.HandedOver != nil {
				t.Errorf("the case says of the first: %+v, %v", first, err)
			}
		})
	}
}

// TestWhereNobodyIsLeftOfTheMinuteWhoeverAskedIsTold that nobody could be reached.
func TestWhereNobodyIsLeftOfTheMinuteWhoeverAskedIsTold(t *testing.T) {
	t.Parallel()
	w := newWorld(t, rota())
	w.runs(w.Pager)
	w.page(danger)
	w.page(another("B"))
	w.change(func() {
		w.keptOf = func(reference string, _ alert.Person) caseworker.Nearness {
			if reference == another("B").Reference {
				return caseworker.BySaid
			}
			return caseworker.NotMeant
		}
	})
	w.pass(time.Minute)
	w.eventually("whoever asked is told", func() bool {
		w.mu.Lock()
		defer w.mu.Unlock()
		return slices.Contains(w.unreached, "A-moreB")
	})
	if found, err := w.Unanswered(context.Background()); err != nil || len(found) != 1 || found[0].Alert != "A-moreB" {
		t.Errorf("no alarm: %v, %v", found, err)
	}
	if len(w.texts) != 1 {
		t.Errorf("texts: %+v", w.texts)
	}
}
