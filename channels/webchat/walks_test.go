package webchat_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/gorilla/websocket"

	"sayso/channels/webchat"
	"sayso/conversation"
)

func TestATalkInABrowserSurvivesACutAndAReload(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	tab := browser(t)
	run(t, tab, chromedp.Navigate(w.url+"/chat"), say("they moved me"),
		untilShown("they moved me", question), until(nothingWaits))
	token := tokenOf(t, tab)

	w.wires.cut(true)
	run(t, tab, say("quiet"), until(`document.querySelector('.waiting') !== null`),
		until(`document.getElementById('line').textContent.startsWith('No signal') || document.getElementById('line').textContent.startsWith('We can')`))
	id := w.conversation(t, token)
	if _, err := w.store.Apply(t.Context(), id, "s-1", conversation.StaffSaid{Name: "Priya", Text: "I am Priya."}); err != nil {
		t.Fatal(err)
	}
	w.wires.cut(false)
	run(t, tab, untilShown("they moved me", question, "I am Priya.", "quiet"), until(nothingWaits),
		until(`document.getElementById('line').textContent === ''`))

	run(t, tab, write("half a thou"), chromedp.Reload(),
		untilShown("they moved me", question, "I am Priya.", "quiet"),
		until(`document.getElementById('text').value === 'half a thou'`), until(nothingWaits))
	if again := tokenOf(t, tab); again != token {
		t.Error("the reload began another chat")
	}
	want := []string{"they moved me", question, "I am Priya.", "quiet"}
	if got := w.texts(t, token); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestWordsSentWithoutASignalSurviveAReloadAndAreTakenOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	tab := browser(t)
	run(t, tab, chromedp.Navigate(w.url+"/chat"), say("hi"), untilShown("hi", question), until(nothingWaits))
	token := tokenOf(t, tab)
	if err := w.redis.Pause(); err != nil {
		t.Fatal(err)
	}
	run(t, tab, say("one"), say("two"), until(`JSON.parse(sessionStorage.getItem('m')).outbox.length === 2`),
		untilShown("hi", question, "one", "two"))
	if err := w.redis.Resume(); err != nil {
		t.Fatal(err)
	}
	run(t, tab, chromedp.Reload(), until(nothingWaits), untilShown("hi", question, "one", question, "two", question))
	if got, want := w.texts(t, token), []string{"hi", question, "one", question, "two", question}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestQuickAnswersAndTheCallForHelpInABrowser(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	tab := browser(t)
	run(t, tab, chromedp.Navigate(w.url+"/chat"), say("hi"),
		until(`document.querySelectorAll('#choices button').length === 2`),
		click("#choices button:nth-child(2)"),
		untilShown("hi", question, "No", question),
		click("#help"),
		until(`document.querySelector('#alert .state').textContent.startsWith('Your message got to us')`),
		untilShown("hi", question, "No", question, "I need help now", "We are telling a worker now."),
		until(`document.getElementById('urgent').textContent === 'We are telling a worker now.'`),
		chromedp.Reload(),
		untilShown("hi", question, "No", question, "I need help now", "We are telling a worker now."),
		until(`!document.getElementById('log').hasAttribute('aria-busy')`),
		until(`document.getElementById('urgent').textContent === ''`)) // it is not cried out anew
	if got, want := w.texts(t, tokenOf(t, tab)), []string{"hi", question, "2", question, "I need help now", "We are telling a worker now."}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// weather is the page that "Leave now" goes to, on another site.
func weather(t *testing.T) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.Write([]byte("<title>Weather</title><p id=sun>Sunny</p>"))
	}))
	t.Cleanup(server.Close)
	return server.URL + "/weather"
}

func (w *world) wantRevoked(t *testing.T, token string) {
	t.Helper()
	door := conversation.Door{Channel: conversation.Chat, Address: w.keys.Hash("chat", token)}
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for {
		_, err := w.store.Find(ctx, door)
		if errors.Is(err, conversation.ErrGone) {
			return
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			t.Fatalf("the token was not revoked: %v", err)
		}
	}
}

