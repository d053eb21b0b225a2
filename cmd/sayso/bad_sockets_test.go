package main

import (
	"crypto/rand"
	"errors"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/gorilla/websocket"

	"sayso/conversation"
)

// chatTalk is the conversation behind a tab.
func (d *deployment) chatTalk(p *tab) string {
	d.t.Helper()
	keys, err := readKeyset(d.config)
	if err != nil {
		d.t.Fatal(err)
	}
	id, err := d.node.store.Find(within(d.t), conversation.Door{Channel: conversation.Chat, Address: keys.Hash("chat", p.token)})
	if err != nil {
		d.t.Fatal(err)
	}
	return id
}

// told counts the problems of one code that a tab was told.
func (p *tab) told(code string) int {
	n := 0
	for _, f := range p.trouble {
		if f.Code == code {
			n++
		}
	}
	return n
}

// raw sends a frame as it stands.
func (p *tab) raw(kind int, data string) {
	p.t.Helper()
	if err := p.conn.WriteMessage(kind, []byte(data)); err != nil {
		p.t.Fatal(err)
	}
}

// closed reads until the service ends the socket, and gives the code; 0 where the connection was
// cut before the code came.
func closed(t testing.TB, conn *websocket.Conn) int {
	t.Helper()
	deadline, _ := within(t).Deadline()
	conn.SetReadDeadline(deadline)
	for {
		_, _, err := conn.ReadMessage()
		if err == nil {
			continue
		}
		if end, ok := err.(*websocket.CloseError); ok {
			return end.Code
		}
		if errors.Is(err, os.ErrDeadlineExceeded) {
			t.Error("the service never ends the socket")
		}
		return 0
	}
}

// TestASocketFromAnotherSiteIsRefused: a page elsewhere cannot talk in a young person's name.
func TestASocketFromAnotherSiteIsRefused(t *testing.T) {
	t.Parallel()
	d := deploy(t)
	for _, origin := range []string{"https://evil.example", "null", "", d.base + ".evil.example", strings.Replace(d.base, "http:", "https:", 1)} {
		conn, answer, err := socketTo(d.base, origin)
		if err == nil {
			conn.Close()
			t.Errorf("a socket opened for the origin %q", origin)
			continue
		}
		if answer == nil || answer.StatusCode != http.StatusForbidden {
			t.Errorf("origin %q: %v, want 403", origin, err)
		}
	}
	if n := d.kept(); n != 0 {
		t.Errorf("%d keys of conversations", n)
	}
}

// TestABadSocketEndsAndNobodyElseNotices: garbage, too much, and nothing at all end only the socket
// that they came from, each with its code; a chat beside them goes on.
func TestABadSocketEndsAndNobodyElseNotices(t *testing.T) {
	t.Parallel()
	d := deploy(t)
	silent, _, err := socketTo(d.base, d.base)
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()
	beside := d.tab("")
	beside.says("nobody listens to me")
	beside.heard()

	for name, c := range map[string]struct {
		kind int
		data string
		want int
	}{
		"binary":            {websocket.BinaryMessage, "\x00\x01\x02", websocket.CloseUnsupportedData},
		"not UTF-8":         {websocket.TextMessage, "{\"type\":\"\xff\"}", websocket.CloseInvalidFramePayloadData},
		"just too large":    {websocket.TextMessage, strings.Repeat("[", 20<<10+1), websocket.CloseMessageTooBig},
		"sixteen megabytes": {websocket.TextMessage, strings.Repeat("x", 16<<20), 0}, // cut off while it still writes
	} {
		bad := d.tab("")
		// The end may come in the middle of the writing; it is the reading that finds it.
		_ = bad.conn.WriteMessage(c.kind, []byte(c.data))
		if got := closed(t, bad.conn); c.want != 0 && got != c.want {
			t.Errorf("%s: close code %d, want %d", name, got, c.want)
		}
	}

	bad := d.tab("")
	for range 60 {
		_ = bad.conn.WriteMessage(websocket.TextMessage, []byte(`{"type":`))
	}
	if got := closed(t, bad.conn); got != websocket.ClosePolicyViolation {
		t.Errorf("60 frames of garbage: close code %d, want %d", got, websocket.ClosePolicyViolation)
	}
	if got := closed(t, silent); got != websocket.ClosePolicyViolation {
		t.Errorf("no hello: close code %d, want %d", got, websocket.ClosePolicyViolation)
	}

	beside.reads("These first replies are automatic")
	beside.says("still here")
	beside.heard()
	if got := d.heard(d.chatTalk(beside)); !slices.Equal(got, []string{"nobody listens to me", "still here"}) {
		t.Errorf("kept %q", got)
	}
	d.keptSecret("nobody listens", "still here", beside.token)
}

