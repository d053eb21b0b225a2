package webchat_test

import (
	"net/url"
	"testing"
)

// Whoever leaves is let go at once; the token is revoked as soon as the store is back.
func TestLeavingWaitsForNoStore(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	byButton, byForm := w.get(t, "/chat"), w.get(t, "/chat")
	w.post(t, byButton, "action", "say", "text", "hi")
	w.post(t, byForm, "action", "say", "text", "hi")
	if err := w.redis.Pause(); err != nil {
		t.Fatal(err)
	}
	answer, err := staying().PostForm(w.url+"/exit", url.Values{"token": {byButton.token}})
	readSheet(t, answer, err).wants(t, 303)
	w.post(t, byForm, "action", "leave").wants(t, 303)
	if err := w.redis.Resume(); err != nil {
		t.Fatal(err)
	}
	w.wantRevoked(t, byButton.token)
	w.wantRevoked(t, byForm.token)
}
