package console

import (
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"sayso/caseworker"
	"sayso/caseworker/register"
	"sayso/caseworker/report"
)

// reportPage is a report with what can be done about it. It holds figures that anybody may read.
type reportPage struct {
	Period    report.Period // "" where nothing was published yet
	Earlier   int           // years beside it
	At        *time.Time    // when it was published; nil while it is a draft
	Body      template.HTML // "" where there is none
	Published []report.Period
	Refused   *caseworker.Refusal
	Done      string // what was just done: published, earlier
	typed     url.Values
}

// Address is a page or a file of a period.
func (reportPage) Address(path string, p report.Period, earlier int) string {
	q := url.Values{"from": {p.From.String()}, "to": {p.To.String()}}
	if earlier > 0 {
		q.Set("earlier", strconv.Itoa(earlier))
	}
	return path + "?" + q.Encode()
}

// Typed is what was typed into a form that was refused.
func (p reportPage) Typed(field string) string { return p.typed.Get(field) }

// Years are the choices of how many years stand beside it.
func (reportPage) Years() []int { return []int{0, 1, 2, 3, 4, 5, 10} }

func (c *Console) report(w http.ResponseWriter, r *http.Request, who caseworker.Staff) {
	c.reportWith(w, r, who, nil)
}

// reportWith shows the report, or why it, or something that was pressed on its page, was refused.
func (c *Console) reportWith(w http.ResponseWriter, r *http.Request, who caseworker.Staff, refused *caseworker.Refusal) {
	p := reportPage{Refused: refused, Done: r.FormValue("done"), typed: r.PostForm}
	var err error
	if p.Published, err = c.Cases.PublishedPeriods(r.Context(), who); err != nil {
		c.fail(w, r, who, err)
		return
	}
	if p.Period, p.Earlier, err = c.askedFor(r, who, p.Published); err == nil && !p.Period.From.IsZero() {
		var made register.Reported
		if made, err = c.Cases.Report(r.Context(), who, p.Period, p.Earlier); err == nil {
			p.At = made.At
			p.Body, err = made.Body()
		}
	}
	var refusal caseworker.Refusal
	if errors.As(err, &refusal) && p.Refused == nil {
		p.Refused = &refusal
	} else if err != nil && !errors.As(err, &refusal) {
		c.fail(w, r, who, err)
		return
	}
	status := http.StatusOK
	if p.Refused != nil {
		status = statusOf(*p.Refused)
	}
	c.render(w, r, status, "report", "Report", who, p)
}

// askedFor is the period of a request and how many years beside it. Where none is said it is the financial
// year that is over, or for whoever sees only what was published, the latest of that: none where there is none.
func (c *Console) askedFor(r *http.Request, who caseworker.Staff, published []report.Period) (p report.Period, earlier int, err error) {
	if text := r.FormValue("earlier"); text != "" {
		if earlier, err = strconv.Atoi(text); err != nil {
			return p, 0, wrong("earlier", "How many earlier years? A number is wanted.")
		}
	}
	from, to := r.FormValue("from"), r.FormValue("to")
	switch {
	case from != "" || to != "":
		if p.From.UnmarshalText([]byte(from)) != nil || p.To.UnmarshalText([]byte(to)) != nil || p.From.IsZero() || p.To.IsZero() || p.To.Before(p.From) {
			return report.Period{}, 0, wrong("period", "A period needs a first day, and a last day that is not before it.")
		}
	case who.May(caseworker.MayReport):
		p = report.Year(c.config.Rules.Day(c.Now())).Before()
	case len(published) > 0:
		p = published[0]
	}
	return p, earlier, nil
}

func wrong(code, words string) caseworker.Refusal {
	return caseworker.Refusal{Kind: caseworker.Invalid, Code: code, Words: words}
}

// reportStyle is the style of the report itself, on the screen and on paper.
func (c *Console) reportStyle(w http.ResponseWriter, _ *http.Request, _ caseworker.Staff) {
	w.Header().Set("Content-Type", "text/css; charset=utf-8")
	fmt.Fprint(w, report.Stylesheet())
}
