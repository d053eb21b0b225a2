package register_test

import (
	"errors"
	"maps"
	"slices"
	"testing"

	"sayso/caseworker"
	"sayso/caseworker/register"
	"sayso/conversation"
)

// TestForWhomACaseIsKeptFromThereIsNone: not in the list, not by its reference, not by an act. That
// they asked is written down.
func TestForWhomACaseIsKeptFromThereIsNone(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.opens()
	if got, _ := o.queue(register.Filter{}); len(got) != 1 {
		t.Fatalf("the queue: %v", got)
	}
	o.file(o.talks.change(jade, func(s *conversation.State) { s.Named = []string{"priya"} }))
	if got, _ := o.queue(register.Filter{}); len(got) != 0 {
		t.Errorf("the queue of whoever is named: %v", got)
	}
	if _, err := o.Get(o.ctx, reference, priya); !errors.Is(err, register.ErrNoCase) {
		t.Errorf("a look: %v", err)
	}
	if _, err := o.Do(o.ctx, reference, priya, caseworker.Claim{}); !errors.Is(err, register.ErrNoCase) {
		t.Errorf("a claim: %v", err)
	}
	for _, line := range []string{"view " + priya.ID + " " + reference + " kept_from", "claim " + priya.ID + " " + reference + " kept_from"} {
		if !slices.Contains(o.audit(), line) {
			t.Errorf("the audit lacks %q: %q", line, o.audit())
		}
	}
	kept, err := o.KeptFrom(o.ctx, reference, jade)
	if err != nil || kept.Near(caseworker.Staff{Name: "Priya Shah"}) == caseworker.NotMeant || kept.Near(caseworker.Staff{Name: "Morag"}) != caseworker.NotMeant {
		t.Errorf("whom the ladder leaves out: %v", err)
	}
	if v := o.view(); !slices.Equal(v.WhoIsMeant, []string{"priya"}) {
		t.Errorf("asked: who is %q", v.WhoIsMeant)
	}
	o.do(morag, caseworker.SayWho{Name: "priya", Reason: "a girl at school"})
	if _, err := o.Get(o.ctx, reference, priya); err != nil {
		t.Errorf("a look after it was said who is meant: %v", err)
	}
}

func TestAnAlertThatReachedNobodyIsToldOnce(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.file(o.talks.begin(jade, reference, "he has a knife"))
	o.file(o.talks.change(jade, func(s *conversation.State) {
		s.Alerts = []conversation.Alert{{ID: "A-1", Tier: conversation.R1, Raised: received}}
	}))
	for range 2 {
		if err := o.Unreached(o.ctx, reference, "A-1"); err != nil {
			t.Fatal(err)
		}
	}
	if got := o.talks.learns(o.ctx, jade, 1); len(got) != 1 || got[0] != (conversation.AlertFailed{Alert: "A-1"}) {
		t.Errorf("the conversation learns %+v", got)
	}
	if yes, err := o.Answered(o.ctx, reference, "A-1"); err != nil || yes {
		t.Errorf("acknowledged: %v, %v", yes, err)
	}
	o.do(morag, caseworker.AcknowledgeAlert{Alert: "A-1"})
	if yes, err := o.Answered(o.ctx, reference, "A-1"); err != nil || !yes {
		t.Errorf("acknowledged: %v, %v", yes, err)
	}
	if yes, err := o.Answered(o.ctx, "ZZZZ-ZZZZ", "A-1"); err != nil || yes {
		t.Errorf("of a case that is not here: %v, %v", yes, err)
	}
}

// TestWhatWouldBeKeptFromEverybodyFallsToTheManager: in the list, by its reference, and as an alarm.
func TestWhatWouldBeKeptFromEverybodyFallsToTheManager(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.opens()
	o.file(o.talks.change(jade, func(s *conversation.State) { s.Named = []string{"priya", "the manager"} }))
	for _, row := range []struct {
		who  string
		all  []caseworker.Staff
		by   caseworker.Staff
		sees bool
	}{
		{"the manager, with nobody else left", []caseworker.Staff{priya, morag}, morag, true},
		{"the manager, with a colleague left", []caseworker.Staff{priya, morag, {ID: "s9", Name: "Lee", Role: caseworker.RoleCaseworker, Job: caseworker.NobodysWorker}}, morag, false},
		{"whoever is named", []caseworker.Staff{priya, morag}, priya, false},
	} {
		o.staff = row.all
		page, err := o.List(o.ctx, row.by, register.Filter{}, "")
		if err != nil || (len(page.Cases) == 1) != row.sees {
			t.Errorf("%s: %d cases in the list, %v", row.who, len(page.Cases), err)
		}
		if _, err := o.Get(o.ctx, reference, row.by); (err == nil) != row.sees {
			t.Errorf("%s: a look: %v", row.who, err)
		}
		if hidden, err := o.HiddenFrom(o.ctx, row.by, []string{reference, "ZZZZ-ZZZZ"}); err != nil || hidden[reference] == row.sees || hidden["ZZZZ-ZZZZ"] == (row.by.ID == morag.ID) {
			t.Errorf("%s: hidden %v, %v", row.who, hidden, err)
		}
	}
}

