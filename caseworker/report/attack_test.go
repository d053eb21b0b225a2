package report

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"
)

// attacker knows what anybody can know: the CSVs that were published, that every table's rows add up
// to its total, that a table divides another's row, that nobody counts less than none, and that
// noughts are shown. Of the program she uses the tables only, to know which line is which figure.
type attacker struct {
	least, most map[string]int
	sums        []sum
}

type sum struct {
	total string
	rows  []string
}

const endless = 1 << 30

func newAttacker() *attacker { return &attacker{least: map[string]int{}, most: map[string]int{}} }

// reads takes in a published report. The same period in two reports is the same people.
func (a *attacker) reads(t testing.TB, text []byte) {
	t.Helper()
	lines, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	cells := map[string][]string{}
	for _, l := range lines {
		cells[l[0]+"\n"+l[1]] = l[2:]
	}
	for n, period := range lines[0][2:] {
		hidden := map[string]bool{} // what is not known is empty, and tells her nothing
		name := func(key string) string { return period + " " + key }
		see := func(key, title, label string) {
			v := name(key)
			if _, known := a.least[v]; !known {
				a.least[v], a.most[v] = 0, endless
			}
			cell := cells[title+"\n"+label][n]
			hidden[v] = hidden[v] || cell == hiddenMark
			if seen, err := strconv.Atoi(cell); err == nil {
				a.least[v], a.most[v] = max(a.least[v], seen), min(a.most[v], seen)
			}
		}
		for _, table := range tables() {
			if table.public {
				continue
			}
			if table.of == "" {
				see(table.total(), table.title, "All")
			}
			s := sum{total: name(table.total())}
			for _, r := range table.rows {
				see(table.key(r.name), table.title, r.label)
				s.rows = append(s.rows, name(table.key(r.name)))
			}
			if a.shown(s.total) && slices.ContainsFunc(s.rows, a.shown) { // then no nought is hidden here
				for _, v := range s.rows {
					if hidden[v] {
						a.least[v] = max(a.least[v], 1)
					}
				}
			}
			a.sums = append(a.sums, s)
		}
	}
}

func (a *attacker) shown(v string) bool { return a.least[v] == a.most[v] }

// solve narrows every figure until nothing can be narrowed any more. The sums form trees (see
// TestTheTablesAreTrees), and of sums in trees this finds the true bounds, not only some.
func (a *attacker) solve() {
	for again := true; again; {
		again = false
		narrow := func(v string, least, most int) {
			if least > a.least[v] {
				a.least[v], again = least, true
			}
			if most < a.most[v] {
				a.most[v], again = most, true
			}
		}
		for _, s := range a.sums {
			least, most := 0, 0
			for _, r := range s.rows {
				least, most = least+a.least[r], min(endless, most+a.most[r])
			}
			narrow(s.total, least, most)
			for _, r := range s.rows {
				others := 0
				for _, other := range s.rows {
					if other != r {
						others = min(endless, others+a.most[other])
					}
				}
				narrow(r, a.least[s.total]-others, a.most[s.total]-(least-a.least[r]))
			}
		}
	}
}

// finds is each small number that she can tell from 1 (from 0, where it is 0), or from 5 and more.
func (a *attacker) finds(columns []Column) (found []string) {
	noughts := map[string]bool{} // are shown
	for v := range a.least {
		noughts[v] = a.most[v] == 0
	}
	a.solve()
	for _, c := range columns {
		for key, n := range c.Figures {
			v := c.String() + " " + key
			if _, there := a.least[v]; !there || n >= least || noughts[v] {
				continue
			}
			if a.least[v] > min(n, 1) || a.most[v] < least {
				found = append(found, fmt.Sprintf("%s is %d: she knows that it is %d to %d", v, n, a.least[v], a.most[v]))
			}
		}
	}
	slices.Sort(found)
	return found
}

