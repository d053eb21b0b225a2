package report

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"
)

// hiddenMark stands where a figure is hidden; hiddenMeans is what readers are told of it.
const (
	hiddenMark  = "hidden"
	hiddenMeans = "A figure is hidden where it is under 5, or where it would tell what another one is."
)

// CSV writes Lines.
func (p Published) CSV(to io.Writer) error {
	w := csv.NewWriter(to)
	_ = w.WriteAll(p.Lines()) // Error has it
	return w.Error()
}

// Lines are every table as a spreadsheet has it: a line for each of its rows, a column for each period. What is
// not known is empty. No cell begins like a formula.
func (p Published) Lines() [][]string {
	var lines [][]string
	line := func(table, row string, cell func(shown) string) {
		cells := []string{guard(table), guard(row)}
		for _, c := range p.columns {
			cells = append(cells, guard(cell(c)))
		}
		lines = append(lines, cells)
	}
	line("Table", "Row", func(s shown) string { return s.String() })
	for _, t := range tables() {
		if t.of == "" && !t.public {
			line(t.title, "All", func(s shown) string { return s.cell(t.total()) })
		}
		for _, r := range t.rows {
			line(t.title, r.label, func(s shown) string { return s.cell(t.key(r.name)) })
		}
	}
	line("Note", "", func(s shown) string { return s.Note })
	line(hiddenMeans, "", func(shown) string { return "" })
	return lines
}

func (s shown) cell(key string) string {
	if s.Hidden[key] {
		return hiddenMark
	}
	if n, ok := s.has(key); ok {
		return strconv.Itoa(n)
	}
	return ""
}

// guard keeps a spreadsheet from taking a cell for a formula. Numbers here are never negative, so no
// number begins like one.
func guard(cell string) string {
	first := strings.TrimLeft(cell, " \u00a0\u3000\ufeff\x00")
	if first != "" && strings.ContainsRune("=+-@\t\r\n|%＝＋－＠", []rune(first)[0]) {
		return "'" + cell
	}
	return cell
}
