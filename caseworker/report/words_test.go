package report

import (
	"bytes"
	"encoding/csv"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"sayso/caseworker"
)

var (
	numbers = regexp.MustCompile(`\d+`)
	ofOurs  = regexp.MustCompile(`in \d{4}/\d\d|stage \d|5 minutes|\((under |over )?\d+%\)`)
)

// TestTheWordsSayNothingThatTheFiguresDoNot: each number of every sentence is a figure that is shown.
func TestTheWordsSayNothingThatTheFiguresDoNot(t *testing.T) {
	t.Parallel()
	now, before := Year(date("2026-06-01")), Year(date("2025-06-01"))
	said := map[string]bool{}
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 77))
		p := publish(t, count(t, append(people(r, now, r.IntN(400), r.IntN(5)), people(r, before, r.IntN(400), 2)...), now, before))
		shown := map[string]bool{}
		for _, c := range p.columns {
			for _, n := range c.Figures {
				shown[strconv.Itoa(n)] = true
			}
		}
		for _, sentence := range p.Words() {
			said[strings.Join(strings.Fields(numbers.ReplaceAllString(sentence, "")), " ")] = true
			for _, n := range numbers.FindAllString(ofOurs.ReplaceAllString(sentence, ""), -1) {
				if !shown[n] {
					t.Fatalf("seed %d: no figure that is shown is %s: %s", seed, n, sentence)
				}
			}
			if !strings.HasSuffix(sentence, ".") || strings.Contains(sentence, "  ") || strings.Contains(sentence, "..") {
				t.Errorf("seed %d: %q is no sentence", seed, sentence)
			}
		}
	}
	if len(said) < 15 {
		t.Errorf("only %d kinds of sentence were heard", len(said))
	}
}

func TestTheComparisonIsWithTheYearBefore(t *testing.T) {
	t.Parallel()
	year := Year(date("2026-06-01"))
	of := func(p Period, n int) Column { return Column{Period: p, Figures: map[string]int{complaints: n}} }
	for _, row := range []struct {
		now, before Column
		want        string
	}{
		{of(year, 129), of(year.Before(), 140), "129 complaints were received in 2026/27, down from 140 the year before."},
		{of(year, 129), of(year.Before(), 100), "129 complaints were received in 2026/27, up from 100 the year before."},
		{of(year, 129), of(year.Before(), 129), "129 complaints were received in 2026/27, as many as the year before."},
		{of(year, 129), of(year.Before(), 4), "129 complaints were received in 2026/27."},
		{of(year, 4), of(year.Before(), 140), "The number of complaints received in 2026/27 is not published, so that nobody can be recognised."},
		{of(year, 0), of(year.Before(), 6), "No complaints were received in 2026/27, down from 6 the year before."},
		{of(year, 9), of(year.Before().Before(), 7), "9 complaints were received in 2026/27, up from 7 in 2024/25."},
		{of(year, 9), of(Period{From: date("2020-05-01"), To: date("2020-05-31")}, 7), "9 complaints were received in 2026/27."},
		{of(Period{From: date("2026-05-04"), To: date("2026-05-31")}, 9), of(year.Before(), 7), "9 complaints were received from 4 May 2026 to 31 May 2026."},
	} {
		if got := publish(t, []Column{row.now, row.before}).Words()[0]; got != row.want {
			t.Errorf("got %q, want %q", got, row.want)
		}
	}
}

func TestTheLargestIsNamedWhereNoHiddenOneCanBeLarger(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		why   string
		kinds map[string]int
		named bool
	}{
		{"plain", map[string]int{"staff_conduct": 70, "delay": 30}, true},
		{"two alike", map[string]int{"staff_conduct": 50, "delay": 50}, false},
		{"hidden ones are few", map[string]int{"staff_conduct": 70, "delay": 22, "money": 4, "privacy": 4}, true},
		{"a hidden one could be as large", map[string]int{"staff_conduct": 12, "delay": 11, "money": 4, "privacy": 4, "support": 4}, false},
		{"nobody has said what most are about", map[string]int{"staff_conduct": 10, "not_sorted": 40}, false},
	} {
		c := Column{Period: Year(date("2026-06-01")), Figures: map[string]int{issues: 0}}
		for _, t := range matters()[:1] {
			for _, r := range t.rows {
				c.Figures[t.key(r.name)] = row.kinds[r.name]
				c.Figures[issues] += row.kinds[r.name]
			}
		}
		if got := ofLargest(publish(t, []Column{c}).columns[0]); (got != "") != row.named {
			t.Errorf("%s: it says %q", row.why, got)
		}
	}
}

