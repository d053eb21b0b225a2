package register

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/redis/go-redis/v9"

	"sayso/caseworker"
	"sayso/conversation"
)

// KeptFrom says from whom a case is kept. Of one that is not here yet, or cannot be read, its conversation
// tells whom it names; ErrNoCase where there is neither.
func (r *Register) KeptFrom(ctx context.Context, reference, talk string) (caseworker.Keeping, error) {
	h, err := r.asItStands(ctx, reference)
	if err == nil {
		return h.c.Keeping(h.facts, r.config.Rules), nil
	}
	state, unknown := r.talks.State(ctx, talk)
	if unknown != nil {
		return caseworker.Keeping{}, fmt.Errorf("look from whom case %s is kept: %w", reference, errors.Join(err, unknown))
	}
	told := state.Facts()
	return caseworker.Open(told).Keeping([]conversation.Facts{told}, r.config.Rules), nil
}

// HiddenFrom says which of these cases are kept from somebody, under whatever reference they are known. Whom
// one that is not here names is not known: what is due of it shows to managers only, since somebody must see it.
func (r *Register) HiddenFrom(ctx context.Context, by caseworker.Staff, references []string) (map[string]bool, error) {
	_, each, err := r.hidden(ctx, by, references)
	if err != nil {
		return nil, err
	}
	hidden := map[string]bool{}
	for n, reference := range references {
		hidden[reference] = each[n]
	}
	return hidden, nil
}

// ForNobody says which of these cases nobody at all can see, since everybody who may say who is meant was said to be.
func (r *Register) ForNobody(ctx context.Context, references []string) (map[string]bool, error) {
	at, err := r.whereNow(ctx, references)
	if err != nil {
		return nil, err
	}
	rows, err := r.rowsOf(ctx, at)
	if err != nil {
		return nil, err
	}
	all, err := r.staff.Everybody(ctx)
	if err != nil {
		return nil, fmt.Errorf("look who is left to see a case: %w", err)
	}
	nobodys := map[string]bool{}
	for n, row := range rows {
		nobodys[references[n]] = row.Reference != "" && row.Kept.ForNobody(all)
	}
	return nobodys, nil
}

// hidden is HiddenFrom for each reference, with that of the case that it finds now: "" for none.
func (r *Register) hidden(ctx context.Context, by caseworker.Staff, references []string) (at []string, each []bool, err error) {
	if at, err = r.whereNow(ctx, references); err != nil {
		return nil, nil, err
	}
	rows, err := r.rowsOf(ctx, at)
	if err != nil {
		return nil, nil, err
	}
	door := doorFor(r, by)
	each = make([]bool, len(references))
	for n, row := range rows {
		if row.Reference == "" {
			each[n] = !by.May(caseworker.MayConfirmR1)
		} else if each[n], err = door.shut(ctx, row.Kept); err != nil {
			return nil, nil, err
		}
	}
	return at, each, nil
}

// whereNow gives for each reference that of the case which it finds: of one that was joined to another,
// that other's; "" where there is none.
func (r *Register) whereNow(ctx context.Context, references []string) ([]string, error) {
	at := slices.Clone(references)
	for moved := len(at) > 0; moved; {
		entries := make([]*redis.SliceCmd, len(at))
		if _, err := r.db.Pipelined(ctx, func(pipe redis.Pipeliner) error {
			for n, reference := range at {
				entries[n] = pipe.HMGet(ctx, r.keys.entry(reference), "rev", "joined")
			}
			return nil
		}); err != nil {
			return nil, fmt.Errorf("look for cases: %w", err)
		}
		moved = false
		for n, entry := range entries {
			to, joined := entry.Val()[1].(string)
			switch {
			case entry.Val()[0] == nil:
				at[n] = ""
			case joined && to != "":
				at[n], moved = to, true
			}
		}
	}
	return at, nil
}

// keptFrom gives ErrNoCase to whom a case is kept from, and writes down that they asked. They learn
// no more than if there were none.
func (r *Register) keptFrom(ctx context.Context, h *held, by caseworker.Staff, line *auditLine) error {
	shut, err := doorFor(r, by).shut(ctx, h.c.Keeping(h.facts, r.config.Rules))
	if err != nil || !shut {
		return err
	}
	line.refused = "kept_from"
	if err := r.looked(ctx, line); err != nil {
		return errors.Join(ErrNoCase, err)
	}
	return ErrNoCase
}

// door is what stands between somebody and the cases. It asks who else is there once, and only where
// that matters.
type door struct {
	r   *Register
	by  caseworker.Staff
	all []caseworker.Staff // everybody on the staff, once they were asked for
}

func doorFor(r *Register, by caseworker.Staff) *door { return &door{r: r, by: by} }

// shut reports whether a case is kept from them. What would be kept from everybody who may say who is
// meant falls to a manager.
func (d *door) shut(ctx context.Context, kept caseworker.Keeping) (bool, error) {
	if !kept.From(d.by) {
		return false, nil
	}
	if !d.by.May(caseworker.MayConfirmR1) {
		return true, nil
	}
	if d.all == nil {
		var err error
		if d.all, err = d.r.staff.Everybody(ctx); err != nil {
			return true, fmt.Errorf("look who else may see a case: %w", err)
		}
	}
	return !kept.FallsTo(d.by, d.all), nil
}
