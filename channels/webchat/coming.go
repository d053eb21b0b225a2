package webchat

import (
	"context"
	"errors"
	"net/http"
	"time"

	"sayso/conversation"
)

// receive hands over what came through a door from a network address. A message that is nothing but a
// code is tried first; where it opens nothing it is kept like any other.
func (c *Chat) receive(ctx context.Context, door conversation.Door, messageID, from string, what conversation.Happening) (conversation.Receipt, error) {
	if said, is := what.(conversation.Said); is {
		if _, is := conversation.CodeIn(said.Text); is {
			receipt, err := c.join(ctx, door, messageID, from, said.Text)
			if !opensNothing(err) {
				return receipt, err
			}
		}
	}
	return c.talks.Receive(ctx, door, messageID, what)
}

// join tries a code. Tokens cost nothing, so its network address is counted as well.
func (c *Chat) join(ctx context.Context, door conversation.Door, messageID, from, code string) (conversation.Receipt, error) {
	if c.codes.wait(from, c.now()) > 0 {
		return conversation.Receipt{}, conversation.ErrTooManyTries
	}
	receipt, err := c.talks.Join(ctx, door, messageID, code)
	if err == nil {
		c.hub.poke(door.Address)
	}
	return receipt, err
}

func opensNothing(err error) bool {
	return errors.Is(err, conversation.ErrWrongCode) || errors.Is(err, conversation.ErrTooManyTries)
}

// tooManyTries names what a browser is told then: the store counts for an hour.
const tooManyTries = "problem.many_codes"

// joined brings a hello that carries a code to the talk which that code opens. ok is false where the
// browser has been told that it opens nothing; its socket is then as it was before.
func (s *session) joined(ctx context.Context, door conversation.Door, f fromBrowser) (id string, ok bool, err error) {
	name := f.ID
	if !goodID(name) {
		if name, err = s.chat.random(); err != nil {
			s.chat.log.Error("chat: hello with a code", "error", err)
			return "", false, s.problem("", unavailable, retrySoon)
		}
	}
	ctx, cancel := context.WithTimeout(ctx, s.chat.config.StoreWithin)
	defer cancel()
	receipt, err := s.chat.join(ctx, door, messageID("hello", name), s.from, f.Code)
	switch {
	case err == nil:
		return receipt.Conversation, true, nil
	case errors.Is(err, conversation.ErrGone):
		return "", false, s.over(f.ID)
	case errors.Is(err, conversation.ErrWrongCode):
		return "", false, s.problem(f.ID, codeWrong, 0)
	case errors.Is(err, conversation.ErrTooManyTries):
		return "", false, s.write(problem{Type: "problem", ID: f.ID, Code: codeWrong, RetryAfter: seconds(time.Hour), Text: s.speech.words.Sentence(tooManyTries)})
	}
	s.chat.log.Error("chat: join", "error", err)
	return "", false, s.problem(f.ID, unavailable, retrySoon)
}

// giveCode answers with a code to come back with, which is what this browser shows and nobody keeps.
func (s *session) giveCode(ctx context.Context, f fromBrowser) error {
	ctx, cancel := context.WithTimeout(ctx, s.chat.config.StoreWithin)
	defer cancel()
	text, err := s.chat.talks.Code(ctx, s.door, messageID("code", f.ID))
	switch {
	case errors.Is(err, conversation.ErrGone):
		return s.over(f.ID)
	case errors.Is(err, conversation.ErrNoTalk): // there is nothing to come back to yet
		return s.problem(f.ID, unavailable, 0)
	case err != nil:
		s.chat.log.Error("chat: make a code", "conversation", s.conversation, "error", err)
		return s.problem(f.ID, unavailable, retrySoon)
	}
	return s.write(code{Type: "code", ID: f.ID, Text: text})
}

var (
	wrongCode   = trouble{http.StatusUnprocessableEntity, "problem." + codeWrong}
	manyCodes   = trouble{http.StatusTooManyRequests, tooManyTries}
	nothingSaid = trouble{http.StatusBadRequest, "form.say_first"}
)

// joinByForm is "I have a code" without JavaScript.
func (c *Chat) joinByForm(r *http.Request, form posted) (conversation.Receipt, *trouble, error) {
	if !goodID(form.id) {
		return conversation.Receipt{}, &unread, nil
	}
	ctx, cancel := context.WithTimeout(r.Context(), c.config.StoreWithin)
	defer cancel()
	receipt, err := c.join(ctx, c.door(form.token), messageID("hello", form.id), c.caller(r), form.code)
	switch {
	case errors.Is(err, conversation.ErrWrongCode):
		return receipt, &wrongCode, nil
	case errors.Is(err, conversation.ErrTooManyTries):
		return receipt, &manyCodes, nil
	}
	return receipt, nil, err
}

// codeByForm is "Get a code" without JavaScript: it stands on this one page.
func (c *Chat) codeByForm(r *http.Request, form posted) (string, *trouble, error) {
	switch {
	case !goodID(form.id):
		return "", &unread, nil
	case c.tooFast(c.door(form.token), c.caller(r)) > 0:
		return "", &tooQuick, nil
	}
	ctx, cancel := context.WithTimeout(r.Context(), c.config.StoreWithin)
	defer cancel()
	code, err := c.talks.Code(ctx, c.door(form.token), messageID("code", form.id))
	if errors.Is(err, conversation.ErrNoTalk) {
		return "", &nothingSaid, nil
	}
	return code, nil, err
}
