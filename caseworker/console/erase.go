package console

import (
	"net/http"
	"net/url"

	"sayso/caseworker"
)

const erasedPath = "/staff/erased"

// erase destroys a case, or what one person told, and shows the certificate; or that a second person must agree.
func (c *Console) erase(w http.ResponseWriter, r *http.Request, who caseworker.Staff) {
	if err := r.ParseForm(); err != nil {
		c.problem(w, r, who, http.StatusBadRequest, "This form could not be read. It may have been too long.")
		return
	}
	f, reference := form{r}, r.PathValue("reference")
	answer, err := c.Cases.DoOnce(r.Context(), once(r), reference, who, caseworker.Erase{
		Version: f.version(), Seen: f.seen(), Conversation: f.text("conversation"), Reason: f.text("reason"),
	})
	if err != nil {
		c.notDone(w, r, who, err)
		return
	}
	done := "erase_waits"
	if !answer.Waiting {
		done = "erase_goes_on"
		switch err := c.Cases.FinishErasing(r.Context(), reference); {
		case err != nil:
			c.Log.Error("erasing waits to be tried again", "error", err) // the register's loop goes on with it
		default:
			done = "erase_heard_since"
		}
		gone, err := c.Cases.HasErased(r.Context(), reference, f.text("conversation"))
		if err != nil {
			c.fail(w, r, who, err)
			return
		}
		if gone {
			http.Redirect(w, r, erasedPath, http.StatusSeeOther)
			return
		}
	}
	http.Redirect(w, r, "/staff/cases/"+url.PathEscape(reference)+"?done="+done+"#rights", http.StatusSeeOther)
}

// erasedPage is what was erased.
type erasedPage struct{ Certificates []caseworker.Certificate }

func (c *Console) erased(w http.ResponseWriter, r *http.Request, who caseworker.Staff) {
	all, err := c.Cases.Certificates(r.Context(), who)
	if err != nil {
		c.fail(w, r, who, err)
		return
	}
	c.render(w, r, http.StatusOK, "erased", "What was erased", who, erasedPage{all})
}
