package register

import (
	"context"
	"errors"
	"fmt"
	"math"
	"time"

	"github.com/redis/go-redis/v9"

	"sayso/caseworker"
	"sayso/conversation"
)

// ErasedCase is all that is needed so that no backup brings an erased case back, and reports still count it. It names
// nobody but staff.
type ErasedCase struct {
	Certificate caseworker.Certificate `json:"certificate"`
	Aliases     []string               `json:"aliases,omitempty"`
	Tally       caseworker.Tally       `json:"tally"`
}

// tryEraseAgain is after how long erasing is tried again that could not be done.
const tryEraseAgain = 5 * time.Second

func (r *Register) eraseLater(ctx context.Context, reference string) error {
	again := redis.Z{Score: float64(r.now().Add(tryEraseAgain).UnixMilli()), Member: reference}
	return r.db.ZAddXX(ctx, r.keys.rescore(), again).Err()
}

// FinishErasing erases what was decided to be erased of a case. Run does it by itself; doing it again does nothing.
func (r *Register) FinishErasing(ctx context.Context, reference string) error {
	for range tries {
		h, err := r.load(ctx, reference)
		if errors.Is(err, errErased) || err == nil && h.c.Erasing == nil {
			return nil
		}
		if err == nil {
			err = r.eraseOnce(ctx, h)
		}
		if err != nil {
			return fmt.Errorf("erase case %s, or something of it: %w", reference, err)
		}
	}
	return fmt.Errorf("erase case %s, or something of it: lost %d races", reference, tries)
}

// HasErased reports whether a case has been erased, or only this conversation of it where one is named. Both stay where
// more was said since it was decided.
func (r *Register) HasErased(ctx context.Context, reference, conv string) (bool, error) {
	h, err := r.load(ctx, reference)
	if errors.Is(err, errErased) {
		return true, nil
	}
	return err == nil && h.c.WasErased(conv), err
}

// rewriteDue has the append-only file written anew once something was erased.
func (r *Register) rewriteDue(ctx context.Context) error {
	erased, err := r.db.Get(ctx, r.keys.unwritten()).Result()
	if errors.Is(err, redis.Nil) {
		return nil
	}
	if err == nil {
		err = r.talks.Rewrite(ctx)
	}
	if errors.As(err, new(conversation.Later)) {
		return nil // in the next round, or in one after it
	}
	if err == nil {
		var since string
		if since, err = r.db.Get(ctx, r.keys.unwritten()).Result(); err == nil && since == erased {
			err = r.db.Del(ctx, r.keys.unwritten()).Err()
		}
	}
	if err != nil {
		return fmt.Errorf("let go of the bytes of what was erased: %w", err)
	}
	return nil
}

// eraseOnce erases what was decided, of a case as it was read. Where somebody else was first the case still says what is
// to be done.
func (r *Register) eraseOnce(ctx context.Context, h *held) error {
	e := h.c.Erasing
	var gone []conversation.Erased
	var stay []string
	for _, conv := range e.Conversations {
		one, err := r.talks.Erase(ctx, conv, e.Heard[conv])
		switch {
		case errors.Is(err, conversation.ErrHeardSince):
			stay = append(stay, conv)
		case erased(err): // a backup was restored that does not know of it
		case err != nil:
			return err
		default:
			gone = append(gone, one)
		}
	}
	c, certificate := h.c.Gone(gone, stay, r.config.Rules, r.now())
	if certificate.Whole {
		return r.eraseWhole(ctx, h, ErasedCase{Certificate: certificate, Aliases: c.Aliases, Tally: e.Tally})
	}
	h.c = c
	for _, one := range gone {
		h.forget(one.Conversation)
		if err := r.certify(ctx, c.Reference+"/"+one.Conversation, certificate); err != nil {
			return err
		}
	}
	if _, _, err := r.commit(ctx, h, nil, nil, nil); err != nil {
		return err
	}
	return r.sweepOut(ctx, c.Reference, gone)
}

// sweepOut takes what is left of erased conversations from a case. It cannot be opened any more; who reads it need not
// find it either.
func (r *Register) sweepOut(ctx context.Context, reference string, gone []conversation.Erased) error {
	pipe := r.db.Pipeline()
	for _, one := range gone {
		of := one.Conversation
		pipe.HDel(ctx, r.keys.entry(reference), "facts:"+of, "words:"+of, "turn:"+of)
	}
	pipe.Incr(ctx, r.keys.unwritten())
	if _, err := pipe.Exec(ctx); err != nil {
		return fmt.Errorf("take out what was erased of case %s: %w", reference, err)
	}
	return nil
}

// eraseWhole destroys the case itself. It is first written down where no backup is: by now nothing takes it back.
func (r *Register) eraseWhole(ctx context.Context, h *held, e ErasedCase) error {
	if r.config.Erased != nil {
		if err := r.config.Erased(e); err != nil {
			return fmt.Errorf("write down what was erased: %w", err)
		}
	}
	return r.bury(ctx, e, fmt.Sprint(h.rev))
}

// EraseAgain erases what a restored backup would bring back of a case that was erased. It does no harm where none did.
func (r *Register) EraseAgain(ctx context.Context, e ErasedCase) error {
	if !wellFormed(e.Certificate.Reference) {
		return fmt.Errorf("erase a case again: %q is no reference", e.Certificate.Reference)
	}
	for _, talk := range e.Certificate.Talks {
		if _, err := r.talks.Kept(ctx, talk.Conversation); erased(err) {
			continue // its own line of the list has erased it, as almost always
		}
		if _, err := r.talks.Erase(ctx, talk.Conversation, math.MaxInt); err != nil && !erased(err) {
			return fmt.Errorf("erase case %s again: %w", e.Certificate.Reference, err)
		}
	}
	return r.bury(ctx, e, "")
}

func (r *Register) bury(ctx context.Context, e ErasedCase, rev string) error {
	reference := e.Certificate.Reference
	tally, err := r.sealJSON(e.Tally, "tally")
	if err != nil {
		return err
	}
	certificate, err := r.sealJSON(e.Certificate, certificateOf(reference))
	if err != nil {
		return err
	}
	k := r.keys
	names := []string{k.entry(reference), k.wrapped(), k.rows(), k.queue(), k.rescore(), k.tallies(), k.certificates(), k.changes(), k.unwritten(), k.followed(reference)}
	args := []any{reference, rev, r.now().UnixMilli(), r.seals.Hash("tally", reference), tally, certificate}
	for _, alias := range e.Aliases {
		names, args = append(names, k.followed(alias)), append(args, alias)
	}
	if err := r.scripts.bury.Run(ctx, r.db, names, args...).Err(); err != nil {
		return fmt.Errorf("erase case %s: %w", reference, err)
	}
	return nil
}
