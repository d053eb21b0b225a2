package webchat_test

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/gorilla/websocket"

	"sayso/channels/webchat"
)

// closed is what the script says last where somebody else writes.
const closed = "Someone else is writing now, so we have closed this chat."

func TestAMessageThatClosesTheChatIsHeardAndGetsOurLastWords(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	a, token := w.hello(t, "", 0)
	a.say("m-1", "they moved me")
	a.wantHeard("m-1", 1)
	a.wantLine(2, "sayso", question)
	other, _ := w.hello(t, token, 2)
	a.say("m-2", "I am his mum")
	a.wantHeard("m-2", 3)
	if got := a.wantProblem("gone", ""); got["text"] != closed {
		t.Errorf("got %v, want our last words", got)
	}
	a.wantClosed(websocket.CloseNormalClosure)
	other.wantClosed(websocket.CloseNormalClosure)
}

// whatIsLeft is all that a page shows and holds of a talk.
const whatIsLeft = `document.body.innerHTML + sessionStorage.getItem('m')`

func TestWhoeverElseWritesSeesOurLastWordsAndNothingOfTheTalk(t *testing.T) {
	t.Parallel()
	for name, scripts := range map[string]bool{"with JavaScript": true, "without JavaScript": false} {
		w := newWorld(t, nil)
		tab := browser(t)
		if !scripts {
			run(t, tab, noScript)
		}
		run(t, tab, chromedp.Navigate(w.url+"/chat"), say("they moved me"), untilShown("they moved me", question),
			say("I am his mum"), until(`document.body.innerText.includes('`+closed+`')`),
			until(`document.querySelectorAll('#log .line').length === 0`))
		left := ask(t, tab, whatIsLeft)
		for _, words := range []string{"they moved me", "Are you safe", "I am his mum"} {
			if strings.Contains(left, words) {
				t.Errorf("%s: the page still holds %q", name, words)
			}
		}
		if scripts {
			if got := ask(t, tab, `document.activeElement.id`); got != "why" {
				t.Errorf("the focus is on %q, want it on what was said last", got)
			}
			run(t, tab, click("#again"), until(`document.readyState === 'complete' && document.getElementById('ended').hidden`))
		}
		run(t, tab, say("my own matter"), untilShown("my own matter", question))
	}
}

// Where sockets are blocked the script goes on with the token of the page that the form got.
func TestAChatThatAFormClosedIsFollowedByAnotherOneWithJavaScriptToo(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(c *webchat.Config) { c.Origins = []string{"https://elsewhere.example"} })
	tab := browser(t)
	byForm := func(text string) step { return chromedp.Steps(say(text), visible("#blocked"), click("#blocked")) }
	run(t, tab, chromedp.Navigate(w.url+"/chat"), byForm("they moved me"), untilShown("they moved me", question), until(nothingWaits))
	token := tokenOf(t, tab)
	run(t, tab, byForm("I am his mum"), until(`document.body.innerText.includes('`+closed+`')`), until(nothingWaits))
	if tokenOf(t, tab) == token {
		t.Error("the page goes on with the closed chat")
	}
	run(t, tab, byForm("my own matter"), untilShown("my own matter", question))
}
