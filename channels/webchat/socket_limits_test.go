package webchat_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"sayso/channels/webchat"
)

func TestBadFramesAreAnsweredAndTheTalkGoesOn(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	a := w.tab(t)
	a.say("m-1", "before hello")
	a.wantProblem("bad_frame", "")
	a.send(frame{"type": "hello", "v": 2})
	a.wantProblem("bad_frame", "")
	a.send(frame{"type": "hello", "v": 1, "code": "ABCD"})
	a.wantProblem("code_wrong", "")
	a.send(frame{"type": "hello", "v": 1})
	a.want("welcome")
	for _, garbage := range []string{"", "hello", "[]", `{"type":7}`, `{"type":"dance","id":"`, `{}`} {
		if err := a.conn.WriteMessage(websocket.TextMessage, []byte(garbage)); err != nil {
			t.Fatal(err)
		}
		a.wantProblem("bad_frame", "")
	}
	a.send(frame{"type": "dance", "id": "m-1"})
	a.wantProblem("bad_frame", "m-1")
	a.say("no id with spaces", "hi")
	a.wantProblem("bad_frame", "")
	a.say("m-2", "  \n ")
	a.wantProblem("bad_frame", "m-2")
	a.say("m-3", strings.Repeat("é", 4001))
	a.wantProblem("too_long", "m-3")
	a.send(frame{"type": "code", "id": "c-1"})
	a.wantProblem("unavailable", "c-1")
	a.say("m-4", strings.Repeat("🙂", 3999)+"!")
	a.wantHeard("m-4", 1)
	if strings.Contains(w.log.String(), "before hello") {
		t.Error("words of a message are in the log")
	}
}

func TestFramesThatAreNoTextEndTheSocket(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	for _, c := range []struct {
		name string
		kind int
		data string
		code int
	}{
		{"binary", websocket.BinaryMessage, `{"type":"ping"}`, websocket.CloseUnsupportedData},
		{"invalid UTF-8", websocket.TextMessage, "{\"type\":\"say\",\"id\":\"m\",\"text\":\"\xff\xfe\"}", websocket.CloseInvalidFramePayloadData},
		{"too big", websocket.TextMessage, strings.Repeat(" ", 20<<10+1), websocket.CloseMessageTooBig},
	} {
		a, _ := w.hello(t, "", 0)
		if err := a.conn.WriteMessage(c.kind, []byte(c.data)); err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		a.wantClosed(c.code)
	}
}

func TestTooFastIsSaidAndACallForHelpIsNeverTooFast(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(c *webchat.Config) { c.Says, c.SaysIn = 2, time.Hour })
	a, _ := w.hello(t, "", 0)
	for n := 1; n <= 2; n++ {
		a.say(fmt.Sprint("m-", n), "quiet")
		a.wantHeard(fmt.Sprint("m-", n), n)
	}
	a.say("m-3", "quiet")
	if got := a.wantProblem("too_fast", "m-3"); got["retry_after"].(float64) < 1 {
		t.Errorf("got %v, want when to try again", got)
	}
	for n := range 5 {
		a.send(frame{"type": "need_help_now", "id": fmt.Sprint("h-", n)})
		a.wantHeard(fmt.Sprint("h-", n), 3+2*n)
		a.wantLine(4+2*n, "sayso", "We are telling a worker now.")
	}
}

// Coming back gives no new budget, nor does the form; and nobody pays for another child of the same home.
func TestTheLimitIsOfTheChatAndNotOfTheSocketOrTheHome(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(c *webchat.Config) { c.Says, c.SaysIn = 2, time.Hour })
	page := w.get(t, "/chat")
	a, _ := w.hello(t, page.token, 0)
	a.say("m-1", "quiet")
	a.wantHeard("m-1", 1)
	w.post(t, page, "action", "say", "text", "hi").wants(t, 200, question)
	b, _ := w.hello(t, page.token, 3)
	b.say("m-3", "quiet")
	b.wantProblem("too_fast", "m-3")
	w.post(t, page, "action", "say", "text", "my words", "id", "f-2").wants(t, 429, "my words</textarea>")
	other, _ := w.hello(t, "", 0)
	other.say("m-1", "quiet")
	other.wantHeard("m-1", 1)
}

func TestASocketThatSendsOnlyGarbageIsClosed(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(c *webchat.Config) { c.MaxFaults = 5 })
	a, _ := w.hello(t, "", 0)
	for range 6 {
		a.send(frame{"type": "dance"})
	}
	a.wantClosed(websocket.ClosePolicyViolation)
}

func TestASocketMustSayHelloInTime(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(c *webchat.Config) { c.HelloWithin = 50 * time.Millisecond })
	w.tab(t).wantClosed(websocket.ClosePolicyViolation)
}

func TestASilentSocketIsGivenUp(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(c *webchat.Config) { c.PingEvery, c.PongWithin = 20*time.Millisecond, 100*time.Millisecond })
	a, _ := w.hello(t, "", 0)
	a.conn.SetPingHandler(func(string) error { return nil }) // a phone that has lost its signal
	a.conn.SetReadDeadline(time.Now().Add(patience))
	if _, _, err := a.conn.ReadMessage(); err == nil || strings.Contains(err.Error(), "timeout") {
		t.Errorf("got %v, want the connection closed", err)
	}
}

func TestOnlyKnownOriginsMayOpenASocket(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(c *webchat.Config) { c.Origins = []string{"https://chat.example.gov.uk"} })
	for origin, want := range map[string]int{
		"": 403, "null": 403, "https://evil.example": 403, w.url: 403, "http://chat.example.gov.uk": 403,
		"https://chat.example.gov.uk": 101,
	} {
		conn, answer, err := w.dial(origin)
		if err == nil {
			conn.Close()
		}
		if answer == nil || answer.StatusCode != want {
			t.Errorf("origin %q: got %v %v, want %d", origin, answer, err, want)
		}
	}
}

func TestSocketsOfOneAddressAreLimited(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(c *webchat.Config) { c.MaxSocketsPerAddress = 1 })
	a, _ := w.hello(t, "", 0)
	_, answer, err := w.dial(w.url)
	if err == nil || answer.StatusCode != http.StatusServiceUnavailable || answer.Header.Get("Retry-After") == "" {
		t.Errorf("got %v, want 503 and when to try again", answer)
	}
	a.send(frame{"type": "leave", "id": "l-1"})
	a.wantClosed(websocket.CloseNormalClosure)
	a.conn.Close()
	for ctx, cancel := context.WithTimeout(t.Context(), patience); ; {
		if conn, _, err := w.dial(w.url); err == nil {
			conn.Close()
			cancel()
			return
		}
		if ctx.Err() != nil {
			t.Fatal("the place was not given back")
		}
	}
}