func TestLeaveNowLeavesWipesAndRevokes(t *testing.T) {
	t.Parallel()
	out := weather(t)
	w := newWorld(t, func(c *webchat.Config) { c.ExitURL = out })
	tab := browser(t)
	press := `for (let i = 0; i < 3; i++) {
		document.dispatchEvent(new KeyboardEvent('keydown', {key: 'Shift', shiftKey: true}));
		document.dispatchEvent(new KeyboardEvent('keyup', {key: 'Shift'}));
	}`
	for name, leave := range map[string]step{"button": click(".leave"), "shift": evaluate(press)} {
		run(t, tab, chromedp.Navigate(w.url+"/chat"), say("hi"), untilShown("hi", question), until(nothingWaits))
		token := tokenOf(t, tab)
		run(t, tab, leave, visible("#sun"))
		w.wantRevoked(t, token)
		run(t, tab, chromedp.Navigate(w.url+"/privacy"))
		if kept := ask(t, tab, `sessionStorage.getItem('m') || ''`); kept != "" {
			t.Errorf("%s: this tab still holds the chat", name)
		}
	}
}

func evaluate(script string) step { return chromedp.Evaluate[chromedp.Void](script) }

func noScript(ctx context.Context, tab *chromedp.Target) (chromedp.Void, error) {
	_, err := cdp.Call(ctx, tab, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	return chromedp.Void{}, err
}

func TestTheWayOutWorksWithoutJavaScript(t *testing.T) {
	t.Parallel()
	out := weather(t)
	w := newWorld(t, func(c *webchat.Config) { c.ExitURL = out })
	tab := browser(t)
	run(t, tab, noScript, chromedp.Navigate(w.url+"/chat"), write("they moved me"), click("#send"), visible(".sayso .words"))
	token := ask(t, tab, `document.querySelector('#say [name=token]').value`)
	if got := ask(t, tab, shownLines); got != "they moved me|"+question {
		t.Errorf("got %q, want the answer on the page", got)
	}
	run(t, tab, click(".leave"), visible("#sun"))
	w.wantRevoked(t, token)
	back := func(ctx context.Context, tab *chromedp.Target) (chromedp.Void, error) {
		chromedp.NavigateBack()(ctx, tab) // to a form's answer that was not kept: it ends in the browser's own words
		return chromedp.Void{}, nil
	}
	for range 2 {
		run(t, tab, back, until(`document.readyState === 'complete' && location.pathname !== '/weather'`))
		if got := ask(t, tab, `document.body.innerText + ((document.getElementById('text') || {}).value || '')`); strings.Contains(got, "they moved me") || strings.Contains(got, question) {
			t.Errorf("after Back there is still %q", got)
		}
	}
}

// Some schools block sockets: the page then offers the form, and the words are taken once.
func TestWhereSocketsAreBlockedTheFormTakesOver(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(c *webchat.Config) { c.Origins = []string{"https://elsewhere.example"} })
	tab := browser(t)
	run(t, tab, chromedp.Navigate(w.url+"/chat"), say("hi"),
		visible("#blocked"), click("#blocked"),
		untilShown("hi", question), until(nothingWaits))
	if got := w.texts(t, tokenOf(t, tab)); !slices.Equal(got, []string{"hi", question}) {
		t.Errorf("got %q", got)
	}
}

func TestAnEndedChatSaysSoAndAnotherCanBegin(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	tab := browser(t)
	run(t, tab, chromedp.Navigate(w.url+"/chat"), say("hi"), untilShown("hi", question), until(nothingWaits))
	token := tokenOf(t, tab)
	other, _ := w.hello(t, token, 2)
	run(t, tab, write("half a thou"))
	other.send(frame{"type": "leave", "id": "l-1"})
	other.wantHeard("l-1", 0)
	other.wantClosed(websocket.CloseNormalClosure)
	run(t, tab, visible("#again"), click("#again"),
		until(`document.readyState === 'complete' && document.getElementById('log').children.length === 0`),
		until(`document.getElementById('text').value === 'half a thou'`),
		click("#send"), untilShown("half a thou", question))
	if tokenOf(t, tab) == token {
		t.Error("the ended chat goes on")
	}
}

// WCAG 2.2: reflow at 320 px, targets that a thumb can hit, the bar on top over nothing.
func TestThePagesFitASmallPhone(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	tab := browser(t)
	run(t, tab, chromedp.EmulateViewport(320, 568, chromedp.EmulateMobile))
	for _, path := range publicPages {
		run(t, tab, chromedp.Navigate(w.url+path))
		if got := ask(t, tab, `String(document.documentElement.scrollWidth)`); got != "320" {
			t.Errorf("%s is %s px wide on a phone of 320", path, got)
		}
		small := ask(t, tab, `Array.from(document.querySelectorAll('button, textarea, .lines a, .calls a'))
			.filter(n => n.getClientRects().length && n.getBoundingClientRect().height < 44).map(n => n.textContent).join('|')`)
		if small != "" {
			t.Errorf("%s: too small to hit: %s", path, small)
		}
	}
}
