package caseworker

import (
	"testing"

	"sayso/conversation"
)

func library() BookVisit {
	return BookVisit{At: *minute(600), Until: *minute(660), Place: "the library", With: "Priya"}
}

func TestAVisitIsBookedMovedAndAccountedFor(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.do(priya, library())
	d.told(conversation.VisitBooked{
		Effect: "07-jade/staff-ABCD-2345-1", ID: "v1", At: *minute(600), Until: *minute(660), Place: "the library", With: "Priya",
	})
	d.state(VisitBooked)

	d.facts[0].VisitAnswers = []conversation.VisitAnswer{{Visit: "v1", Yes: true, At: *minute(70)}}
	if got := d.c.Visits[0].answered(d.facts); got != "confirmed" {
		t.Errorf("after a yes: got %s, want confirmed", got)
	}
	moved := library()
	moved.ID, moved.At, moved.Until = "v1", *minute(1000), *minute(1060)
	d.do(priya, moved)
	if got := d.c.Visits[0].answered(d.facts); got != "booked" || len(d.c.Visits) != 1 || d.said.Visit != "v1" {
		t.Errorf("after the move: %s, %d visits, id %q: want one, booked, v1; the yes was to another day", got, len(d.c.Visits), d.said.Visit)
	}
	d.facts[0].VisitAnswers = append(d.facts[0].VisitAnswers, conversation.VisitAnswer{Visit: "v1", At: *minute(200)})
	if got := d.c.Visits[0].answered(d.facts); got != "refused" {
		t.Errorf("after a no: got %s, want refused", got)
	}
	d.now = *minute(1000)
	d.do(priya, VisitOutcome{ID: "v1", State: "done", Sorted: "partly", Note: "She was glad."})
	d.told(conversation.VisitOver{ID: "v1", State: "done"})
	d.state(Visited)
	d.refuses("visit_over", priya, moved)
	d.do(priya, library())
	if d.said.Visit != "v2" {
		t.Errorf("the next visit is %q, want v2", d.said.Visit)
	}
}

func TestAVisitNeedsATimeAPlaceAndSomebodyWhoComes(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	for _, spoil := range []func(*BookVisit){
		func(b *BookVisit) { b.Until = b.At },
		func(b *BookVisit) { b.Until = *minute(0) },
		func(b *BookVisit) { *b = BookVisit{Place: "x", With: "y"} },
	} {
		b := library()
		spoil(&b)
		d.refuses("when", priya, b)
	}
	for _, spoil := range []func(*BookVisit){func(b *BookVisit) { b.Place = " " }, func(b *BookVisit) { b.With = "" }} {
		b := library()
		spoil(&b)
		d.refuses("where", priya, b)
	}
	// What a text has no room for would reach a young person cut short.
	for _, spoil := range []func(*BookVisit){
		func(b *BookVisit) { b.Place = "The Hub, 14 Mill Lane, round the back" },
		func(b *BookVisit) { b.With = "Priya Nair and her manager" },
	} {
		b := library()
		spoil(&b)
		d.refuses("too_long", priya, b)
	}
	unknown := library()
	unknown.ID = "v7"
	d.refuses("no_such_visit", priya, unknown)
	d.refuses("no_such_visit", priya, VisitOutcome{ID: "v7", State: "done"})
	d.do(priya, library())
	d.refuses("state", priya, VisitOutcome{ID: "v1", State: "confirmed"})
	d.refuses("sorted", priya, VisitOutcome{ID: "v1", State: "done", Sorted: "fine"})
	d.refuses("sorted", priya, VisitOutcome{ID: "v1", State: "missed", Sorted: "yes"})
}

func TestAVisitThatTheySaidNoToIsStillSeenInTheQueue(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.do(priya, library())
	d.facts[0].VisitAnswers = []conversation.VisitAnswer{{Visit: "v1", At: *minute(70)}}
	row := func() *RowVisit { return d.c.Row(d.facts, rules(t), d.now).Visit }
	if got := row(); got == nil || got.State != "refused" {
		t.Errorf("the row's visit: %+v, want one that was refused", got)
	}
	if p := d.c.Place(d.facts, rules(t), *minute(700)); !p.VisitUntil.IsZero() {
		t.Error("it counts as a visit that somebody must account for")
	}
	for _, at := range []int{300, 900} { // sooner and later than the one that they do not want
		other := library()
		other.At, other.Until = *minute(at), *minute(at + 60)
		d.do(priya, other)
		if got := row(); got == nil || got.State != "booked" {
			t.Errorf("beside another: %+v, want the other", got)
		}
	}
}

func TestAVisitIsNeverMovedToSomebodyElse(t *testing.T) {
	t.Parallel()
	d := newDesk(t, jade(), nan())
	b := library()
	b.Conversation = "07-jade"
	d.do(priya, b)
	b.ID, b.Conversation = "v1", "03-nan"
	d.refuses("which_confidence", priya, b)
}

func TestAVisitThatTheySaidNoToIsDoneWithOnceAnotherIsBooked(t *testing.T) {
	t.Parallel()
	d := newDesk(t, jade(), nan())
	book := func(in string) {
		b := library()
		b.Conversation = in
		d.do(priya, b)
	}
	first := func() ViewVisit { return d.view().Visits[0] }
	book("07-jade")
	d.facts[0].VisitAnswers = []conversation.VisitAnswer{{Visit: "v1", At: d.now, Words: "not tuesday"}}
	book("03-nan")
	if got := first(); got.Followed || !got.Open {
		t.Errorf("beside a visit to nan: %+v, want it open", got)
	}
	book("07-jade")
	if got := first(); !got.Followed || got.Open || got.State != "refused" {
		t.Errorf("after another was booked: %+v, want it refused and done with", got)
	}
	for _, id := range []string{"v2", "v3"} {
		d.now = *minute(600)
		d.do(priya, VisitOutcome{ID: id, State: "done"})
	}
	if got := d.c.Row(d.facts, rules(t), d.now).Visit; got != nil {
		t.Errorf("the row still waits for %+v", got)
	}
}
