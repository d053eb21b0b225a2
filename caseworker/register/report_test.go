package register_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"sayso/caseworker"
	"sayso/caseworker/register"
	"sayso/caseworker/report"
)

// year is that in which the office's cases came: 2026/27.
var year = report.Year(caseworker.Date{Year: 2026, Month: time.November, Day: 23})

// archive is an office in May 2027 with so many complaints of 2026/27.
func archive(t *testing.T, complaints int) *office {
	t.Helper()
	o := newOffice(t)
	o.clock.Store(time.Date(2027, 5, 4, 10, 0, 0, 0, time.UTC).UnixMilli())
	o.many(complaints)
	return o
}

func (o *office) entered(day string, n int) {
	o.t.Helper()
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		o.t.Fatal(err)
	}
	for range n {
		_, err := o.Enter(o.ctx, register.Once{}, priya, caseworker.EnterCase{
			Channel: "letter", Received: at.Add(10 * time.Hour), Words: "Nobody rings me back.", SubmittedBy: caseworker.SubmittedBy{Who: "young_person"},
		})
		if err != nil {
			o.t.Fatal(err)
		}
	}
}

// told is what a report says first.
func (o *office) told(by caseworker.Staff, earlier int) string {
	o.t.Helper()
	r, err := o.Report(o.ctx, by, year, earlier)
	if err != nil {
		o.t.Fatal(err)
	}
	return r.Words()[0]
}

func TestAPeriodThatWasPublishedStaysAsItWas(t *testing.T) {
	t.Parallel()
	o := archive(t, 9)
	if r, err := o.Report(o.ctx, morag, year, 0); err != nil || r.At != nil {
		t.Errorf("a draft is called published on %v (%v)", r.At, err)
	}
	investigated, fault := 8, 2
	given := register.Given{Note: " A stable workforce. ", Investigated: &investigated, Fault: &fault}
	if err := o.PublishReport(o.ctx, morag, year, given); err != nil {
		t.Fatal(err)
	}
	o.entered("2026-12-01", 3)
	if err := o.PublishReport(o.ctx, morag, year, register.Given{Note: "again"}); err != nil {
		t.Errorf("published again: %v", err)
	}
	r, err := o.Report(o.ctx, nosy, year, 0)
	if err != nil || r.At == nil || r.At.Year() != 2027 {
		t.Fatalf("published at %v, %v", r.At, err)
	}
	all := strings.Join(r.Words(), " ") + fmt.Sprint(r.Lines())
	for _, want := range []string{"9 complaints were received in 2026/27.", "investigated 8 complaints and found fault or maladministration in 2.", "A stable workforce."} {
		if !strings.Contains(all, want) {
			t.Errorf("it does not say %q: %s", want, all)
		}
	}
	if got := strings.Count(strings.Join(o.audit(), "\n"), "publish_report s2"); got != 1 {
		t.Errorf("%d lines of the audit tell of it, want 1", got)
	}
}

func TestScrutinyReadsWhatWasPublishedAndNothingElse(t *testing.T) {
	t.Parallel()
	o := archive(t, 9)
	_, err := o.Report(o.ctx, nosy, year, 0)
	if refusal(err).Code != "not_published" {
		t.Errorf("a draft: %v", err)
	}
	if err := o.PublishReport(o.ctx, nosy, year, register.Given{}); refusal(err).Code != "not_allowed" {
		t.Errorf("published by scrutiny: %v", err)
	}
	if err := o.KeepEarlier(o.ctx, nosy, nil); refusal(err).Code != "not_allowed" {
		t.Errorf("earlier figures by scrutiny: %v", err)
	}
	if err := o.PublishReport(o.ctx, morag, year, register.Given{}); err != nil {
		t.Fatal(err)
	}
	o.entered("2025-12-01", 7) // would be counted beside it for a manager
	if got := o.told(nosy, 1); got != "9 complaints were received in 2026/27." {
		t.Errorf("scrutiny is told %q", got)
	}
	if got := o.told(morag, 1); got != "9 complaints were received in 2026/27, up from 7 the year before." {
		t.Errorf("a manager is told %q", got)
	}
	for _, by := range []caseworker.Staff{priya, {}} {
		if _, err := o.Report(o.ctx, by, year, 0); refusal(err).Code != "not_allowed" {
			t.Errorf("%s reads it: %v", by.Name, err)
		}
		if _, err := o.PublishedPeriods(o.ctx, by); refusal(err).Code != "not_allowed" {
			t.Errorf("%s sees what there is: %v", by.Name, err)
		}
	}
}

// TestAYearOfWhichNothingIsKnownIsNotCalledAYearWithoutComplaints: Sayso was not there.
func TestAYearOfWhichNothingIsKnownIsNotCalledAYearWithoutComplaints(t *testing.T) {
	t.Parallel()
	o := archive(t, 9)
	if got := o.told(morag, 3); got != "9 complaints were received in 2026/27." {
		t.Errorf("it says %q", got)
	}
	if _, err := o.Report(o.ctx, morag, year, -1); refusal(err).Code != "earlier" {
		t.Errorf("-1 years before: %v", err)
	}
}