func TestASharesWordsAreNeverNothingOfSomethingNorAllOfLess(t *testing.T) {
	t.Parallel()
	for want, of := range map[string][2]int{
		"10%": {13, 129}, "90%": {116, 129}, "under 1%": {5, 1001}, "over 99%": {996, 1000}, "0%": {0, 9}, "100%": {9, 9}, "50%": {1, 2}, "1%": {5, 1000}, "99%": {989, 1000},
	} {
		if got := percent(of[0], of[1]); got != want {
			t.Errorf("%d of %d: %s, want %s", of[0], of[1], got, want)
		}
	}
}

// TestASpreadsheetTakesNothingForAFormula: a note is somebody's own words.
func TestASpreadsheetTakesNothingForAFormula(t *testing.T) {
	t.Parallel()
	for _, note := range []string{
		`=HYPERLINK("http://x","a")`, "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\ufeff=1", "＝1", "|x", "a stable workforce", `"=1"`, "a\n=1",
	} {
		c := Column{Period: Year(date("2026-06-01")), Note: note, Figures: map[string]int{complaints: 9}}
		lines, err := csv.NewReader(bytes.NewReader(publish(t, []Column{c}).csv(t))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, cell := range slices.Concat(lines...) {
			found = found || strings.Contains(cell, strings.TrimSpace(strings.ReplaceAll(note, "\r", "")))
			if strings.ContainsAny(strings.TrimLeft(cell, " \ufeff")[:min(1, len(cell))], "=+-@\t\r|") {
				t.Errorf("%q begins like a formula", cell)
			}
		}
		if !found {
			t.Errorf("the note %q is gone", note)
		}
	}
}

func TestAFinancialYearIsFromAprilToMarch(t *testing.T) {
	t.Parallel()
	for day, want := range map[string]string{"2026-03-31": "2025/26", "2026-04-01": "2026/27", "2000-01-01": "1999/00"} {
		if got := Year(date(day)).String(); got != want {
			t.Errorf("%s lies in %s, want %s", day, got, want)
		}
	}
	leap := Period{From: date("2024-02-01"), To: date("2024-02-29")}
	if got := leap.Before(); got.From != date("2023-02-01") || got.To != date("2023-02-28") {
		t.Errorf("the year before: %s", got)
	}
	if _, err := NewCount(Period{From: date("2026-04-02"), To: date("2026-04-01")}); err == nil {
		t.Error("a period that ends before it begins is counted")
	}
}

// TestWhatIsNotKnownIsNotCalledHidden: that a figure is kept back tells something of it.
func TestWhatIsNotKnownIsNotCalledHidden(t *testing.T) {
	t.Parallel()
	c := Column{Period: Year(date("2026-06-01")), Figures: map[string]int{received: 60}}
	if got := publish(t, []Column{c}).Words(); len(got) > 0 && strings.Contains(got[0], "not published") {
		t.Errorf("it says %q", got[0])
	}
}

// TestAWithdrawnComplaintIsNotCalledResolved: it was closed, and nothing was put right by it.
func TestAWithdrawnComplaintIsNotCalledResolved(t *testing.T) {
	t.Parallel()
	year := Year(date("2026-06-01"))
	one := caseworker.Tally{Received: year.From, Closed: year.To, Category: "statutory_complaint", Stage: "1", Kept: "in_time", Outcome: caseworker.Withdrawn}
	p := publish(t, count(t, slices.Repeat([]caseworker.Tally{one}, 9), year))
	for _, said := range append(p.Words(), string(p.csv(t))) {
		if strings.Contains(strings.ToLower(said), "resolved") {
			t.Errorf("it says %q", said)
		}
	}
}

// TestAQuarterOutsideThePeriodHasNoFigure: 0 would say that nobody complained in it.
func TestAQuarterOutsideThePeriodHasNoFigure(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		from, to string
		want     []bool
	}{
		{"2026-04-01", "2027-03-31", []bool{true, true, true, true}},
		{"2026-05-01", "2026-07-01", []bool{true, true, false, false}},
		{"2026-01-31", "2026-03-31", []bool{false, false, false, true}},
		{"2026-11-30", "2027-04-01", []bool{true, false, true, true}},
		{"2024-11-30", "2027-04-01", []bool{true, true, true, true}},
	} {
		c := count(t, nil, Period{From: date(row.from), To: date(row.to)})[0]
		for n, key := range []string{"quarter/q1", "quarter/q2", "quarter/q3", "quarter/q4"} {
			if _, got := c.Figures[key]; got != row.want[n] {
				t.Errorf("%s to %s, %s: %v, want %v", row.from, row.to, key, got, row.want[n])
			}
		}
	}
}
