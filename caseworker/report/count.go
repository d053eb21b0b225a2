package report

import (
	"errors"
	"fmt"
	"maps"
	"time"

	"sayso/caseworker"
)

// Column is a period with its figures, by key. A figure that is not there is not known.
type Column struct {
	Period
	Note    string         `json:"note,omitempty"` // what explains the year: "a stable workforce"
	Figures map[string]int `json:"figures"`
}

// Count counts cases for several periods in one pass. It holds figures only, however many cases there are.
type Count struct {
	tables  []table
	columns []Column
}

// NewCount begins to count. The periods must not share a day: what one has more than another would
// be a figure of its own.
func NewCount(periods ...Period) (*Count, error) {
	c := &Count{tables: tables()}
	for _, p := range periods {
		if err := p.check(); err != nil {
			return nil, err
		}
		column := Column{Period: p, Figures: map[string]int{}}
		for _, t := range c.tables {
			if !t.public {
				column.Figures[t.total()] = 0
			}
			for _, r := range t.rows {
				column.Figures[t.key(r.name)] = 0
			}
		}
		for _, q := range p.quartersOutside() {
			delete(column.Figures, "quarter/"+q)
		}
		delete(column.Figures, Investigated)
		delete(column.Figures, Fault)
		c.columns = append(c.columns, column)
	}
	return c, apartFromEachOther(c.columns)
}

var errOverlap = errors.New("two periods share days: what one has more than the other would show small numbers")

func apartFromEachOther(columns []Column) error {
	for n, one := range columns {
		for _, other := range columns[:n] {
			if one.overlaps(other.Period) {
				return fmt.Errorf("%s and %s: %w", other.Period, one.Period, errOverlap)
			}
		}
	}
	return nil
}

// Add counts a case.
func (c *Count) Add(t caseworker.Tally) {
	for _, column := range c.columns {
		c.add(column, t)
		for _, a := range t.Alerts {
			if column.Has(a.Raised) {
				column.Figures[alerts]++
				column.Figures["alert/"+answered(a)]++
			}
		}
		for _, l := range t.Learning {
			if column.Has(l.Agreed) {
				column.Figures["learning/agreed"]++
			}
			switch {
			case !column.Has(l.Ended):
			case l.Done:
				column.Figures["learning/done"]++
			default:
				column.Figures["learning/not_done"]++
			}
		}
		if column.Has(t.Ombudsman) {
			column.Figures["ombudsman/taken"]++
		}
	}
}

// add counts a case in each table that it belongs to, from the top of each tree down.
func (c *Count) add(column Column, t caseworker.Tally) {
	in := map[string]bool{}
	for _, table := range c.tables {
		if table.tally == nil || table.of != "" && !in[table.of] {
			continue
		}
		row := table.tally(t)
		if table.of == "" {
			day := t.Received
			if table.day != nil {
				day = table.day(t)
			}
			if row == "" || !column.Has(day) {
				continue
			}
			column.Figures[table.total()]++
		}
		column.Figures[table.key(row)]++
		in[table.total()], in[table.key(row)] = true, true
	}
	for _, i := range t.Issues {
		if in[complaints] {
			column.Figures[issues]++
			column.Figures["kind/"+oneOf(i.Kind, "not_sorted", caseworker.Kinds()...)]++
		}
		if in[closed] {
			column.Figures["finding/all"]++
			column.Figures["finding/"+oneOf(string(i.Outcome), string(caseworker.NoFinding), outcomeNames()...)]++
		}
	}
}

func answered(a caseworker.TallyAlert) string {
	switch after := a.Acknowledged; {
	case after == nil:
		return "never"
	case *after <= 5*time.Minute:
		return "5_minutes"
	case *after <= 15*time.Minute:
		return "15_minutes"
	case *after <= time.Hour:
		return "1_hour"
	}
	return "later"
}

// Columns are the periods with what was counted so far. They hold small numbers: see Publish.
func (c *Count) Columns() []Column {
	columns := make([]Column, len(c.columns))
	for n, column := range c.columns {
		column.Figures = maps.Clone(column.Figures)
		columns[n] = column
	}
	return columns
}

// Nothing reports whether not one thing was counted.
func (c Column) Nothing() bool {
	for _, n := range c.Figures {
		if n != 0 {
			return false
		}
	}
	return true
}

// check refuses figures that cannot be: of a table that does not add up, or that the report does not have.
func (c Column) check() error {
	if err := c.Period.check(); err != nil {
		return err
	}
	known := map[string]bool{}
	for _, t := range tables() {
		if !t.public {
			known[t.total()] = true
		}
		sum, rows := 0, 0
		for _, r := range t.rows {
			known[t.key(r.name)] = true
			if n, told := c.Figures[t.key(r.name)]; told {
				sum, rows = sum+n, rows+1
			}
		}
		total, told := c.Figures[t.total()]
		if t.of != "" && !told && rows > 0 { // whoever reads the rows would know the total, and we would not
			return fmt.Errorf("%s: %q is told without its total %s", c.Period, t.title, t.total())
		}
		if t.public || !told {
			continue
		}
		if sum > total || rows == len(t.rows) && sum != total {
			return fmt.Errorf("%s: %s is %d, but its rows come to %d", c.Period, t.total(), total, sum)
		}
	}
	if fault, investigated := c.Figures[Fault], c.Figures[Investigated]; fault > investigated {
		return fmt.Errorf("%s: the Ombudsman found fault in %d complaints, and investigated %d", c.Period, fault, investigated)
	}
	for key, n := range c.Figures {
		if !known[key] {
			return fmt.Errorf("%s: there is no figure %q", c.Period, key)
		}
		if n < 0 {
			return fmt.Errorf("%s: %s is %d, and cannot be less than 0", c.Period, key, n)
		}
	}
	return nil
}
