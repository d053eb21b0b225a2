package caseworker

import (
	"testing"
	"time"

	"sayso/conversation"
)

func TestAClaimNamesThePersonWhomTheYoungPersonIsTold(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.state(Talking)
	d.do(priya, Claim{Version: 1})
	d.told(conversation.CaseClaimed{Name: "Priya"})
	d.state(Claimed)
}

func TestACaseIsClaimableInEveryStateButClosed(t *testing.T) {
	t.Parallel()
	for _, want := range AllStates() {
		d := newDesk(t)
		bringTo(d, want)
		d.state(want)
		d.now = d.now.Add(100 * time.Hour) // whoever brought it there has let the lease run out
		if want == ClosedState {
			d.refuses("closed", sam, Claim{})
			continue
		}
		if d.do(sam, Claim{}); d.c.Owner.ID != sam.ID {
			t.Errorf("%s: owner %q, want Sam", want, d.c.Owner.Email)
		}
	}
}

// bringTo does what leads to a state.
func bringTo(d *desk, to State) {
	d.t.Helper()
	if to == Talking {
		return
	}
	d.facts[0].Talk = "handed_over"
	steps := []struct {
		State
		act Act
	}{
		{Waiting, nil}, {Claimed, Claim{}},
		{VisitBooked, BookVisit{At: *minute(150), Until: *minute(170), Place: "the library", With: "Priya"}},
		{Visited, VisitOutcome{ID: "v1", State: "done", Sorted: "no"}},
		{Formal, SetStage{To: "2", Seen: seenAll}},
		{ClosedState, nil},
	}
	for _, step := range steps {
		if step.act != nil {
			d.do(priya, step.act)
		}
		if step.State == to {
			break
		}
	}
	if to == ClosedState {
		d.do(priya, IssueOutcome{Number: 1, Outcome: Upheld, Seen: seenAll})
		d.do(priya, IssueOutcome{Number: 2, Outcome: Upheld, Seen: seenAll})
		d.do(priya, Close{Seen: seenAll})
	}
}

func TestWhatSomebodyHoldsCannotBeClaimed(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.do(priya, Claim{Version: 1})
	for _, by := range []Staff{sam, morag} {
		got := d.refuses("claimed", by, Claim{Version: 1})
		if got.By != priya.Email || !got.At.Equal(received.Add(time.Hour)) || got.Version != 2 {
			t.Errorf("got %+v, want it told by whom, since when, and the version", got)
		}
	}
	d.do(priya, Claim{Version: 2})
	if !d.c.Owner.Since.Equal(received.Add(time.Hour)) {
		t.Error("claiming again what one holds must not begin anew")
	}
}

func TestALeaseThatNobodyUsesLetsOthersClaim(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.do(priya, Claim{})
	d.now = d.now.Add(70 * time.Hour)
	d.do(priya, Message{Text: "I will come on Tuesday."}) // whoever works on a case keeps it
	d.now = d.now.Add(70 * time.Hour)
	d.refuses("claimed", sam, Claim{})
	d.now = d.now.Add(2 * time.Hour)
	d.do(sam, Claim{})
	d.told(conversation.CaseClaimed{Name: "Sam"})
}

func TestReleaseGoesBackToWaitingAndAClaimFromThereToTheFurthest(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	bringTo(d, VisitBooked)
	d.do(priya, Release{})
	d.told(conversation.CaseReleased{})
	d.state(Waiting)
	d.refuses("not_claimed", priya, Release{})
	d.do(sam, Claim{})
	d.state(VisitBooked)
}

func TestOnlyAManagerTakesOverWhatSomebodyElseHolds(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.do(priya, Claim{})
	d.refuses("not_allowed", sam, Release{})
	d.refuses("not_allowed", sam, HandOver{To: sam.Email}, sam)
	d.refuses("no_such_colleague", priya, HandOver{To: "nobody@example.gov.uk"})
	d.refuses("no_such_colleague", priya, HandOver{To: "case-system"}, system)
	d.do(morag, HandOver{To: sam.Email, Note: "Priya is ill."}, sam)
	d.told(conversation.CaseClaimed{Name: "Sam"})
	d.do(sam, HandOver{To: priya.Email}, priya)
	if d.c.Owner.ID != priya.ID {
		t.Errorf("owner %q, want Priya", d.c.Owner.Email)
	}
}
