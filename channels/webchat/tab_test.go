package webchat_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// tab is one socket of a browser.
type tab struct {
	t    *testing.T
	conn *websocket.Conn
}

// frame is any frame, of either side.
type frame map[string]any

func (w *world) dial(origin string) (*websocket.Conn, *http.Response, error) {
	header := http.Header{}
	if origin != "" {
		header.Set("Origin", origin)
	}
	return websocket.DefaultDialer.Dial("ws"+strings.TrimPrefix(w.url, "http")+"/chat/socket", header)
}

func (w *world) tab(t *testing.T) *tab {
	t.Helper()
	conn, _, err := w.dial(w.url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	return &tab{t: t, conn: conn}
}

// hello opens a tab and gives its token.
func (w *world) hello(t *testing.T, token string, after int) (*tab, string) {
	t.Helper()
	tab := w.tab(t)
	tab.send(frame{"type": "hello", "v": 1, "token": token, "after": after})
	return tab, tab.want("welcome")["token"].(string)
}

func (b *tab) send(f frame) {
	b.t.Helper()
	if err := b.conn.WriteJSON(f); err != nil {
		b.t.Fatal(err)
	}
}

func (b *tab) say(id, text string) {
	b.t.Helper()
	b.send(frame{"type": "say", "id": id, "text": text, "after": 0})
}

// want reads the next frame, which must be of this type.
func (b *tab) want(kind string) frame {
	b.t.Helper()
	b.conn.SetReadDeadline(time.Now().Add(patience))
	var got frame
	if err := b.conn.ReadJSON(&got); err != nil {
		b.t.Fatalf("waiting for %s: %v", kind, err)
	}
	if got["type"] != kind {
		b.t.Fatalf("got frame %v, want a %s", got, kind)
	}
	return got
}

func (b *tab) wantProblem(code, id string) frame {
	b.t.Helper()
	got := b.want("problem")
	if gotID, _ := got["id"].(string); got["code"] != code || gotID != id {
		b.t.Fatalf("got problem %v, want %s of %q", got, code, id)
	}
	return got
}

func (b *tab) wantLine(seq int, from, text string) frame {
	b.t.Helper()
	got := b.want("message")
	if got["seq"] != float64(seq) || got["from"] != from || got["text"] != text {
		b.t.Fatalf("got line %v, want %d %s %q", got, seq, from, text)
	}
	return got
}

func (b *tab) wantHeard(id string, seq int) {
	b.t.Helper()
	if got := b.want("heard"); got["id"] != id || got["seq"] != float64(seq) {
		b.t.Fatalf("got %v, want id %s seq %d", got, id, seq)
	}
}

// sayUntilHeard says it again, as the page does, for as long as it cannot be taken: Redis is back
// before everybody who talks to it has noticed.
func (b *tab) sayUntilHeard(id, text string, seq int) {
	b.t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); {
		b.say(id, text)
		b.conn.SetReadDeadline(end)
		var got frame
		if err := b.conn.ReadJSON(&got); err != nil {
			b.t.Fatalf("waiting for %s to be heard: %v", id, err)
		}
		switch {
		case got["type"] == "problem" && got["code"] == "unavailable" && got["id"] == id:
		case got["type"] == "heard" && got["id"] == id && got["seq"] == float64(seq):
			return
		default:
			b.t.Fatalf("got %v, want that %s is heard", got, id)
		}
	}
	b.t.Fatalf("%s is never heard", id)
}

// wantClosed reads until the socket is closed, and checks with which code.
func (b *tab) wantClosed(code int) {
	b.t.Helper()
	b.conn.SetReadDeadline(time.Now().Add(patience))
	for {
		_, _, err := b.conn.ReadMessage()
		if err == nil {
			continue
		}
		if !websocket.IsCloseError(err, code) {
			b.t.Fatalf("got %v, want close code %d", err, code)
		}
		return
	}
}

// pinged says ping and wants pong at once: nothing else was on its way.
func (b *tab) pinged() {
	b.t.Helper()
	b.send(frame{"type": "ping"})
	b.want("pong")
}
