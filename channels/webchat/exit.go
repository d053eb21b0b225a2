package webchat

import (
	"context"
	"net/http"
)

// exit leaves this page at once, and only that: the page before JavaScript ran knows no token.
func (c *Chat) exit(w http.ResponseWriter, r *http.Request) {
	c.pages.guard(w)
	http.Redirect(w, r, c.config.ExitURL, http.StatusSeeOther)
}

// postExit also revokes the token. Leaving comes first: whatever goes wrong, the answer is the way
// out. A page that has already gone sends beacon=1 and gets 204, since a browser would follow the
// redirect to another site for nothing.
func (c *Chat) postExit(w http.ResponseWriter, r *http.Request) {
	form, err := readForm(w, r)
	if err != nil {
		c.log.Warn("chat: an exit form could not be read") // the error may quote it
	}
	c.leaveByForm(r.Context(), form.token)
	if r.PostForm.Get("beacon") != "" {
		c.pages.guard(w)
		w.WriteHeader(http.StatusNoContent)
		return
	}
	c.exit(w, r)
}

func (c *Chat) leaveByForm(ctx context.Context, token string) {
	if !c.genuine(token) {
		return
	}
	// The browser may be gone before the store has answered; the token must be revoked all the same.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), c.config.StoreWithin)
	defer cancel()
	door := c.door(token)
	if _, err := c.end(ctx, door, messageID("leave", door.Address)); err != nil {
		c.log.Error("chat: leave by form", "error", err)
	}
}