func (p Published) csv(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := p.CSV(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestNobodyWorksOutASmallNumber(t *testing.T) {
	t.Parallel()
	now, before := Year(date("2026-06-01")), Year(date("2025-06-01"))
	for seed := range uint64(400) {
		r := rand.New(rand.NewPCG(seed, 8))
		n, lean := 1+r.IntN(1+int(seed)), r.IntN(8)
		columns := count(t, append(people(r, now, n, lean), people(r, before, r.IntN(60), lean)...), now, before)
		p := publish(t, columns)
		a := newAttacker()
		a.reads(t, p.csv(t))
		if found := a.finds(columns); len(found) > 0 {
			t.Fatalf("%d cases, seed %d: %s", n, seed, found[0])
		}
	}
}

// TestNobodyWorksOutASmallNumberOfAYearThatIsPartlyKnown: the figures from before Sayso have gaps.
func TestNobodyWorksOutASmallNumberOfAYearThatIsPartlyKnown(t *testing.T) {
	t.Parallel()
	year, told := Year(date("2025-06-01")), 0
	for seed := range uint64(600) {
		r := rand.New(rand.NewPCG(seed, 12))
		c := count(t, people(r, year, 1+r.IntN(150), r.IntN(8)), year)[0]
		for _, key := range slices.Sorted(maps.Keys(c.Figures)) {
			if r.IntN(8) == 0 {
				delete(c.Figures, key)
			}
		}
		if c.check() != nil { // rows without their total
			continue
		}
		told++
		a := newAttacker()
		a.reads(t, publish(t, []Column{c}).csv(t))
		if found := a.finds([]Column{c}); len(found) > 0 {
			t.Fatalf("seed %d: %s", seed, found[0])
		}
	}
	if told < 20 {
		t.Errorf("only %d of the years could be told", told)
	}
}

// TestAnAttackerIsWorthTheName: where small numbers alone are hidden she finds them.
func TestAnAttackerIsWorthTheName(t *testing.T) {
	t.Parallel()
	year := Year(date("2026-06-01"))
	figures := map[string]int{
		"category/all": 60, "category/statutory_complaint": 50, "category/compliment": 10, "category/representation": 0,
		"category/customer_care_issue": 0, "category/contact": 0,
		"submitted/young_person": 3, "submitted/on_behalf": 47, "submitted/unknown": 0,
	}
	c := Column{Period: year, Figures: figures}
	naive := shown{Period: year, Figures: maps.Clone(figures), Hidden: map[string]bool{"submitted/young_person": true, "submitted/unknown": true}}
	delete(naive.Figures, "submitted/young_person")
	delete(naive.Figures, "submitted/unknown")
	for _, key := range []string{"category/representation", "category/customer_care_issue", "category/contact"} {
		delete(naive.Figures, key)
	}
	a := newAttacker()
	a.reads(t, Published{columns: []shown{naive}}.csv(t))
	if found := a.finds([]Column{c}); len(found) == 0 {
		t.Error("she found nothing where only the small numbers themselves were hidden")
	}
	a = newAttacker()
	a.reads(t, publish(t, []Column{c}).csv(t))
	if found := a.finds([]Column{c}); len(found) > 0 {
		t.Errorf("published, she found %v", found)
	}
}

// TestALaterReportTellsNothingNewOfAnEarlierYear: what has changed since in the cases of a year that
// was published would be the difference of two counts.
func TestALaterReportTellsNothingNewOfAnEarlierYear(t *testing.T) {
	t.Parallel()
	now, before := Year(date("2026-06-01")), Year(date("2025-06-01"))
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 31))
		old := people(r, before, 40+r.IntN(60), 3)
		then := count(t, old, before)
		first := publish(t, then)
		old[r.IntN(len(old))].Closed, old[0].Category = before.To, "statutory_complaint"
		cases := append(old, append(people(r, before, 1+r.IntN(3), 3), people(r, now, r.IntN(200), 3)...)...)
		columns := count(t, cases, now, before)
		second := publish(t, columns, first)
		if got, want := fmt.Sprint(second.columns[1]), fmt.Sprint(first.columns[0]); got != want {
			t.Fatalf("seed %d: the year before is shown anew: %s, want %s", seed, got, want)
		}
		a := newAttacker()
		a.reads(t, first.csv(t))
		a.reads(t, second.csv(t))
		if found := a.finds([]Column{columns[0], then[0]}); len(found) > 0 {
			t.Fatalf("seed %d: %s", seed, found[0])
		}
	}
}

func TestPeriodsThatShareDaysAreNotPublishedBesideEachOther(t *testing.T) {
	t.Parallel()
	year := Year(date("2026-06-01"))
	half := Period{From: year.From, To: date("2026-09-30")}
	if _, err := NewCount(year, half); err == nil {
		t.Error("a year and its first half are counted side by side")
	}
	first := publish(t, count(t, nil, half))
	if _, err := Publish(count(t, nil, year), first); err == nil {
		t.Error("a year is published after its first half: the difference is the second")
	}
	if _, err := Publish(count(t, nil, half), first); err != nil {
		t.Errorf("the same period again: %v", err)
	}
}

// TestTheTablesAreTrees: every figure is a row of one table, and hangs on tables that come before.
func TestTheTablesAreTrees(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	titles := map[string]bool{}
	for _, table := range tables() {
		for _, on := range []string{table.of, table.within} {
			if on != "" && !seen[on] {
				t.Errorf("%s hangs on %s, which no table before it has", table.name, on)
			}
		}
		if table.of == "" {
			seen[table.total()] = true
		}
		for _, r := range table.rows {
			if key := table.key(r.name); seen[key] {
				t.Errorf("%s stands twice", key)
			} else {
				seen[key] = true
			}
		}
		if titles[table.title] || len(table.rows) < 2 {
			t.Errorf("%q: a title of its own and two rows at least are wanted", table.title)
		}
		titles[table.title] = true
	}
}

// TestEveryCaseIsCountedOnceInEachTable: what was counted adds up everywhere.
func TestEveryCaseIsCountedOnceInEachTable(t *testing.T) {
	t.Parallel()
	year := Year(date("2026-06-01"))
	for seed := range uint64(50) {
		r := rand.New(rand.NewPCG(seed, 5))
		cases := people(r, year, r.IntN(300), r.IntN(4))
		c := count(t, cases, year)[0]
		if err := c.check(); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		if c.Figures[received] != len(cases) {
			t.Fatalf("seed %d: %d counted of %d", seed, c.Figures[received], len(cases))
		}
	}
}

func FuzzNobodyWorksOutASmallNumber(f *testing.F) {
	f.Add(uint64(1), uint16(129), uint8(2))
	year := Year(date("2026-06-01"))
	f.Fuzz(func(t *testing.T, seed uint64, n uint16, lean uint8) {
		columns := count(t, people(rand.New(rand.NewPCG(seed, 1)), year, int(n%600), int(lean%12)), year)
		a := newAttacker()
		a.reads(t, publish(t, columns).csv(t))
		if found := a.finds(columns); len(found) > 0 {
			t.Fatal(found[0])
		}
	})
}
