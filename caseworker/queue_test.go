package caseworker

import (
	"slices"
	"testing"
	"time"

	"sayso/conversation"
)

func TestTheQueueIsInTheOrderOfNeed(t *testing.T) {
	t.Parallel()
	now := *minute(600)
	rows := []struct {
		who string
		Place
	}{
		{"in danger, first", Place{Tier: conversation.R1, Received: *minute(0)}},
		{"in danger, later", Place{Tier: conversation.R1, Received: *minute(500), Professional: true}},
		{"a worker hurt her, first", Place{Tier: conversation.R3, Received: *minute(0)}},
		{"in hand, but it was a worker", Place{Tier: conversation.R1, InHand: true, Professional: true, Received: *minute(100)}},
		{"in hand, and then a worker hurt her", Place{Tier: conversation.R1, InHand: true, Since: conversation.R3, Received: *minute(150)}},
		{"a worry", Place{Tier: conversation.R2, Received: *minute(0)}},
		{"in hand, and then a new worry", Place{Tier: conversation.R1, InHand: true, Since: conversation.R2, Received: *minute(200)}},
		{"a newer worry, read and in hand", Place{Tier: conversation.R2, InHand: true, Received: *minute(300)}},
		{"moved tomorrow", Place{Tier: conversation.PlannedChange, Received: *minute(400)}},
		{"in hand, and then moved tomorrow", Place{Tier: conversation.R1, InHand: true, Since: conversation.PlannedChange, Received: *minute(450)}},
		{"unread, long overdue", Place{Received: *minute(0), ReadBy: *minute(60), Due: *minute(20000)}},
		{"unread, just overdue", Place{Received: *minute(1), ReadBy: *minute(600), Due: *minute(10000)}},
		{"nobody says how the visit was", Place{Received: *minute(0), VisitUntil: *minute(500), Due: *minute(9000)}},
		{"due next", Place{Received: *minute(300), Due: *minute(5000)}},
		{"in hand, due later", Place{Tier: conversation.R1, InHand: true, Received: *minute(0), Due: *minute(6000)}},
		{"unread, in time, due last", Place{Received: *minute(0), ReadBy: *minute(700), VisitUntil: *minute(800), Due: *minute(7000)}},
		{"no clock, old", Place{Received: *minute(-5000)}},
		{"no clock, new", Place{Received: *minute(500)}},
		{"closed today", Place{Tier: conversation.R1, Received: *minute(0), Closed: *minute(500)}},
		{"closed yesterday", Place{Received: *minute(0), Closed: *minute(-900)}},
	}
	for n := 1; n < len(rows); n++ {
		before, after := rows[n-1], rows[n]
		if before.Score(now) >= after.Score(now) {
			t.Errorf("%q (%.0f) must come before %q (%.0f)", before.who, before.Score(now), after.who, after.Score(now))
		}
	}
}

func TestTheQueueIsRescoredAtTheInstantWhenItsOrderChanges(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		why string
		Place
		now  *time.Time
		next *time.Time
	}{
		{"unread, in time", Place{Received: *minute(0), ReadBy: *minute(60), Due: *minute(9000)}, minute(0), minute(60)},
		{"unread, its time is over", Place{Received: *minute(0), ReadBy: *minute(60), Due: *minute(9000)}, minute(60), nil},
		{"a visit before the reading time", Place{Received: *minute(0), ReadBy: *minute(60), VisitUntil: *minute(30), Due: *minute(9000)}, minute(0), minute(30)},
		{"an overdue visit that will be unread too", Place{Received: *minute(0), ReadBy: *minute(60), VisitUntil: *minute(30)}, minute(40), minute(60)},
		{"overdue reading stands above a visit", Place{Received: *minute(0), ReadBy: *minute(60), VisitUntil: *minute(90)}, minute(70), nil},
		{"danger stands above all of it", Place{Tier: conversation.R1, Received: *minute(0), ReadBy: *minute(60)}, minute(0), nil},
		{"closed", Place{Closed: *minute(0), ReadBy: *minute(60)}, minute(0), nil},
		{"only a clock", Place{Received: *minute(0), Due: *minute(60)}, minute(0), nil},
	} {
		want := time.Time{}
		if row.next != nil {
			want = *row.next
		}
		if got := row.Rescore(*row.now); !got.Equal(want) {
			t.Errorf("%s: got %v, want %v", row.why, got, want)
		}
	}
}

func TestACasesPlaceFollowsItsStory(t *testing.T) {
	t.Parallel()
	d := newDesk(t, inDanger())
	band := func(when time.Time) int {
		b, _ := d.c.Place(d.facts, rules(t), when).band(when)
		return b
	}
	got := []int{band(d.now)}
	d.do(priya, TakeInHand{})
	got = append(got, band(*minute(61)))
	d.do(priya, Read{Seen: map[string]int{"07-jade": 3}})
	d.do(priya, library())
	got = append(got, band(*minute(61)), band(*minute(660)))
	d.now = *minute(600)
	d.do(priya, VisitOutcome{ID: "v1", State: "missed"})
	got = append(got, band(*minute(700)))
	d.do(priya, IssueOutcome{Number: 1, Outcome: Upheld, Seen: seenAll})
	d.do(priya, IssueOutcome{Number: 2, Outcome: Upheld, Seen: seenAll})
	d.do(priya, Close{Seen: seenAll})
	got = append(got, band(*minute(900)))
	want := []int{bandDanger, bandUnread, bandClock, bandVisit, bandClock, bandClosed}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestANewWorryOnWhatIsInHandStandsAsOne: until somebody has acted on that too, or made less of it.
func TestANewWorryOnWhatIsInHandStandsAsOne(t *testing.T) {
	t.Parallel()
	d := newDesk(t, inDanger())
	band := func() int {
		b, _ := d.c.Place(d.facts, rules(t), d.now).band(d.now)
		return b
	}
	var got []int
	look := func() { got = append(got, band()) }
	d.do(priya, Read{Seen: map[string]int{"07-jade": 3}})
	d.do(priya, TakeInHand{})
	look()
	d.hear(conversation.R2)
	look()
	d.do(priya, TakeInHand{})
	look()
	d.hear(conversation.R2)
	d.do(morag, SetUrgency{Version: d.c.Version, Tier: conversation.R1, Reason: "it is the same knife"})
	look()
	d.do(priya, TakeInHand{})
	look()
	d.hear(conversation.R1)
	look()
	want := []int{bandClock, bandConcern, bandUnread, bandDanger, bandUnread, bandDanger}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestAWorryThatIsJoinedToWhatIsInHandStandsAsOne.
func TestAWorryThatIsJoinedToWhatIsInHandStandsAsOne(t *testing.T) {
	t.Parallel()
	d := newDesk(t, inDanger())
	d.do(priya, TakeInHand{})
	other := jade()
	other.Conversation, other.Reference, other.Tier = "03-nan", "WXYZ-2345", conversation.R2
	other.Urgent = []conversation.Urgent{{Seq: 2, Because: "words", Tier: conversation.R2}}
	nans := opened(other)
	d.joins = &Joining{Case: nans, Facts: []conversation.Facts{other}}
	d.do(priya, Join{Version: d.c.Version, Case: nans.Reference})
	d.facts = append(d.facts, other)
	p := d.c.Place(d.facts, rules(t), d.now)
	if b, _ := p.band(d.now); b != bandConcern || !p.InHand {
		t.Errorf("it stands in band %d, in hand: %v", b, p.InHand)
	}
}
