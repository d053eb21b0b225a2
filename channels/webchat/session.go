package webchat

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"
	"unicode/utf8"

	"github.com/gorilla/websocket"
	"golang.org/x/time/rate"

	"sayso/conversation"
)

// session is one socket. One goroutine reads frames and does nothing else; one, in serve, does
// all the rest and is the only writer. What it writes it takes from the transcript when the
// browser is ready for it, so nothing is queued for a slow browser: it runs into its write
// deadline, is closed, and catches up when it is back.
type session struct {
	chat  *Chat
	conn  *websocket.Conn
	in    chan arrival
	ended chan struct{} // closed when serve ends, so that the reader does too
	poked chan struct{} // by the hub: look at once
	shown string        // the hub's: under which door it knows this socket
	from  string        // the network address, for what is limited by it

	token        string // "" until a hello was welcomed
	door         conversation.Door
	conversation string          // "" until something was said
	wake         <-chan struct{} // nil until then
	stop         func()
	speech       *speech
	talk         string // names the conversation to the browser
	sent         int    // the last line of it that this tab has, without holes

	asks   *rate.Limiter
	faults int
}

// arrival is a frame as the reader found it, or what was wrong with it.
type arrival struct {
	frame fromBrowser
	bad   bool // not JSON
	close int  // a close code, where the socket must end for it; else 0
}

// ending is why a socket is closed by us.
type ending struct {
	code int
	text string
}

func (e ending) Error() string { return fmt.Sprintf("close %d: %s", e.code, e.text) }

var (
	comeBack = ending{websocket.CloseServiceRestart, "come back soon"}
	finished = ending{websocket.CloseNormalClosure, "ended"}
)

func newSession(c *Chat, conn *websocket.Conn, from string) *session {
	return &session{
		chat: c, conn: conn, from: from,
		in: make(chan arrival), ended: make(chan struct{}), poked: make(chan struct{}, 1),
		stop:   func() {},
		speech: c.speeches.english(),
		asks:   newPace(3*c.config.Says, c.config.SaysIn),
	}
}

// serve runs until the browser leaves, misbehaves, or the process drains.
func (s *session) serve(ctx context.Context) {
	go s.read()
	defer close(s.ended)
	err := s.work(ctx)
	s.stop()
	var e ending
	if errors.As(err, &e) {
		s.bye(e)
	}
}

// read is the reader. Pongs are taken inside ReadMessage, so it must never wait for the store
// for longer than PongWithin; serve takes each arrival within StoreWithin.
func (s *session) read() {
	defer close(s.in)
	alive := func() { s.conn.SetReadDeadline(s.chat.now().Add(s.chat.config.PongWithin)) }
	alive()
	s.conn.SetReadLimit(maxFrame)
	s.conn.SetPongHandler(func(string) error { alive(); return nil })
	for {
		kind, data, err := s.conn.ReadMessage()
		if err != nil {
			return // a second read after an error would panic
		}
		alive()
		select {
		case s.in <- parse(kind, data):
		case <-s.ended:
			return
		}
	}
}

func parse(kind int, data []byte) arrival {
	var a arrival
	switch {
	case kind != websocket.TextMessage:
		a.close = websocket.CloseUnsupportedData
	case !utf8.Valid(data):
		a.close = websocket.CloseInvalidFramePayloadData
	default:
		a.bad = json.Unmarshal(data, &a.frame) != nil
	}
	return a
}

// work takes one thing at a time until one of them ends the socket.
func (s *session) work(ctx context.Context) error {
	config := s.chat.config
	hello := time.NewTimer(config.HelloWithin)
	defer hello.Stop()
	ping := time.NewTicker(config.PingEvery)
	defer ping.Stop()
	look := time.NewTicker(config.LookEvery)
	defer look.Stop()
	for {
		var err error
		select {
		case a, open := <-s.in:
			if !open {
				return nil
			}
			err = s.take(ctx, a)
		case _, open := <-s.wake:
			if !open {
				s.wake = nil // whoever woke us has stopped; the looks go on
			}
			err = s.woken(ctx)
		case <-s.poked:
			err = s.look(ctx)
		case <-look.C:
			err = s.look(ctx)
		case <-ping.C:
			err = s.conn.WriteControl(websocket.PingMessage, nil, s.deadline())
		case <-hello.C:
			if s.token == "" {
				err = ending{websocket.ClosePolicyViolation, "no hello"}
			}
		case <-s.chat.hub.leaving:
			err = s.sendHome()
		}
		if err != nil {
			return err
		}
	}
}

