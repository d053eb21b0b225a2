package report

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sayso/caseworker"
)

var update = flag.Bool("update", false, "write the golden files")

// walsall is the year of the first seed: 129 complaints, 204 issues, 13 by young people themselves, most
// resolved at stage 1, staff conduct the largest area. What the seed does not tell is made up.
func walsall() (cases []caseworker.Tally) {
	year := Year(date("2011-06-01"))
	some := func(n int, c caseworker.Tally) {
		for i := range n {
			c.Received = year.From.AddDays((len(cases)*7 + i) % 365)
			c.Category, c.Closed = "statutory_complaint", c.Received
			if year.To.Before(c.Closed.AddDays(8)) {
				c.Closed = year.To
			}
			cases = append(cases, c)
		}
	}
	issues := func(n int, kind string, found caseworker.Outcome) []caseworker.TallyIssue {
		return slices.Repeat([]caseworker.TallyIssue{{Kind: kind, Outcome: found}}, n)
	}
	zero, two, twelve := 0, 2, 12
	some(13, caseworker.Tally{
		Who: "young_person", Channel: "sms", Language: "en", Stage: "1", Kept: "in_time", Outcome: caseworker.Upheld, Age: &twelve,
		Advocate: "yes", Visit: "done", Sorted: "yes", FirstContact: &zero, FirstVisit: &two, Issues: issues(2, "staff_conduct", caseworker.Upheld),
	})
	some(62, caseworker.Tally{
		Who: "on_behalf", Relationship: "mother", Channel: "phone", Stage: "1", Kept: "in_time", Outcome: caseworker.NotUpheld,
		Issues: append(issues(1, "staff_conduct", caseworker.NotUpheld), issues(1, "communication", caseworker.NotUpheld)...),
	})
	some(45, caseworker.Tally{
		Who: "on_behalf", Relationship: "grandparent", Channel: "letter", Stage: "1", Kept: "extended", Outcome: caseworker.PartiallyUpheld,
		Issues: issues(1, "delay", caseworker.PartiallyUpheld),
	})
	some(5, caseworker.Tally{
		Who: "on_behalf", Relationship: "professional", Channel: "email", Stage: "2", Kept: "late", Outcome: caseworker.PartiallyUpheld,
		Issues: issues(1, "decision", caseworker.Upheld),
	})
	some(4, caseworker.Tally{
		Who: "on_behalf", Relationship: "friend", Channel: "chat", Language: "cy", Stage: "2", Kept: "in_time", Outcome: caseworker.NotUpheld,
		Issues: issues(1, "decision", caseworker.NotUpheld),
	})
	return cases
}

// walsallReport is that year with the one before, of which only one figure is known, and with what the Ombudsman said.
func walsallReport(t *testing.T) Published {
	t.Helper()
	year := Year(date("2011-06-01"))
	columns := count(t, walsall(), year)
	columns[0].Figures["ombudsman/investigated"], columns[0].Figures["ombudsman/fault"] = 8, 2
	before := Column{Period: year.Before(), Figures: map[string]int{complaints: 140}}
	return publish(t, append(columns, before))
}

func TestTheSeedsYearIsToldAsItWasToldThen(t *testing.T) {
	t.Parallel()
	got := strings.Join(walsallReport(t).Words(), "\n")
	for _, want := range []string{
		"129 complaints were received in 2011/12, down from 140 the year before.",
		"204 issues were raised within the complaints.",
		"Of the 129 complaints, 13 (10%) were made by young people themselves and 116 (90%) made on their behalf.",
		"The largest area of concern was staff conduct: 88 of 204 issues (43%).",
		"Of the 129 that were closed, 120 (93%) were closed at stage 1",
		"The Ombudsman formally investigated 8 complaints and found fault or maladministration in 2.",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("it does not say %q. It says:\n%s", want, got)
		}
	}
}

// TestHaltonsFourCategories: each is counted, and what was none of them beside them.
func TestHaltonsFourCategories(t *testing.T) {
	t.Parallel()
	year := Year(date("2018-06-01"))
	var cases []caseworker.Tally
	want := map[string]int{"statutory_complaint": 31, "representation": 12, "customer_care_issue": 40, "compliment": 55, "contact": 7}
	for category, n := range want {
		cases = append(cases, slices.Repeat([]caseworker.Tally{{Received: year.To, Category: category}}, n)...)
	}
	p := publish(t, count(t, cases, year))
	for category, n := range want {
		if got, _ := p.columns[0].has("category/" + category); got != n {
			t.Errorf("%s: %d, want %d", category, got, n)
		}
	}
	if got := strings.Join(p.Words(), " "); !strings.Contains(got, "Besides there were 12 representations, 40 customer care issues and 55 compliments.") {
		t.Errorf("it says %q", got)
	}
}

