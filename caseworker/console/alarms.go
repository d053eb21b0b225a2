package console

import (
	"net/http"

	"sayso/caseworker"
)

// alarms is a page of nothing but the alarms, which every page shows. A page that is open asks for
// it as time passes: looking at the whole case again would be one more look in the audit.
func (c *Console) alarms(w http.ResponseWriter, r *http.Request, who caseworker.Staff) {
	c.render(w, r, http.StatusOK, "alarms", "Alarms", who, nil)
}
