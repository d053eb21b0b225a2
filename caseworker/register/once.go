package register

import (
	"context"
	"errors"
	"fmt"

	json "github.com/go-json-experiment/json/v1"
	"github.com/redis/go-redis/v9"

	"sayso/caseworker"
)

// Once names a request, so that sending it again gives the same answer and does nothing. The zero
// value names none.
type Once struct {
	Key  string // the asker's own, e.g. an Idempotency-Key
	Body string // all that the request says: another body under the same key is refused
}

// kept is an answer on its way to be kept.
type kept struct {
	key    string // hash of asker and key
	answer []byte // sealed
}

// answer is what is kept of an answer: what was done, or why not.
type answer struct {
	Body    string              `json:"body"` // keyed hash
	Answer  caseworker.Answer   `json:"answer"`
	Refusal *caseworker.Refusal `json:"refusal,omitempty"`
}

func (r *Register) onceKey(once Once, by caseworker.Staff) string {
	return r.seals.Hash("case request", by.ID+"\n"+once.Key)
}

func (r *Register) keep(once Once, by caseworker.Staff, a caseworker.Answer, refusal *caseworker.Refusal) (*kept, error) {
	if once.Key == "" {
		return nil, nil
	}
	plain, err := json.Marshal(answer{Body: r.seals.Hash("case request body", once.Body), Answer: a, Refusal: refusal})
	if err != nil {
		return nil, fmt.Errorf("encode answer: %w", err)
	}
	key := r.onceKey(once, by)
	sealed, err := r.seals.Seal(plain, "answer/"+key)
	if err != nil {
		return nil, err
	}
	return &kept{key: key, answer: sealed}, nil
}

// answered gives what was answered to this request before.
func (r *Register) answered(ctx context.Context, once Once, by caseworker.Staff) (a caseworker.Answer, before bool, err error) {
	if once.Key == "" {
		return caseworker.Answer{}, false, nil
	}
	sealed, err := r.db.Get(ctx, r.keys.once(r.onceKey(once, by))).Bytes()
	if errors.Is(err, redis.Nil) {
		return caseworker.Answer{}, false, nil
	}
	if err != nil {
		return caseworker.Answer{}, false, fmt.Errorf("read answer: %w", err)
	}
	a, err = r.recall(ctx, once, by, sealed)
	return a, true, err
}

// recall opens an answer that was kept. A number is never kept: it is looked up again, and shown
// again, which is one more line in the audit.
func (r *Register) recall(ctx context.Context, once Once, by caseworker.Staff, sealed []byte) (caseworker.Answer, error) {
	plain, err := r.seals.Open(sealed, "answer/"+r.onceKey(once, by))
	if err != nil {
		return caseworker.Answer{}, err
	}
	var a answer
	if err := json.Unmarshal(plain, &a); err != nil {
		return caseworker.Answer{}, fmt.Errorf("decode answer: %w", err)
	}
	if a.Body != r.seals.Hash("case request body", once.Body) {
		return caseworker.Answer{}, caseworker.Refusal{
			Kind: caseworker.Invalid, Code: "idempotency_key_reused",
			Words: "This Idempotency-Key was used for another request. Use a new one.",
		}
	}
	if a.Refusal != nil {
		return caseworker.Answer{}, *a.Refusal
	}
	if a.Answer.Reveal != "" {
		line := r.line(by, caseworker.RevealContact{}.Terms().Name, a.Answer.Reference)
		h, err := r.asItStands(ctx, a.Answer.Reference)
		if err == nil {
			err = r.keptFrom(ctx, h, by, line) // they may have come to be meant since
		}
		if err == nil {
			err = r.looked(ctx, line)
		}
		if err != nil {
			return caseworker.Answer{}, err
		}
	}
	return r.reveal(ctx, a.Answer)
}

// reveal fills in the number that an act on record asked for.
func (r *Register) reveal(ctx context.Context, a caseworker.Answer) (caseworker.Answer, error) {
	if a.Reveal == "" {
		return a, nil
	}
	var err error
	if a.Number, err = r.number(ctx, a.Reveal); err != nil {
		return caseworker.Answer{}, fmt.Errorf("number of conversation %s: %w", a.Reveal, err)
	}
	return a, nil
}
