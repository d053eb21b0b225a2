package register

import (
	"context"
	"errors"
	"fmt"

	"sayso/caseworker"
	"sayso/caseworker/staff"
)

// tries is how often a change is taken again because somebody else was first. Of so many acts at
// once on one case each round one gets through.
const tries = 200

// Do does one act to a case: the one road of every act, for API and console alike. A
// caseworker.Refusal says why not; ErrNoCase that there is no such case.
func (r *Register) Do(ctx context.Context, reference string, by caseworker.Staff, act caseworker.Act) (caseworker.Answer, error) {
	return r.DoOnce(ctx, Once{}, reference, by, act)
}

// DoOnce is Do for a request that names itself: asked again it gives the same answer, refusals too.
func (r *Register) DoOnce(ctx context.Context, once Once, reference string, by caseworker.Staff, act caseworker.Act) (caseworker.Answer, error) {
	find := func() (*held, error) {
		if !wellFormed(reference) {
			return nil, ErrNoCase
		}
		return r.load(ctx, reference)
	}
	return r.do(ctx, once, by, act, find)
}

// Enter takes in what came another way, as a new case with a reference of its own.
func (r *Register) Enter(ctx context.Context, once Once, by caseworker.Staff, act caseworker.EnterCase) (caseworker.Answer, error) {
	mint := func() (*held, error) {
		letters, err := r.random()
		if err != nil {
			return nil, err
		}
		return r.begin(caseworker.Case{Reference: letters[:4] + "-" + letters[4:]})
	}
	return r.do(ctx, once, by, act, mint)
}

func (r *Register) do(ctx context.Context, once Once, by caseworker.Staff, act caseworker.Act, find func() (*held, error)) (caseworker.Answer, error) {
	to, err := r.colleague(ctx, act)
	if err != nil {
		return caseworker.Answer{}, err
	}
	for range tries {
		if a, before, err := r.answered(ctx, once, by); before || err != nil {
			return a, err
		}
		h, err := find()
		if err != nil {
			return caseworker.Answer{}, err
		}
		a, result, err := r.try(ctx, once, by, to, act, h)
		if err != nil {
			return caseworker.Answer{}, err
		}
		if result != lost {
			return a, nil
		}
	}
	return caseworker.Answer{}, fmt.Errorf("%s: lost %d races", act.Terms().Name, tries)
}

// try does the act to the case as it was read.
func (r *Register) try(ctx context.Context, once Once, by, to caseworker.Staff, act caseworker.Act, h *held) (caseworker.Answer, string, error) {
	terms := act.Terms()
	before, err := r.refresh(ctx, h)
	if err != nil {
		return caseworker.Answer{}, "", err
	}
	other, more, err := r.other(ctx, act)
	if err != nil {
		return caseworker.Answer{}, "", err
	}
	before = append(before, more...)
	line := r.line(by, terms.Name, h.c.Reference)
	if err := r.keptFrom(ctx, h, by, line); err != nil {
		return caseworker.Answer{}, "", err
	}
	line.why, line.joined = terms.Why, other.reference()
	if other != nil {
		asked := *line
		switch err := r.keptFrom(ctx, other, by, &asked); {
		case err == ErrNoCase:
			other = nil // which the rules refuse, as if there were none
		case err != nil:
			return caseworker.Answer{}, "", err
		}
	}
	all, err := r.everybodyFor(ctx, act)
	if err != nil {
		return caseworker.Answer{}, "", err
	}
	c, tells, a, err := h.c.Do(act, caseworker.Moment{
		At: r.now(), By: by, Facts: h.facts, To: to, All: all, Joins: other.joining(), Rules: r.config.Rules,
	})
	var refusal caseworker.Refusal
	if errors.As(err, &refusal) {
		a, err := r.refused(ctx, once, by, refusal, line, h)
		return a, done, err
	}
	if err != nil {
		return caseworker.Answer{}, "", err
	}
	keep, err := r.keep(once, by, a, nil)
	if err != nil {
		return caseworker.Answer{}, "", err
	}
	if h.c = c; other != nil {
		h.join(other)
	}
	result, answered, err := r.commit(ctx, h, append(before, tells...), line, keep)
	switch {
	case err != nil || result == lost:
		return caseworker.Answer{}, result, err
	case result == again:
		a, err = r.recall(ctx, once, by, answered)
	default:
		a, err = r.reveal(ctx, a)
	}
	return a, result, err
}

func (r *Register) refused(ctx context.Context, once Once, by caseworker.Staff, refusal caseworker.Refusal, line *auditLine, h *held) (caseworker.Answer, error) {
	line.refused = refusal.Code
	keep, err := r.keep(once, by, caseworker.Answer{}, &refusal)
	if err != nil {
		return caseworker.Answer{}, err
	}
	answered, err := r.refuse(ctx, line, h.key, keep)
	if err != nil {
		return caseworker.Answer{}, err
	}
	if answered != nil {
		return r.recall(ctx, once, by, answered)
	}
	return caseworker.Answer{}, refusal
}

// colleague is whom HandOver names; nobody where there is no such account, which the rules refuse.
func (r *Register) colleague(ctx context.Context, act caseworker.Act) (caseworker.Staff, error) {
	over, ok := act.(caseworker.HandOver)
	if !ok {
		return caseworker.Staff{}, nil
	}
	to, err := r.staff.Find(ctx, over.To)
	if err != nil && !errors.Is(err, staff.ErrNoAccount) {
		return caseworker.Staff{}, fmt.Errorf("find a colleague: %w", err)
	}
	return to, nil
}

// everybodyFor is all who can sign in, where the rules ask who is left.
func (r *Register) everybodyFor(ctx context.Context, act caseworker.Act) ([]caseworker.Staff, error) {
	if _, ok := act.(caseworker.SayWho); !ok {
		return nil, nil
	}
	all, err := r.staff.Everybody(ctx)
	if err != nil {
		return nil, fmt.Errorf("look who is left to see a case: %w", err)
	}
	return all, nil
}
