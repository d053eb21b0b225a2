package store

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/redis/go-redis/v9"

	"sayso/conversation"
)

// send gives a text to the network, unless its door speaks for somebody else now: they would read it.
func (w *worker) send(ctx context.Context, e *entry) (status, taken string, err error) {
	t, free, err := w.text(ctx, e)
	if err != nil {
		return "", "", err
	}
	never := conversation.Undeliverable{}
	switch {
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

// text puts together what goes to the network. free says that it may go: the door that it was meant for
// is still this conversation's, and still speaks for its person. All of it comes in one round trip.
func (w *worker) text(ctx context.Context, e *entry) (t conversation.Text, free bool, err error) {
	s := w.store
	if err := s.known(e.conversation); err != nil {
		return t, false, err
	}
	var of, at *redis.SliceCmd
	_, err = s.redis.Pipelined(ctx, func(p redis.Pipeliner) error {
		of = p.HMGet(ctx, s.keys.conversation(e.conversation), "key", "address:sms", "number:sms", "joined:sms")
		at = p.HMGet(ctx, s.keys.address(e.address), "conversation", "before")
		return nil
	})
	if err != nil {
		return t, false, errOurs{err}
	}
	key, address, number, joined := text(of.Val()[0]), text(of.Val()[1]), text(of.Val()[2]), text(of.Val()[3])
	say, err := openEffect[conversation.Say](s, e, key)
	if err != nil {
		return t, false, err
	}
	t = conversation.Text{
		Effect: e.effect, Conversation: e.conversation, Lane: e.lane, Body: say.Text, At: time.UnixMilli(e.at).UTC(),
		To: doorOf(say.Channel, address, number),
	}
	switch {
	case address != e.address:
		return t, false, nil
	case speaksFor(at.Val(), e.conversation):
		return t, true, nil
	case joined == "":
		return t, false, nil
	}
	free, err = s.follows(ctx, e.conversation, t.To, joined)
	return t, free, err
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
