package report

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"sayso/caseworker"
)

// ReadEarlier reads figures of periods from before Sayso, from a CSV as Lines has it: a column for each
// period, and of the rows as many as are known. An empty cell, "hidden", "<5" and "*" are not known.
// Whatever cannot be is refused with its line; nothing is guessed.
func ReadEarlier(text []byte) ([]Column, error) {
	in := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(text, []byte("\ufeff"))))
	in.FieldsPerRecord = -1
	lines, err := in.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("this is no CSV: %w", err)
	}
	if len(lines) == 0 || len(lines[0]) < 3 || lines[0][0] != "Table" || lines[0][1] != "Row" {
		return nil, errors.New(`the first line must be "Table,Row" and then each period, as in Table,Row,2010/11`)
	}
	var columns []Column
	for _, heading := range lines[0][2:] {
		p, err := readPeriod(heading)
		if err != nil {
			return nil, err
		}
		columns = append(columns, Column{Period: p, Figures: map[string]int{}})
	}
	if err := apartFromEachOther(columns); err != nil {
		return nil, err
	}
	keys, seen := keysByLine(), map[string]int{}
	for n, line := range lines[1:] {
		if len(line) > 0 && line[0] == hiddenMeans || strings.Join(line, "") == "" {
			continue
		}
		if err := readLine(columns, keys, seen, n+2, line); err != nil {
			return nil, err
		}
	}
	for _, c := range columns {
		if len(c.Figures) == 0 {
			return nil, fmt.Errorf("%s: not one figure is given", c.Period)
		}
		if err := c.check(); err != nil {
			return nil, err
		}
	}
	return columns, nil
}

func readLine(columns []Column, keys map[[2]string]string, seen map[string]int, number int, line []string) error {
	if len(line) < 2 || len(line) > len(columns)+2 {
		return fmt.Errorf("line %d: it has %d cells, the first line %d", number, len(line), len(columns)+2)
	}
	key, known := keys[[2]string{unguard(line[0]), unguard(line[1])}]
	if !known {
		return fmt.Errorf("line %d: the report has no row %q in a table %q; take a CSV of the report as a pattern", number, line[1], line[0])
	}
	if before, twice := seen[key]; twice {
		return fmt.Errorf("line %d: the same row as in line %d", number, before)
	}
	seen[key] = number
	for n, cell := range line[2:] {
		cell = strings.TrimSpace(cell)
		switch {
		case key == noteKey:
			columns[n].Note = unguard(cell)
			continue
		case slices.Contains([]string{"", hiddenMark, "<5", "*"}, cell):
			continue
		}
		figure, err := strconv.Atoi(cell)
		if err != nil || figure < 0 || figure > largestFigure {
			return fmt.Errorf("line %d, %s: %q is no number of complaints", number, columns[n].Period, cell)
		}
		columns[n].Figures[key] = figure
	}
	return nil
}

const (
	noteKey = "note"
	// No council has as many; so large a number is a slip, and would be too large to add.
	largestFigure = 10_000_000
)

// keysByLine is the key of each line of the CSV, by its first two cells.
func keysByLine() map[[2]string]string {
	keys := map[[2]string]string{{"Note", ""}: noteKey}
	for _, t := range tables() {
		if t.of == "" && !t.public {
			keys[[2]string{t.title, "All"}] = t.total()
		}
		for _, r := range t.rows {
			keys[[2]string{t.title, r.label}] = t.key(r.name)
		}
	}
	return keys
}

// unguard takes away what guard put before a cell.
func unguard(cell string) string {
	if rest, ok := strings.CutPrefix(cell, "'"); ok && guard(rest) != rest {
		return rest
	}
	return cell
}

// readPeriod reads what Period.String wrote.
func readPeriod(text string) (Period, error) {
	text = strings.TrimSpace(text)
	wrong := fmt.Errorf("%q is no period: write 2010/11, or 1 May 2010 to 31 May 2010", text)
	if year, _, ok := strings.Cut(text, "/"); ok {
		first, err := strconv.Atoi(year)
		if err != nil || len(year) != 4 {
			return Period{}, wrong
		}
		if p := Year(caseworker.Date{Year: first, Month: time.April, Day: 1}); p.String() == text {
			return p, nil
		}
		return Period{}, wrong
	}
	from, to, ok := strings.Cut(text, " to ")
	first, err := time.Parse("2 January 2006", from)
	last, errLast := time.Parse("2 January 2006", to)
	p := Period{From: caseworker.DateIn(first, time.UTC), To: caseworker.DateIn(last, time.UTC)}
	if !ok || err != nil || errLast != nil || p.check() != nil {
		return Period{}, wrong
	}
	return p, nil
}
