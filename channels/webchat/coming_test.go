package webchat_test

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/gorilla/websocket"

	"sayso/channels/webchat"
	"sayso/conversation"
	"sayso/conversation/store"
)

// wrong is a code that nobody has.
const wrong = "otter otter otter otter"

// code asks for a code and gives it.
func (b *tab) code(id string) string {
	b.t.Helper()
	b.send(frame{"type": "code", "id": id})
	got := b.want("code")
	text, _ := got["text"].(string)
	if got["id"] != id || len(strings.Fields(text)) != 4 {
		b.t.Fatalf("got %v, want a code as the answer to %s", got, id)
	}
	return text
}

// works runs the store's own loop, which finishes what joining begins.
func (w *world) works(t *testing.T) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() {
		ended <- w.store.Run(ctx, store.Doers{
			Took:   func(conversation.Text) {},
			Send:   func(context.Context, conversation.Text) (string, error) { return "", nil },
			Settle: func(context.Context, conversation.Text) (string, error) { return "", nil },
			Fate:   func(context.Context, string) (conversation.Fate, error) { return conversation.Fate{}, nil },
			File:   func(context.Context, conversation.Facts) error { return nil },
			Alert:  func(context.Context, conversation.RaiseAlert) error { return nil },
		})
	}()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
}

func TestACodeIsTheAnswerToItsOwnAsking(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	a, token := w.hello(t, "", 0)
	a.send(frame{"type": "code", "id": "c-0"})
	a.wantProblem("unavailable", "c-0") // nothing has been said that one could come back to
	a.say("m-1", "quiet")
	a.wantHeard("m-1", 1)
	first := a.code("c-1")
	if again := a.code("c-1"); again != first {
		t.Errorf("asked again: %q, want %q", again, first)
	}
	if second := a.code("c-2"); second == first {
		t.Errorf("another asking: %q again", second)
	}
	a.pinged()
	if got := w.texts(t, token); !slices.Equal(got, []string{"quiet"}) {
		t.Errorf("the transcript is %q", got)
	}
	if strings.Contains(w.log.String(), strings.Fields(first)[0]) {
		t.Error("a code is in the log")
	}
}

func TestACodeBringsTheTalkToAnotherBrowserAndEndsItInTheFirst(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	w.works(t)
	a, token := w.hello(t, "", 0)
	a.say("m-1", "they moved me")
	a.wantHeard("m-1", 1)
	a.wantLine(2, "sayso", question)
	code := a.code("c-1")

	b := w.tab(t)
	b.send(frame{"type": "hello", "v": 1, "token": "", "after": 7, "code": strings.ToUpper(code), "id": "h-1"})
	welcome := b.want("welcome")
	if welcome["resumed"] != true || welcome["token"] == token || welcome["talk"] == "" {
		t.Errorf("got %v", welcome)
	}
	b.wantLine(1, "you", "they moved me")
	b.wantLine(2, "sayso", question)
	b.wantLine(3, "sayso", "Hi again.")
	b.say("m-2", "quiet")
	b.wantHeard("m-2", 4)

	a.conn.SetReadDeadline(time.Now().Add(patience))
	for gone := false; !gone; {
		var got frame
		if err := a.conn.ReadJSON(&got); err != nil {
			t.Fatalf("the first browser was not told that its chat has ended: %v", err)
		}
		gone = got["code"] == "gone"
	}
	a.wantClosed(websocket.CloseNormalClosure)

	// Again, as after a lost answer: the same door, the same id, and nothing happens twice.
	b.send(frame{"type": "hello", "v": 1, "token": welcome["token"], "after": 4, "code": code, "id": "h-1"})
	b.want("welcome")
	for seq, text := range []string{"they moved me", question, "Hi again.", "quiet"} {
		if got := b.want("message"); got["seq"] != float64(seq+1) || got["text"] != text {
			t.Errorf("line %d: got %v", seq+1, got)
		}
	}
	b.pinged()
}

