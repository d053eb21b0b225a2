package webchat_test

import (
	"slices"
	"testing"

	"github.com/chromedp/chromedp"

	"sayso/channels/webchat"
)

// Whoever reads on while a chat is open calls for help in that chat, and finds the way back to it.
func TestHelpIsCalledInTheOpenChatFromEveryPage(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	tab := phone(t)
	run(t, tab, chromedp.Navigate(w.url+"/chat"), say("they moved me"), untilShown("they moved me", question), until(nothingWaits),
		chromedp.Navigate(w.url+"/privacy"), until(`document.getElementById('tochat').textContent === 'Back to your chat'`))
	token := tokenOf(t, tab)
	want := []string{"they moved me", question, "I need help now", "We are telling a worker now."}
	run(t, tab, click(".help"), untilShown(want...), visible("#alert .safety"), until(nothingWaits),
		chromedp.Reload(), untilShown(want...))
	if tokenOf(t, tab) != token {
		t.Error("the call for help began another chat")
	}
	if got := w.texts(t, token); !slices.Equal(got, want) {
		t.Errorf("got %q, want the call once", got)
	}
}

func TestHelpIsCalledFromEveryPageWithoutAChatAndWithoutJavaScript(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	for _, scripts := range []bool{true, false} {
		tab := phone(t)
		if !scripts {
			run(t, tab, noScript)
		}
		for _, path := range append([]string{"/nothing-here"}, publicPages...) {
			if path == "/chat" {
				continue
			}
			run(t, tab, chromedp.Navigate(w.url+path), click(".help"),
				untilShown("I need help now", "We are telling a worker now."), visible("#alert .safety"))
			if scripts { // a chat is open from here on; the next page is of another tab
				run(t, tab, evaluate(`sessionStorage.clear()`))
			}
		}
	}
}

// The link is there for whoever uses a keyboard or a screen reader, and needs no script.
func TestTheHiddenWayOutIsFirstOnEveryPage(t *testing.T) {
	t.Parallel()
	out := weather(t)
	w := newWorld(t, func(c *webchat.Config) { c.ExitURL = out })
	tab := phone(t)
	run(t, tab, chromedp.Navigate(w.url+"/chat"), say("hi"), untilShown("hi", question), until(nothingWaits))
	token := tokenOf(t, tab)
	run(t, tab, evaluate(`document.getElementById('out').focus()`), until(`document.getElementById('out').getBoundingClientRect().left >= 0`),
		click("#out"), visible("#sun"))
	w.wantRevoked(t, token)
	run(t, tab, noScript, chromedp.Navigate(w.url+"/safety"), evaluate(`document.getElementById('out').focus()`), click("#out"), visible("#sun"))
}

func TestBrowsersAreToldToComeByHTTPSOnly(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{"https://sayso.example.gov.uk": "max-age=31536000", "http://sayso.example.gov.uk": ""} {
		w := newWorld(t, func(c *webchat.Config) { c.PublicURL = address })
		answer, err := staying().Get(w.url + "/")
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		if got := answer.Header.Get("Strict-Transport-Security"); got != want {
			t.Errorf("%s: got %q, want %q", address, got, want)
		}
	}
}
