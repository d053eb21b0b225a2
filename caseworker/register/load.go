package register

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	json "github.com/go-json-experiment/json/v1"
	"github.com/redis/go-redis/v9"

	"sayso/caseworker"
	"sayso/conversation"
	"sayso/conversation/seal"
)

// held is a case as it was read, with all that a commit needs to know.
type held struct {
	rev     int64
	c       caseworker.Case
	key     *seal.Key
	wrapped []byte               // set only while the case is new
	facts   []conversation.Facts // by c.Conversations
	turns   map[string]int       // of the facts as they are kept
	fresh   []conversation.Facts // newer than kept; the next commit keeps them
	joined  *held                // the case that the next commit joins to this one

	keys map[string]seal.Kept // of the conversations, for this act
}

// begin is a case that is not kept yet.
func (r *Register) begin(c caseworker.Case) (*held, error) {
	wrapped, key, err := r.seals.NewKey(owner(c.Reference))
	if err != nil {
		return nil, err
	}
	return &held{c: c, key: key, wrapped: wrapped, turns: map[string]int{}, keys: map[string]seal.Kept{}}, nil
}

func owner(reference string) string { return "case/" + reference }

// load reads a case with the facts that are kept of its conversations; ErrNoCase where there is none.
// An erased conversation leaves no facts. A case that was joined to another is that other one.
func (r *Register) load(ctx context.Context, reference string) (*held, error) {
	for {
		pipe := r.db.TxPipeline() // the two go together when a case is erased
		entry := pipe.HGetAll(ctx, r.keys.entry(reference))
		wrapped := pipe.HGet(ctx, r.keys.wrapped(), reference)
		if _, err := pipe.Exec(ctx); err != nil && !errors.Is(err, redis.Nil) {
			return nil, fmt.Errorf("read case %s: %w", reference, err)
		}
		fields := entry.Val()
		if len(fields) == 0 {
			return nil, ErrNoCase
		}
		if fields["erased"] != "" {
			return nil, errErased
		}
		if to := fields["joined"]; to != "" {
			reference = to
			continue
		}
		h, err := r.open(ctx, reference, fields, []byte(wrapped.Val()))
		if err != nil {
			return nil, fmt.Errorf("open case %s: %w", reference, err)
		}
		return h, nil
	}
}

func (r *Register) open(ctx context.Context, reference string, fields map[string]string, wrapped []byte) (*held, error) {
	h := &held{turns: map[string]int{}, keys: map[string]seal.Kept{}}
	var err error
	if h.rev, err = strconv.ParseInt(fields["rev"], 10, 64); err != nil {
		return nil, fmt.Errorf("rev: %w", err)
	}
	if h.key, err = r.seals.Unwrap(owner(reference), wrapped); err != nil {
		return nil, err
	}
	plain, err := h.key.Open([]byte(fields["case"]), "case")
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(plain, &h.c); err != nil {
		return nil, err
	}
	for _, conv := range h.c.Conversations {
		var f conversation.Facts
		known, err := h.openFor(ctx, r.talks, conv, fields["facts:"+conv], "case-facts", &f)
		if err != nil {
			return nil, err
		}
		if !known {
			continue
		}
		h.facts, h.turns[conv] = append(h.facts, f), f.Turn
		var words map[int]string
		if known, err = h.openFor(ctx, r.talks, conv, fields["words:"+conv], "case-words", &words); err != nil {
			return nil, err
		}
		if known {
			h.c = h.c.WithWords(conv, words)
		}
	}
	return h, nil
}

// openFor reads what is sealed under a conversation's key; not known where there is nothing, or no
// longer a key.
func (h *held) openFor(ctx context.Context, talks Talks, conv, sealed, what string, into any) (known bool, err error) {
	if sealed == "" {
		return false, nil
	}
	key, err := h.keyOf(ctx, talks, conv)
	if erased(err) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	plain, err := key.Open([]byte(sealed), what)
	if err != nil {
		return false, err
	}
	return true, json.Unmarshal(plain, into)
}

// keyOf gives a conversation's key, asked for once in an act.
func (h *held) keyOf(ctx context.Context, talks Talks, conv string) (seal.Kept, error) {
	if key, ok := h.keys[conv]; ok {
		return key, nil
	}
	key, err := talks.Kept(ctx, conv)
	if err == nil {
		h.keys[conv] = key
	}
	return key, err
}

func erased(err error) bool {
	return errors.Is(err, conversation.ErrNoTalk) || errors.Is(err, conversation.ErrGone)
}

// refresh asks the conversations how they stand this very moment, so that nothing is concluded over
// a message whose facts are still on their way here.
func (r *Register) refresh(ctx context.Context, h *held) ([]caseworker.Tell, error) {
	var tells []caseworker.Tell
	for _, conv := range h.c.Conversations {
		state, err := r.talks.State(ctx, conv)
		if erased(err) {
			h.forget(conv)
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("state of conversation %s: %w", conv, err)
		}
		tells = append(tells, h.take(state.Facts(), r.config.Rules)...)
	}
	return tells, nil
}

// take brings in facts if they are newer than those that are kept.
func (h *held) take(f conversation.Facts, rules caseworker.Rules) []caseworker.Tell {
	if turn, known := h.turns[f.Conversation]; known && turn >= f.Turn {
		return nil
	}
	h.turns[f.Conversation] = f.Turn
	h.fresh = append(h.fresh, f)
	if at := h.at(f.Conversation); at >= 0 {
		h.facts[at] = f
	} else {
		h.facts = append(h.facts, f)
		h.inOrder()
	}
	var tells []caseworker.Tell
	h.c, tells = h.c.Take(f, rules)
	return tells
}

// inOrder puts the facts in the order of the case's conversations.
func (h *held) inOrder() {
	slices.SortStableFunc(h.facts, func(a, b conversation.Facts) int {
		return slices.Index(h.c.Conversations, a.Conversation) - slices.Index(h.c.Conversations, b.Conversation)
	})
}

func (h *held) forget(conv string) {
	h.facts = slices.DeleteFunc(h.facts, func(f conversation.Facts) bool { return f.Conversation == conv })
}

func (h *held) at(conv string) int {
	return slices.IndexFunc(h.facts, func(f conversation.Facts) bool { return f.Conversation == conv })
}

// wellFormed reports whether a reference can be one at all, so that no key is made of anything else.
func wellFormed(reference string) bool {
	return len(reference) == 9 && reference[4] == '-' &&
		strings.Trim(reference[:4]+reference[5:], "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") == ""
}
