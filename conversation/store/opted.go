package store

import (
	"context"
	"errors"

	"sayso/conversation"
)

// Opted tells whoever speaks through a door in which order they wrote the words by which the network opts them out and
// in. Doing it again does nothing. Where nobody speaks there, or no longer, there is nobody to tell.
func (s *Store) Opted(ctx context.Context, door conversation.Door, what conversation.Opted) error {
	id, err := s.Find(ctx, door)
	if err == nil {
		_, err = s.Apply(ctx, id, "", what)
	}
	if errors.Is(err, conversation.ErrNoTalk) || errors.Is(err, conversation.ErrGone) {
		return nil
	}
	return err
}
