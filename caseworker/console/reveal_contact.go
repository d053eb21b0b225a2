package console

import (
	"net/http"

	"sayso/caseworker"
)

// revealContact shows a number once, on the page that answers the form: it is never in an address,
// and looking again is another line in the audit.
func (c *Console) revealContact(w http.ResponseWriter, r *http.Request, who caseworker.Staff) {
	if err := r.ParseForm(); err != nil {
		c.problem(w, r, who, http.StatusBadRequest, "This form could not be read. It may have been too long.")
		return
	}
	f := form{r}
	answer, err := c.Cases.DoOnce(r.Context(), once(r), r.PathValue("reference"), who, caseworker.RevealContact{
		Conversation: f.text("conversation"), Reason: f.text("reason"), DrawsOn: f.drawsOn(),
	})
	if err != nil {
		c.notDone(w, r, who, err)
		return
	}
	c.caseWith(w, r, who, http.StatusOK, casePage{Number: answer.Number})
}
