package api

import (
	"net/http"

	"sayso/caseworker"
	"sayso/caseworker/register"
)

// list serves a page of the queue.
func (a *API) list(w http.ResponseWriter, r *http.Request, by caseworker.Staff) {
	q := r.URL.Query()
	filter := register.Filter{State: q.Get("state"), Urgency: q.Get("urgency"), Owner: q.Get("owner")}
	page, err := a.register.List(r.Context(), by, filter, q.Get("cursor"))
	if err != nil {
		a.fail(w, r, err)
		return
	}
	answer(w, http.StatusOK, "application/json", page)
}

// view serves one case with its words.
func (a *API) view(w http.ResponseWriter, r *http.Request, by caseworker.Staff) {
	view, err := a.register.Get(r.Context(), r.PathValue("reference"), by)
	if err != nil {
		a.fail(w, r, err)
		return
	}
	answer(w, http.StatusOK, "application/json", view)
}

// audit serves who did what, of all cases, the latest first.
func (a *API) audit(w http.ResponseWriter, r *http.Request, by caseworker.Staff) {
	q := r.URL.Query()
	filter := register.AuditFilter{By: q.Get("by"), Reference: q.Get("case"), Refused: q.Get("refused") == "true"}
	page, err := a.register.Audit(r.Context(), by, filter, q.Get("cursor"))
	if err != nil {
		a.fail(w, r, err)
		return
	}
	answer(w, http.StatusOK, "application/json", page)
}
