package webchat

import (
	"context"
	"errors"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/gorilla/websocket"

	"sayso/conversation"
)

// take does what one frame asks.
func (s *session) take(ctx context.Context, a arrival) error {
	f := a.frame
	if a.close != 0 {
		return ending{a.close, "text frames in UTF-8 only"}
	}
	switch {
	case a.bad:
		return s.fault("", badFrame, 0)
	case f.Type == "ping", f.Type == "hello", f.Type == "code":
		if delay := wait(s.asks, s.chat.now()); delay > 0 {
			return s.fault(f.ID, tooFast, delay)
		}
	}
	switch f.Type {
	case "ping":
		return s.write(pong{Type: "pong"})
	case "hello":
		return s.hello(ctx, f)
	}
	if s.token == "" || !goodID(f.ID) {
		return s.fault("", badFrame, 0)
	}
	switch f.Type {
	case "say":
		return s.say(ctx, f)
	case "need_help_now": // never too fast
		return s.receive(ctx, f, conversation.NeedHelpNow{Channel: conversation.Chat})
	case "leave":
		return s.leave(ctx, f)
	case "code":
		return s.giveCode(ctx, f)
	default:
		return s.fault(f.ID, badFrame, 0)
	}
}

// fault answers a frame that a well-made page would not have sent, and ends a socket that goes on.
func (s *session) fault(id, code string, retry time.Duration) error {
	s.faults++
	if s.faults > s.chat.config.MaxFaults {
		return ending{websocket.ClosePolicyViolation, "too many bad frames"}
	}
	return s.problem(id, code, retry)
}

// hello binds the socket to a token, or binds it again, and sends what comes after f.After. With a
// code it joins the talk which that opens, and sends all of it.
func (s *session) hello(ctx context.Context, f fromBrowser) error {
	if f.V != version {
		return s.fault("", badFrame, 0)
	}
	if known := s.chat.speeches.named(f.Lang); known != nil {
		s.speech = known
	}
	token := f.Token
	if token == "" {
		var err error
		if token, err = s.chat.mint(); err != nil {
			s.chat.log.Error("chat: hello", "error", err)
			return s.problem("", unavailable, retrySoon)
		}
	} else if !s.chat.genuine(token) {
		return s.over("")
	}
	door, after := s.chat.door(token), max(f.After, 0)
	id, ok, err := s.leadsTo(ctx, door)
	if f.Code != "" && ok {
		id, ok, err = s.joined(ctx, door, f)
		after = 0
	}
	if !ok {
		return err
	}
	s.token, s.door = token, door
	s.chat.hub.show(s, door.Address)
	s.follow(id)
	if f.Talk != "" && f.Talk != s.talk {
		after = 0
	}
	s.sent = after
	if err := s.write(welcome{Type: "welcome", Token: token, Resumed: id != "", Talk: s.talk}); err != nil {
		return err
	}
	return s.catchUp(ctx, everything)
}

// leadsTo gives the talk behind a door, "" for none yet. ok is false where the browser has been told
// that there is no way.
func (s *session) leadsTo(ctx context.Context, door conversation.Door) (id string, ok bool, err error) {
	ctx, cancel := context.WithTimeout(ctx, s.chat.config.StoreWithin)
	defer cancel()
	id, err = s.chat.talks.Find(ctx, door)
	switch {
	case errors.Is(err, conversation.ErrGone):
		return "", false, s.over("")
	case err != nil && !errors.Is(err, conversation.ErrNoTalk):
		s.chat.log.Error("chat: find the talk at hello", "error", err)
		return "", false, s.problem("", unavailable, retrySoon)
	}
	return id, true, nil
}

// retrySoon is what a browser is told while the store cannot be reached.
const retrySoon = 2 * time.Second

func (s *session) say(ctx context.Context, f fromBrowser) error {
	switch delay := s.chat.tooFast(s.door, s.from); {
	case delay > 0:
		return s.fault(f.ID, tooFast, delay)
	case utf8.RuneCountInString(f.Text) > maxText:
		return s.problem(f.ID, tooLong, 0)
	case strings.TrimSpace(f.Text) == "":
		return s.fault(f.ID, badFrame, 0)
	}
	return s.receive(ctx, f, conversation.Said{Channel: conversation.Chat, Text: f.Text, After: max(f.After, 0)})
}

// receive hands over what the person did, and says heard once it is stored for good.
func (s *session) receive(ctx context.Context, f fromBrowser, what conversation.Happening) error {
	receiving, cancel := context.WithTimeout(ctx, s.chat.config.StoreWithin)
	defer cancel()
	receipt, err := s.chat.receive(receiving, s.door, messageID(f.Type, f.ID), s.from, what)
	switch {
	case errors.Is(err, conversation.ErrGone):
		return s.over(f.ID)
	case err != nil:
		s.chat.log.Error("chat: receive", "conversation", s.conversation, "what", conversation.KindOf(what), "error", err)
		return s.problem(f.ID, unavailable, retrySoon)
	}
	switch words, err := s.chat.closing(receiving, s.door, receipt, s.speech.problem(gone)); {
	case err != nil: // what they said is kept; the next look asks again
		s.chat.log.Error("chat: is the chat closed", "conversation", receipt.Conversation, "error", err)
	case words != "":
		return s.closed(f.ID, receipt.Seq, words)
	}
	if receipt.Again && receipt.Conversation != s.conversation && s.conversation != "" {
		return s.heard(ctx, f.ID, 0) // it was said in a talk that this door has left since
	}
	if !s.follow(receipt.Conversation) {
		return s.heard(ctx, f.ID, receipt.Seq)
	}
	s.chat.hub.poke(s.door.Address)
	if err := s.heard(ctx, f.ID, receipt.Seq); err != nil {
		return err
	}
	return s.catchUp(ctx, everything) // what was said before we listened woke nobody
}

// messageID keeps the kinds apart: a call for help is never taken for a repeated message.
func messageID(kind, id string) string { return kind + ":" + id }

// heard is written at its line's own place, after all lines before it, and stands for the line in
// the tab that sent it: that tab gets no "you" of it.
func (s *session) heard(ctx context.Context, id string, seq int) error {
	if seq > s.sent+1 {
		if err := s.catchUp(ctx, seq-1); err != nil {
			return err
		}
	}
	if err := s.write(heard{Type: "heard", ID: id, Seq: seq, Talk: s.talk}); err != nil {
		return err
	}
	if seq == s.sent+1 {
		s.sent = seq
	}
	return nil
}

// closed is heard, and then gone, with what we said last: the page shows that and none of the lines.
func (s *session) closed(id string, seq int, words string) error {
	if err := s.write(heard{Type: "heard", ID: id, Seq: seq, Talk: s.talk}); err != nil {
		return err
	}
	if err := s.write(problem{Type: "problem", Code: gone, Text: words}); err != nil {
		return err
	}
	return finished
}

// leave revokes the token, says heard, and closes.
func (s *session) leave(ctx context.Context, f fromBrowser) error {
	leaving, cancel := context.WithTimeout(ctx, s.chat.config.StoreWithin)
	defer cancel()
	receipt, err := s.chat.end(leaving, s.door, messageID(f.Type, f.ID))
	if err != nil {
		s.chat.log.Error("chat: leave", "conversation", s.conversation, "error", err)
		return s.problem(f.ID, unavailable, retrySoon)
	}
	if err := s.write(heard{Type: "heard", ID: f.ID, Seq: receipt.Seq}); err != nil {
		return err
	}
	return finished
}