// TestOddFramesAreAnsweredAndTheTalkGoesOn: what a well-made page would not send is told as a
// problem, does nothing, and the same socket goes on.
func TestOddFramesAreAnsweredAndTheTalkGoesOn(t *testing.T) {
	t.Parallel()
	d := deploy(t)
	p := d.tab("")
	odd := []string{
		`nonsense`, `null`, `[]`, `7`, `{}`, `{"type":7}`, `{"type":"dance","id":"a"}`, `{"type":"say"}`, `{"type":"say","id":"a","text":7}`,
		`{"type":"say","id":"a","text":" \n "}`, `{"type":"say","id":"../../x","text":"hi"}`, `{"type":"say","id":"` + strings.Repeat("a", 65) + `","text":"hi"}`,
		`{"type":"hello","v":2,"token":""}`, `{"type":"say","id":"a","text":"hi","after":1e99}`, `{"type":"need_help_now"}`, strings.Repeat(`{"a":`, 2000),
	}
	for _, f := range odd {
		p.raw(websocket.TextMessage, f)
	}
	p.until("each is told", func() bool { return p.told("bad_frame") == len(odd) })
	if n := d.kept(); n != 0 {
		t.Errorf("%d keys of conversations after odd frames only", n)
	}

	p.says(strings.Repeat("😭", 4001))
	p.until("too long is told", func() bool { return p.told("too_long") == 1 })
	p.unsent = nil // a page would have it sent in parts
	longest := strings.Repeat("😭", 4000)
	p.says(longest)
	p.heard()
	p.reads("These first replies are automatic")
	if got := d.heard(d.chatTalk(p)); !slices.Equal(got, []string{longest}) {
		t.Errorf("kept %d messages, want the longest one that may be sent", len(got))
	}
}

// TestTooFastIsSlowedButNotACallForHelp: what came too fast is told when to come again and is
// not kept; what was heard is kept in its order; the button works in the middle of it.
func TestTooFastIsSlowedButNotACallForHelp(t *testing.T) {
	t.Parallel()
	d := deploy(t)
	p := d.tab("")
	const many = 60
	for range many {
		p.says("answer me")
	}
	p.sends(tabFrame{Type: "need_help_now", ID: rand.Text(), Text: "I need help now"})
	help := p.unsent[len(p.unsent)-1].ID
	p.until("the call for help is heard", func() bool {
		return !slices.ContainsFunc(p.unsent, func(f tabFrame) bool { return f.ID == help })
	})
	slowed := p.told("too_fast")
	if slowed == 0 || slowed != len(p.unsent) {
		t.Errorf("%d were told that they are too fast, and %d of %d are not heard", slowed, len(p.unsent), many)
	}
	p.reads("We are telling a worker now")
	d.reads(demoDuty, "Sayso alert: R1 immediate")
	if got := d.heard(d.chatTalk(p)); len(got) != many-slowed+1 || got[len(got)-1] != "I need help now" {
		t.Errorf("kept %q, want what was heard and then the call for help", got)
	}
}

// TestTheSameIDTwiceIsOneLine: a page that never saw its "heard" sends again, here from two tabs at
// the same moment, and gets the first one's place.
func TestTheSameIDTwiceIsOneLine(t *testing.T) {
	t.Parallel()
	d := deploy(t)
	a := d.tab("")
	a.until("a token", func() bool { return a.token != "" })
	tabs := []*tab{a, d.tab(a.token), d.tab(a.token), d.tab(a.token)}
	f := tabFrame{Type: "say", ID: "one-and-the-same", Text: "they moved me again"}
	var all sync.WaitGroup
	for _, p := range tabs {
		all.Go(func() {
			for range 3 {
				p.sends(f)
			}
		})
	}
	all.Wait()
	for _, p := range tabs {
		p.reads("These first replies are automatic")
		p.until("all three are heard", func() bool { return len(p.unsent) <= 2 })
		if p.lines[0].Text != f.Text || p.lines[0].Seq != 1 {
			t.Errorf("the first line is %+v", p.lines[0])
		}
	}
	if got := d.heard(d.chatTalk(a)); !slices.Equal(got, []string{f.Text}) {
		t.Errorf("kept %q, want it once", got)
	}
}

// TestTwoTabsShowTheSameTalk: what is said in one is shown in the other, and leaving ends both.
func TestTwoTabsShowTheSameTalk(t *testing.T) {
	t.Parallel()
	d := deploy(t)
	a := d.tab("")
	a.says("my visits keep getting cancelled")
	a.heard()
	b := d.tab(a.token)
	b.reads("These first replies are automatic")
	b.says("and nobody tells me why")
	b.heard()
	a.until("what the other tab said", func() bool { return slices.Contains(a.texts(), "and nobody tells me why") })
	d.finishBy(d.chatTalk(a), ash(), func(seq int, answer string) {
		a.until("the question", func() bool { return a.shown >= seq })
		a.says(answer)
	})
	want := d.lines(d.chatTalk(a), func(conversation.Line) bool { return true })
	for name, p := range map[string]*tab{"first": a, "second": b} {
		p.until("all lines", func() bool { return p.shown == len(want) })
		if !slices.Equal(p.texts(), want) {
			t.Errorf("the %s tab shows %q\nthe transcript has %q", name, p.texts(), want)
		}
	}
	b.sends(tabFrame{Type: "leave", ID: "leaving"})
	b.until("the leave is heard", func() bool { return len(b.unsent) == 0 })
	for name, p := range map[string]*tab{"first": a, "second": b} {
		if got := closed(t, p.conn); got != websocket.CloseNormalClosure {
			t.Errorf("the %s tab was closed with %d, want %d", name, got, websocket.CloseNormalClosure)
		}
	}
	gone := d.tab(a.token)
	gone.until("that it has ended", func() bool { return gone.told("gone") > 0 })
	if len(gone.lines) > 0 {
		t.Errorf("a chat that was left shows %q", gone.texts())
	}
}
