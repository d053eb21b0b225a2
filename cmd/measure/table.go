package main

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"unicode"

	"sayso/conversation/meaning"
)

// row is one labelled message: what a careful reader would make of it.
type row struct {
	ID           string
	Text         string
	Lang         string
	Speaker      string
	Relationship *string
	Category     string
	Kinds        []string
	Issues       int
	Risk         meaning.Risk
	RiskKinds    []string `json:"risk_kinds"`
}

// writer is who wrote it: the letter that its id begins with.
func (r row) writer() string { return strings.TrimRightFunc(r.ID, unicode.IsDigit) }

// share is how many of how many.
type share struct{ of, all int }

func (s *share) count(ok bool) {
	s.all++
	if ok {
		s.of++
	}
}

// String gives a share in a hundred, with the interval (Wilson's, 95 in 100) that the number of
// messages leaves open.
func (s share) String() string {
	if s.all == 0 {
		return "-"
	}
	const z = 1.96
	n, p := float64(s.all), float64(s.of)/float64(s.all)
	middle := (p + z*z/(2*n)) / (1 + z*z/n)
	half := z / (1 + z*z/n) * math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	return fmt.Sprintf("%5.1f of 100  (%.1f to %.1f; %d of %d)", 100*p, 100*(middle-half), 100*(middle+half), s.of, s.all)
}

// table is what was got right.
type table struct {
	speaker, relationship, category, exact, nearly share
	everyday, everydayPages, languages             share
	kindsRight, kindsSaid, kindsMeant              int
	risk                                           map[string]*risks // by heading: "all", "speaker self", "kind neglect", "writer t"
}

// risks is what became of messages by how much risk they are labelled with.
type risks struct{ noticed, paged, concern, alarms, pages share }

func newTable() *table { return &table{risk: map[string]*risks{}} }

func (t *table) add(want row, got meaning.Reading) {
	under := []string{"all", "writer " + want.writer(), "speaker " + want.Speaker}
	for _, k := range want.RiskKinds {
		under = append(under, "harm "+k)
	}
	for _, heading := range under {
		if t.risk[heading] == nil {
			t.risk[heading] = &risks{}
		}
		t.risk[heading].add(want.Risk, got.Risk)
	}
	if want.Speaker != meaning.Unclear {
		t.speaker.count(got.Speaker == want.Speaker)
	}
	if want.Speaker == meaning.Behalf && want.Relationship != nil {
		t.relationship.count(got.Relationship != nil && *got.Relationship == *want.Relationship)
	}
	t.category.count(got.Category == want.Category)
	if want.Category != meaning.Complaint {
		return
	}
	for _, k := range want.Kinds {
		if slices.Contains(got.Kinds, k) {
			t.kindsRight++
		}
	}
	t.kindsSaid += len(got.Kinds)
	t.kindsMeant += len(want.Kinds)
	off := len(got.Issues) - want.Issues
	t.exact.count(off == 0)
	t.nearly.count(off >= -1 && off <= 1)
}

func (r *risks) add(want, got meaning.Risk) {
	raised, immediate := got != meaning.None, got == meaning.Immediate
	switch want {
	case meaning.Immediate:
		r.noticed.count(raised)
		r.paged.count(immediate)
	case meaning.Concern:
		r.concern.count(raised)
	default:
		r.alarms.count(raised)
		r.pages.count(immediate)
	}
}

func (t *table) addEveryday(got meaning.Reading) {
	t.everyday.count(got.Risk != meaning.None)
	t.everydayPages.count(got.Risk == meaning.Immediate)
}

// kindsF1 is the balance of kinds found and kinds said in vain, over all complaints together.
func (t *table) kindsF1() float64 {
	return 200 * float64(t.kindsRight) / float64(max(t.kindsSaid+t.kindsMeant, 1))
}

func (t *table) print(out io.Writer) {
	line := func(what string, s share) { fmt.Fprintf(out, "%-44s %s\n", what, s) }
	all := t.risk["all"]
	line("immediate, noticed as a risk", all.noticed)
	line("immediate, somebody is called", all.paged)
	line("concern, noticed as a risk", all.concern)
	line("no risk, flagged all the same", all.alarms)
	line("no risk, somebody is called all the same", all.pages)
	line("everyday texts flagged", t.everyday)
	line("everyday texts for which somebody is called", t.everydayPages)
	line("who speaks, where it can be told", t.speaker)
	line("relationship", t.relationship)
	line("category", t.category)
	fmt.Fprintf(out, "%-44s %5.1f of 100  (precision %.1f, recall %.1f)\n", "kinds, micro-F1", t.kindsF1(),
		100*float64(t.kindsRight)/float64(max(t.kindsSaid, 1)), 100*float64(t.kindsRight)/float64(max(t.kindsMeant, 1)))
	line("number of issues", t.exact)
	line("number of issues, within one", t.nearly)
	line("language of a first message", t.languages)
	var headings []string
	for h := range t.risk {
		headings = append(headings, h)
	}
	slices.Sort(headings)
	fmt.Fprintln(out)
	for _, h := range headings {
		if h != "all" {
			r := t.risk[h]
			fmt.Fprintf(out, "%-28s noticed %s\n%-28s called  %s\n%-28s concern %s\n%-28s alarms  %s\n", h, r.noticed, "", r.paged, "", r.concern, "", r.alarms)
		}
	}
}
