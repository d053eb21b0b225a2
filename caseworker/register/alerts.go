package register

import (
	"context"
	"errors"
	"fmt"

	"sayso/caseworker"
	"sayso/conversation"
)

// Answered reports whether a human has acknowledged an alert. A case that is not here yet has
// nobody who could have.
func (r *Register) Answered(ctx context.Context, reference, alert string) (bool, error) {
	h, err := r.asItStands(ctx, reference)
	if errors.Is(err, ErrNoCase) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("look whether alert %s is acknowledged: %w", alert, err)
	}
	return h.c.Answered(h.facts, alert), nil
}

// Unreached lets whoever asked for help know that an alert has reached nobody, once.
func (r *Register) Unreached(ctx context.Context, reference, alert string) error {
	h, err := r.asItStands(ctx, reference)
	if err != nil {
		return fmt.Errorf("tell that alert %s reached nobody: %w", alert, err)
	}
	for _, f := range h.facts {
		for _, a := range f.Alerts {
			if a.ID == alert {
				// The once-key is the store's own for this, so that the person is told once whoever tells it.
				_, err := r.talks.Apply(ctx, f.Conversation, "alert-failed/"+alert, conversation.AlertFailed{Alert: alert})
				return err
			}
		}
	}
	return nil
}

// asItStands is a case as it stands this moment.
func (r *Register) asItStands(ctx context.Context, reference string) (*held, error) {
	if !wellFormed(reference) {
		return nil, ErrNoCase
	}
	h, err := r.load(ctx, reference)
	if err != nil {
		return nil, err
	}
	_, err = r.refresh(ctx, h)
	return h, err
}

// calls puts on each alert whom it was sent to, and when it first arrived with any of them.
func (r *Register) calls(ctx context.Context, alerts []caseworker.ViewAlert) error {
	ids := make([]string, len(alerts))
	for n, a := range alerts {
		ids[n] = a.ID
	}
	if len(ids) == 0 {
		return nil
	}
	calls, err := r.alerted(ctx, ids)
	if err != nil {
		return fmt.Errorf("read who was called: %w", err)
	}
	for n := range alerts {
		a := &alerts[n]
		a.Calls = append(a.Calls, calls[a.ID]...)
		for _, c := range a.Calls {
			if c.Delivered != nil && (a.Delivered == nil || c.Delivered.Before(*a.Delivered)) {
				a.Delivered = c.Delivered
			}
		}
	}
	return nil
}