func TestAWrongCodeIsSaidAndTheTalkCanBeginAnyway(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	a := w.tab(t)
	a.send(frame{"type": "hello", "v": 1, "code": wrong, "id": "h-1"})
	a.wantProblem("code_wrong", "h-1")
	a.send(frame{"type": "hello", "v": 1})
	token := a.want("welcome")["token"].(string)
	a.say("m-1", "quiet")
	a.wantHeard("m-1", 1)
	a.send(frame{"type": "hello", "v": 1, "token": token, "code": wrong, "id": "h-2"})
	a.wantProblem("code_wrong", "h-2")
	a.say("m-2", "quiet") // the socket is as it was
	a.wantHeard("m-2", 2)
}

func TestGuessingIsSlowedByDoorAndByAddress(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(c *webchat.Config) { c.Codes = 8 })
	a, token := w.hello(t, "", 0)
	for n := range 5 {
		a.send(frame{"type": "hello", "v": 1, "token": token, "code": wrong, "id": fmt.Sprint("h-", n)})
		if got := a.wantProblem("code_wrong", fmt.Sprint("h-", n)); got["retry_after"] != nil {
			t.Errorf("try %d: %v", n+1, got)
		}
	}
	a.send(frame{"type": "hello", "v": 1, "token": token, "code": wrong, "id": "h-6"})
	if got := a.wantProblem("code_wrong", "h-6"); got["retry_after"] != float64(3600) {
		t.Errorf("after five tries through one door: %v", got)
	}
	for n, want := range []any{nil, nil, float64(3600)} { // new tokens, the same address
		b := w.tab(t)
		b.send(frame{"type": "hello", "v": 1, "code": wrong, "id": "h-1"})
		if got := b.wantProblem("code_wrong", "h-1"); got["retry_after"] != want {
			t.Errorf("token %d: got %v, want %v", n+1, got, want)
		}
	}
}

// Whoever types the code where one writes is understood too, and the code itself is no line.
func TestACodeThatIsWrittenAsAMessageIsTriedFirst(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	a, _ := w.hello(t, "", 0)
	a.say("m-1", "quiet")
	a.wantHeard("m-1", 1)
	code := a.code("c-1")
	b, token := w.hello(t, "", 0)
	b.say("m-1", "hello there")
	first := b.want("heard")
	b.wantLine(2, "sayso", question)
	b.say("m-2", code)
	got := b.want("heard")
	if got["seq"] != float64(0) || got["talk"] == first["talk"] {
		t.Errorf("got %v after %v", got, first)
	}
	b.wantLine(1, "you", "quiet")
	if line := b.wantLine(2, "sayso", "Hi again."); line["talk"] != got["talk"] {
		t.Errorf("got %v, want talk %v", line, got["talk"])
	}
	b.say("m-3", wrong)
	b.wantHeard("m-3", 3)
	b.wantLine(4, "sayso", question)
	if got := w.texts(t, token); !slices.Equal(got, []string{"quiet", "Hi again.", wrong, question}) {
		t.Errorf("the transcript is %q", got)
	}
	b.say("m-1", "hello there") // what was taken in the talk that was left shows nothing of it
	b.wantHeard("m-1", 0)
	b.pinged()
}

func TestATalkThatBeginsAnewTakesThePlaceOfTheOther(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	w.works(t)
	a, token := w.hello(t, "", 0)
	a.say("m-1", "quiet")
	a.wantHeard("m-1", 1)
	a.send(frame{"type": "hello", "v": 1, "token": token, "after": 1})
	old := a.want("welcome")["talk"]
	a.say("m-2", "new matter")
	a.wantHeard("m-2", 2)
	if got := a.wantLine(1, "you", "matter"); got["talk"] == old || got["talk"] == nil {
		t.Errorf("got %v, want another talk than %v", got, old)
	}
	a.wantLine(2, "sayso", question)
	// A page that was away meanwhile still has the old talk on its screen.
	b := w.tab(t)
	b.send(frame{"type": "hello", "v": 1, "token": token, "after": 2, "talk": old})
	if got := b.want("welcome"); got["talk"] == old {
		t.Errorf("got %v", got)
	}
	b.wantLine(1, "you", "matter")
	b.wantLine(2, "sayso", question)
}

