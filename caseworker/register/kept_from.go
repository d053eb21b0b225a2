package register

import (
	"context"
	"errors"
	"fmt"

	"sayso/caseworker"
)

// KeptFrom says from whom a case is kept; ErrNoCase while it is not here.
func (r *Register) KeptFrom(ctx context.Context, reference string) (caseworker.Keeping, error) {
	h, err := r.asItStands(ctx, reference)
	if err != nil {
		return caseworker.Keeping{}, fmt.Errorf("look from whom case %s is kept: %w", reference, err)
	}
	return h.c.Keeping(h.facts, r.config.Rules), nil
}

// HiddenFrom says which of these cases are kept from somebody. One that is not here is not kept.
func (r *Register) HiddenFrom(ctx context.Context, by caseworker.Staff, references []string) (map[string]bool, error) {
	rows, err := r.rowsOf(ctx, references)
	if err != nil {
		return nil, err
	}
	door, hidden := doorFor(r, by), map[string]bool{}
	for n, row := range rows {
		if hidden[references[n]], err = door.shut(ctx, row.Kept); err != nil {
			return nil, err
		}
	}
	return hidden, nil
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
