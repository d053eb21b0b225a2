package alert_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"sayso/caseworker"
	"sayso/caseworker/alert"
)

// TestWhoeverIsNamedAfterTheyWereCalledDoesNotAcknowledge: they are told to leave it to somebody else, who is
// called at once. By their job alone they do, and where they are the last that is left.
func TestWhoeverIsNamedAfterTheyWereCalledDoesNotAcknowledge(t *testing.T) {
	t.Parallel()
	const job, name, said = caseworker.ByJob, caseworker.ByName, caseworker.BySaid
	everybody := func(duty, others caseworker.Nearness) map[string]caseworker.Nearness {
		return map[string]caseworker.Nearness{"Duty": duty, "Second": others, "Manager": others, "Night": others}
	}
	for what, row := range map[string]struct {
		then  map[string]caseworker.Nearness
		takes bool
		next  string
	}{
		"nobody":                         {nil, true, ""},
		"by their job alone":             {map[string]caseworker.Nearness{"Duty": job}, true, ""},
		"by their name":                  {map[string]caseworker.Nearness{"Duty": name}, false, secondPhone},
		"a human said so":                {map[string]caseworker.Nearness{"Duty": said, "Second": job}, false, managerPhone},
		"by their name, and nobody else": {everybody(name, said), false, ""},
		"by their job, and nobody else":  {everybody(job, said), true, ""},
		"a human said so of all":         {everybody(said, said), false, ""},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, rota())
			w.runs(w.Pager)
			w.page(danger)
			code := w.comes(dutyPhone, 1).code()
			w.change(func() { w.kept = func(p alert.Person) caseworker.Nearness { return row.then[p.Name] } })
			want := "Thank you. H4KD-9QAA goes on to a colleague. Please leave it to them."
			if row.takes {
				want = "Thank you. You have acknowledged H4KD-9QAA."
			}
			for range 2 {
				if words := w.replies(dutyPhone, code); words != want {
					t.Errorf("texted back: %q", words)
				}
			}
			if row.next != "" {
				w.comes(row.next, 1)
			}
			w.rests()
			if got := len(w.told) == 1; got != row.takes {
				t.Errorf("the case knows %q", w.told)
			}
			calls, err := w.Calls(context.Background(), []string{danger.Alert})
			if noted := calls[danger.Alert][0].PassedOn != nil; err != nil || noted == row.takes {
				t.Errorf("noted: %v, %v", noted, err)
			}
			if row.next != "" {
				if words := w.replies(row.next, w.on(row.next)[0].code()); !strings.Contains(words, "You have acknowledged") {
					t.Errorf("the next: %q", words)
				}
			}
		})
	}
}

// TestTheLastThatIsLeftAcknowledges, though the case is kept from them.
func TestTheLastThatIsLeftAcknowledges(t *testing.T) {
	t.Parallel()
	w := newWorld(t, rota())
	w.kept = func(p alert.Person) caseworker.Nearness { return caseworker.ByName }
	w.page(danger)
	if words := w.replies(managerPhone, w.comes(managerPhone, 1).code()); !strings.Contains(words, "You have acknowledged") {
		t.Errorf("texted back: %q", words)
	}
}

// TestWhoeverIsNamedDoesNotAcknowledgeByAKey in a call either.
func TestWhoeverIsNamedDoesNotAcknowledgeByAKey(t *testing.T) {
	t.Parallel()
	c := rota()
	c.InHours[0].Call = true
	w := newWorld(t, c)
	w.runs(w.Pager)
	w.page(danger)
	key := w.comes(dutyPhone, 1).key
	w.change(func() {
		w.kept = func(p alert.Person) caseworker.Nearness {
			if p.Name == "Duty" {
				return caseworker.BySaid
			}
			return caseworker.NotMeant
		}
	})
	if words, err := w.Pressed(context.Background(), key); err != nil || words != "Thank you. It goes on to a colleague. Please leave it to them." {
		t.Errorf("said: %q, %v", words, err)
	}
	w.comes(secondPhone, 1)
	if len(w.told) > 0 {
		t.Errorf("the case knows %q", w.told)
	}
}

// TestWhoeverIsNamedInTheirTimeIsFollowedSoon: what is left of their minutes is nobody's. By their job alone they keep
// them, and so does whoever is the last that is left.
func TestWhoeverIsNamedInTheirTimeIsFollowedSoon(t *testing.T) {
	t.Parallel()
	const job, name, said = caseworker.ByJob, caseworker.ByName, caseworker.BySaid
	for what, row := range map[string]struct {
		then map[string]caseworker.Nearness
		next string
	}{
		"nobody":                         {nil, ""},
		"by their job alone":             {map[string]caseworker.Nearness{"Duty": job}, ""},
		"somebody else":                  {map[string]caseworker.Nearness{"Second": name}, ""},
		"by their name":                  {map[string]caseworker.Nearness{"Duty": name}, secondPhone},
		"a human said so, the next too":  {map[string]caseworker.Nearness{"Duty": said, "Second": name}, managerPhone},
		"by their name, and nobody else": {map[string]caseworker.Nearness{"Duty": name, "Second": said, "Manager": said, "Night": said}, ""},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, rota())
			w.runs(w.Pager)
			w.page(danger)
			w.comes(dutyPhone, 1)
			w.change(func() { w.kept = func(p alert.Person) caseworker.Nearness { return row.then[p.Name] } })
			w.pass(20 * time.Second)
			want := 1
			if row.next != "" {
				w.comes(row.next, 1)
				want = 2
			}
			w.rests()
			w.pass(20 * time.Second)
			w.rests()
			if len(w.texts) != want {
				t.Errorf("texts: %+v", w.texts)
			}
			calls, err := w.Calls(context.Background(), []string{danger.Alert})
			if noted := calls[danger.Alert][0].PassedOn != nil; err != nil || row.next != "" && !noted {
				t.Errorf("noted: %v, %v", noted, err)
			}
		})
	}
}

// TestWhoeverIsNamedWhenTheirMinutesTextHasJustGoneIsFollowedSoon too.
func TestWhoeverIsNamedWhenTheirMinutesTextHasJustGoneIsFollowedSoon(t *testing.T) {
	t.Parallel()
	w := newWorld(t, rota())
	w.runs(w.Pager)
	w.page(danger)
	w.page(another("B"))
	w.pass(time.Minute)
	w.comes(dutyPhone, 2)
	w.change(func() {
		w.keptOf = func(reference string, p alert.Person) caseworker.Nearness {
			if reference == another("B").Reference && p.Name == "Duty" {
				return caseworker.ByName
			}
			return caseworker.NotMeant
		}
	})
	w.pass(20 * time.Second)
	if text := w.comes(secondPhone, 1); !strings.Contains(text.words, "Case MORE-2BBB") {
		t.Errorf("the next got %q", text.words)
	}
}
