package register

import (
	"context"
	"fmt"
	"strconv"

	json "github.com/go-json-experiment/json/v1"

	"sayso/caseworker"
	"sayso/conversation"
)

// What a commit comes to.
const (
	done  = "done"
	again = "again" // the request was answered before
	lost  = "lost"  // somebody else was first: read again
)

// commit writes the case as h now holds it, the road back, the audit line and the answer, whole or
// not at all. line and keep may be nil.
func (r *Register) commit(ctx context.Context, h *held, tells []caseworker.Tell, line *auditLine, keep *kept) (result string, answered []byte, err error) {
	args, err := r.place(h)
	if err != nil {
		return "", nil, err
	}
	once, answer := "", ""
	if keep != nil {
		once, answer = keep.key, string(keep.answer)
	}
	fields, err := r.sealed(ctx, h)
	if err != nil {
		return "", nil, err
	}
	road, err := r.road(ctx, h, tells)
	if err != nil {
		return "", nil, err
	}
	var written []any
	if line != nil {
		if written, err = r.signed(line, h.key); err != nil {
			return "", nil, err
		}
	}
	joined, rev, from := "", "", h.c.Reference
	if j := h.joined; j != nil {
		joined, rev, from = j.c.Reference, strconv.FormatInt(j.rev, 10), j.c.Reference
	}
	shown, err := r.shown(h.c)
	if err != nil {
		return "", nil, err
	}
	args = append(args, answer, r.config.OnceFor.Milliseconds(), joined, rev, len(fields)/2, len(road)/4, len(written), len(shown)/2)
	args = append(append(append(append(args, fields...), road...), written...), shown...)
	k, trail := r.keys, r.trail.Keys(h.c.Reference)
	reply, err := r.scripts.commit.Run(ctx, atMostOnce{r.db}, []string{
		k.entry(h.c.Reference), k.wrapped(), k.rows(), k.queue(), k.rescore(), k.outbox(), trail[0], k.once(once), k.changes(),
		k.entry(from), trail[1], trail[2], k.public(),
	}, args...).StringSlice()
	if err != nil {
		return "", nil, fmt.Errorf("write case %s: %w", h.c.Reference, err)
	}
	if reply[0] == done && (len(tells) > 0 || h.c.Erasing != nil) {
		select {
		case r.wake <- struct{}{}:
		default: // it is awake
		}
	}
	if reply[0] == again {
		return again, []byte(reply[1]), nil
	}
	return reply[0], nil, nil
}

// place is the head of the arguments: the row, and where it stands in the queue.
func (r *Register) place(h *held) ([]any, error) {
	now := r.now()
	row, err := json.Marshal(keptRow{h.c.Row(h.facts, r.config.Rules, now), h.c.Keeping(h.facts, r.config.Rules)})
	if err != nil {
		return nil, fmt.Errorf("encode row of %s: %w", h.c.Reference, err)
	}
	sealed, err := r.seals.Seal(row, rowOf(h.c.Reference))
	if err != nil {
		return nil, err
	}
	place := h.c.Place(h.facts, r.config.Rules, now)
	rescore := ""
	if next := place.Rescore(now); !next.IsZero() {
		rescore = strconv.FormatInt(next.UnixMilli(), 10)
	}
	if h.c.Erasing != nil {
		rescore = "0"
	}
	return []any{
		h.c.Reference, strconv.FormatInt(h.rev, 10), string(h.wrapped), string(sealed),
		score(place.Score(now)), rescore,
	}, nil
}

func rowOf(reference string) string { return "row/" + reference }

// sealed gives the fields of the case's hash that have changed, each under the key that it belongs to.
func (r *Register) sealed(ctx context.Context, h *held) ([]any, error) {
	c, words := h.c.WithoutWords()
	plain, err := json.Marshal(c)
	if err != nil {
		return nil, fmt.Errorf("encode case %s: %w", c.Reference, err)
	}
	sealed, err := h.key.Seal(plain, "case")
	if err != nil {
		return nil, err
	}
	fields := []any{"case", string(sealed)}
	add := func(conv, field, what string, v any) error {
		plain, err := json.Marshal(v)
		if err != nil {
			return fmt.Errorf("encode %s of %s: %w", what, conv, err)
		}
		key, err := h.keyOf(ctx, r.talks, conv)
		if erased(err) {
			return nil
		}
		if err != nil {
			return err
		}
		sealed, err := key.Seal(plain, what)
		if err != nil {
			return err
		}
		fields = append(fields, field+conv, string(sealed))
		return nil
	}
	for conv, w := range words {
		if err := add(conv, "words:", "case-words", w); err != nil {
			return nil, err
		}
	}
	for _, f := range h.fresh {
		if err := add(f.Conversation, "facts:", "case-facts", f); err != nil {
			return nil, err
		}
		fields = append(fields, "turn:"+f.Conversation, strconv.Itoa(f.Turn))
	}
	return fields, nil
}

// road gives the outbox entries: what each conversation must learn, sealed under its own key.
func (r *Register) road(ctx context.Context, h *held, tells []caseworker.Tell) ([]any, error) {
	var entries []any
	for _, t := range tells {
		plain, err := conversation.EncodeHappening(t.What)
		if err != nil {
			return nil, err
		}
		key, err := h.keyOf(ctx, r.talks, t.Conversation)
		if erased(err) {
			continue // there is nobody left to learn of it
		}
		if err != nil {
			return nil, err
		}
		sealed, err := key.Seal(plain, "road/"+t.Once)
		if err != nil {
			return nil, err
		}
		entries = append(entries, t.Conversation, t.Once, conversation.KindOf(t.What), string(sealed))
	}
	return entries, nil
}
