package caseworker

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"sayso/conversation"
)

// nanToo is a desk with Jade's case, and her nan's beside it, which came an hour earlier and has
// two matters of its own.
func nanToo(t *testing.T) (jades, nans *desk) {
	t.Helper()
	f := nan()
	f.Received = received.Add(-time.Hour)
	f.Issues = []conversation.Issue{
		{Number: 1, Seq: 1, Words: "nobody rings me either", Kinds: []string{"communication"}},
		{Number: 2, Seq: 2, Words: "she is not eating", Kinds: []string{"safety"}},
	}
	return newDesk(t), newDesk(t, f)
}

// names lets the desk's next Join name another desk's case.
func (d *desk) names(other *desk) Join {
	d.joins = &Joining{other.c.clone(), slices.Clone(other.facts)}
	return Join{Version: d.c.Version, Case: other.c.Reference}
}

// join joins another desk's case to this one's, as the register does it.
func (d *desk) join(by Staff, other *desk) {
	d.t.Helper()
	d.now = latest(d.now, other.now)
	d.do(by, d.names(other))
	d.facts = append(d.facts, other.facts...)
	slices.SortStableFunc(d.facts, func(a, b conversation.Facts) int {
		return slices.Index(d.c.Conversations, a.Conversation) - slices.Index(d.c.Conversations, b.Conversation)
	})
}

