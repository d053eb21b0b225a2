package console

import (
	"net/http"

	"sayso/caseworker"
)

func (c *Console) signOut(w http.ResponseWriter, r *http.Request, who caseworker.Staff) {
	if err := c.endSession(r); err != nil {
		c.fail(w, r, who, err)
		return
	}
	c.setCookie(w, c.cookieName(sessionCookie), "", -1)
	// What the browser kept of the pages goes too: the next reader may be somebody else.
	w.Header().Set("Clear-Site-Data", `"cache"`)
	http.Redirect(w, r, "/staff/sign-in", http.StatusSeeOther)
}

// endSession ends the session whose cookie a browser sent, if it sent one.
func (c *Console) endSession(r *http.Request) error {
	cookie, err := r.Cookie(c.cookieName(sessionCookie))
	if err != nil { // there is none
		return nil
	}
	return c.Accounts.SignOut(r.Context(), cookie.Value)
}