// TestTheReportIsAsItWas holds the whole of it: CSV, JSON, sentences.
func TestTheReportIsAsItWas(t *testing.T) {
	t.Parallel()
	p := walsallReport(t)
	plain, err := json.MarshalIndent(p, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	for name, got := range map[string][]byte{
		"walsall.csv": p.csv(t), "walsall.json": append(plain, '\n'), "walsall.txt": []byte(strings.Join(p.Words(), "\n") + "\n"),
	} {
		file := filepath.Join("testdata", name)
		if *update {
			if err := os.WriteFile(file, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if want, err := os.ReadFile(file); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s is another (%v); go test ./caseworker/report -update writes it, then read what changed. Got:\n%s", file, err, got)
		}
	}
}

func TestWhatIsReadBackHidesTheSame(t *testing.T) {
	t.Parallel()
	p := walsallReport(t)
	text, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	back, err := ReadPublished(text)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := fmt.Sprint(back), fmt.Sprint(p); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	for _, bad := range []string{
		``, `{}`, `{"v":2,"columns":[]}`, `{"v":1,"columns":[{"from":"2026-04-01","to":"2025-04-01"}]}`,
		`{"v":1,"columns":[{"from":"2026-04-01","to":"2026-04-30","figures":{"kind/delay":7},"hidden":["kind/delay"]}]}`,
		`{"v":1,"columns":[{"from":"2026-04-01","to":"2026-04-30","figures":{"kind/delays":7}}]}`,
	} {
		if _, err := ReadPublished([]byte(bad)); err == nil {
			t.Errorf("%s is taken for a report", bad)
		}
	}
}

// TestAYearFromBeforeSaysoStandsBesideTheFirstReport: it is written by hand, with what is known of it.
func TestAYearFromBeforeSaysoStandsBesideTheFirstReport(t *testing.T) {
	t.Parallel()
	before, err := ReadPublished([]byte(`{"v":1,"columns":[{"from":"2010-04-01","to":"2011-03-31","note":"Many workers left.","figures":{"category/statutory_complaint":140}}]}`))
	if err != nil {
		t.Fatal(err)
	}
	year := Year(date("2011-06-01"))
	p := publish(t, count(t, walsall(), year, year.Before()), before)
	if got := p.Words()[0]; got != "129 complaints were received in 2011/12, down from 140 the year before." {
		t.Errorf("it says %q", got)
	}
	if got := string(p.csv(t)); !strings.Contains(got, "Complaints by quarter,April to June,34,\n") || !strings.Contains(got, "Note,,,Many workers left.\n") {
		t.Errorf("what is not known of it is not left empty, or its note is gone:\n%s", got)
	}
}

func TestFiguresThatCannotBeAreRefused(t *testing.T) {
	t.Parallel()
	year := Year(date("2011-06-01"))
	for why, figures := range map[string]map[string]int{
		"no such figure":        {"complaints": 140},
		"less than nothing":     {complaints: -1},
		"more than there are":   {received: 10, complaints: 11},
		"rows without a total":  {"submitted/young_person": 14},
		"rows that do not add":  {complaints: 20, "submitted/young_person": 5, "submitted/on_behalf": 5, "submitted/unknown": 5},
		"more fault than found": {Investigated: 2, Fault: 3},
		"a total that is split": {complaints: 20, "way/sayso": 21},
	} {
		if _, err := Publish([]Column{{Period: year, Figures: figures}}); err == nil {
			t.Errorf("%s: %v is taken", why, figures)
		}
	}
}

// TestNothingOfHardlyAnybodyIsTold: three complaints are too few for anything about them.
func TestNothingOfHardlyAnybodyIsTold(t *testing.T) {
	t.Parallel()
	year := Year(date("2011-06-01"))
	cases := append(walsall()[:3], slices.Repeat([]caseworker.Tally{{Received: year.To, Category: "compliment"}}, 30)...)
	for n := range cases {
		cases[n].Issues = slices.Repeat([]caseworker.TallyIssue{{Kind: "delay", Outcome: caseworker.Upheld}}, 4)
	}
	p := publish(t, count(t, cases, year))
	for key, n := range p.columns[0].Figures {
		if table, _, _ := strings.Cut(key, "/"); n > 0 && table != "category" {
			t.Errorf("%s is told: %d", key, n)
		}
	}
	for _, sentence := range p.Words()[1:] {
		t.Errorf("it says %q", sentence)
	}
}