func latest(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func (d *desk) view() View { return d.c.View(d.facts, nil, rules(d.t), d.now) }

func TestAJoinedCaseHoldsAllThatBothHeld(t *testing.T) {
	t.Parallel()
	jades, nans := nanToo(t)
	jades.do(priya, Claim{})
	jades.do(priya, library())
	jades.do(priya, Note{Text: "Seen at school."})
	nans.do(sam, Note{Text: "Nan is worried."})
	nans.do(sam, AddIssue{Words: "and the bus"})
	nans.do(sam, library())
	nans.do(sam, IssueOutcome{Number: 1, Outcome: Upheld, Seen: seenAll})
	nans.do(sam, SetStanding{Ground: "sufficient_interest", Decision: "accepted", Reason: "She brought her up."})
	jades.join(priya, nans)

	v := jades.view()
	if v.Reference != "ABCD-2345" || !slices.Equal(v.Aliases, []string{"WXYZ-2345"}) || !v.Received.Equal(received.Add(-time.Hour)) {
		t.Errorf("%s, aliases %v, received %v: want the other reference as an alias and the earliest receipt", v.Reference, v.Aliases, v.Received)
	}
	var issues []string
	for _, i := range v.Issues {
		issues = append(issues, strings.Join([]string{*i.Conversation, i.Words}, ": "))
		if i.Number != len(issues) {
			t.Errorf("issue %q has number %d, want %d", i.Words, i.Number, len(issues))
		}
	}
	want := []string{
		"07-jade: my sw never rings back", "07-jade: i cant see my brother",
		"03-nan: nobody rings me either", "03-nan: she is not eating", "03-nan: and the bus",
	}
	if !slices.Equal(issues, want) || *v.Issues[2].Outcome != Upheld {
		t.Errorf("got issues %q (%+v), want %q, the third upheld", issues, v.Issues[2], want)
	}
	if len(v.Notes) != 2 || !slices.Equal(v.Notes[0].DrawsOn, []string{"07-jade"}) && !slices.Equal(v.Notes[1].DrawsOn, []string{"07-jade"}) {
		t.Errorf("got notes %+v, want both, each with whose words it draws on", v.Notes)
	}
	if v.SubmittedBy.Name != "Bea" || v.Conversations[0].ID != "03-nan" || *v.Standing.Ground != "sufficient_interest" || v.Conversations[1].Standing.Decision != "pending" {
		t.Errorf("submitted by %+v, standing %+v: want the first contact's", v.SubmittedBy, v.Standing)
	}
	if *v.Owner != priya.Email || v.Version != 6 || v.State != VisitBooked || v.YoungPeople[0].Name != "Jade" {
		t.Errorf("owner %v, version %d, state %s", *v.Owner, v.Version, v.State)
	}
	last := v.History[len(v.History)-1]
	if last.Act != "join" || last.Joined != "WXYZ-2345" || last.Case != "" || !slices.ContainsFunc(v.History, func(d Done) bool { return d.Case == "WXYZ-2345" }) {
		t.Errorf("got history %+v", v.History)
	}
}

func TestJoiningTellsNobodyMoreThanTheNameOfTheCaseworker(t *testing.T) {
	t.Parallel()
	type told map[string]conversation.Happening
	named := func(name string) conversation.Happening { return conversation.CaseClaimed{Name: name} }
	for _, row := range []struct {
		why         string
		jades, nans Staff // owners
		want        told
		owner       string
	}{
		{"nobody has either", Staff{}, Staff{}, told{}, ""},
		{"one person has both", priya, priya, told{}, priya.Email},
		{"nobody had the other", priya, Staff{}, told{"03-nan": named("Priya")}, priya.Email},
		{"nobody had this one", Staff{}, sam, told{"07-jade": named("Sam")}, sam.Email},
		{"each had one", priya, sam, told{"03-nan": named("Priya")}, priya.Email},
	} {
		jades, nans := nanToo(t)
		for d, by := range map[*desk]Staff{jades: row.jades, nans: row.nans} {
			if by.ID != "" {
				d.do(by, Claim{})
			}
		}
		jades.join(morag, nans)
		got := told{}
		for _, tell := range jades.tells {
			got[tell.Conversation] = tell.What
		}
		owner := ""
		if jades.c.Owner != nil {
			owner = jades.c.Owner.Email
		}
		if !reflect.DeepEqual(got, row.want) || len(jades.tells) != len(got) || owner != row.owner {
			t.Errorf("%s: told %+v, owner %q; want %+v, %q", row.why, jades.tells, owner, row.want, row.owner)
		}
	}
}

func TestAJoinIsRefusedWhereItMakesNoSense(t *testing.T) {
	t.Parallel()
	jades, nans := nanToo(t)
	jades.refuses("no_such_case", priya, Join{Case: "AAAA-2345"})
	jades.refuses("same_case", priya, jades.names(jades))
	jades.refuses("not_allowed", system, jades.names(nans))
	jades.do(priya, Claim{})
	old := jades.names(nans)
	jades.do(priya, AddIssue{Words: "the food"})
	jades.refuses("version", priya, old)

	nans.do(sam, Claim{})
	got := jades.refuses("claimed", priya, jades.names(nans))
	if got.By != sam.Email || !strings.HasPrefix(got.Words, "Sam Okafor has the other case.") {
		t.Errorf("got %+v, want it told who has the other case", got)
	}
	for n := range 2 {
		nans.do(sam, IssueOutcome{Number: n + 1, Outcome: Upheld, Seen: seenAll})
	}
	nans.do(sam, Close{Seen: seenAll})
	jades.refuses("closed", morag, jades.names(nans))
	nans.refuses("closed", morag, nans.names(jades))
	nans.do(sam, Reopen{Reason: "Her granddaughter wrote."})
	jades.join(priya, nans)
	again := newDesk(t)
	again.c, again.facts = jades.c, jades.facts
	jades.refuses("same_case", priya, jades.names(again))
}

func TestWhoeverMayWorkOnACaseMaySeeTheOneThatTheyJoin(t *testing.T) {
	t.Parallel()
	for _, role := range AllRoles() {
		for _, machine := range []bool{false, true} {
			who := Staff{Role: role, Machine: machine}
			if who.May(Join{}.Terms().Needs) && !who.May(MayView) {
				t.Errorf("%s (machine %v) can join a case that they may not see", role, machine)
			}
		}
	}
}

func TestAVisitKeepsTheIdThatItsPersonWasToldOf(t *testing.T) {
	t.Parallel()
	jades, nans := nanToo(t)
	jades.do(priya, library())
	nans.do(priya, library())
	nans.do(priya, library())
	jades.join(priya, nans)
	jades.now = *minute(600)
	jades.do(priya, VisitOutcome{ID: "v3", State: "done"})
	jades.told(conversation.VisitOver{ID: "v2", State: "done"})
	moved := library()
	moved.ID, moved.Conversation = "v2", "03-nan"
	jades.do(priya, moved)
	if got := jades.tells[0]; got.Conversation != "03-nan" || got.What.(conversation.VisitBooked).ID != "v1" {
		t.Errorf("told %+v, want nan told of her first visit, moved", got)
	}
	jades.facts[0].VisitAnswers = []conversation.VisitAnswer{{Visit: "v1", Yes: true, At: jades.now}} // nan's
	jades.facts[0].VisitsSorted = []conversation.VisitSorted{{Visit: "v2", Value: "partly", Words: "a bit", Seq: 9, At: jades.now}}
	v := jades.view()
	if v.Visits[0].State != "booked" || v.Visits[1].State != "confirmed" || *v.Visits[2].Sorted != "partly" || v.Visits[0].Answer != nil {
		t.Errorf("got %+v, want only nan's visits answered", v.Visits)
	}
	jades.do(priya, BookVisit{Conversation: "03-nan", At: *minute(900), Until: *minute(960), Place: "home", With: "Sam"})
	if got := jades.tells[0].What.(conversation.VisitBooked).ID; got != "v4" {
		t.Errorf("the next visit is %s in nan's conversation, want v4: she was told of v1 and v2", got)
	}
}

func TestNothingIsMadeLessOfByJoining(t *testing.T) {
	t.Parallel()
	f := jade()
	f.Category = "contact"
	for _, row := range []struct {
		why         string
		jades, nans string // as confirmed
		want        string // as confirmed then
	}{
		{"nobody has confirmed anything", "", "", ""},
		{"one is confirmed as little", "contact", "", ""},
		{"both are confirmed", "contact", "representation", "representation"},
		{"the most is confirmed", "statutory_complaint", "", "statutory_complaint"},
	} {
		jades, nans := newDesk(t, f), newDesk(t, nan())
		for d, to := range map[*desk]string{jades: row.jades, nans: row.nans} {
			if to != "" {
				d.do(morag, SetCategory{Category: to, Seen: seenAll, Reason: "Looked at."})
			}
		}
		jades.join(morag, nans)
		got := ""
		if k := jades.c.Category; k != nil {
			got = k.Name
		}
		if got != row.want {
			t.Errorf("%s: confirmed as %q, want %q", row.why, got, row.want)
		}
	}
}

func TestTheFurtherStageCountsAndAtTheSameTheNearerDate(t *testing.T) {
	t.Parallel()
	until := func(d *desk, day Date) { d.do(priya, Extend{Until: day, Reason: "An advocate is coming."}) }
	early, late := day(t, "2026-12-08"), day(t, "2026-12-11")
	for _, row := range []struct {
		why    string
		bring  func(jades, nans *desk)
		want   string
		untold []string
	}{
		{"neither is extended", func(_, _ *desk) {}, "2026-12-04", nil},
		{"one is extended", func(jades, _ *desk) { until(jades, early) }, "2026-12-04", nil},
		{"the earlier one is extended", func(_, nans *desk) { until(nans, early) }, "2026-12-04", nil},
		{"both are", func(jades, nans *desk) { until(jades, early); until(nans, early) }, "2026-12-08", nil},
		{"one longer", func(jades, nans *desk) { until(jades, early); until(nans, late) }, "2026-12-08", []string{"03-nan"}},
		{"the other longer", func(jades, nans *desk) { until(jades, late); until(nans, early) }, "2026-12-08", []string{"07-jade"}},
		{"one is at stage 2", func(jades, nans *desk) {
			nans.do(priya, SetStage{To: "2", Seen: seenAll})
			until(jades, early)
		}, "2026-12-29", nil},
	} {
		jades, nans := nanToo(t)
		row.bring(jades, nans)
		jades.join(priya, nans)
		var untold []string
		for _, talk := range jades.view().Conversations {
			if talk.Untold {
				untold = append(untold, talk.ID)
			}
		}
		if got := jades.c.Clock(rules(t), jades.now).Last(); got == nil || got.String() != row.want || !slices.Equal(untold, row.untold) {
			t.Errorf("%s: due %v, not told %v; want %s, %v", row.why, got, untold, row.want, row.untold)
		}
	}
}

// TestAnOwnerWhoIsNamedInTheOtherCaseDoesNotLookAfterBoth, and nobody is told that they do.
func TestAnOwnerWhoIsNamedInTheOtherCaseDoesNotLookAfterBoth(t *testing.T) {
	t.Parallel()
	for what, row := range map[string]struct {
		owner func(jades, nans *desk) *desk // whose case Sam has
		owned bool
		named string
	}{
		"of this one":                     {func(jades, _ *desk) *desk { return jades }, false, "Sam"},
		"of the other":                    {func(_, nans *desk) *desk { return nans }, false, "Sam"},
		"of this one, and it is another":  {func(jades, _ *desk) *desk { return jades }, true, "Dave"},
		"of the other, and it is another": {func(_, nans *desk) *desk { return nans }, true, "Dave"},
	} {
		jades, nans := nanToo(t)
		row.owner(jades, nans).do(sam, Claim{})
		jades.facts[0].Named, nans.facts[0].Named = []string{row.named}, []string{row.named}
		jades.join(morag, nans)
		if (jades.c.Owner != nil) != row.owned {
			t.Errorf("%s: the owner is %+v", what, jades.c.Owner)
		}
		for _, tell := range jades.tells {
			if _, claimed := tell.What.(conversation.CaseClaimed); claimed && !row.owned {
				t.Errorf("%s: they are told %+v", what, tell.What)
			}
		}
		if row.owned == jades.c.Released {
			t.Errorf("%s: released: %v", what, jades.c.Released)
		}
	}
}
