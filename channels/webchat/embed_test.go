package webchat_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	cdplog "github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"

	"sayso/channels/webchat"
)

// council is a page of a council, on another site, with the one script tag on it and a policy of its own.
func council(t *testing.T) (address string, embeds func(chat string)) {
	t.Helper()
	var chat string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Content-Security-Policy", "default-src 'none'; script-src "+chat+"; frame-src "+chat+"; require-trusted-types-for 'script'; trusted-types 'none'")
		fmt.Fprintf(w, `<!doctype html><html lang="en-GB"><title>Council</title><p>Bins are on Friday.</p><script src="%s/embed.js" async></script>`, chat)
	}))
	t.Cleanup(server.Close)
	// Another name of this machine is another site to a browser.
	return strings.Replace(server.URL, "127.0.0.1", "localhost", 1), func(at string) { chat = at }
}

// theFrame is the tab of the chat within a page.
func theFrame(t *testing.T, tab context.Context, chat string) context.Context {
	t.Helper()
	frame, stop := context.WithTimeout(tab, patience)
	defer stop()
	look := time.NewTicker(20 * time.Millisecond)
	defer look.Stop()
	for ; frame.Err() == nil; <-look.C {
		all, err := chromedp.Targets(tab)
		if err != nil {
			t.Fatal(err)
		}
		for _, one := range all {
			if one.Type == "iframe" && strings.HasPrefix(one.URL, chat) {
				within, leave := chromedp.NewContext(tab, chromedp.WithTargetID(one.TargetID))
				t.Cleanup(leave)
				if err := chromedp.Do(within, evaluate(`0`)); err != nil { // it is attached to for as long as the first thing done there may take
					t.Fatal(err)
				}
				return within
			}
		}
	}
	t.Fatal("the chat is in no frame")
	return nil
}

func TestACouncilsPageOpensTheChatInAFrame(t *testing.T) {
	t.Parallel()
	page, embeds := council(t)
	out := weather(t)
	w := newWorld(t, func(c *webchat.Config) { c.Frames, c.ExitURL = []string{page}, out })
	embeds(w.url)
	tab := browser(t)
	press := evaluate(`document.querySelector('a').click()`)
	run(t, tab, chromedp.EmulateViewport(1280, 900), chromedp.Navigate(page), visible("a"), press, until(`document.querySelector("iframe") !== null`))
	inside := theFrame(t, tab, w.url)
	// Not by keys: a frame of another process gets the keyboard some time after it was asked for, and the first are lost.
	run(t, inside, typed("they moved me"), click("#send"), untilShown("they moved me", question), until(nothingWaits))
	token := tokenOf(t, inside)
	run(t, tab, click("a"), until(`document.querySelector('iframe') === null`), click("a"), until(`document.querySelector("iframe") !== null`))
	inside = theFrame(t, tab, w.url)
	run(t, inside, untilShown("they moved me", question))
	if tokenOf(t, inside) != token {
		t.Error("opened again, the frame has another chat")
	}
	run(t, inside, evaluate(`void setTimeout(() => document.querySelector('.leave').click(), 0)`))
	run(t, tab, visible("#sun"))
	w.wantRevoked(t, token)
}

// A phone has no room for a frame, and a council may not want one.
func TestWhereAFrameDoesNotFitTheLinkOpensATab(t *testing.T) {
	t.Parallel()
	page, embeds := council(t)
	w := newWorld(t, func(c *webchat.Config) { c.Frames = []string{page} })
	embeds(w.url)
	tab := browser(t)
	run(t, tab, chromedp.EmulateViewport(390, 844), chromedp.Navigate(page), visible("a"))
	if got, want := ask(t, tab, `document.querySelector('a').href + ' ' + document.querySelector('a').target + ' ' + document.querySelector('a').textContent`), w.url+"/chat?lang=en _blank Tell us in a chat"; got != want {
		t.Errorf("the link is %q, want %q", got, want)
	}
	opened := chromedp.WaitNewTarget(tab, func(info *target.Info) bool { return strings.HasPrefix(info.URL, w.url+"/chat") })
	run(t, tab, click("a"))
	select {
	case <-opened:
	case <-tab.Done():
	}
	if got := ask(t, tab, `String(document.querySelector('iframe'))`); got != "null" {
		t.Errorf("there is a frame: %s", got)
	}
}

// Whoever could lay a page of theirs over ours could have a child press what they cannot see.
func TestNobodyElseCanShowThePagesInAFrame(t *testing.T) {
	t.Parallel()
	var w *world
	evil := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		rw.Header().Set("Content-Type", "text/html")
		fmt.Fprintf(rw, `<title>Win a phone</title><iframe src="%s%s"></iframe>`, w.url, r.URL.Path)
	}))
	t.Cleanup(evil.Close)
	for name, allowed := range map[string][]string{"nobody is allowed": nil, "another is": {"https://www.example.gov.uk"}} {
		w = newWorld(t, func(c *webchat.Config) { c.Frames = allowed })
		tab := chromium(t)
		refused := make(chan string, 10)
		if err := chromedp.Listen(tab, func(event any) {
			if e, is := event.(*cdplog.EventEntryAdded); is && strings.Contains(e.Entry.Text, "frame-ancestors") {
				refused <- e.Entry.Text
			}
		}); err != nil {
			t.Fatal(err)
		}
		for _, path := range publicPages {
			run(t, tab, chromedp.Navigate(strings.Replace(evil.URL, "127.0.0.1", "localhost", 1)+path))
			select {
			case <-refused:
			case <-time.After(patience):
				t.Fatalf("%s: %s is shown", name, path)
			}
		}
	}
}

func TestOnlyWholeOriginsMayBeAllowedToFrame(t *testing.T) {
	t.Parallel()
	for _, bad := range []string{"www.example.gov.uk", "*", "https://*.example.gov.uk; script-src *"} {
		if _, err := webchat.New(webchat.Config{PublicURL: "https://sayso.example", Frames: []string{bad}}, nil, nil, nil, nil, nil); err == nil {
			t.Errorf("%q is taken", bad)
		}
	}
}
