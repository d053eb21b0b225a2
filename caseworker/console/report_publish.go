package console

import (
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"

	"sayso/caseworker"
	"sayso/caseworker/register"
	"sayso/caseworker/report"
)

// publishReport keeps the period as it is shown from now on.
func (c *Console) publishReport(w http.ResponseWriter, r *http.Request, who caseworker.Staff) {
	period, earlier, err := c.askedFor(r, who, nil)
	given := register.Given{Note: form{r}.text("note")}
	for field, into := range map[string]**int{"investigated": &given.Investigated, "fault": &given.Fault} {
		if text := strings.TrimSpace(form{r}.text(field)); text != "" && err == nil {
			var n int
			if n, err = strconv.Atoi(text); err != nil {
				err = wrong("ombudsman", "A number of complaints is wanted.")
			}
			*into = &n
		}
	}
	if err == nil {
		err = c.Cases.PublishReport(r.Context(), who, period, given)
	}
	c.reported(w, r, who, err, reportPage{}.Address("/staff/report", period, earlier)+"&done=published")
}

// keepEarlier takes in the figures of years from before Sayso.
func (c *Console) keepEarlier(w http.ResponseWriter, r *http.Request, who caseworker.Staff) {
	columns, err := earlierFigures(r)
	if err == nil {
		err = c.Cases.KeepEarlier(r.Context(), who, columns)
	}
	c.reported(w, r, who, err, "/staff/report?earlier=1&done=earlier")
}

func earlierFigures(r *http.Request) ([]report.Column, error) {
	file, _, err := r.FormFile("figures")
	if err != nil {
		return nil, wrong("figures", "Choose a file first. It has 60,000 characters at most.")
	}
	defer file.Close()
	text, err := io.ReadAll(file)
	if err != nil {
		return nil, wrong("figures", "This file could not be read.")
	}
	columns, err := report.ReadEarlier(text)
	if err != nil {
		return nil, wrong("figures", "Nothing was kept. "+err.Error())
	}
	return columns, nil
}

// reported leads back to the report, or shows why something was not done.
func (c *Console) reported(w http.ResponseWriter, r *http.Request, who caseworker.Staff, err error, to string) {
	var refusal caseworker.Refusal
	switch {
	case errors.As(err, &refusal):
		c.reportWith(w, r, who, &refusal)
	case err != nil:
		c.fail(w, r, who, err)
	default:
		http.Redirect(w, r, to, http.StatusSeeOther)
	}
}
