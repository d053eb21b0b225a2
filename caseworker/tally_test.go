package caseworker

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"sayso/conversation"
)

func (d *desk) tally() Tally {
	d.t.Helper()
	return d.c.Tally(d.facts, rules(d.t), d.now)
}

func TestATallyHoldsWhatTheReportCountsAndNoWords(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	bringTo(d, ClosedState)
	got := d.tally()
	if got.Who != "young_person" || got.Channel != "sms" || got.Category != "statutory_complaint" || len(got.Issues) != 2 {
		t.Errorf("got %+v", got)
	}
	if got.Closed != DateIn(d.now, time.UTC) || got.Outcome != Upheld || got.Stage != "2" || got.Kept != "in_time" || got.Visit != "done" || got.Sorted != "no" {
		t.Errorf("got %+v, want it closed in time at stage 2, upheld, visited and not sorted there", got)
	}
	if got.FirstContact == nil || *got.FirstContact != 0 || got.FirstVisit == nil || *got.FirstVisit != 0 {
		t.Errorf("got %+v, want somebody there on the day it came", got)
	}
	all := fmt.Sprintf("%+v", got)
	for _, word := range []string{"Jade", "never", "ABCD", "07-", "priya"} {
		if strings.Contains(all, word) {
			t.Errorf("the tally holds %q: %s", word, all)
		}
	}
}

func TestATallySaysWhetherAClockWasKept(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	start := d.now
	for _, row := range []struct {
		days int // of the calendar, after it came
		want string
	}{{1, "in_time"}, {13, "in_time"}, {20, "late"}} {
		d.now = start.AddDate(0, 0, row.days)
		if got := d.tally().Kept; got != row.want {
			t.Errorf("%d days after: %s, want %s", row.days, got, row.want)
		}
	}
	d.now = start.Add(time.Hour)
	d.do(priya, Extend{Until: DateIn(start.AddDate(0, 0, 21), time.UTC), Reason: "An advocate is on the way."})
	for _, row := range []struct {
		days int
		want string
	}{{13, "in_time"}, {20, "extended"}, {25, "late"}} {
		d.now = start.AddDate(0, 0, row.days)
		if got := d.tally().Kept; got != row.want {
			t.Errorf("extended, %d days after: %s, want %s", row.days, got, row.want)
		}
	}
	d.now = start.Add(48 * time.Hour)
	d.do(priya, SetStage{To: "ombudsman", Seen: seenAll})
	if got := d.tally(); got.Kept != "" || got.Ombudsman != DateIn(d.now, time.UTC) {
		t.Errorf("got %+v, want no clock of ours, and the day it went there", got)
	}
}

func TestWordsThatNeverWentOutAreNoContact(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	if got := d.tally().FirstContact; got != nil {
		t.Errorf("contact after %d days, want none yet", *got)
	}
	d.do(priya, Message{Text: "I will come on Tuesday."})
	if got := d.tally().FirstContact; got == nil || *got != 0 {
		t.Errorf("contact %v, want it the same day", got)
	}
	d.facts[0].BlockedSays = append(d.facts[0].BlockedSays, conversation.Blocked{Effect: d.said.Effect, Reason: "unsafe_contact"})
	if got := d.tally().FirstContact; got != nil {
		t.Errorf("contact after %d days by words that were held back", *got)
	}
}

func TestATallyOfWhatCameAnotherWayHasNoAnswersOfATalk(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.c, d.facts = Case{Reference: "ABCD-2345"}, nil
	nan := "grandparent"
	d.do(priya, EnterCase{Channel: "phone", Received: d.now.Add(-50 * time.Hour), Words: "she never rings", SubmittedBy: SubmittedBy{Who: "on_behalf", Relationship: &nan}})
	got := d.tally()
	if got.Channel != "phone" || got.Who != "on_behalf" || got.Relationship != nan || got.Language != "" || len(got.Issues) != 1 || got.Issues[0].Kind != "" {
		t.Errorf("got %+v", got)
	}
}
