package register_test

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"sayso/caseworker"
	"sayso/caseworker/register"
	"sayso/conversation"
)

func TestFiftyClaimsAtOnceHaveOneWinnerAndTheOthersAreToldByWhom(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.opens()
	errs := make([]error, 50)
	var all sync.WaitGroup
	for n := range errs {
		all.Go(func() {
			by := caseworker.Staff{ID: fmt.Sprint("s", n), Email: fmt.Sprintf("w%d@example.gov.uk", n), Name: "W", Role: caseworker.RoleCaseworker}
			_, errs[n] = o.Do(o.ctx, reference, by, caseworker.Claim{Version: 1})
		})
	}
	all.Wait()
	owner := *o.view().Owner
	won := 0
	for n, err := range errs {
		switch r := refusal(err); {
		case err == nil && owner == fmt.Sprintf("w%d@example.gov.uk", n):
			won++
		case r.Code != "claimed" || r.By != owner || r.Version != 2:
			t.Errorf("worker %d: got %v (%+v), want it told that %s has the case", n, err, r, owner)
		}
	}
	if won != 1 {
		t.Errorf("%d claims won, want 1", won)
	}
}

func TestActsAtOnceLoseNothing(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.opens()
	var all sync.WaitGroup
	for n := range 15 {
		all.Go(func() { o.do(priya, caseworker.Note{Text: fmt.Sprint("note ", n)}) })
		all.Go(func() { o.do(morag, caseworker.AddIssue{Words: fmt.Sprint("issue ", n)}) })
		all.Go(func() { o.file(o.talks.say(jade, "more")) })
	}
	all.Wait()
	v := o.view()
	numbers := map[int]bool{}
	for _, i := range v.Issues {
		numbers[i.Number] = true
	}
	if len(v.Notes) != 15 || len(numbers) != 31 || v.Version != 16 {
		t.Errorf("%d notes, %d issues, version %d; want 15, 31, 16", len(v.Notes), len(numbers), v.Version)
	}
}

func TestOfTwoWhoSawTheSameVersionTheSecondIsToldAboutTheFirst(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.opens()
	o.do(priya, caseworker.AddIssue{Version: 1, Words: "the food"})
	_, err := o.Do(o.ctx, reference, morag, caseworker.AddIssue{Version: 1, Words: "the bus"})
	if r := refusal(err); r.Code != "version" || r.By != priya.Email || r.Version != 2 || !r.At.Equal(o.now()) {
		t.Errorf("got %v (%+v)", err, r)
	}
}

func TestNothingIsConcludedOverAMessageThatIsStillOnItsWay(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.opens()
	o.talks.say(jade, "wait, there is more") // its facts have not been filed yet
	_, err := o.Do(o.ctx, reference, priya, caseworker.IssueOutcome{
		Version: 1, Number: 1, Outcome: caseworker.Upheld, Seen: map[string]int{jade: 1},
	})
	if r := refusal(err); r.Code != "heard_since" {
		t.Errorf("got %v, want heard_since", err)
	}
}

func TestARequestThatNamesItselfIsAnsweredOnceAndTheSame(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.opens()
	once := register.Once{Key: "k1", Body: "messages Hello"}
	answers := make([]caseworker.Answer, 20)
	var all sync.WaitGroup
	for n := range answers {
		all.Go(func() {
			a, err := o.DoOnce(o.ctx, once, reference, priya, caseworker.Message{Text: "Hello"})
			if err != nil {
				t.Error(err)
			}
			answers[n] = a
		})
	}
	all.Wait()
	if want := slices.Repeat([]caseworker.Answer{{Version: 1, Effect: "07-jade/staff-ABCD-2345-1"}}, 20); !reflect.DeepEqual(answers, want) {
		t.Errorf("got %+v", answers)
	}
	if n, _, err := o.Behind(o.ctx); n != 1 || err != nil {
		t.Errorf("%d messages on their way (%v), want 1", n, err)
	}

	_, err := o.DoOnce(o.ctx, register.Once{Key: "k1", Body: "other"}, reference, priya, caseworker.Message{Text: "Bye"})
	if r := refusal(err); r.Code != "idempotency_key_reused" {
		t.Errorf("another body: got %v", err)
	}
	if _, err := o.DoOnce(o.ctx, register.Once{Key: "k1", Body: "other"}, reference, morag, caseworker.Message{Text: "Bye"}); err != nil {
		t.Errorf("somebody else's key is another key: %v", err)
	}

	claim := register.Once{Key: "k2", Body: "claim"}
	if _, err = o.DoOnce(o.ctx, claim, reference, priya, caseworker.Release{Version: 1}); refusal(err).Code != "not_claimed" {
		t.Fatalf("got %v", err)
	}
	o.do(priya, caseworker.Claim{Version: 1})
	if _, err = o.DoOnce(o.ctx, claim, reference, priya, caseworker.Release{Version: 1}); refusal(err).Code != "not_claimed" {
		t.Errorf("a refusal must be the same again: got %v", err)
	}
	reveal := register.Once{Key: "k3", Body: "reveal"}
	for range 2 {
		a, err := o.DoOnce(o.ctx, reveal, reference, priya, caseworker.RevealContact{Reason: "To ring her."})
		if err != nil || a.Number != "+447700900123" {
			t.Errorf("got %q, %v", a.Number, err)
		}
	}
	looks := slices.DeleteFunc(o.audit(), func(line string) bool { return line != "reveal_contact s1 ABCD-2345" })
	if len(looks) != 2 {
		t.Errorf("a number that was shown twice has %d lines in the audit", len(looks))
	}
	o.talks.change(jade, func(s *conversation.State) { s.Named = []string{"priya"} })
	if a, err := o.DoOnce(o.ctx, reveal, reference, priya, caseworker.RevealContact{Reason: "To ring her."}); !errors.Is(err, register.ErrNoCase) || a.Number != "" {
		t.Errorf("whoever has come to be meant is shown the number again: %q, %v", a.Number, err)
	}
}

func TestWhatCameAnotherWayGetsAReferenceThatNobodyHas(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	// The first two references are the same; the third is free.
	o.fresh = strings.NewReader("aaaaa" + "aaaaa" + "bbbbb")
	o.again()
	letter := caseworker.EnterCase{
		Channel: "letter", Received: received, SubmittedBy: caseworker.SubmittedBy{Who: "young_person"}, Words: "They moved me.",
	}
	first, err := o.Enter(o.ctx, register.Once{}, priya, letter)
	if err != nil {
		t.Fatal(err)
	}
	second, err := o.Enter(o.ctx, register.Once{}, priya, letter)
	if err != nil {
		t.Fatal(err)
	}
	if first.Reference != "MFQW-CYLB" || second.Reference == first.Reference {
		t.Errorf("got %q and %q", first.Reference, second.Reference)
	}
	if v, err := o.Get(o.ctx, second.Reference, priya); err != nil || v.Entered.Words != "They moved me." {
		t.Errorf("got %+v, %v", v.Entered, err)
	}
}

func TestHandingOverFindsTheColleagueByEmail(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.opens()
	o.do(priya, caseworker.Claim{})
	if _, err := o.Do(o.ctx, reference, priya, caseworker.HandOver{To: "nobody@example.gov.uk"}); refusal(err).Code != "no_such_colleague" {
		t.Errorf("got %v", err)
	}
	o.do(priya, caseworker.HandOver{To: morag.Email})
	if got := *o.view().Owner; got != morag.Email {
		t.Errorf("owner %s, want %s", got, morag.Email)
	}
}
