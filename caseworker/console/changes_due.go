package console

import (
	"net/http"

	"sayso/caseworker"
)

// changesDuePage is what is still to change because of complaints. It holds no words: these stand on the cases.
type changesDuePage struct {
	Rows  []caseworker.Row
	Today caseworker.Date
}

func (c *Console) changesDue(w http.ResponseWriter, r *http.Request, who caseworker.Staff) {
	rows, err := c.Cases.ChangesDue(r.Context(), who)
	if err != nil {
		c.fail(w, r, who, err)
		return
	}
	c.render(w, r, http.StatusOK, "changes_due", "What is to change", who, changesDuePage{rows, c.config.Rules.Day(c.Now())})
}
