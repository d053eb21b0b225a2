package register

import (
	"context"
	"errors"

	"sayso/caseworker"
)

// other is the case that a Join names, as it stands this moment; nil where the act names none, or
// there is no such case, which the rules refuse.
func (r *Register) other(ctx context.Context, act caseworker.Act) (*held, []caseworker.Tell, error) {
	join, ok := act.(caseworker.Join)
	if !ok || !wellFormed(join.Case) {
		return nil, nil, nil
	}
	h, err := r.load(ctx, join.Case)
	if errors.Is(err, ErrNoCase) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, err
	}
	tells, err := r.refresh(ctx, h)
	return h, tells, err
}

// reference is "" of no case.
func (h *held) reference() string {
	if h == nil {
		return ""
	}
	return h.c.Reference
}

// joining is what the rules are told of the other case.
func (h *held) joining() *caseworker.Joining {
	if h == nil {
		return nil
	}
	return &caseworker.Joining{Case: h.c, Facts: h.facts}
}

// join brings the other case's facts along. The commit writes them here, and leaves nothing of the
// other case but where it went.
func (h *held) join(other *held) {
	h.joined = other
	h.facts = append(h.facts, other.facts...)
	h.fresh = append(h.fresh, other.facts...)
	h.inOrder()
}