func TestFiguresFromBeforeSaysoStandBesideTheFirstReport(t *testing.T) {
	t.Parallel()
	o := archive(t, 9)
	keep := func(n int) error {
		columns, err := report.ReadEarlier(fmt.Appendf(nil, "Table,Row,2025/26\n\"Everything received, by category\",Complaints,%d\nWho made the complaint,A young person,3\n", n))
		if err != nil {
			t.Fatal(err)
		}
		return o.KeepEarlier(o.ctx, morag, columns)
	}
	for _, n := range []int{41, 14} { // the second puts the first right
		if err := keep(n); err != nil {
			t.Fatal(err)
		}
		if got := o.told(morag, 1); got != "9 complaints were received in 2026/27, down from "+fmt.Sprint(n)+" the year before." {
			t.Errorf("it says %q", got)
		}
	}
	stored, err := o.db.HGetAll(o.ctx, "sayso:{cases}:reports").Result()
	if err != nil || strings.Contains(fmt.Sprint(stored), `"submitted/young_person":3`) {
		t.Errorf("a small number is kept: %v (%v)", stored, err)
	}
	if got, err := o.PublishedPeriods(o.ctx, nosy); err != nil || fmt.Sprint(got) != "[2025/26]" {
		t.Errorf("published: %v (%v)", got, err)
	}
	if err := o.PublishReport(o.ctx, morag, year, register.Given{}); err != nil {
		t.Fatal(err)
	}
	columns := []report.Column{{Period: year, Figures: map[string]int{"category/all": 7}}}
	if err := o.KeepEarlier(o.ctx, morag, columns); refusal(err).Code != "published" {
		t.Errorf("what was counted here is given anew: %v", err)
	}
}

func TestWhatWouldTellMoreThanWasPublishedIsRefused(t *testing.T) {
	t.Parallel()
	o := archive(t, 9)
	if err := o.PublishReport(o.ctx, morag, year, register.Given{}); err != nil {
		t.Fatal(err)
	}
	half := report.Period{From: year.From, To: caseworker.Date{Year: 2026, Month: time.December, Day: 31}}
	ahead := report.Year(caseworker.Date{Year: 2027, Month: time.May, Day: 4})
	two, three, less := 2, 3, -1
	for _, row := range []struct {
		why, code string
		err       error
	}{
		{"half of it, published", "period", o.PublishReport(o.ctx, morag, half, register.Given{})},
		{"half of it, given", "period", o.KeepEarlier(o.ctx, morag, []report.Column{{Period: half, Figures: map[string]int{"category/all": 7}}})},
		{"a year that goes on", "not_over", o.PublishReport(o.ctx, morag, ahead, register.Given{})},
		{"a year that goes on, given", "not_over", o.KeepEarlier(o.ctx, morag, []report.Column{{Period: ahead, Figures: map[string]int{"category/all": 7}}})},
		{"more faults than complaints", "ombudsman", o.PublishReport(o.ctx, morag, year.Before(), register.Given{Investigated: &two, Fault: &three})},
		{"less than nothing", "ombudsman", o.PublishReport(o.ctx, morag, year.Before(), register.Given{Investigated: &less})},
		{"a long note", "note", o.PublishReport(o.ctx, morag, year.Before(), register.Given{Note: strings.Repeat("é", 501)})},
	} {
		if refusal(row.err).Code != row.code {
			t.Errorf("%s: %v, want %s", row.why, row.err, row.code)
		}
	}
	if _, err := o.Report(o.ctx, morag, half, 0); refusal(err).Code != "period" {
		t.Errorf("a draft of half of it: %v", err)
	}
}

// TestOfTwoThatShareDaysOneIsPublished: two managers press at once.
func TestOfTwoThatShareDaysOneIsPublished(t *testing.T) {
	t.Parallel()
	o := archive(t, 9)
	var all sync.WaitGroup
	errs := make([]error, 8)
	for n := range errs {
		all.Go(func() {
			p := report.Period{From: year.From, To: caseworker.Date{Year: 2026, Month: time.December, Day: 1 + n}}
			errs[n] = o.PublishReport(o.ctx, morag, p, register.Given{})
		})
	}
	all.Wait()
	done := 0
	for _, err := range errs {
		if err == nil {
			done++
		} else if refusal(err).Code != "period" {
			t.Error(err)
		}
	}
	if got, err := o.PublishedPeriods(o.ctx, morag); done != 1 || len(got) != 1 || err != nil {
		t.Errorf("%d were done and %v is kept (%v), want one", done, got, err)
	}
}

// TestAReportThatCannotBeReadIsNotTakenForNone: a new one could then give its hidden figures away.
func TestAReportThatCannotBeReadIsNotTakenForNone(t *testing.T) {
	t.Parallel()
	o := archive(t, 9)
	for field, value := range map[string]string{"2025-04-01 2026-03-31": `{}`, "junk": `{"report":{"v":1,"columns":[{"from":"2025-04-01","to":"2026-03-31"}]}}`} {
		if err := o.db.HSet(o.ctx, "sayso:{cases}:reports", field, value).Err(); err != nil {
			t.Fatal(err)
		}
		if _, err := o.Report(o.ctx, morag, year, 0); err == nil {
			t.Errorf("%s: it is passed over", field)
		}
		if err := o.PublishReport(o.ctx, morag, year, register.Given{}); err == nil {
			t.Errorf("%s: another is published beside it", field)
		}
		if err := o.db.HDel(o.ctx, "sayso:{cases}:reports", field).Err(); err != nil {
			t.Fatal(err)
		}
	}
}
