package main

import (
	"crypto/rand"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// tab is a chat page without its looks: it keeps what has an id until that was heard, comes back
// where it was cut off, and shows each line once.
type tab struct {
	t       testing.TB
	base    string // of the service
	origin  string
	conn    *websocket.Conn
	token   string
	shown   int        // the last line on the screen
	lines   []tabFrame // on the screen, in order
	unsent  []tabFrame // said, and not yet heard
	trouble []tabFrame // problems that it was told
}

// tabFrame is any frame, of either side.
type tabFrame struct {
	Type  string `json:"type"`
	V     int    `json:"v,omitempty"`
	Token string `json:"token"`
	ID    string `json:"id,omitempty"`
	Text  string `json:"text,omitempty"`
	After int    `json:"after"`
	Seq   int    `json:"seq,omitempty"`
	From  string `json:"from,omitempty"`
	Ask   string `json:"ask,omitempty"`
	Code  string `json:"code,omitempty"`
}

// tab opens a page of the chat; an empty token begins a new chat.
func (d *deployment) tab(token string) *tab {
	d.t.Helper()
	p := &tab{t: d.t, base: d.base, origin: d.config.PublicURL, token: token}
	d.t.Cleanup(func() {
		if p.conn != nil {
			p.conn.Close()
		}
	})
	p.open()
	return p
}

// socketTo opens a socket and says nothing.
func socketTo(base, origin string) (*websocket.Conn, *http.Response, error) {
	header := http.Header{}
	if origin != "" {
		header.Set("Origin", origin)
	}
	return websocket.DefaultDialer.Dial("ws"+strings.TrimPrefix(base, "http")+"/chat/socket", header)
}

// open connects, again and again until it can, and sends what has not been heard.
func (p *tab) open() {
	p.t.Helper()
	ctx, again := within(p.t), time.NewTicker(50*time.Millisecond)
	defer again.Stop()
	for {
		conn, _, err := socketTo(p.base, p.origin)
		if err == nil {
			p.conn = conn
			err = p.hello()
		}
		if err == nil {
			return
		}
		select {
		case <-ctx.Done():
			p.t.Fatalf("the chat never opens: %v", err)
		case <-again.C:
		}
	}
}

func (p *tab) hello() error {
	if err := p.conn.WriteJSON(tabFrame{Type: "hello", V: 1, Token: p.token, After: p.shown}); err != nil {
		return err
	}
	return p.resend()
}

func (p *tab) resend() error {
	for _, f := range p.unsent {
		if err := p.conn.WriteJSON(f); err != nil {
			return err
		}
	}
	return nil
}

// says writes a message. It is on its way until heard.
func (p *tab) says(text string) {
	p.sends(tabFrame{Type: "say", ID: rand.Text(), Text: text, After: p.shown})
}

// keeps writes a message while nobody is there: it leaves with the next connection.
func (p *tab) keeps(text string) {
	p.unsent = append(p.unsent, tabFrame{Type: "say", ID: rand.Text(), Text: text, After: p.shown})
}

func (p *tab) sends(f tabFrame) {
	p.unsent = append(p.unsent, f)
	if p.conn.WriteJSON(f) != nil {
		p.open()
	}
}

// heard waits until all that was said is stored for good.
func (p *tab) heard() {
	p.t.Helper()
	p.until("everything is heard", func() bool { return len(p.unsent) == 0 })
}

// reads waits for a line of ours with these words.
func (p *tab) reads(words string) {
	p.t.Helper()
	p.until("a line with "+words, func() bool { return p.shows(words) })
}

func (p *tab) shows(words string) bool {
	return slices.ContainsFunc(p.lines, func(f tabFrame) bool { return f.From != "you" && strings.Contains(f.Text, words) })
}

// until takes in frames, on as many sockets as it needs, until something holds.
func (p *tab) until(what string, holds func() bool) {
	p.t.Helper()
	ctx := within(p.t)
	for !holds() {
		deadline, _ := ctx.Deadline()
		p.conn.SetReadDeadline(deadline)
		var f tabFrame
		err := p.conn.ReadJSON(&f)
		switch {
		case ctx.Err() != nil:
			p.t.Fatalf("never: %s; on the screen: %+v; problems: %+v", what, p.lines, p.trouble)
		case err != nil:
			p.conn.Close()
			p.open()
		default:
			p.take(f)
		}
	}
}

func (p *tab) take(f tabFrame) {
	p.t.Helper()
	switch f.Type {
	case "welcome":
		p.token = f.Token
	case "heard":
		i := slices.IndexFunc(p.unsent, func(u tabFrame) bool { return u.ID == f.ID })
		if i < 0 {
			return // the first heard of what had to be sent twice
		}
		said := p.unsent[i]
		p.unsent = slices.Delete(p.unsent, i, i+1)
		if f.Seq > 0 { // leaving is no line
			p.show(tabFrame{Seq: f.Seq, From: "you", Text: said.Text})
		}
	case "message":
		p.show(f)
	case "problem":
		p.trouble = append(p.trouble, f)
	}
}

// show puts a line on the screen. What is there already comes again after a reconnection; a hole
// would be a lost line.
func (p *tab) show(f tabFrame) {
	p.t.Helper()
	switch {
	case f.Seq <= p.shown:
		if old := p.lines[f.Seq-1]; old.Text != f.Text && f.Text != "" {
			p.t.Errorf("line %d is %q, and was %q", f.Seq, f.Text, old.Text)
		}
	case f.Seq == p.shown+1:
		p.shown, p.lines = f.Seq, append(p.lines, f)
	default:
		p.t.Errorf("line %d comes after %d", f.Seq, p.shown)
	}
}

// texts are what the screen shows.
func (p *tab) texts() []string {
	all := make([]string, len(p.lines))
	for i, f := range p.lines {
		all[i] = f.Text
	}
	return all
}
