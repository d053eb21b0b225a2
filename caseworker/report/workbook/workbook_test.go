package workbook

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"sayso/caseworker"
	"sayso/caseworker/report"
)

// opened is a report with a note, as a spreadsheet reads it.
func opened(t *testing.T, note string) (report.Published, *excelize.File) {
	t.Helper()
	year := report.Year(caseworker.Date{Year: 2026, Month: time.June, Day: 1})
	p, err := report.Publish([]report.Column{
		{Period: year, Note: note, Figures: map[string]int{"category/statutory_complaint": 129, "submitted/young_person": 3, "submitted/on_behalf": 126, "submitted/unknown": 0}},
		{Period: year.Before(), Figures: map[string]int{"category/statutory_complaint": 140}},
	})
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := Write(p, &b); err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := book.Close(); err != nil {
			t.Error(err)
		}
	})
	return p, book
}

func TestASpreadsheetHasWhatTheCSVHas(t *testing.T) {
	t.Parallel()
	p, book := opened(t, "A stable workforce.")
	rows, err := book.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	want := p.Lines()
	if len(rows) != len(want) {
		t.Fatalf("%d lines, want %d", len(rows), len(want))
	}
	for n, got := range rows {
		got = append(got, slices.Repeat([]string{""}, len(want[n])-len(got))...) // empty ends are left out
		if fmt.Sprint(got) != fmt.Sprint(want[n]) {
			t.Errorf("line %d is %q, want %q", n+1, got, want[n])
		}
	}
	for cell, want := range map[string]excelize.CellType{"C3": excelize.CellTypeUnset, "C1": excelize.CellTypeSharedString} {
		if got, err := book.GetCellType(sheet, cell); err != nil || got != want { // a number has no type
			t.Errorf("%s is of type %v (%v), want %v", cell, got, err, want)
		}
	}
}

func TestSmallNumbersAreHiddenInASpreadsheet(t *testing.T) {
	t.Parallel()
	_, book := opened(t, "")
	rows, err := book.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		if row[0] == "Who made the complaint" && row[1] != "Not known" && row[2] != "hidden" {
			t.Errorf("%s: %s", row[1], row[2])
		}
	}
}

// TestNoCellIsAFormula: a note is somebody's own words, and could be made to fetch or to send.
func TestNoCellIsAFormula(t *testing.T) {
	t.Parallel()
	for _, note := range []string{`=HYPERLINK("http://x","a")`, "+1", "-1", "@SUM(A1)", "\t=1", "＝1"} {
		_, book := opened(t, note)
		rows, err := book.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for n, row := range rows {
			for k, text := range row {
				cell, err := excelize.CoordinatesToCellName(k+1, n+1)
				if err != nil {
					t.Fatal(err)
				}
				if formula, err := book.GetCellFormula(sheet, cell); err != nil || formula != "" {
					t.Errorf("%q: %s is the formula %q (%v)", note, cell, formula, err)
				}
				if strings.ContainsAny(text[:min(1, len(text))], "=+-@\t") {
					t.Errorf("%s begins like a formula: %q", cell, text)
				}
				found = found || strings.Contains(text, strings.TrimSpace(note))
			}
		}
		if !found {
			t.Errorf("the note %q is gone", note)
		}
	}
}
