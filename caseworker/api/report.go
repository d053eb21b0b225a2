package api

import (
	"net/http"
	"strconv"
	"time"

	"sayso/caseworker"
	"sayso/caseworker/report"
)

// report serves a report as JSON. A machine, and whoever scrutinises, has those that were published.
func (a *API) report(w http.ResponseWriter, r *http.Request, by caseworker.Staff) {
	q := r.URL.Query()
	var p report.Period
	if p.From.UnmarshalText([]byte(q.Get("from"))) != nil || p.To.UnmarshalText([]byte(q.Get("to"))) != nil || p.From.IsZero() || p.To.Before(p.From) {
		write(w, *bad("period", "from and to are the first and the last day, as 2025-04-01."))
		return
	}
	earlier := 0
	if text := q.Get("earlier"); text != "" {
		var err error
		if earlier, err = strconv.Atoi(text); err != nil {
			write(w, *bad("earlier", "earlier is a number of years."))
			return
		}
	}
	made, err := a.register.Report(r.Context(), by, p, earlier)
	if err != nil {
		a.fail(w, r, err)
		return
	}
	answer(w, http.StatusOK, "application/json", struct {
		Published *time.Time       `json:"published"` // null while it is a draft
		Report    report.Published `json:"report"`
	}{made.At, made.Published})
}

// reports serves which periods were published, the latest first.
func (a *API) reports(w http.ResponseWriter, r *http.Request, by caseworker.Staff) {
	periods, err := a.register.PublishedPeriods(r.Context(), by)
	if err != nil {
		a.fail(w, r, err)
		return
	}
	answer(w, http.StatusOK, "application/json", struct {
		Published []report.Period `json:"published"`
	}{append([]report.Period{}, periods...)})
}
