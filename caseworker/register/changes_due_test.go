package register_test

import (
	"testing"

	"sayso/caseworker"
)

// TestWhatIsToChangeIsListedUntilItsEnd, the first day first, and not to whoever the case is kept from.
func TestWhatIsToChangeIsListedUntilItsEnd(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.both()
	day := func(n int) caseworker.Date { return caseworker.DateIn(o.now(), o.now().Location()).AddDays(n) }
	o.do(priya, caseworker.Learn{Change: "calls are answered", Owner: "Sam", Due: day(9)})
	if _, err := o.Do(o.ctx, nans, priya, caseworker.Learn{Change: "relatives are rung", Owner: "Sam", Due: day(5)}); err != nil {
		t.Fatal(err)
	}
	listed := func(by caseworker.Staff) (all []string) {
		t.Helper()
		rows, err := o.ChangesDue(o.ctx, by)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rows {
			all = append(all, r.Reference+" "+r.ChangeDue.String())
		}
		return all
	}
	if got := listed(priya); len(got) != 2 || got[0] != nans+" "+day(5).String() || got[1] != reference+" "+day(9).String() {
		t.Errorf("listed %v", got)
	}
	o.do(morag, caseworker.SayWho{Name: "my sw", Emails: []string{priya.Email}, Reason: "she says so"})
	if got := listed(priya); len(got) != 1 || got[0] != nans+" "+day(5).String() {
		t.Errorf("to whom one is kept from: %v", got)
	}
	o.do(morag, caseworker.EndLearning{Number: 1, Done: true, Note: "the rota"})
	if got := listed(morag); len(got) != 1 {
		t.Errorf("after the end of one: %v", got)
	}
	if _, err := o.ChangesDue(o.ctx, nosy); refusal(err).Code != "not_allowed" {
		t.Errorf("whoever may see no case: %v", err)
	}
}
