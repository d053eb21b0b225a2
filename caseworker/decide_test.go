package caseworker

import (
	"testing"
	"time"

	"sayso/conversation"
)

func TestTheOverallOutcomeIsDerivedFromTheIssues(t *testing.T) {
	t.Parallel()
	u, p, n, x, w, tr := Upheld, PartiallyUpheld, NotUpheld, NoFinding, Withdrawn, Transferred
	for _, row := range []struct {
		why    string
		issues []Outcome
		want   Outcome
	}{
		{"Halton 2020: three of five upheld", []Outcome{u, n, u, n, u}, p},
		{"all upheld", []Outcome{u, u}, u},
		{"none upheld", []Outcome{n, n}, n},
		{"any part", []Outcome{p}, p},
		{"any part beside not upheld", []Outcome{n, p, n}, p},
		{"withdrawn and transferred do not count", []Outcome{u, w, tr}, u},
		{"withdrawn beside not upheld", []Outcome{n, w}, n},
		{"nothing could be found out", []Outcome{x, x}, x},
		{"not upheld, and the rest could not be found out", []Outcome{n, x}, x},
		{"upheld, and the rest could not be found out", []Outcome{u, x}, p},
		{"all withdrawn", []Outcome{w, w}, w},
		{"all transferred", []Outcome{tr}, tr},
		{"nothing left, and some goes on elsewhere", []Outcome{w, tr}, tr},
		{"one is not decided yet", []Outcome{u, ""}, ""},
		{"no issues", nil, ""},
	} {
		if got := Overall(row.issues); got != row.want {
			t.Errorf("%s: got %q, want %q", row.why, got, row.want)
		}
	}
}

func TestNothingClosesWhileAnIssueLacksItsOutcome(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.do(priya, AddIssue{Words: "they eat my food", Kinds: []string{"placement"}})
	if d.said.Issue != 3 {
		t.Errorf("the added issue is number %d, want 3", d.said.Issue)
	}
	d.do(priya, IssueOutcome{Number: 1, Outcome: Upheld, Action: "A new worker", Reason: "The calls were not returned.", Seen: seenAll})
	d.do(priya, IssueOutcome{Number: 2, Outcome: NotUpheld, Seen: seenAll, Kinds: []string{"decision"}})
	d.refuses("no_outcome", priya, Close{Seen: seenAll})
	d.do(priya, IssueOutcome{Number: 3, Outcome: Upheld, Seen: seenAll})
	d.refuses("not_allowed", system, Close{Seen: seenAll})
	d.do(priya, Close{Seen: seenAll, Reason: "Told at the visit."})
	d.told(conversation.CaseClosed{Effect: "07-jade/staff-ABCD-2345-5"})
	d.state(ClosedState)
	d.refuses("closed", priya, IssueOutcome{Number: 3, Outcome: Upheld, Seen: seenAll})
	d.refuses("no_such_issue", newDeskDo(d, Reopen{Reason: "A mistake."}), IssueOutcome{Number: 9, Outcome: Upheld, Seen: seenAll})
	d.refuses("outcome", priya, IssueOutcome{Number: 1, Outcome: "good", Seen: seenAll})
	d.refuses("kinds", priya, IssueOutcome{Number: 1, Outcome: Upheld, Kinds: []string{"food"}, Seen: seenAll})
}

// newDeskDo does an act on the way, and gives Priya, who did it.
func newDeskDo(d *desk, act Act) Staff {
	d.t.Helper()
	d.do(priya, act)
	return priya
}

func TestAMatterTakenBackInTheTalkHoldsUpNothingUntilSomebodyDecidedOnIt(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.do(priya, IssueOutcome{Number: 2, Outcome: Upheld, Seen: seenAll})
	d.facts[0].Issues = nil
	got := d.c.issuesNow(d.facts)
	if len(got) != 1 || got[0].Number != 2 {
		t.Errorf("got %+v, want the decided one only", got)
	}
	f := jade()
	f.Issues = append(f.Issues, conversation.Issue{Number: 5, Words: "and the bus"})
	c, _ := d.c.Take(f, rules(t))
	if last := c.Issues[len(c.Issues)-1]; last.Number != 3 || last.Told != 5 {
		t.Errorf("got %+v, want numbers on the case without holes", last)
	}
}

func TestAMessageOnAClosedCaseReopensItToWaiting(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	bringTo(d, ClosedState)
	version := d.c.Version
	f := d.facts[0]
	f.Turn = 9
	if c, tells := d.c.Take(f, rules(t)); c.Closed == nil || tells != nil {
		t.Error("facts without a newer message must not reopen")
	}
	f.LastHeard = 7
	c, tells := d.c.Take(f, rules(t))
	if got := c.StateNow([]conversation.Facts{f}); got != Waiting || c.Owner != nil || c.Version != version {
		t.Errorf("state %s, owner %v, version %d: want waiting, nobody, %d", got, c.Owner, c.Version, version)
	}
	if len(tells) != 1 || tells[0].What != (conversation.CaseReopened{}) || tells[0].Conversation != "07-jade" {
		t.Errorf("told %+v, want that it is open again", tells)
	}
}

func TestStaffCanReopenForAReason(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.refuses("not_closed", priya, Reopen{Reason: "x"})
	bringTo(d, ClosedState)
	d.refuses("reason", priya, Reopen{})
	d.do(priya, Reopen{Reason: "An outcome was wrong."})
	d.told(conversation.CaseReopened{})
	d.state(Waiting)
}

