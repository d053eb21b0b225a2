package alert

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"sayso/conversation"
)

// Page puts an alert on the ladder and calls the first rung that a route reaches. It gives nil when
// a route took it or its text waits for the end of the minute, and an error when none did. Calling
// again with the same alert calls nobody again who has been reached: the ladder goes on by itself.
func (p *Pager) Page(ctx context.Context, a conversation.RaiseAlert) error {
	if !p.Configured() {
		return fmt.Errorf("page alert %s: %w", a.Alert, ErrNobody)
	}
	l, err := p.begin(ctx, a)
	if err != nil {
		return fmt.Errorf("page alert %s: %w", a.Alert, err)
	}
	if l.Reached || l.Answered != nil {
		return nil
	}
	_, err = p.climb(ctx, l)
	return err
}

// begin puts an alert on the ladder, once. Should this node die now, another one goes on.
func (p *Pager) begin(ctx context.Context, a conversation.RaiseAlert) (ladder, error) {
	raised := a.Raised.UTC()
	if a.Raised.IsZero() { // it was stored before alerts told when they were raised
		raised = p.now().UTC()
	}
	l := ladder{Alert: a.Alert, Reference: a.Reference, Talk: a.Conversation, Tier: a.Tier, Raised: raised, Due: p.held()}
	done, err := p.commit(ctx, l, "0")
	if err != nil {
		return l, err
	}
	if !done {
		l, _, err = p.load(ctx, a.Alert)
	} else {
		p.counts.raised.Add(1)
	}
	return l, err
}

// held is until when what this node took is left to it: a rung's time, and some to write it down.
func (p *Pager) held() time.Time { return p.now().Add(p.config.Timeout + p.config.Timeout/2) }

// climb calls rung after rung until a route takes the alert. Where the whole ladder takes it
// nowhere, it is tried again soon. It gives the ladder as it then stands.
func (p *Pager) climb(ctx context.Context, l ladder) (ladder, error) {
	var failed []error
	for l.Answered == nil {
		all, err := p.rungsOf(ctx, l)
		if err != nil {
			return l, err
		}
		to, again := l.next(all)
		if again && len(failed) > 0 {
			l, err = p.update(ctx, l.Alert, func(l *ladder) {
				l.Called, l.Due = nil, p.now().Add(p.config.Again)
			})
			return l, errors.Join(append(failed, err)...)
		}
		if again {
			l.Round++
		}
		calls, err := p.callRung(ctx, l, to)
		if l, err = p.wrote(ctx, l, calls, to, err); err == nil || !errors.Is(err, errNotTaken) {
			return l, err
		}
		if failed = append(failed, err); ctx.Err() != nil {
			return l, errors.Join(append(failed, ctx.Err())...)
		}
	}
	return l, nil
}

// errNotTaken: no route of a rung took the alert.
var errNotTaken = errors.New("no route took it")

// wrote writes down what came of calling a rung: failed is why the routes failed that did. It gives
// errNotTaken where all did; then the next rung is to be called at once, by this node.
func (p *Pager) wrote(ctx context.Context, was ladder, calls []call, to rung, failed error) (ladder, error) {
	ctx = context.WithoutCancel(ctx) // that somebody was called must not be forgotten because it took long
	took := slices.ContainsFunc(calls, func(c call) bool { return c.Failed == nil })
	l, err := p.update(ctx, was.Alert, func(l *ladder) {
		if l.called(calls, to, took, was.Round); !took {
			l.Due = p.held()
		}
	})
	for _, c := range calls {
		if err == nil && c.HandedOver != nil && c.Key != "" {
			err = p.fate(ctx, c.Key, l.Alert)
		}
	}
	switch {
	case err != nil:
		return l, errors.Join(failed, err)
	case !took:
		return l, fmt.Errorf("%w: %w", errNotTaken, failed)
	case failed != nil:
		p.log.Warn("one route to a human failed, another took the alert", "alert", l.Alert, "error", failed)
	}
	return l, nil
}

// rungsOf is who is called now about an alert.
func (p *Pager) rungsOf(ctx context.Context, l ladder) ([]rung, error) {
	all := p.config.rungs(p.open(p.now()), l.Tier, p.near(ctx, l))
	if len(all) == 0 {
		return nil, fmt.Errorf("page alert %s: %w", l.Alert, ErrNobody)
	}
	return all, nil
}

// goOn is what a ladder does when its time has come: nothing where a human has acknowledged, else
// the next rung.
func (p *Pager) goOn(ctx context.Context, alert string) error {
	l, _, err := p.load(ctx, alert)
	if err != nil {
		return err
	}
	if l.Answered != nil {
		return p.tellLate(ctx, l)
	}
	switch yes, err := p.cases.Answered(ctx, l.Reference, alert); {
	case err != nil:
		p.log.Warn("whether an alert is acknowledged is not known, so it is called on", "alert", alert, "error", err)
	case yes:
		_, err = p.update(ctx, alert, func(l *ladder) {
			l.Answered = &answer{At: p.now().UTC(), Told: true}
		})
		return err
	}
	if p.now().Before(l.Due) {
		return p.look(ctx, l)
	}
	// Of several who come at once, one finds it due.
	due := false
	if l, err = p.update(ctx, alert, func(l *ladder) {
		if due = l.Answered == nil && !p.now().Before(l.Due); due {
			l.Due = p.held()
		}
	}); err != nil || !due {
		return err
	}
	if l, err = p.noteEnd(ctx, l); err != nil {
		return err
	}
	l, err = p.climb(ctx, l)
	if nobody := errors.Is(err, ErrNobody); nobody || err != nil && !l.Reached {
		err = errors.Join(err, p.cases.Unreached(ctx, l.Reference, l.Alert))
		if nobody {
			_, later := p.update(ctx, alert, func(l *ladder) { l.Due = p.now().Add(p.config.Again) })
			err = errors.Join(err, later)
		}
	}
	return err
}

// noteEnd notes that the last rung has had its time and nobody has answered, or that nobody is left who
// could be called.
func (p *Pager) noteEnd(ctx context.Context, l ladder) (ladder, error) {
	all, err := p.rungsOf(ctx, l)
	over := errors.Is(err, ErrNobody)
	if err != nil && !over {
		return l, err
	}
	if !over {
		_, again := l.next(all)
		over = again && l.Reached
	}
	if !over || l.Ended != nil {
		return l, nil
	}
	p.counts.ended.Add(1)
	p.log.Error("nobody has answered an alert", "alert", l.Alert, "reference", l.Reference)
	return p.update(ctx, l.Alert, func(l *ladder) {
		at := p.now().UTC()
		l.Ended, l.Due = &at, p.held()
	})
}
