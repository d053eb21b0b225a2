package webchat_test

import (
	"context"
	"net/url"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"sayso/channels/webchat"
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

// shift presses the Shift key, as a keyboard does.
func shift(ctx context.Context, tab *chromedp.Target) (chromedp.Void, error) {
	for _, kind := range []input.DispatchKeyEventType{"rawKeyDown", "keyUp"} {
		_, err := cdp.Call(ctx, tab, input.DispatchKeyEvent, input.DispatchKeyEventParams{Type: kind, Key: "Shift", Code: "ShiftLeft", WindowsVirtualKeyCode: 16})
		if err != nil {
			return chromedp.Void{}, err
		}
	}
	return chromedp.Void{}, nil
}

// Whatever they were at, whichever way they go: Back shows nothing of it, and the tab has kept nothing.
func TestNothingIsLeftAfterLeaving(t *testing.T) {
	t.Parallel()
	out := weather(t)
	w := newWorld(t, func(c *webchat.Config) { c.ExitURL = out })
	begun := chromedp.Steps(say("they moved me"), untilShown("they moved me", question), until(nothingWaits))
	for name, state := range map[string]step{
		"nothing said":    chromedp.Steps(),
		"half a thought":  write("half a thou"),
		"in a talk":       begun,
		"a code shown":    chromedp.Steps(begun, click("#getcode"), visible("#given")),
		"a call for help": chromedp.Steps(click("#help"), visible("#alert .safety")),
		"typing a code":   chromedp.Steps(click("#back summary"), visible("#code"), chromedp.SendKeys(chromedp.CSS("#code"), "otter lemon")),
		"reading on":      chromedp.Steps(begun, chromedp.Navigate(w.url+"/privacy")),
	} {
		for way, leave := range map[string]step{"button": click(".leave"), "shift": chromedp.Steps(shift, shift, shift)} {
			tab := phone(t)
			run(t, tab, chromedp.Navigate(w.url+"/"), chromedp.Navigate(w.url+"/chat"), state)
			token := tokenOf(t, tab)
			run(t, tab, leave, visible("#sun"), chromedp.NavigateBack(),
				until(`document.readyState === 'complete' && location.pathname !== '/weather'`))
			got := ask(t, tab, `[sessionStorage.getItem('m') === null || JSON.parse(sessionStorage.getItem('m')).outbox.length === 0,
				(document.getElementById('log') || document.createElement('p')).textContent.trim(),
				(document.getElementById('text') || {}).value || '', (document.getElementById('code') || {}).value || ''].join('|')`)
			if got != "true|||" || ask(t, tab, `(JSON.parse(sessionStorage.getItem('m')) || {}).token || ''`) == token {
				t.Errorf("%s, by %s: after Back there is still %q", name, way, got)
			}
		}
	}
}
