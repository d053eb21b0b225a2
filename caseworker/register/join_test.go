package register_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"sayso/caseworker"
	"sayso/caseworker/register"
	"sayso/conversation"
)

const nan, nans = "03-nan", "WXYZ-2345"

// both opens Jade's case and, beside it, her nan's.
func (o *office) both() {
	o.t.Helper()
	o.opens()
	o.file(o.talks.begin(nan, nans, "nobody rings me either"))
}

func (o *office) join() { o.t.Helper(); o.do(priya, caseworker.Join{Case: nans}) }

func TestBothReferencesFindAJoinedCaseAndTheQueueHasOneLine(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.both()
	if _, err := o.Do(o.ctx, nans, morag, caseworker.AddIssue{Words: "and the bus"}); err != nil {
		t.Fatal(err)
	}
	o.do(morag, caseworker.Claim{})
	o.join()
	for _, by := range []string{reference, nans} {
		v, err := o.Get(o.ctx, by, morag)
		if err != nil || v.Reference != reference || !slices.Equal(v.Aliases, []string{nans}) || len(v.Conversations) != 2 {
			t.Fatalf("%s finds %s with %d conversations (%v)", by, v.Reference, len(v.Conversations), err)
		}
		if words := []string{v.Issues[0].Words, v.Issues[1].Words, v.Issues[2].Words}; !slices.Equal(words, []string{"my sw never rings back", "nobody rings me either", "and the bus"}) {
			t.Errorf("%s: issues %q", by, words)
		}
		if v.Conversations[0].Transcript[0].Text == v.Conversations[1].Transcript[0].Text {
			t.Error("both conversations show the same words")
		}
	}
	if got, _ := o.queue(register.Filter{}); !slices.Equal(got, []string{reference}) {
		t.Errorf("the queue has %v, want one line", got)
	}
	o.file(o.talks.say(nan, "she is not eating")) // told under the reference that she was given
	if _, err := o.Do(o.ctx, nans, priya, caseworker.Message{To: nan, Text: "Hello"}); err != nil {
		t.Fatal(err)
	}
	v := o.view()
	if last := v.Issues[len(v.Issues)-1]; last.Number != 4 || last.Words != "she is not eating" || *last.Conversation != nan {
		t.Errorf("got %+v, want nan's new matter on the joined case", last)
	}
	o.run()
	got := o.talks.learns(o.ctx, nan, 2)
	if said, ok := got[1].(conversation.StaffSaid); got[0] != (conversation.CaseClaimed{Name: "Morag"}) || !ok || said.Effect != nan+"/staff-ABCD-2345-3" {
		t.Errorf("nan learnt %+v, want the name and the message", got)
	}
	if got := o.talks.learns(o.ctx, jade, 1); len(got) != 1 {
		t.Errorf("Jade learnt %+v, want nothing of her nan", got)
	}
	want := []string{"issues s2 WXYZ-2345", "claim s2 ABCD-2345", "join s1 ABCD-2345", "view s2 ABCD-2345", "view s2 ABCD-2345", "list s1", "messages s1 ABCD-2345", "view s2 ABCD-2345"}
	if got := o.audit(); !slices.Equal(got, want) {
		t.Errorf("audit: got %q, want %q", got, want)
	}
	lines, err := o.db.XRange(o.ctx, "sayso:{cases}:audit", "-", "+").Result()
	if err != nil || lines[2].Values["joined"] != nans || lines[3].Values["joined"] != "" {
		t.Errorf("got %v (%v), want the join to name the other case", lines[2].Values, err)
	}
}

func TestAJoinThatIsAskedForAgainIsTheSameJoin(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.both()
	once := register.Once{Key: "k1", Body: "join"}
	var all sync.WaitGroup
	for range 10 {
		all.Go(func() {
			a, err := o.DoOnce(o.ctx, once, reference, priya, caseworker.Join{Version: 1, Case: nans})
			if err != nil || a.Version != 2 {
				t.Errorf("got %+v, %v", a, err)
			}
		})
	}
	all.Wait()
	if _, err := o.Do(o.ctx, nans, priya, caseworker.Join{Case: reference}); refusal(err).Code != "same_case" {
		t.Errorf("the other way round: %v", err)
	}
	if _, err := o.Do(o.ctx, reference, priya, caseworker.Join{Case: "nonsense"}); refusal(err).Code != "no_such_case" {
		t.Errorf("what is no reference: %v", err)
	}
	if v := o.view(); len(v.Issues) != 2 || v.Version != 2 {
		t.Errorf("%d issues, version %d", len(v.Issues), v.Version)
	}
}

func TestTwoCasesThatAreJoinedToEachOtherAtOnceBecomeOne(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.both()
	errs := make([]error, 2)
	var all sync.WaitGroup
	all.Go(func() { _, errs[0] = o.Do(o.ctx, reference, priya, caseworker.Join{Case: nans}) })
	all.Go(func() { _, errs[1] = o.Do(o.ctx, nans, morag, caseworker.Join{Case: reference}) })
	all.Wait()
	if (errs[0] == nil) == (errs[1] == nil) || refusal(errs[0]).Code+refusal(errs[1]).Code != "same_case" {
		t.Errorf("got %v, want one of them told that it is done", errs)
	}
	if got, _ := o.queue(register.Filter{}); len(got) != 1 || len(o.view().Conversations) != 2 {
		t.Errorf("queue %v", got)
	}
}

