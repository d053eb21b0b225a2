package store

import (
	"context"
	"fmt"
	"time"

	"sayso/conversation"
)

// Receive takes in what came through a door of a channel. When it returns, it is kept for good: the
// channel's own receipt ("200", "heard") follows. messageID is the channel's name for the message;
// the same one again gets the first one's receipt and changes nothing. ErrGone where the door is shut.
// What turns out to be another person's begins a conversation of their own, whose the door then is.
func (s *Store) Receive(ctx context.Context, door conversation.Door, messageID string, what conversation.Happening) (conversation.Receipt, error) {
	receipt, err := s.turn(ctx, happened{door: &door, messageID: messageID, once: s.onceOf(door, messageID), what: what})
	if err != nil {
		return receipt, fmt.Errorf("receive %s message %s: %w", door.Channel, messageID, err)
	}
	return receipt, nil
}

// Apply brings to a known conversation what happened elsewhere: what staff did, what became of an
// alert. The same onceKey again does nothing; "" is never the same. ErrNoTalk for an unknown id.
// StaffSaid, CaseClosed and VisitBooked should name their Effect "<conversation>/...", as a status
// callback is found by it; another name gets the conversation's id put before it.
func (s *Store) Apply(ctx context.Context, id, onceKey string, what conversation.Happening) (conversation.Receipt, error) {
	h := happened{conversation: id, what: what}
	if onceKey != "" {
		h.once = "apply/" + onceKey
	}
	err := s.known(id)
	var receipt conversation.Receipt
	if err == nil {
		receipt, err = s.turn(ctx, h)
	}
	if err != nil {
		return receipt, fmt.Errorf("apply %s to conversation %s: %w", conversation.KindOf(what), id, err)
	}
	return receipt, nil
}

// Find gives the conversation that now speaks through a door: ErrNoTalk where nothing has been said
// there, ErrGone where it is shut.
func (s *Store) Find(ctx context.Context, door conversation.Door) (string, error) {
	got, err := s.redis.HMGet(ctx, s.keys.address(door.Address), "conversation", "gone").Result()
	if err != nil {
		return "", fmt.Errorf("find conversation of a %s door: %w", door.Channel, err)
	}
	if text(got[1]) != "" {
		return "", conversation.ErrGone
	}
	if text(got[0]) == "" {
		return "", conversation.ErrNoTalk
	}
	return text(got[0]), nil
}

// shutFor is how long a door is remembered as shut through which nothing was ever said.
const shutFor = 48 * time.Hour

// Shut ends a door through which nothing need have been said. Doing it again does nothing.
func (s *Store) Shut(ctx context.Context, door conversation.Door) error {
	if err := s.scripts.shut.Run(ctx, s.redis, []string{s.keys.address(door.Address)}, int(shutFor.Seconds())).Err(); err != nil {
		return fmt.Errorf("shut a %s door: %w", door.Channel, err)
	}
	return nil
}