// woken writes what is new. Where nothing is, the door may lead to another talk by now.
func (s *session) woken(ctx context.Context) error {
	sent := s.sent
	if err := s.catchUp(ctx, everything); err != nil || s.sent > sent {
		return err
	}
	moved, err := s.find(ctx)
	if err != nil || !moved {
		return err
	}
	return s.catchUp(ctx, everything)
}

// everything is beyond any sequence number.
const everything = int(^uint(0) >> 1)

// catchUp writes the lines after the last one sent, up to and including until. A failed read is
// no reason to end: the next wake-up or look tries again, and nothing is skipped meanwhile.
func (s *session) catchUp(ctx context.Context, until int) error {
	if s.conversation == "" {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, s.chat.config.StoreWithin)
	defer cancel()
	lines, err := s.chat.talks.Transcript(ctx, s.conversation, s.sent)
	if errors.Is(err, conversation.ErrNoTalk) {
		return nil // it is being erased; the door will say so
	}
	if err != nil {
		s.chat.log.Error("chat: read the transcript", "conversation", s.conversation, "error", err)
		return nil
	}
	for _, line := range lines {
		if line.Seq > until || line.Seq != s.sent+1 {
			return nil
		}
		if err := s.write(messageOf(line, s.talk)); err != nil {
			return err
		}
		s.sent = line.Seq
	}
	return nil
}

// look asks whether the door is still open and whether its talk has begun elsewhere (another tab,
// the page without JavaScript), then catches up. It needs no wake-up, so a lost one is only late.
func (s *session) look(ctx context.Context) error {
	if _, err := s.find(ctx); err != nil {
		return err
	}
	return s.catchUp(ctx, everything)
}

// find follows the door to the talk that it leads to, and reports whether that is another one.
func (s *session) find(ctx context.Context) (moved bool, err error) {
	if s.token == "" {
		return false, nil
	}
	ctx, cancel := context.WithTimeout(ctx, s.chat.config.StoreWithin)
	defer cancel()
	id, err := s.chat.talks.Find(ctx, s.door)
	switch {
	case errors.Is(err, conversation.ErrGone):
		return false, s.over("")
	case errors.Is(err, conversation.ErrNoTalk):
		return false, nil
	case err != nil:
		s.chat.log.Error("chat: find the talk", "conversation", s.conversation, "error", err)
		return false, nil
	}
	return s.follow(id), nil
}

// follow listens to a conversation from now on. It reports whether it did not do so before. Of one that
// takes another's place the tab has no line yet.
func (s *session) follow(id string) bool {
	if id == s.conversation {
		return false
	}
	if s.conversation != "" {
		s.sent = 0
	}
	s.stop()
	s.conversation, s.talk, s.wake, s.stop = id, "", nil, func() {}
	if id != "" {
		s.talk = s.chat.talkOf(id)
		s.wake, s.stop = s.chat.talks.Listen(id)
	}
	return true
}

// over tells the browser that this chat has ended, and ends the socket.
func (s *session) over(id string) error {
	if err := s.problem(id, gone, 0); err != nil {
		return err
	}
	return finished
}

// sendHome tells the browser when to come back: not all at the same moment.
func (s *session) sendHome() error {
	var b [1]byte
	after := s.chat.config.ReconnectWithin
	if _, err := s.chat.fresh.Read(b[:]); err == nil {
		after = after * time.Duration(b[0]) / 255
	}
	if err := s.problem("", unavailable, max(after, time.Second)); err != nil {
		return err
	}
	return comeBack
}

func (s *session) problem(id, code string, retry time.Duration) error {
	return s.write(problem{Type: "problem", ID: id, Code: code, RetryAfter: seconds(retry), Text: s.speech.problem(code)})
}

func (s *session) write(frame any) error {
	s.conn.SetWriteDeadline(s.deadline())
	return s.conn.WriteJSON(frame)
}

func (s *session) deadline() time.Time { return s.chat.now().Add(s.chat.config.WriteWithin) }

// bye says why the socket closes, and gives the browser a second to answer: a connection that
// is cut at once may lose what was written last.
func (s *session) bye(e ending) {
	s.conn.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(e.code, e.text), s.deadline())
	patience := time.NewTimer(time.Second)
	defer patience.Stop()
	for {
		select {
		case _, open := <-s.in:
			if !open {
				return
			}
		case <-patience.C:
			return
		}
	}
}
