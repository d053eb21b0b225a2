package api

import (
	"net/http"

	"sayso/caseworker"
)

// erased serves the certificates of all that was erased, the latest first.
func (a *API) erased(w http.ResponseWriter, r *http.Request, by caseworker.Staff) {
	all, err := a.register.Certificates(r.Context(), by)
	if err != nil {
		a.fail(w, r, err)
		return
	}
	answer(w, http.StatusOK, "application/json", struct {
		Erased []caseworker.Certificate `json:"erased"`
	}{all})
}
