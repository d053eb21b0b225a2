package console

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"

	"sayso/caseworker"
	"sayso/caseworker/report"
	"sayso/caseworker/report/workbook"
)

// reportFiles are the forms in which a report can be taken along.
var reportFiles = map[string]struct {
	kind  string
	write func(p report.Published, council string, to io.Writer) error
}{
	"report.html": {"text/html; charset=utf-8", func(p report.Published, council string, to io.Writer) error { return p.HTML(to, council) }},
	"report.csv":  {"text/csv; charset=utf-8", func(p report.Published, _ string, to io.Writer) error { return p.CSV(to) }},
	"report.xlsx": {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", func(p report.Published, _ string, to io.Writer) error { return workbook.Write(p, to) }},
	"report.json": {"application/json", func(p report.Published, _ string, to io.Writer) error { return json.NewEncoder(to).Encode(p) }},
}

// reportFile gives a report as a file. It is never opened in the console's own place: saved and opened
// again, a page has its own policy.
func (c *Console) reportFile(w http.ResponseWriter, r *http.Request, who caseworker.Staff) {
	file, known := reportFiles[r.PathValue("file")]
	if !known {
		c.nothingHere(w, r, who)
		return
	}
	period, earlier, err := c.askedFor(r, who, nil)
	if err == nil && period.From.IsZero() {
		err = wrong("period", "Say of which period.")
	}
	if err != nil {
		c.fail(w, r, who, err)
		return
	}
	made, err := c.Cases.Report(r.Context(), who, period, earlier)
	if err != nil {
		c.fail(w, r, who, err)
		return
	}
	var b bytes.Buffer
	if err := file.write(made.Published, c.config.Council, &b); err != nil {
		c.fail(w, r, who, err)
		return
	}
	w.Header().Set("Content-Type", file.kind)
	name := fmt.Sprintf("%s-to-%s-%s", period.From, period.To, r.PathValue("file"))
	if made.At == nil {
		name = "draft-" + name
	}
	w.Header().Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", name))
	b.WriteTo(w)
}
