package register_test

import (
	"encoding/base64"
	"fmt"
	"slices"
	"testing"
	"time"

	"sayso/caseworker"
	"sayso/caseworker/register"
	"sayso/conversation"
)

// queue reads the whole queue page by page.
func (o *office) queue(f register.Filter) (references []string, pages int) {
	o.t.Helper()
	for cursor := ""; ; pages++ {
		page, err := o.List(o.ctx, priya, f, cursor)
		if err != nil {
			o.t.Fatal(err)
		}
		for _, row := range page.Cases {
			references = append(references, row.Reference)
		}
		if page.Next == nil {
			return references, pages + 1
		}
		cursor = *page.Next
	}
}

// many opens so many cases, all received at the same instant.
func (o *office) many(n int) (references []string) {
	o.t.Helper()
	for i := range n {
		reference := fmt.Sprintf("AAAA-%c%c%c%c", 'A'+i/17576%26, 'A'+i/676%26, 'A'+i/26%26, 'A'+i%26)
		o.file(o.talks.begin(fmt.Sprintf("07-%d", i), reference, "my sw never rings back"))
		references = append(references, reference)
	}
	return references
}

func TestAListPagesThroughTheQueueInItsOrderWithoutHolesOrRepeats(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.page = 3
	o.again()
	want := o.many(9)
	got, pages := o.queue(register.Filter{})
	if !slices.Equal(got, want) || pages != 3 {
		t.Errorf("got %v in %d pages, want %v in 3", got, pages, want)
	}
	o.file(o.talks.change("07-5", func(s *conversation.State) { s.Danger.Tier = conversation.R1 }))
	o.file(o.talks.change("07-7", func(s *conversation.State) { s.Danger.Tier = conversation.R2 }))
	got, _ = o.queue(register.Filter{})
	if got[0] != "AAAA-AAAF" || got[1] != "AAAA-AAAH" || len(got) != 9 {
		t.Errorf("got %v, want danger first, then the worry", got)
	}
}

func TestAListOfOpenCasesDoesNotReadTheClosedOnes(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	open := o.many(2)
	o.opens()
	o.do(priya, caseworker.IssueOutcome{Version: 1, Number: 1, Outcome: caseworker.Upheld, Seen: map[string]int{jade: 99}})
	o.do(priya, caseworker.Close{Version: 2, Seen: map[string]int{jade: 99}})
	if got, _ := o.queue(register.Filter{State: "closed"}); !slices.Equal(got, []string{reference}) {
		t.Fatalf("closed: got %v", got)
	}
	// Whoever read this row would fail.
	if err := o.db.HSet(o.ctx, "sayso:{cases}:rows", reference, "junk").Err(); err != nil {
		t.Fatal(err)
	}
	for _, f := range []register.Filter{{State: "open"}, {State: "waiting", Urgency: "none"}, {State: "open", Owner: "none"}} {
		if got, _ := o.queue(f); !slices.Equal(got, open) {
			t.Errorf("%+v: got %v, want %v", f, got, open)
		}
	}
}

func TestAListIsFilteredByStateUrgencyAndOwner(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.page = 2
	o.again()
	all := o.many(6)
	for _, n := range []int{1, 4} {
		if _, err := o.Do(o.ctx, all[n], priya, caseworker.Claim{}); err != nil {
			t.Fatal(err)
		}
	}
	o.file(o.talks.change("07-3", func(s *conversation.State) { s.Danger.Tier = conversation.R3 }))
	for _, row := range []struct {
		register.Filter
		want []string
	}{
		{register.Filter{State: "claimed"}, []string{all[1], all[4]}},
		{register.Filter{State: "waiting"}, []string{all[3], all[0], all[2], all[5]}},
		{register.Filter{State: "closed"}, nil},
		{register.Filter{State: "open", Urgency: "professional"}, []string{all[3]}},
		{register.Filter{Owner: "me"}, []string{all[1], all[4]}},
		{register.Filter{Owner: "PRIYA@example.gov.uk"}, []string{all[1], all[4]}},
		{register.Filter{Owner: "none", Urgency: "none"}, []string{all[0], all[2], all[5]}},
	} {
		if got, _ := o.queue(row.Filter); !slices.Equal(got, row.want) {
			t.Errorf("%+v: got %v, want %v", row.Filter, got, row.want)
		}
	}
	for _, f := range []register.Filter{{State: "lost"}, {Urgency: "R1"}} {
		if _, err := o.List(o.ctx, priya, f, ""); refusal(err).Kind != caseworker.Invalid {
			t.Errorf("%+v: got %v, want it refused", f, err)
		}
	}
	notANumber := base64.RawURLEncoding.EncodeToString([]byte("NaN/AAAA-AAAA"))
	for _, cursor := range []string{"x", "!!!", "MS9BQUFB", notANumber} {
		if _, err := o.List(o.ctx, priya, register.Filter{}, cursor); refusal(err).Code != "cursor" {
			t.Errorf("cursor %q: got %v, want it refused", cursor, err)
		}
	}
}

func TestWhatNobodyReadInItsTimeMovesUpByItself(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	all := o.many(3)
	for n := range 2 {
		act := caseworker.Read{Seen: map[string]int{fmt.Sprintf("07-%d", n): 1}}
		if _, err := o.Do(o.ctx, all[n], priya, act); err != nil {
			t.Fatal(err)
		}
	}
	o.run()
	if got, _ := o.queue(register.Filter{}); !slices.Equal(got, all) {
		t.Errorf("got %v, want %v", got, all)
	}
	before := o.viewOf(all[2]).Version
	o.clock.Store(received.Add(61 * time.Minute).UnixMilli())
	o.until("the unread one is first", func() bool { got, _ := o.queue(register.Filter{}); return got[0] == all[2] })
	if after := o.viewOf(all[2]).Version; after != before {
		t.Errorf("version %d, want %d: time is no act of staff", after, before)
	}
}

func (o *office) viewOf(reference string) caseworker.View {
	o.t.Helper()
	v, err := o.Get(o.ctx, reference, morag)
	if err != nil {
		o.t.Fatal(err)
	}
	return v
}

func BenchmarkFirstPageAmong5000Cases(b *testing.B) {
	o := newOffice(b)
	o.many(5000)
	for b.Loop() {
		if _, err := o.List(o.ctx, priya, register.Filter{State: "open"}, ""); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRareCasesAmong5000(b *testing.B) {
	o := newOffice(b)
	o.many(5000)
	for b.Loop() {
		if _, err := o.List(o.ctx, priya, register.Filter{Urgency: "immediate"}, ""); err != nil {
			b.Fatal(err)
		}
	}
}
