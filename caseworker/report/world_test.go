package report

import (
	"math/rand/v2"
	"testing"
	"time"

	"sayso/caseworker"
	"sayso/conversation"
)

func date(text string) caseworker.Date {
	var d caseworker.Date
	if err := d.UnmarshalText([]byte(text)); err != nil {
		panic(err)
	}
	return d
}

func count(t testing.TB, cases []caseworker.Tally, periods ...Period) []Column {
	t.Helper()
	c, err := NewCount(periods...)
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range cases {
		c.Add(one)
	}
	return c.Columns()
}

func publish(t testing.TB, columns []Column, before ...Published) Published {
	t.Helper()
	p, err := Publish(columns, before...)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// somebody is a case of a made-up year. lean makes some answers rarer than others, as they are in life.
func somebody(r *rand.Rand, year Period, lean int) caseworker.Tally {
	some := func(of ...string) string { return of[rarer(r, len(of), lean)] }
	number := func(below int) *int {
		if r.IntN(4) == 0 {
			return nil
		}
		n := rarer(r, below, lean)
		return &n
	}
	c := caseworker.Tally{
		Received: year.From.AddDays(r.IntN(365)), Category: some(caseworker.Categories()...),
		Who: some("on_behalf", "young_person", "unknown"), Relationship: some(append([]string{""}, caseworker.Relationships()...)...),
		Channel:  some("sms", "chat", "phone", "letter", "email", "in_person", "advocate", "other", ""),
		Language: some("en", "cy", "ar", ""), Advocate: some("no", "yes", "unsure", ""), Unanswered: r.IntN(5) == 0,
		Age: number(25), FirstContact: number(20), FirstVisit: number(30), Visit: some("done", "booked", "not_met", ""),
		Sorted: some("yes", "partly", "no", "formal", ""), Stage: some("1", "2", "3", "ombudsman"),
		Kept: some("in_time", "extended", "late", ""),
	}
	for range 1 + r.IntN(4) {
		kinds := append(caseworker.Kinds(), "")
		c.Issues = append(c.Issues, caseworker.TallyIssue{Kind: kinds[rarer(r, len(kinds), lean)], Outcome: finding(r, lean)})
	}
	if r.IntN(5) > 0 {
		c.Closed = c.Received.AddDays(r.IntN(90))
		c.Outcome = finding(r, lean)
	}
	if r.IntN(6) == 0 {
		after := time.Duration(rarer(r, 100, lean)) * time.Minute
		c.Alerts = append(c.Alerts, caseworker.TallyAlert{Tier: conversation.R1, Raised: c.Received, Acknowledged: &after})
	}
	if c.Stage == "ombudsman" {
		c.Ombudsman = c.Received.AddDays(r.IntN(200))
	}
	return c
}

func finding(r *rand.Rand, lean int) caseworker.Outcome {
	all := append(caseworker.Outcomes(), "")
	return all[rarer(r, len(all), lean)]
}

// rarer is a number under n; the higher lean, the rarer are the high ones.
func rarer(r *rand.Rand, n, lean int) int {
	low := r.IntN(n)
	for range lean {
		low = min(low, r.IntN(n))
	}
	return low
}

func people(r *rand.Rand, year Period, n, lean int) (cases []caseworker.Tally) {
	for range n {
		cases = append(cases, somebody(r, year, lean))
	}
	return cases
}
