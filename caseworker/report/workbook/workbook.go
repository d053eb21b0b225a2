// Package workbook answers one question: how does a report open in a spreadsheet?
//
// It writes the report's lines as XLSX, cell by cell as they are in the CSV: what is hidden there is
// hidden here. It counts nothing, and keeps nothing. Its neighbour is report.
package workbook

import (
	"fmt"
	"io"
	"strconv"

	"github.com/xuri/excelize/v2"

	"sayso/caseworker/report"
)

const sheet = "Report"

// Write writes the report as XLSX. Numbers are numbers, so that they can be added and drawn.
func Write(p report.Published, to io.Writer) (err error) {
	book := excelize.NewFile()
	defer func() {
		if closed := book.Close(); err == nil && closed != nil {
			err = fmt.Errorf("close the workbook: %w", closed)
		}
	}()
	if err := book.SetDocProps(&excelize.DocProperties{Creator: "Sayso", LastModifiedBy: "Sayso", Title: "Report"}); err != nil {
		return fmt.Errorf("name the workbook: %w", err)
	}
	if err := book.SetSheetName("Sheet1", sheet); err != nil {
		return fmt.Errorf("name the sheet: %w", err)
	}
	lines := p.Lines()
	for n, line := range lines {
		cells := make([]any, len(line))
		for k, cell := range line {
			cells[k] = cell
			if number, err := strconv.Atoi(cell); err == nil && n > 0 && k > 1 {
				cells[k] = number
			}
		}
		if err := book.SetSheetRow(sheet, "A"+strconv.Itoa(n+1), &cells); err != nil {
			return fmt.Errorf("write line %d: %w", n+1, err)
		}
	}
	if err := look(book); err != nil {
		return fmt.Errorf("style the workbook: %w", err)
	}
	if err := book.Write(to); err != nil {
		return fmt.Errorf("write the workbook: %w", err)
	}
	return nil
}

// look makes the first line bold and keeps it in sight, and the columns as wide as what stands in them.
func look(book *excelize.File) error {
	bold, err := book.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return err
	}
	if err := book.SetRowStyle(sheet, 1, 1, bold); err != nil {
		return err
	}
	if err := book.SetColWidth(sheet, "A", "B", 44); err != nil {
		return err
	}
	return book.SetPanes(sheet, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
}
