package store

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/redis/go-redis/v9"

	"sayso/conversation"
)

// send gives a text to the network, unless its door speaks for somebody else now: they would read it. A question that
// newer words have overtaken while it could not go is let be.
func (w *worker) send(ctx context.Context, e *entry) (status, taken string, err error) {
	t, say, free, err := w.text(ctx, e)
	if err != nil {
		return "", "", err
	}
	overtaken, err := w.overtaken(ctx, e, say)
	if err != nil {
		return "", "", err
	}
	never := conversation.Undeliverable{}
	switch {
	case overtaken:
		w.store.counts.overtaken.Add(1)
		return "blocked", "", w.tell(ctx, e.conversation, "undelivered/"+e.effect,
			conversation.Undelivered{Effect: e.effect, Why: conversation.WhyOvertaken, Ask: say.Ask, Sentence: say.Sentence})
	case t.To.Address == "":
		err = conversation.Undeliverable{Code: "no number", Why: conversation.WhyNoNumber}
	case !free:
		w.store.counts.barred.Add(1)
		return "blocked", "", w.tell(ctx, e.conversation, "undelivered/"+e.effect, conversation.Undelivered{Effect: e.effect, Held: true})
	default:
		taken, err = w.doers.Send(ctx, t)
	}
	if errors.As(err, &never) {
		return "failed", "", w.tell(ctx, e.conversation, "undelivered/"+e.effect, conversation.Undelivered{Effect: e.effect, OptedOut: never.OptedOut, Why: never.Why})
	}
	return "sent", taken, err
}

// overtaken asks of words that have waited whether they should still go.
func (w *worker) overtaken(ctx context.Context, e *entry, say conversation.Say) (bool, error) {
	if waited := time.Duration(e.sending-e.at) * time.Millisecond; waited < w.store.config.BreakFor/2 {
		return false, nil
	}
	state, err := w.store.state(ctx, e.conversation)
	return err == nil && state.Overtook(say, time.UnixMilli(e.at)), err
}

// text puts together what goes to the network. free says that it may go: the door that it was meant for
// is still this conversation's, and still speaks for its person. All of it comes in one round trip.
func (w *worker) text(ctx context.Context, e *entry) (t conversation.Text, say conversation.Say, free bool, err error) {
	s := w.store
	if err := s.known(e.conversation); err != nil {
		return t, say, false, err
	}
	var of, at *redis.SliceCmd
	_, err = s.redis.Pipelined(ctx, func(p redis.Pipeliner) error {
		of = p.HMGet(ctx, s.keys.conversation(e.conversation), "key", "address:sms", "number:sms", "joined:sms")
		at = p.HMGet(ctx, s.keys.address(e.address), "conversation", "before")
		return nil
	})
	if err != nil {
		return t, say, false, errOurs{err}
	}
	key, address, number, joined := text(of.Val()[0]), text(of.Val()[1]), text(of.Val()[2]), text(of.Val()[3])
	if say, err = openEffect[conversation.Say](s, e, key); err != nil {
		return t, say, false, err
	}
	t = conversation.Text{
		Effect: e.effect, Conversation: e.conversation, Lane: e.lane, Body: say.Text, At: time.UnixMilli(e.at).UTC(),
		To: doorOf(say.Channel, address, number),
	}
	switch {
	case address != e.address:
		return t, say, false, nil
	case speaksFor(at.Val(), e.conversation):
		return t, say, true, nil
	case joined == "":
		return t, say, false, nil
	}
	free, err = s.follows(ctx, e.conversation, t.To, joined)
	return t, say, free, err
}

// follows brings to an end the Join of a conversation whose code has come through a door that may have
// yet to follow it, and says whether the door speaks for it now.
func (s *Store) follows(ctx context.Context, id string, to conversation.Door, joined string) (bool, error) {
	if _, err := s.move(ctx, to, joined, id); err != nil && !errors.Is(err, conversation.ErrGone) {
		return false, err
	}
	at, err := s.redis.HMGet(ctx, s.keys.address(to.Address), "conversation", "before").Result()
	if err != nil {
		return false, errOurs{err}
	}
	return speaksFor(at, id), nil
}

// speaksFor reads an address's fields conversation and before.
func speaksFor(at []any, id string) bool {
	return slices.Contains(doorway{pointer: text(at[0]), before: text(at[1])}.speaksFor(), id)
}