func TestAJoinAmidEverythingElseLosesNothing(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.both()
	o.run()
	var all sync.WaitGroup
	for n := range 8 {
		all.Go(func() { o.file(o.talks.say(jade, fmt.Sprint("jade ", n))) })
		all.Go(func() { o.file(o.talks.say(nan, fmt.Sprint("nan ", n))) })
		for _, at := range []string{reference, nans} {
			all.Go(func() {
				note := caseworker.Note{Text: fmt.Sprint(at, " ", n), DrawsOn: []string{nan}}
				if at == reference {
					note.DrawsOn = []string{jade}
				}
				if _, err := o.Do(o.ctx, at, priya, note); err != nil {
					t.Errorf("note on %s: %v", at, err)
				}
				if _, err := o.Do(o.ctx, at, morag, caseworker.Claim{}); err != nil {
					t.Errorf("claim of %s: %v", at, err)
				}
				if _, err := o.List(o.ctx, priya, register.Filter{}, ""); err != nil {
					t.Errorf("list: %v", err)
				}
			})
		}
	}
	all.Go(func() { o.join() })
	all.Wait()
	v := o.view()
	of := map[string]int{}
	for _, i := range v.Issues {
		of[*i.Conversation]++
		if own := strings.HasPrefix(i.Words, "nan ") || strings.HasPrefix(i.Words, "nobody"); own != (*i.Conversation == nan) {
			t.Errorf("%q stands in conversation %s", i.Words, *i.Conversation)
		}
	}
	for _, n := range v.Notes {
		if want := map[bool]string{true: jade, false: nan}[strings.HasPrefix(n.Text, reference)]; !slices.Equal(n.DrawsOn, []string{want}) {
			t.Errorf("note %q draws on %v", n.Text, n.DrawsOn)
		}
	}
	if len(v.Notes) != 16 || of[jade] != 9 || of[nan] != 9 || *v.Owner != morag.Email {
		t.Errorf("%d notes, issues %v, owner %s; want 16, nine each, Morag", len(v.Notes), of, *v.Owner)
	}
	if got, _ := o.queue(register.Filter{}); !slices.Equal(got, []string{reference}) {
		t.Errorf("the queue has %v", got)
	}
	o.until("the road is empty", func() bool { n, _, err := o.Behind(o.ctx); return err == nil && n == 0 })
}

func TestWhatWasJoinedIsJoinedOn(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.both()
	o.file(o.talks.begin("05-ty", "QRST-2345", "they moved me"))
	o.join()
	if _, err := o.Do(o.ctx, "QRST-2345", priya, caseworker.Join{Case: nans}); err != nil {
		t.Fatal(err)
	}
	for _, by := range []string{reference, nans, "QRST-2345"} {
		if v, err := o.Get(o.ctx, by, priya); err != nil || v.Reference != "QRST-2345" || !slices.Equal(v.Aliases, []string{reference, nans}) || len(v.Issues) != 3 {
			t.Errorf("%s finds %s, aliases %v, %d issues (%v)", by, v.Reference, v.Aliases, len(v.Issues), err)
		}
	}
}

func TestAnErasedConversationLeavesNoWordInTheCaseThatItWasJoinedTo(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.both()
	if _, err := o.Do(o.ctx, nans, priya, caseworker.AddIssue{Words: "and the bus"}); err != nil {
		t.Fatal(err)
	}
	o.join()
	o.erased(nan)
	v := o.view()
	if len(v.Conversations) != 1 || len(v.Issues) != 2 || v.Issues[0].Words != "my sw never rings back" || v.Issues[1].Words != "" {
		t.Errorf("got issues %+v, want Jade's words and none of her nan's", v.Issues)
	}
	o.do(priya, caseworker.AddIssue{Words: "the food"}) // nobody else is left to be named
	left, err := o.db.HGetAll(o.ctx, "sayso:{cases}:case:"+nans).Result()
	if err != nil || len(left) != 2 || left["joined"] != reference {
		t.Errorf("of the other case there is left %v (%v), want where it went and nothing else", left, err)
	}
}

func TestAPageOfTheQueueOutlivesAJoinBetweenItsTwoReads(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.both()
	if err := o.db.HDel(o.ctx, "sayso:{cases}:rows", nans).Err(); err != nil { // as the second read finds it
		t.Fatal(err)
	}
	if got, _ := o.queue(register.Filter{}); !slices.Equal(got, []string{reference}) {
		t.Errorf("the queue has %v", got)
	}
}

func TestAPersonsEarlierAndLaterCasesAreLinkedBothWays(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.both()
	talk := func(by string) caseworker.ViewTalk {
		v, err := o.Get(o.ctx, by, priya)
		if err != nil {
			t.Fatal(err)
		}
		return v.Conversations[0]
	}
	later := o.talks.begin("05-jade", "QRST-2345", "and now they moved me")
	later.Follows = reference
	o.file(later)
	earlier := o.talks.change(jade, func(*conversation.State) {})
	earlier.WentOn, earlier.Follows = true, "AAAA-2345"
	o.file(earlier)
	if got := talk(reference); !slices.Equal(got.FollowedBy, []string{"QRST-2345"}) || got.Follows != nil {
		t.Errorf("followed by %v, follows %v; want the later one, and no link to what is not there", got.FollowedBy, got.Follows)
	}
	if got := talk("QRST-2345"); got.Follows == nil || *got.Follows != reference {
		t.Errorf("got %+v, want a link to the earlier one", got.Follows)
	}
	if _, err := o.Do(o.ctx, reference, priya, caseworker.Join{Case: "QRST-2345"}); err != nil {
		t.Fatal(err)
	}
	for _, talk := range o.view().Conversations {
		if talk.Follows != nil || len(talk.FollowedBy) > 0 {
			t.Errorf("a case links to itself: %+v", talk)
		}
	}
}