var shownCode = regexp.MustCompile(`<strong id="words" lang="en" dir="ltr">([a-z]+ [a-z]+ [a-z]+ [a-z]+)</strong>`)

func TestComingBackWorksWithoutJavaScript(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	first := w.get(t, "/chat")
	w.post(t, first, "action", "code").wants(t, 400, "Say something first.")
	said := w.post(t, first, "action", "say", "text", "they moved me")
	given := w.post(t, said, "action", "code", "text", "half a thou")
	given.wants(t, 200, "it is shown once", "half a thou</textarea>", "they moved me")
	code := shownCode.FindStringSubmatch(given.body)
	if code == nil {
		t.Fatalf("no code on the page:\n%s", given.body)
	}
	if again := w.post(t, said, "action", "code"); shownCode.FindStringSubmatch(again.body)[1] != code[1] {
		t.Error("the same form sent again made another code")
	}
	if refreshed := w.post(t, given, "action", "refresh"); strings.Contains(refreshed.body, code[1]) {
		t.Error("the code is shown again")
	}

	other := w.get(t, "/chat?code="+strings.ReplaceAll(code[1], " ", "+"))
	if strings.Contains(other.body, "they moved me") || strings.Contains(other.body, code[1]) {
		t.Fatal("a code was taken from an address")
	}
	w.post(t, other, "action", "join", "code", wrong).wants(t, 422, "That code did not work.")
	back := w.post(t, other, "action", "join", "code", strings.ReplaceAll(code[1], " ", "-"))
	back.wants(t, 200, "they moved me", question, "Hi again.")
	if strings.Contains(back.body, code[1]) {
		t.Error("the code is on the page")
	}
	w.post(t, other, "action", "join", "code", code[1]).wants(t, 200, "they moved me") // the browser's own "send again"
	if got := w.texts(t, other.token); !slices.Equal(got, []string{"they moved me", question, "Hi again."}) {
		t.Errorf("the transcript is %q", got)
	}
	if strings.Contains(w.log.String(), code[1]) {
		t.Error("a code is in the log")
	}
}

func TestACodeIsGivenAndUsedInABrowser(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	w.works(t)
	tab, other := browser(t), browser(t)
	run(t, tab, chromedp.Navigate(w.url+"/chat"), until(`document.getElementById('comeback').hidden`),
		say("they moved me"), untilShown("they moved me", question), until(nothingWaits),
		click("#getcode"), visible("#given"),
		until(`document.getElementById('words').textContent.split(' ').length === 4`))
	code := ask(t, tab, `document.getElementById('words').textContent`)
	token := tokenOf(t, tab)
	if kept := ask(t, tab, `JSON.stringify(sessionStorage) + JSON.stringify(localStorage) + document.cookie + location.href`); strings.Contains(kept, code) {
		t.Error("the browser keeps the code")
	}
	run(t, tab, click("#hide"), until(`document.getElementById('given').hidden && !document.getElementById('words').textContent`))

	typed := func(text string) step {
		return chromedp.Steps(evaluate(`document.getElementById('code').value = ''`), chromedp.SendKeys(chromedp.CSS("#code"), text+"\r"))
	}
	run(t, other, chromedp.Navigate(w.url+"/chat"), say("hello from another phone"), until(nothingWaits),
		untilShown("hello from another phone", question),
		evaluate(`document.getElementById('scroll').scrollTop = 0`), click("summary"), visible("#code"), typed(wrong),
		until(`document.getElementById('joining').textContent.startsWith('That code did not work')`),
		say("still here"), untilShown("hello from another phone", question, "still here", question),
		typed(code),
		untilShown("they moved me", question, "Hi again."),
		until(`!document.getElementById('back').open && document.getElementById('code').value === ''`),
		say("quiet"), untilShown("they moved me", question, "Hi again.", "quiet"), until(nothingWaits))
	if kept := ask(t, other, `JSON.stringify(sessionStorage) + document.body.innerHTML`); strings.Contains(kept, code) {
		t.Error("the other browser keeps the code")
	}
	run(t, tab, visible("#again"))
	w.wantRevoked(t, token)
	run(t, other, chromedp.Reload(), untilShown("they moved me", question, "Hi again.", "quiet"))
}
