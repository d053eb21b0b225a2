package register

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"sayso/caseworker"
	"sayso/conversation"
)

// ErrTaken: another conversation has this reference. References are random, so it is next to
// impossible; but two strangers' words on one case must be altogether so.
var ErrTaken = errors.New("the reference belongs to another conversation")

// File takes in the facts of a conversation as they now stand: it opens the case where there is
// none, finds it where it has been joined to another, and reopens one that is closed and has been
// written to. Facts that are not newer than those that the case has do nothing, so it may be called
// twice and late.
func (r *Register) File(ctx context.Context, f conversation.Facts) error {
	if !wellFormed(f.Reference) {
		return fmt.Errorf("file conversation %s: its reference is not well formed", f.Conversation)
	}
	for range tries {
		result, err := r.tryFile(ctx, f)
		if err != nil {
			return fmt.Errorf("file conversation %s: %w", f.Conversation, err)
		}
		if result != lost {
			return nil
		}
	}
	return fmt.Errorf("file conversation %s: lost %d races", f.Conversation, tries)
}

func (r *Register) tryFile(ctx context.Context, f conversation.Facts) (string, error) {
	h, err := r.load(ctx, f.Reference)
	if errors.Is(err, errErased) || err == nil && h.c.WasErased(f.Conversation) {
		return done, nil // these facts were on their way when it went
	}
	if errors.Is(err, ErrNoCase) {
		if err := r.follow(ctx, f); err != nil {
			return "", err
		}
		h, err = r.begin(caseworker.Open(f))
	}
	if err != nil {
		return "", err
	}
	if !slices.Contains(h.c.Conversations, f.Conversation) {
		return "", ErrTaken
	}
	tells := h.take(f, r.config.Rules)
	if len(h.fresh) == 0 {
		return done, nil
	}
	result, _, err := r.commit(ctx, h, tells, nil, nil)
	return result, err
}
