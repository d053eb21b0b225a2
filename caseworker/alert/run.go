package alert

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"
)

// atOnce is how many of what is due one node takes at a time.
const atOnce = 32

// Run goes on with every ladder whose time has come, until ctx ends. Every node runs it; what one
// takes the others leave, and take themselves should it die.
func (p *Pager) Run(ctx context.Context) error {
	tick := time.NewTicker(p.config.Poll)
	defer tick.Stop()
	var under sync.WaitGroup
	defer under.Wait()
	places := make(chan struct{}, atOnce)
	for {
		if err := p.round(ctx, places, &under); err != nil && ctx.Err() == nil {
			p.log.Error("the ladder of alerts cannot be worked", "cause", err)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		case <-p.wake:
		}
	}
}

// round begins what is due, side by side: whom a call hangs on holds up nobody else.
func (p *Pager) round(ctx context.Context, places chan struct{}, under *sync.WaitGroup) error {
	free := cap(places) - len(places)
	if free == 0 {
		return nil
	}
	due, err := p.scripts.take.Run(ctx, p.db, []string{p.keys.due()}, ms(p.now()), ms(p.held()), free).StringSlice()
	if err != nil {
		return fmt.Errorf("take what is due: %w", err)
	}
	for _, member := range due {
		places <- struct{}{}
		under.Go(func() {
			defer func() { <-places }()
			if err := p.doDue(ctx, member); err != nil && ctx.Err() == nil {
				p.log.Error("an alert could not be called on", "due", member, "error", err)
			}
		})
	}
	return nil
}

func (p *Pager) doDue(ctx context.Context, member string) error {
	if hash, is := strings.CutPrefix(member, "phone/"); is {
		return p.together(ctx, hash)
	}
	alert := strings.TrimPrefix(member, "alert/")
	err := p.goOn(ctx, alert)
	if errors.Is(err, errNoAlert) {
		return p.db.ZRem(ctx, p.keys.due(), member).Err()
	}
	return err
}

// stir looks again at once.
func (p *Pager) stir() {
	select {
	case p.wake <- struct{}{}:
	default: // it is awake
	}
}
