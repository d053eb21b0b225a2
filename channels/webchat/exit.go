package webchat

import (
	"context"
	"net/http"
	"time"

	"sayso/conversation"
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
	c.leaveByForm(form.token)
	if r.PostForm.Get("beacon") != "" {
		c.pages.guard(w)
		w.WriteHeader(http.StatusNoContent)
		return
	}
	c.exit(w, r)
}

// How long whoever leaves waits for the store, and for how long the token is revoked again and again after that.
const (
	leaveWithin  = 250 * time.Millisecond
	revokeWithin = time.Minute
	revokeEvery  = time.Second
)

// leaveByForm revokes a token. It returns when that is done, or soon: until then the talk may stand on their screen.
// A store that is away for a moment is asked again meanwhile, and Drain waits for that.
func (c *Chat) leaveByForm(token string) {
	if !c.genuine(token) {
		return
	}
	done := c.hub.work(func() { c.revoke(c.door(token)) })
	soon := time.NewTimer(leaveWithin)
	defer soon.Stop()
	select {
	case <-done:
	case <-soon.C:
	}
}

// revoke ends a door, trying until that is stored for good.
func (c *Chat) revoke(door conversation.Door) {
	ctx, cancel := context.WithTimeout(context.Background(), revokeWithin)
	defer cancel()
	again := time.NewTicker(revokeEvery)
	defer again.Stop()
	for {
		trying, stop := context.WithTimeout(ctx, c.config.StoreWithin)
		_, err := c.end(trying, door, messageID("leave", door.Address))
		stop()
		if err == nil {
			return
		}
		select {
		case <-again.C:
		case <-ctx.Done():
			c.log.Error("chat: a token could not be revoked", "error", err)
			return
		}
	}
}
