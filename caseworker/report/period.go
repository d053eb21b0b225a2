package report

import (
	"errors"
	"slices"
	"time"

	"sayso/caseworker"
)

// Period is a stretch of days, the first and the last included.
type Period struct {
	From caseworker.Date `json:"from"`
	To   caseworker.Date `json:"to"`
}

// Year is the financial year that a day lies in: 1 April to 31 March, as the seeds count.
func Year(day caseworker.Date) Period {
	first := day.Year
	if day.Month < time.April {
		first--
	}
	return Period{
		From: caseworker.Date{Year: first, Month: time.April, Day: 1},
		To:   caseworker.Date{Year: first + 1, Month: time.March, Day: 31},
	}
}

// Before is the period of the same length in the year before.
func (p Period) Before() Period {
	return Period{From: yearBefore(p.From), To: yearBefore(p.To.AddDays(1)).AddDays(-1)}
}

func yearBefore(d caseworker.Date) caseworker.Date {
	if d.Year--; d.Month == time.February && d.Day == 29 {
		return caseworker.Date{Year: d.Year, Month: time.March, Day: 1}
	}
	return d
}

// Has reports whether a day lies in the period.
func (p Period) Has(d caseworker.Date) bool { return !d.Before(p.From) && !p.To.Before(d) }

// quartersOutside are those of which no day lies in the period: of them nothing was counted, which is not 0.
func (p Period) quartersOutside() []string {
	out := []string{"q1", "q2", "q3", "q4"}
	for d := p.From; len(out) > 0 && !p.To.Before(d); d = (caseworker.Date{Year: d.Year, Month: d.Month + 1, Day: 1}).AddDays(0) {
		out = slices.DeleteFunc(out, func(q string) bool { return q == quarter(d) })
	}
	return out
}

// overlaps reports whether two periods share a day.
func (p Period) overlaps(other Period) bool {
	return !other.To.Before(p.From) && !p.To.Before(other.From)
}

// check refuses what is no period.
func (p Period) check() error {
	if p.From.IsZero() || p.To.IsZero() || p.To.Before(p.From) {
		return errors.New("a period needs a first day, and a last that is not before it")
	}
	return nil
}

// String is the period as a heading has it.
func (p Period) String() string {
	if p == Year(p.From) {
		return p.From.At(0, time.UTC).Format("2006") + "/" + p.To.At(0, time.UTC).Format("06")
	}
	return longDate(p.From) + " to " + longDate(p.To)
}

func longDate(d caseworker.Date) string { return d.At(0, time.UTC).Format("2 January 2006") }