func TestNobodyClosesOverDangerThatNobodyHasInHand(t *testing.T) {
	t.Parallel()
	f := jade()
	f.Tier, f.Issues = conversation.R1, nil
	d := newDesk(t, f)
	d.refuses("not_in_hand", priya, Close{Seen: seenAll})
	d.do(priya, TakeInHand{Note: "The police are there."})
	d.do(priya, Close{Seen: seenAll})
}

func TestAContactClosesWithOneActUnlessSomebodyMayNotBeSafe(t *testing.T) {
	t.Parallel()
	f := jade()
	f.Category, f.Issues = "contact", nil
	d := newDesk(t, f)
	d.refuses("heard_since", priya, Close{})
	d.do(priya, Close{Seen: seenAll})
	f.Tier = conversation.R2
	newDesk(t, f).refuses("not_a_contact", priya, Close{Seen: seenAll})
}

func TestACategoryIsNeverLoweredSilently(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	set := func(to, why string) SetCategory { return SetCategory{Category: to, Reason: why, Seen: seenAll} }
	d.refuses("category", priya, set("complaint", ""))
	d.refuses("not_allowed", priya, set("customer_care_issue", "It is small."))
	d.refuses("reason", morag, set("customer_care_issue", " "))
	d.do(morag, set("customer_care_issue", "She only asked for the bus times."))
	d.refuses("not_allowed", priya, set("compliment", "x"))
	d.do(priya, set("statutory_complaint", "")) // up is always possible
	if got := d.c.category(d.facts); got != "statutory_complaint" {
		t.Errorf("got %s", got)
	}
	f := jade()
	f.Category = "contact"
	newDesk(t, f).do(priya, set("contact", ""))
}

func TestStandingIsDecidedByAPersonWithAReason(t *testing.T) {
	t.Parallel()
	d := newDesk(t, nan())
	d.refuses("not_allowed", system, SetStanding{Ground: "own_right", Decision: "accepted", Reason: "x"})
	d.refuses("ground", priya, SetStanding{Ground: "neighbour", Decision: "accepted", Reason: "x"})
	d.refuses("decision", priya, SetStanding{Ground: "own_right", Decision: "maybe", Reason: "x"})
	d.refuses("reason", priya, SetStanding{Ground: "sufficient_interest", Decision: "refused"})
	d.do(priya, SetStanding{Ground: "sufficient_interest", Decision: "pending"})
	d.do(priya, SetStanding{Ground: "sufficient_interest", Decision: "accepted", Reason: "She looks after her."})
}

func TestTheClockOfEachStage(t *testing.T) {
	t.Parallel()
	d := newDesk(t) // received on Saturday 21 November 2026
	check := func(want string, used int) {
		t.Helper()
		clock := d.c.Clock(rules(t), d.now)
		if got := clock.Last(); got == nil || got.String() != want || clock.WorkingDaysUsed != used {
			t.Errorf("stage %s: due %v, %d used; want %s, %d", clock.Now, got, clock.WorkingDaysUsed, want, used)
		}
	}
	check("2026-12-04", 0)
	d.now = time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC)
	check("2026-12-04", 7)
	d.refuses("reason", priya, Extend{Until: day(t, "2026-12-18")})
	d.refuses("until", priya, Extend{Until: day(t, "2026-12-04"), Reason: "x"})
	d.refuses("until", priya, Extend{Until: day(t, "2026-12-19"), Reason: "20 working days are the most"})
	d.do(priya, Extend{Until: day(t, "2026-12-18"), Reason: "An advocate is coming."})
	check("2026-12-18", 7)
	if due := d.c.Clock(rules(t), d.now).Due.String(); due != "2026-12-04" {
		t.Errorf("the first date is %s, want it kept beside the new one", due)
	}
	d.now = time.Date(2026, 12, 18, 9, 0, 0, 0, time.UTC)
	d.refuses("stage", priya, SetStage{To: "1", Seen: seenAll})
	d.refuses("stage", priya, SetStage{To: "4", Seen: seenAll})
	d.do(priya, SetStage{To: "2", Seen: seenAll, Reason: "She asked for it."})
	check("2027-01-27", 0)
	d.state(Formal)
	d.do(priya, SetStage{To: "3", Seen: seenAll})
	d.refuses("no_extension", priya, Extend{Until: day(t, "2027-06-01"), Reason: "x"})
	d.refuses("reason", priya, SetStage{To: "1", Seen: seenAll})
	d.do(priya, SetStage{To: "ombudsman", Seen: seenAll})
	if clock := d.c.Clock(rules(t), d.now); clock.Due != nil {
		t.Errorf("the Ombudsman's clock is not ours: %v", clock.Due)
	}
	d.refuses("no_extension", priya, Extend{Until: day(t, "2027-06-01"), Reason: "x"})
}

func TestTheClockCountsFromTheDayInLondon(t *testing.T) {
	t.Parallel()
	c := Case{Received: time.Date(2027, 4, 29, 23, 30, 0, 0, time.UTC)} // 00:30 on Friday in London
	if got := c.Clock(rules(t), c.Received).Due.String(); got != "2027-05-17" {
		t.Errorf("due %s, want 2027-05-17", got)
	}
}

func TestAClockStopsOnlyOnANamedHumansWord(t *testing.T) {
	t.Parallel()
	f := jade()
	f.Category = "contact"
	d := newDesk(t, f)
	if d.c.Clock(rules(t), d.now).Due == nil {
		t.Error("a proposal must not stop a clock")
	}
	d.do(priya, SetCategory{Category: "contact", Seen: seenAll})
	if got := d.c.Clock(rules(t), d.now).Due; got != nil {
		t.Errorf("a confirmed contact is due on %v, want no clock", got)
	}
}
