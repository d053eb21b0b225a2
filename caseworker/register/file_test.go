package register_test

import (
	"errors"
	"reflect"
	"sync"
	"testing"

	"sayso/caseworker"
	"sayso/caseworker/register"
	"sayso/conversation"
)

func TestFilingTwiceOrLateDoesNoHarm(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	first := o.talks.begin(jade, reference, "my sw never rings back")
	second := o.talks.say(jade, "and i cant see my brother")
	for _, f := range []conversation.Facts{second, first, second, first} {
		o.file(f)
	}
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() { o.file(first) })
		all.Go(func() { o.file(second) })
	}
	all.Wait()
	v := o.view()
	if len(v.Issues) != 2 || v.Version != 1 || len(v.Conversations) != 1 {
		t.Errorf("got %d issues, version %d, %d conversations; want 2, 1, 1", len(v.Issues), v.Version, len(v.Conversations))
	}
	if n, err := o.Changed(o.ctx); err != nil || n != 1 {
		t.Errorf("%d changes (%v), want 1: facts that are not newer change nothing", n, err)
	}
}

func TestTwoConversationsNeverShareAReference(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.opens()
	if err := o.File(o.ctx, o.talks.begin("03-ty", reference, "other words")); !errors.Is(err, register.ErrTaken) {
		t.Errorf("got %v, want ErrTaken", err)
	}
	if v := o.view(); len(v.Conversations) != 1 || len(v.Issues) != 1 {
		t.Errorf("a stranger's words are on the case: %+v", v.Issues)
	}
}

func TestAMessageOnAClosedCaseReopensItAndTheConversationLearnsOfBoth(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.opens()
	o.run()
	seen := map[string]int{jade: 1}
	o.do(priya, caseworker.IssueOutcome{Number: 1, Outcome: caseworker.Upheld, Seen: seen})
	o.do(priya, caseworker.Close{Seen: seen})
	if v := o.view(); v.State != caseworker.ClosedState || *v.Outcome != caseworker.Upheld {
		t.Fatalf("state %s, outcome %v", v.State, v.Outcome)
	}
	o.file(o.talks.say(jade, "it happened again"))
	if v := o.view(); v.State != caseworker.Waiting || v.Version != 3 || len(v.Issues) != 2 {
		t.Errorf("state %s, version %d, %d issues; want waiting, 3, 2", v.State, v.Version, len(v.Issues))
	}
	got := o.talks.learns(o.ctx, jade, 2)
	want := []conversation.Happening{
		conversation.CaseClosed{Effect: "07-jade/staff-ABCD-2345-2"}, conversation.CaseReopened{},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("learnt %+v, want %+v", got, want)
	}
}
