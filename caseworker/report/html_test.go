package report

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"sayso/caseworker"
)

func (p Published) html(t testing.TB) string {
	t.Helper()
	var b bytes.Buffer
	if err := p.HTML(&b, "Example <Council>"); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

var drawings = regexp.MustCompile(`(?s)<svg.*?</svg>`)

func TestThePageHasEachTableWithItsChartBesideIt(t *testing.T) {
	t.Parallel()
	page := walsallReport(t).html(t)
	if n := strings.Count(page, "<table>"); n != len(tables()) {
		t.Errorf("%d tables, want %d", n, len(tables()))
	}
	for _, want := range []string{
		"<p>129 complaints were received in 2011/12, down from 140 the year before.</p>", "Example &lt;Council&gt;",
		`<th scope="row">Staff conduct</th><td>88</td><td>not known</td>`, `<tr class="total"><th scope="row">All</th><td>204</td>`,
		`<text x="0" y="16" font-weight="700">Staff conduct</text>`, "88 (2011/12)", "Staff conduct: 88 (2011/12); ", "Complaints: 129 (2011/12), 140 (2010/11); ",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page has no %q", want)
		}
	}
	ids := map[string]bool{}
	for _, id := range regexp.MustCompile(`id="([^"]+)"`).FindAllStringSubmatch(page, -1) {
		if ids[id[1]] {
			t.Errorf("the id %s is there twice", id[1])
		}
		ids[id[1]] = true
	}
	for _, svg := range drawings.FindAllString(page, -1) {
		if err := xml.Unmarshal([]byte(svg), new(struct{})); err != nil {
			t.Errorf("a chart is not well formed: %v", err)
		}
		for _, by := range regexp.MustCompile(`aria-labelledby="(\S+) (\S+)"`).FindStringSubmatch(svg)[1:] {
			if !strings.Contains(svg, `id="`+by+`"`) {
				t.Errorf("a chart is named by %s, which it does not have", by)
			}
		}
	}
}

// TestNothingOnThePageNeedsAnotherOrRunsOrStylesItself: it is served under a policy that forbids all of it.
func TestNothingOnThePageNeedsAnotherOrRunsOrStylesItself(t *testing.T) {
	t.Parallel()
	for _, bad := range []string{"<script", "style=", "onclick", "onload", "src=", "href=", "javascript:", "<img", "@import", "url("} {
		if page := walsallReport(t).html(t); strings.Contains(page, bad) {
			t.Errorf("the page has %q", bad)
		}
	}
}

func TestANoteIsTextAndNeverMarkup(t *testing.T) {
	t.Parallel()
	c := Column{Period: Year(date("2026-06-01")), Note: `<script>alert(1)</script>`, Figures: map[string]int{complaints: 9}}
	if page := publish(t, []Column{c}).html(t); strings.Contains(page, "<script") || !strings.Contains(page, "&lt;script&gt;") {
		t.Error("a note was taken for markup")
	}
}

// TestAPageShowsNoMoreThanTheCSV: each number on it, in tables and in charts, is one that is shown.
func TestAPageShowsNoMoreThanTheCSV(t *testing.T) {
	t.Parallel()
	year := Year(date("2011-06-01"))
	cases := append(walsall()[:15], slices.Repeat([]caseworker.Tally{{Received: year.To, Category: "compliment"}}, 3)...)
	p := publish(t, count(t, cases, year))
	shown := map[string]bool{}
	for _, n := range p.columns[0].Figures {
		shown[strconv.Itoa(n)] = true
	}
	page := p.html(t)
	for _, cell := range regexp.MustCompile(`<td>([^<]+)</td>|<text x="\d+" y="\d+">([^<]*)</text>`).FindAllStringSubmatch(page, -1) {
		if got := cell[1] + cell[2]; got != hiddenMark && got != "not known" && !shown[got] {
			t.Errorf("the page shows %q, which is no figure that is shown", got)
		}
	}
	if !strings.Contains(page, "It then says “hidden”") {
		t.Error("nobody is told what hidden means")
	}
}

// TestTheOrderOfARankedTableTellsNothingOfHiddenRows: they stand last, as the table has them.
func TestTheOrderOfARankedTableTellsNothingOfHiddenRows(t *testing.T) {
	t.Parallel()
	c := Column{Period: Year(date("2026-06-01")), Figures: map[string]int{issues: 0}}
	for _, r := range matters()[0].rows {
		n := map[string]int{"communication": 2, "delay": 4, "money": 30, "staff_conduct": 40, "other": 1}[r.name]
		c.Figures["kind/"+r.name], c.Figures[issues] = n, c.Figures[issues]+n
	}
	var got []string
	for _, r := range publish(t, []Column{c}).ranked(matters()[0]) {
		got = append(got, r.name)
	}
	want := []string{"staff_conduct", "money", "decision"}
	if fmt.Sprint(got[:3]) != fmt.Sprint(want) || fmt.Sprint(got[len(got)-3:]) != "[communication delay other]" {
		t.Errorf("the order is %v", got)
	}
}
