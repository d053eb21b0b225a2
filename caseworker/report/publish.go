package report

import (
	"fmt"
	"slices"
	"strings"
)

// least is the smallest count of somebody that is published. 0 is published: nobody can be recognised
// among nobody, and what a report may not say of nobody it could say of hardly anything.
const least = 5

func small(n int) bool { return 0 < n && n < least }

// Published is figures that may be read by anyone.
//
// Hidden figures all look alike, whether small themselves or hidden beside a small one. From all
// that adds up nobody can tell whether a small one is 1, or 5 or more.
type Published struct {
	columns []shown // the report's own period first
}

// shown is a column of which hidden figures have no number any more.
type shown struct {
	Period
	Note    string
	Figures map[string]int
	Hidden  map[string]bool
}

// Publish hides the small numbers of columns, the report's own period first, and enough beside them
// that they cannot be worked out: from a table, from others that share its total, or from an earlier
// report. before are all reports published so far: a period that was in one of them is shown as it
// was then, since the difference of two counts is a small number again; and one that shares days
// with such a period without being the same is refused.
func Publish(columns []Column, before ...Published) (Published, error) {
	if err := apartFromEachOther(columns); err != nil {
		return Published{}, err
	}
	p := Published{}
	for _, c := range columns {
		if err := c.check(); err != nil {
			return Published{}, err
		}
		s, err := asBefore(c, before)
		if err != nil {
			return Published{}, err
		}
		p.columns = append(p.columns, s)
	}
	return p, nil
}

func asBefore(c Column, before []Published) (shown, error) {
	for _, b := range before {
		for _, old := range b.columns {
			if old.Period == c.Period {
				return old, nil
			}
		}
	}
	for _, b := range before {
		for _, old := range b.columns {
			if old.overlaps(c.Period) {
				return shown{}, fmt.Errorf("%s was published, and now %s: %w", old.Period, c.Period, errOverlap)
			}
		}
	}
	return hide(c), nil
}

// hide goes from the top of each tree down. A table whose total is hidden is hidden whole, so that
// what stands in it tells nothing of its total, and the total nothing of it.
func hide(c Column) shown {
	s := shown{Period: c.Period, Note: c.Note, Figures: map[string]int{}, Hidden: map[string]bool{}}
	for _, t := range tables() {
		if t.public {
			continue
		}
		if t.of == "" && (small(c.Figures[t.total()]) || s.Hidden[t.within]) {
			s.Hidden[t.total()] = true
		}
		for _, key := range t.hidden(c, s.Hidden[t.total()]) {
			s.Hidden[key] = true
		}
	}
	for key, n := range c.Figures {
		if !s.Hidden[key] {
			s.Figures[key] = n
		}
	}
	return s
}

// hidden is the rows of a table that are not shown: all, or the small ones and as many of the next larger
// as it takes until each could be 1, and each could be 5, for all that is known of them is their sum and
// that none of them is 0. Where that cannot be reached the noughts are hidden, too.
func (t table) hidden(c Column, whole bool) (keys []string) {
	var all, more []string
	sum := 0
	for _, r := range t.rows {
		key := t.key(r.name)
		n, told := c.Figures[key]
		if !told {
			continue
		}
		if all = append(all, key); small(n) {
			keys, sum = append(keys, key), sum+n
		} else if n > 0 {
			more = append(more, key)
		}
	}
	if whole {
		return all
	}
	slices.SortStableFunc(more, func(a, b string) int { return c.Figures[a] - c.Figures[b] })
	for len(keys) > 0 && sum < len(keys)-1+least {
		if len(more) == 0 {
			return all
		}
		keys, sum, more = append(keys, more[0]), sum+c.Figures[more[0]], more[1:]
	}
	return keys
}

// has is a figure, and whether it is shown.
func (s shown) has(key string) (int, bool) {
	n, ok := s.Figures[key]
	return n, ok
}

// leads reports whether a row that is shown is the largest of its table beyond doubt: no hidden row
// can be as large as it, whatever they are.
func (s shown) leads(t table) (largest row, ok bool) {
	total, told := s.has(t.total())
	if !told {
		return row{}, false
	}
	rest, most, second := total, -1, -1
	for _, r := range t.rows {
		n, told := s.has(t.key(r.name))
		if !told {
			continue
		}
		rest -= n
		if n > most {
			largest, most, second = r, n, most
		} else {
			second = max(second, n)
		}
	}
	return largest, most > second && most > rest && !strings.HasPrefix(largest.name, "not_")
}

// Periods are those of the report, its own first.
func (p Published) Periods() []Period {
	var all []Period
	for _, c := range p.columns {
		all = append(all, c.Period)
	}
	return all
}
