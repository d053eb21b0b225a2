package console

import (
	"net/http"

	"sayso/caseworker"
)

func (c *Console) signOut(w http.ResponseWriter, r *http.Request, who caseworker.Staff) {
	if cookie, err := r.Cookie(c.cookieName()); err == nil {
		if err := c.Accounts.SignOut(r.Context(), cookie.Value); err != nil {
			c.fail(w, r, who, err)
			return
		}
	}
	c.setCookie(w, "", -1)
	// What the browser kept of the pages goes too: the next reader may be somebody else.
	w.Header().Set("Clear-Site-Data", `"cache"`)
	http.Redirect(w, r, "/staff/sign-in", http.StatusSeeOther)
}
