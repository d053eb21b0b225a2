package api

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"sayso/caseworker"
	"sayso/caseworker/staff"
)

// guard lets through who is known and may.
func (a *API) guard(route route) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), a.patience)
		defer cancel()
		r = r.WithContext(ctx)
		by, ok := a.signedIn(w, r)
		if !ok {
			return
		}
		if !by.May(route.needs) {
			a.fail(w, r, a.register.Denied(ctx, by, route.name, r.PathValue("reference"), route.needs))
			return
		}
		route.serve(w, r, by)
	}
}

// signedIn says who asks, or answers 401.
func (a *API) signedIn(w http.ResponseWriter, r *http.Request) (caseworker.Staff, bool) {
	w.Header().Set("Cache-Control", "no-store")
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	err := staff.ErrNotSignedIn
	if token = strings.TrimSpace(token); token != "" && strings.EqualFold(scheme, "Bearer") {
		var by caseworker.Staff
		if by, err = a.tokens.Authenticate(r.Context(), token); err == nil {
			return by, true
		}
	}
	if !errors.Is(err, staff.ErrNotSignedIn) {
		a.fail(w, r, err)
		return caseworker.Staff{}, false
	}
	w.Header().Set("WWW-Authenticate", `Bearer realm="sayso"`)
	write(w, problem{Status: http.StatusUnauthorized, Code: "not_signed_in", Detail: "Send a valid token: Authorization: Bearer ..."})
	return caseworker.Staff{}, false
}
