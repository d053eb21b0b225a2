package alert_test

import (
	"context"
	"errors"
	"testing"

	"sayso/caseworker"
	"sayso/caseworker/alert"
)

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
