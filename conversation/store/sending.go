package store

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/redis/go-redis/v9"

	"sayso/conversation"
)

// send gives a text to the network, unless its door speaks for somebody else now: they would read it. What could not go
// at once, or is tried again, is looked at once more before it goes.
func (w *worker) send(ctx context.Context, e *entry) (r result) {
	r.batch = []*entry{e}
	t, say, free, err := w.text(ctx, e)
	if err != nil {
		r.cause = err
		return r
	}
	s, err := w.standing(ctx, e, say)
	never := conversation.Undeliverable{}
	switch {
	case err != nil:
		r.cause = err
		return r
	case s.overtaken:
		w.store.counts.overtaken.Add(1)
		return w.notSent(ctx, r, "blocked", conversation.Undelivered{Effect: e.effect, Why: conversation.WhyOvertaken, Ask: say.Ask, Sentence: say.Sentence})
	case t.To.Address == "":
		err = conversation.Undeliverable{Code: "no number", Why: conversation.WhyNoNumber}
	case !free:
		w.store.counts.barred.Add(1)
		return w.notSent(ctx, r, "blocked", conversation.Undelivered{Effect: e.effect, Held: true})
	case s.refused != "" && e.try > 1:
		return w.notSent(ctx, r, "failed", conversation.Undelivered{Effect: e.effect, Why: e.why})
	case s.refused != "":
		return w.notSent(ctx, r, "blocked", conversation.Undelivered{Effect: e.effect, Refused: s.refused})
	case !s.until.IsZero():
		r.verdict, r.until = putOff, s.until.UnixMilli()
		return r
	default:
		r.taken, err = w.doers.Send(ctx, t)
	}
	if errors.As(err, &never) {
		return w.notSent(ctx, r, "failed", conversation.Undelivered{Effect: e.effect, OptedOut: never.OptedOut, Why: never.Why})
	}
	if r.cause = err; err == nil {
		r.verdict = accepted
		w.doers.Took(t)
	}
	return r
}

// notSent tells the conversation what it must know of a text that does not go.
func (w *worker) notSent(ctx context.Context, r result, status string, what conversation.Undelivered) result {
	r.status, r.cause = status, w.tell(ctx, r.batch[0].conversation, "undelivered/"+what.Effect, what)
	return r
}

// standing is how it stands by now with words that have waited.
type standing struct {
	overtaken bool
	refused   string    // why they may not go any more
	until     time.Time // nobody asked for them at this hour
}

func (w *worker) standing(ctx context.Context, e *entry, say conversation.Say) (s standing, err error) {
	if waited := time.Duration(e.sending-e.at) * time.Millisecond; e.try == 1 && waited < w.store.config.BreakFor/2 {
		return s, nil
	}
	state, err := w.store.state(ctx, e.conversation)
	if err != nil {
		return s, err
	}
	at, now, again := time.UnixMilli(e.at), time.UnixMilli(e.sending), e.try > 1
	s.overtaken = state.Overtook(say, at, again)
	if late := w.store.config.Late; late != nil && !s.overtaken {
		s.until, s.refused = late(state, say, now, again)
	}
	return s, nil
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
		Effect: e.effect, Conversation: e.conversation, Lane: e.lane, Body: say.Text, At: time.UnixMilli(e.at).UTC(), Since: e.since(),
		To: doorOf(say.Channel, address, number), Try: e.try,
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
