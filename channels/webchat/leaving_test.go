package webchat_test

import (
	"context"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"sayso/channels/webchat"
	"sayso/conversation"
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

// keyed leaves by the link that comes first for whoever goes by keyboard.
var keyed = chromedp.Steps(evaluate(`document.getElementById('out').focus()`), press("\r"))

// Whatever they were at, whichever way they go: Back shows nothing of it, and the tab has kept nothing.
func TestNothingIsLeftAfterLeaving(t *testing.T) {
	t.Parallel()
	begun := chromedp.Steps(say("they moved me"), untilShown("they moved me", question), until(nothingWaits))
	for way, leave := range map[string]step{"button": click(".leave"), "shift": chromedp.Steps(shift, shift, shift), "first link": keyed} {
		t.Run(way, func(t *testing.T) {
			t.Parallel()
			out := weather(t)
			w := newWorld(t, func(c *webchat.Config) { c.ExitURL = out })
			unsent := chromedp.Steps(begun, w.deaf(), say("quiet"), until(`document.querySelector('.waiting') !== null`))
			tab := phone(t)
			for name, state := range map[string]step{
				"nothing said":          chromedp.Steps(),
				"half a thought":        write("half a thou"),
				"half, reading on":      chromedp.Steps(write("half a thou"), chromedp.Navigate(w.url+"/privacy")),
				"in a talk":             begun,
				"loaded again":          chromedp.Steps(begun, chromedp.Reload(), untilShown("they moved me", question)),
				"a code shown":          chromedp.Steps(begun, click("#getcode"), visible("#given")),
				"a call for help":       chromedp.Steps(click("#help"), visible("#alert .safety"), until(nothingWaits)),
				"typing a code":         chromedp.Steps(click("#back summary"), visible("#code"), chromedp.SendKeys(chromedp.CSS("#code"), "otter lemon")),
				"reading on":            chromedp.Steps(begun, chromedp.Navigate(w.url+"/privacy")),
				"unsent":                unsent,
				"no signal":             chromedp.Steps(unsent, until(`document.getElementById('line').textContent !== ''`)),
				"unsent call for help":  chromedp.Steps(begun, w.deaf(), click("#help"), visible("#alert .safety")),
				"another way":           chromedp.Steps(unsent, evaluate(`document.getElementById('blocked').hidden = false`)),
				"ended":                 chromedp.Steps(begun, w.shut(t, tab), visible("#ended")),
				"ended, words not sent": chromedp.Steps(unsent, w.shut(t, tab), w.heal, visible("#kept")),
			} {
				run(t, tab, chromedp.Navigate(w.url+"/"), evaluate(`sessionStorage.clear()`), chromedp.Navigate(w.url+"/chat"), state)
				token := tokenOf(t, tab)
				run(t, tab, leave, visible("#sun"), w.heal, chromedp.NavigateBack(),
					until(`document.readyState === 'complete' && location.pathname !== '/weather'`))
				got := ask(t, tab, `[sessionStorage.getItem('m') === null || JSON.parse(sessionStorage.getItem('m')).outbox.length === 0,
					(document.getElementById('log') || document.createElement('p')).textContent.trim(),
					(document.getElementById('text') || {}).value || '', (document.getElementById('code') || {}).value || ''].join('|')`)
				if got != "true|||" || ask(t, tab, `(JSON.parse(sessionStorage.getItem('m')) || {}).token || ''`) == token {
					t.Errorf("%s: after Back there is still %q", name, got)
				}
			}
		})
	}
}

// shut ends the chat, as another tab of it would.
func (w *world) shut(t *testing.T, tab context.Context) step {
	return func(ctx context.Context, _ *chromedp.Target) (chromedp.Void, error) {
		return chromedp.Void{}, w.store.Shut(ctx, conversation.Door{Channel: conversation.Chat, Address: w.keys.Hash("chat", tokenOf(t, tab))})
	}
}

// heal ends what deaf began.
func (w *world) heal(context.Context, *chromedp.Target) (chromedp.Void, error) {
	w.wires.cut(false)
	return chromedp.Void{}, nil
}

// Without a signal the server cannot hear of it, so there the token is good until the chat ends by itself. The device
// holds it no longer: not in this tab, not after Back, and whoever opens the chat again gets another one.
func TestLeavingWithoutASignalKeepsNothingOnTheDevice(t *testing.T) {
	t.Parallel()
	out := weather(t)
	w := newWorld(t, func(c *webchat.Config) { c.ExitURL = out })
	tab := phone(t)
	run(t, tab, chromedp.Navigate(w.url+"/"), chromedp.Navigate(w.url+"/chat"), say("they moved me"), untilShown("they moved me", question), until(nothingWaits))
	token := tokenOf(t, tab)
	run(t, tab, w.deaf(), click(".leave"), visible("#sun"), w.heal, chromedp.NavigateBack(),
		until(`document.readyState === 'complete' && location.pathname === '/'`))
	for _, path := range []string{"/", "/chat"} {
		run(t, tab, chromedp.Navigate(w.url+path))
		held := ask(t, tab, `JSON.stringify([{...sessionStorage}, {...localStorage}]) + document.cookie + document.documentElement.outerHTML`)
		if strings.Contains(held, token) || strings.Contains(held, "they moved me") {
			t.Errorf("%s: the device still holds %q", path, held)
		}
	}
}