// TestALaterCaseIsNotShownToWhomItIsKeptFrom: not from the earlier one either, nor that there is one.
func TestALaterCaseIsNotShownToWhomItIsKeptFrom(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		earlier, later []string // whom each names
		by             caseworker.Staff
		shown          bool // of one of them that the other is there
	}{
		"whoever is named in neither":      {nil, nil, priya, true},
		"whoever is named in the later":    {nil, []string{"priya"}, priya, false},
		"their colleague":                  {nil, []string{"priya"}, morag, true},
		"a manager who could be meant":     {nil, []string{"morag"}, morag, false},
		"whoever is named in the earlier":  {[]string{"priya"}, nil, priya, false},
		"a colleague of who is in earlier": {[]string{"priya"}, nil, morag, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := newOffice(t)
			o.opens()
			const second = "QRST-2345"
			o.talks.begin("05-jade", second, "and another thing")
			later := o.talks.change("05-jade", func(s *conversation.State) { s.Follows, s.Named = reference, row.later })
			o.file(later)
			o.file(o.talks.change(jade, func(s *conversation.State) { s.WentOn, s.Named = true, row.earlier }))
			if row.earlier == nil {
				v, err := o.Get(o.ctx, reference, row.by)
				if err != nil {
					t.Fatal(err)
				}
				if c := v.Conversations[0]; (len(c.FollowedBy) == 1) != row.shown || c.WentOn != row.shown {
					t.Errorf("the earlier one shows %v, went on: %v", c.FollowedBy, c.WentOn)
				}
			}
			if row.later == nil {
				v, err := o.Get(o.ctx, second, row.by)
				if err != nil {
					t.Fatal(err)
				}
				if c := v.Conversations[0]; (c.Follows != nil) != row.shown {
					t.Errorf("the later one follows %v", c.Follows)
				}
			}
		})
	}
}

// TestAJoinedCaseIsHiddenUnderEitherReference, and one that is not here from all but managers.
func TestAJoinedCaseIsHiddenUnderEitherReference(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.both()
	o.join()
	o.file(o.talks.change(nan, func(s *conversation.State) { s.Named = []string{"priya"} }))
	const notHere = "ZZZZ-2345"
	for _, row := range []struct {
		by   caseworker.Staff
		want map[string]bool
	}{
		{priya, map[string]bool{reference: true, nans: true, notHere: true}},
		{morag, map[string]bool{reference: false, nans: false, notHere: false}},
		{caseworker.Staff{ID: "s9", Name: "Lee", Role: caseworker.RoleCaseworker, Job: caseworker.NobodysWorker}, map[string]bool{reference: false, nans: false, notHere: true}},
	} {
		got, err := o.HiddenFrom(o.ctx, row.by, []string{reference, nans, notHere})
		if err != nil || !maps.Equal(got, row.want) {
			t.Errorf("%s: got %v, want %v (%v)", row.by.Name, got, row.want, err)
		}
	}
}

// TestAJoinTellsNothingOfACaseThatIsKept: it is refused as if there were none.
func TestAJoinTellsNothingOfACaseThatIsKept(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.both()
	o.file(o.talks.change(nan, func(s *conversation.State) { s.Named = []string{"priya"} }))
	_, kept := o.Do(o.ctx, reference, priya, caseworker.Join{Case: nans})
	_, none := o.Do(o.ctx, reference, priya, caseworker.Join{Case: "ZZZZ-2345"})
	if none == nil || kept == nil || kept.Error() != none.Error() || refusal(kept).Code != "no_such_case" {
		t.Errorf("of a case that is kept: %v; of none: %v", kept, none)
	}
	if line := "join " + priya.ID + " " + reference + " kept_from"; !slices.Contains(o.audit(), line) {
		t.Errorf("the audit lacks %q: %q", line, o.audit())
	}
}

// TestBeforeACaseIsHereItsConversationTellsWhomItNames: an alarm may be there sooner.
func TestBeforeACaseIsHereItsConversationTellsWhomItNames(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.talks.begin(jade, reference, "priya hit me")
	o.talks.change(jade, func(s *conversation.State) { s.Named = []string{"priya"} })
	kept, err := o.KeptFrom(o.ctx, reference, jade)
	if err != nil || kept.Near(priya) != caseworker.ByName || kept.Near(morag) != caseworker.NotMeant {
		t.Errorf("got %v, %v", kept.Named, err)
	}
	if _, err := o.KeptFrom(o.ctx, reference, "07-nobody"); !errors.Is(err, register.ErrNoCase) {
		t.Errorf("of neither case nor conversation: %v", err)
	}
}

// TestACaseIsForNobodyOnceEverybodyWasSaidToBeMeant, and then only.
func TestACaseIsForNobodyOnceEverybodyWasSaidToBeMeant(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.opens()
	lee := caseworker.Staff{ID: "s9", Email: "lee@example.gov.uk", Name: "Lee", Role: caseworker.RoleCaseworker, Job: caseworker.NobodysWorker}
	o.staff = []caseworker.Staff{morag, lee}
	is := func(want bool) {
		t.Helper()
		if got, err := o.ForNobody(o.ctx, []string{reference, "ZZZZ-ZZZZ"}); err != nil || got[reference] != want || got["ZZZZ-ZZZZ"] {
			t.Errorf("for nobody: %v, %v", got, err)
		}
	}
	is(false)
	said := caseworker.SayWho{Name: "the manager", Emails: []string{morag.Email, lee.Email}, Reason: "she says"}
	var refusal caseworker.Refusal
	if _, err := o.Do(o.ctx, reference, morag, said); !errors.As(err, &refusal) || refusal.Code != "nobody_left" {
		t.Errorf("everybody is said to be meant: %v", err)
	}
	said.Emails = []string{morag.Email}
	if _, err := o.Do(o.ctx, reference, lee, said); err != nil {
		t.Fatal(err)
	}
	is(false)
	o.staff = []caseworker.Staff{morag} // the other has left
	is(true)
}
