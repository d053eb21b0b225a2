package report

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"slices"
)

var (
	//go:embed report.html
	reportHTML string
	//go:embed report.css
	stylesheet string
)

// Stylesheet is the style of a report, for a page that has Body in it. It prints as a board paper.
func Stylesheet() string { return stylesheet }

// The page as the template has it.
type (
	sheet struct {
		Council  string
		Period   Period
		Earlier  []Period
		Words    []string
		Notes    []note
		Hidden   string // what readers are told of hidden figures; "" where none is
		Chapters []sheetChapter
		Style    template.CSS
		Hash     string // of the style, so that nothing else may style or run
	}
	note         struct{ Period, Text string }
	sheetChapter struct {
		Title  string
		Tables []sheetTable
	}
	sheetTable struct {
		Name, Title string
		Periods     []string
		Rows        []sheetRow
		Chart       *chart
	}
	sheetRow struct {
		Label string
		Total bool
		Cells []string
	}
)

// HTML writes the report as a page that needs nothing beside it: no script, no picture, nobody's server.
func (p Published) HTML(to io.Writer, council string) error {
	s := p.sheet(council)
	sum := sha256.Sum256([]byte(stylesheet))
	s.Style, s.Hash = template.CSS(stylesheet), base64.StdEncoding.EncodeToString(sum[:])
	return write(to, "page", s)
}

// Body is the report as a part of another page. Its headings begin with h2.
func (p Published) Body() (template.HTML, error) {
	var b bytes.Buffer
	err := write(&b, "body", p.sheet(""))
	return template.HTML(b.String()), err
}

// write writes all of it or nothing.
func write(to io.Writer, name string, s sheet) error {
	t, err := template.New("report").Parse(reportHTML)
	if err != nil {
		return fmt.Errorf("the report's template: %w", err)
	}
	var b bytes.Buffer
	if err := t.ExecuteTemplate(&b, name, s); err != nil {
		return fmt.Errorf("write the report: %w", err)
	}
	_, err = b.WriteTo(to)
	return err
}

func (p Published) sheet(council string) sheet {
	s := sheet{Council: council, Words: p.Words()}
	for n, c := range p.columns {
		if n == 0 {
			s.Period = c.Period
		} else {
			s.Earlier = append(s.Earlier, c.Period)
		}
		if c.Note != "" {
			s.Notes = append(s.Notes, note{c.String(), c.Note})
		}
		if len(c.Hidden) > 0 {
			s.Hidden = hiddenMeans
		}
	}
	for _, c := range chapters() {
		shown := sheetChapter{Title: c.title}
		for _, t := range c.tables {
			shown.Tables = append(shown.Tables, p.sheetTable(t))
		}
		s.Chapters = append(s.Chapters, shown)
	}
	return s
}

func (p Published) sheetTable(t table) sheetTable {
	rows := p.ranked(t)
	s := sheetTable{Name: t.name, Title: t.title, Chart: chartOf(t, rows, p.columns)}
	line := func(label, key string, total bool) {
		r := sheetRow{Label: label, Total: total}
		for _, c := range p.columns {
			cell := c.cell(key)
			if cell == "" {
				cell = "not known"
			}
			r.Cells = append(r.Cells, cell)
		}
		s.Rows = append(s.Rows, r)
	}
	for _, c := range p.columns {
		s.Periods = append(s.Periods, c.String())
	}
	for _, r := range rows {
		line(r.label, t.key(r.name), false)
	}
	if !t.public {
		line("All", t.total(), true)
	}
	return s
}

// ranked is a table's rows in the order in which they are read. Hidden ones come last, as the table has
// them: their place would tell how large they are.
func (p Published) ranked(t table) []row {
	if !t.ranked || len(p.columns) == 0 {
		return t.rows
	}
	rows, size := slices.Clone(t.rows), func(r row) int {
		if n, ok := p.columns[0].has(t.key(r.name)); ok {
			return n
		}
		return -1
	}
	slices.SortStableFunc(rows, func(a, b row) int { return size(b) - size(a) })
	return rows
}
