package store

import (
	"context"
	"errors"
	"fmt"

	json "github.com/go-json-experiment/json/v1"

	"sayso/conversation"
)

// What the store itself has still to do after a commit, at least once and safely. Each stands in the
// outbox beside the effects, under the name of its type.
type (
	// parted tells conversations that somebody else speaks through their door now.
	parted struct {
		Channel conversation.Channel `json:"channel"`
		Address string               `json:"address"`
		Of      []string             `json:"of"`
	}
	// moved lets a door follow the conversation whose code came through it, and lets go of the one that
	// this one had before on the channel.
	moved struct {
		Channel   conversation.Channel `json:"channel"`
		Address   string               `json:"address"`
		MessageID string               `json:"message_id"`
		From      string               `json:"from,omitempty"`
	}
	// shut shuts a door that is in another slot.
	shut struct {
		Channel conversation.Channel `json:"channel"`
		Address string               `json:"address"`
	}
)

// errand does one of them, or an effect that asks the store itself.
func (w *worker) errand(ctx context.Context, e *entry) error {
	s := w.store
	got, err := s.fields(ctx, e.conversation, "key", "address:sms", "address:chat")
	if err != nil {
		return err
	}
	switch e.kind {
	case "parted":
		what, err := openErrand[parted](s, e, got[0])
		if err != nil {
			return err
		}
		return s.part(ctx, e, doorOf(what.Channel, what.Address, ""), what.Of)
	case "moved":
		what, err := openErrand[moved](s, e, got[0])
		if err != nil {
			return err
		}
		if what.From == got[1] || what.From == got[2] {
			what.From = "" // they have come back to it since
		}
		return s.followed(ctx, e, what)
	case "shut":
		what, err := openErrand[shut](s, e, got[0])
		if err != nil {
			return err
		}
		return s.Shut(ctx, doorOf(what.Channel, what.Address, ""))
	case "Anew":
		what, err := openEffect[conversation.Anew](s, e, got[0])
		if err != nil {
			return err
		}
		return s.anew(ctx, e, what)
	case "GiveCode":
		return s.giveCode(ctx, e)
	}
	return fmt.Errorf("nobody does a %s", e.kind)
}

// part tells each of them once that a door is no longer theirs. One that has another door by now, or
// has been erased, needs no telling.
func (s *Store) part(ctx context.Context, e *entry, door conversation.Door, ids []string) error {
	for _, id := range ids {
		_, err := s.turn(ctx, happened{
			conversation: id, once: "parted/" + e.effect, what: conversation.Parted{Channel: door.Channel}, parts: &door,
		})
		if err != nil && !errors.Is(err, conversation.ErrNoTalk) {
			return fmt.Errorf("part conversation %s: %w", id, err)
		}
	}
	return nil
}

// followed brings a Join to its end.
func (s *Store) followed(ctx context.Context, e *entry, what moved) error {
	door := doorOf(what.Channel, what.Address, "")
	left, err := s.move(ctx, door, what.MessageID, e.conversation)
	if err != nil && !errors.Is(err, conversation.ErrGone) { // gone: they have left it since
		return err
	}
	if err := s.part(ctx, e, door, left); err != nil {
		return err
	}
	if what.From == "" {
		return nil
	}
	// A chat that was left open somewhere must not go on showing what is said; a phone begins anew.
	err = s.scripts.leave.Run(ctx, s.redis, []string{s.keys.address(what.From), s.keys.routed(what.From)},
		e.effect, e.conversation, string(what.Channel)).Err()
	if err != nil {
		return errOurs{err}
	}
	s.stir(ctx, []string{e.conversation})
	return nil
}

// anew begins a further conversation through a door of this one, with what was said. The door speaks
// for the new one from now on, unless somebody else has come meanwhile: then it stays theirs, and the
// new one hears that it has parted.
func (s *Store) anew(ctx context.Context, e *entry, what conversation.Anew) error {
	door, err := s.Door(ctx, e.conversation, what.Channel)
	if err != nil {
		return err
	}
	begun := ""
	for i, words := range what.Texts {
		said := conversation.Said{Channel: what.Channel, Text: words}
		h := happened{door: &door, messageID: fmt.Sprintf("anew/%s/%d", e.effect, i+1), anew: e.conversation}
		if h.once = s.onceOf(door, h.messageID); i == 0 {
			said.Follows = what.Follows
		} else if _, err := s.route(ctx, door, h.messageID, begun, "", ""); err != nil {
			return errOurs{err}
		}
		h.what = said
		receipt, err := s.turn(ctx, h)
		if err != nil {
			return fmt.Errorf("begin anew after conversation %s: %w", e.conversation, err)
		}
		begun = receipt.Conversation
	}
	return nil
}

// committed does at once what need not wait for the outbox, where it stands as well: if it fails here,
// it is done there.
func (s *Store) committed(ctx context.Context, c *commit) {
	s.hub.wake(c.was.id, c.work(s.config.Poll))
	if c.pointer != "" {
		s.stir(ctx, c.was.way.speaksFor())
	}
	for _, errand := range c.errands {
		if door, is := errand.(shut); is {
			_ = s.Shut(ctx, doorOf(door.Channel, door.Address, ""))
		}
	}
}

// stir wakes those who show conversations whose door now speaks for another one. Nothing depends on it.
func (s *Store) stir(ctx context.Context, ids []string) {
	for _, id := range ids {
		s.hub.wake(id, false)
		_ = s.redis.Publish(ctx, s.keys.wake(), wakeUp{node: s.node, conversation: id}.String()).Err()
	}
}

// openErrand opens an entry of the store's own.
func openErrand[E any](s *Store, e *entry, wrapped string) (what E, err error) {
	plain, err := s.plain(e, wrapped)
	if err == nil && json.Unmarshal(plain, &what) != nil {
		err = fmt.Errorf("decode errand %s: it is not a %s", e.effect, e.kind)
	}
	return what, err
}

// openEffect opens an entry's effect. One that cannot be opened is refused, and so parked for a human.
func openEffect[E conversation.Effect](s *Store, e *entry, wrapped string) (what E, err error) {
	plain, err := s.plain(e, wrapped)
	if err != nil {
		return what, err
	}
	effect, err := conversation.DecodeEffect(plain)
	if err != nil {
		return what, fmt.Errorf("decode effect %s: it is not an effect", e.effect)
	}
	what, ok := effect.(E)
	if !ok {
		return what, fmt.Errorf("effect %s is a %s", e.effect, conversation.KindOf(effect))
	}
	return what, nil
}

// plain opens what an entry holds.
func (s *Store) plain(e *entry, wrapped string) ([]byte, error) {
	if wrapped == "" {
		return nil, errNoConversation
	}
	key, err := s.keyset.Unwrap(e.conversation, []byte(wrapped))
	if err != nil {
		return nil, err
	}
	return key.Open([]byte(e.payload), "effect/"+e.effect)
}
