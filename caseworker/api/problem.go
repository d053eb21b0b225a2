package api

import (
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"time"

	"sayso/caseworker"
	"sayso/caseworker/register"
)

// problem is an error as RFC 9457 has it, with what a conflict carries.
type problem struct {
	Type    string     `json:"type"`
	Title   string     `json:"title"`
	Status  int        `json:"status"`
	Detail  string     `json:"detail"`
	Code    string     `json:"code"`
	Reason  string     `json:"reason,omitempty"`  // of "blocked"
	By      string     `json:"by,omitempty"`      // of a conflict: whose act came first
	At      *time.Time `json:"at,omitempty"`      // of a conflict: when
	Version int        `json:"version,omitempty"` // of a conflict: the case's version now
}

func write(w http.ResponseWriter, p problem) {
	p.Type, p.Title = "about:blank", http.StatusText(p.Status)
	answer(w, p.Status, "application/problem+json", p)
}

func answer(w http.ResponseWriter, status int, kind string, v any) {
	w.Header().Set("Content-Type", kind)
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(v) // who has gone away cannot be told
}

// fail answers an error: a refusal in its own words, anything else without any.
func (a *API) fail(w http.ResponseWriter, r *http.Request, err error) {
	var refusal caseworker.Refusal
	if errors.As(err, &refusal) {
		write(w, problemOf(refusal))
		return
	}
	if errors.Is(err, register.ErrNoCase) {
		write(w, problem{Status: http.StatusNotFound, Code: "no_such_case", Detail: "There is no such case."})
		return
	}
	a.log.Error("request to the API failed", "route", r.Pattern, "error", err)
	var network net.Error
	if errors.As(err, &network) || r.Context().Err() != nil {
		w.Header().Set("Retry-After", "2")
		write(w, problem{Status: http.StatusServiceUnavailable, Code: "unavailable", Detail: "Try again in a moment, with the same Idempotency-Key."})
		return
	}
	write(w, problem{Status: http.StatusInternalServerError, Code: "failed", Detail: "Something went wrong."})
}

func problemOf(refusal caseworker.Refusal) problem {
	p := problem{
		Status: http.StatusUnprocessableEntity, Code: refusal.Code, Detail: refusal.Words,
		Reason: refusal.Reason, By: refusal.By, Version: refusal.Version,
	}
	switch refusal.Kind {
	case caseworker.Conflict:
		p.Status = http.StatusConflict
	case caseworker.Forbidden:
		p.Status = http.StatusForbidden
	case caseworker.NotFound:
		p.Status = http.StatusNotFound
	}
	if !refusal.At.IsZero() {
		p.At = &refusal.At
	}
	return p
}

func bad(code, words string) *problem {
	return &problem{Status: http.StatusBadRequest, Code: code, Detail: words}
}
