package alert

import (
	"context"
	"errors"
	"fmt"

	"github.com/redis/go-redis/v9"
)

// Arrived notes that the text or call under a key is on the phone, or will never be: then the next
// rung is called at once, unless another route has taken it. The network may tell it sooner than the
// ladder knows what was sent, so it is kept first; whoever writes the call down looks for it.
func (p *Pager) Arrived(ctx context.Context, key string, arrived bool) error {
	about, err := p.about(ctx, key)
	if errors.Is(err, errNoAlert) {
		return nil // a day old, or a receipt: whoever has not answered since has been called again
	}
	if err != nil {
		return err
	}
	fate := "0"
	if arrived {
		fate = "1"
	}
	if err := p.db.Set(ctx, p.keys.fate(key), fate, codeFor).Err(); err != nil {
		return fmt.Errorf("note what came of a text to staff: %w", err)
	}
	return p.arrived(ctx, key, about.Alerts, arrived)
}

func (p *Pager) arrived(ctx context.Context, key string, alerts []string, arrived bool) error {
	for _, alert := range alerts {
		if _, err := p.update(ctx, alert, func(l *ladder) {
			at := p.now().UTC()
			found := l.change(key, func(c *call) {
				switch {
				case c.Delivered == nil && arrived:
					c.Delivered, c.Failed = &at, nil
				case c.Delivered == nil && c.Failed == nil:
					c.Failed = &at
				}
			})
			if found && !arrived {
				p.hurry(l)
			}
		}); err != nil {
			return err
		}
	}
	if !arrived {
		p.stir()
	}
	return nil
}

// fate looks whether the network has told already what came of a text or call that was just written down.
func (p *Pager) fate(ctx context.Context, key string, alerts ...string) error {
	told, err := p.db.Get(ctx, p.keys.fate(key)).Result()
	if errors.Is(err, redis.Nil) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("look what came of a text to staff: %w", err)
	}
	return p.arrived(ctx, key, alerts, told == "1")
}
