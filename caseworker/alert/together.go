package alert

import (
	"context"
	"errors"
	"fmt"

	"sayso/caseworker"
)

// together sends one text about all the alerts that have waited for a phone since its last text.
func (p *Pager) together(ctx context.Context, hash string) error {
	waiting, err := p.db.SMembers(ctx, p.keys.waiting(hash)).Result()
	if err != nil {
		return fmt.Errorf("read what waits for a phone: %w", err)
	}
	to, known := p.behind(hash)
	open, over, err := p.stillOpen(ctx, hash, to, waiting)
	if err != nil {
		return err
	}
	if len(open) == 0 || !known {
		// Nobody waits for it, or the phone has left the rota; their ladders go on without it.
		_, err := p.went(ctx, hash, "together", false, waiting)
		return err
	}
	var ids []string
	for _, l := range open {
		ids = append(ids, l.Alert)
	}
	code, key, err := p.keep(ctx, to, sentAbout{Alerts: ids, Who: to.Name, Route: "text"})
	if err != nil {
		return err
	}
	sent, cancel := context.WithTimeout(ctx, p.config.Timeout)
	failed := p.text(sent, to.Phone, p.wordsOf(open, code), key)
	cancel()
	p.counts.add("text", failed)
	ctx = context.WithoutCancel(ctx)
	for _, l := range open {
		if err := p.handedOver(ctx, l.Alert, phoneDue(hash), key, failed); err != nil {
			return errors.Join(failed, err)
		}
	}
	_, err = p.went(ctx, hash, "together", failed == nil, append(over, ids...))
	return errors.Join(failed, err, p.fate(ctx, key, ids...))
}

// stillOpen parts the waiting alerts into those that a human still has to acknowledge and the rest. One that
// has come to be kept from whom its text waits for goes on to the next instead.
func (p *Pager) stillOpen(ctx context.Context, hash string, to Person, waiting []string) (open []ladder, over []string, err error) {
	for _, id := range waiting {
		l, _, err := p.load(ctx, id)
		if err != nil {
			return nil, nil, err
		}
		answered, err := p.cases.Answered(ctx, l.Reference, id)
		switch {
		case l.Answered != nil || err == nil && answered:
			over = append(over, id)
		case p.keptOut(ctx, l, p.called(l, phoneDue(hash), to), caseworker.NotMeant+1):
			over = append(over, id)
			if err := p.passOver(ctx, id, phoneDue(hash)); err != nil {
				return nil, nil, err
			}
		default:
			open = append(open, l)
		}
	}
	return open, over, nil
}

// passOver takes a text that waits for a phone off it. The next is called at once, whatever else has
// reached whoever was to have it.
func (p *Pager) passOver(ctx context.Context, alert, waited string) error {
	_, err := p.update(ctx, alert, func(l *ladder) {
		at := p.now().UTC()
		found := l.change(waited, func(c *call) { c.Key, c.Failed = "", &at })
		if found && l.Answered == nil {
			l.Reached, l.Due = l.heard(), at
		}
	})
	p.stir()
	return err
}

// wordsOf is a text about one alert or more.
func (p *Pager) wordsOf(open []ladder, code string) string {
	if len(open) == 1 {
		return p.says(open[0]).words(code)
	}
	all := make([]message, len(open))
	for n, l := range open {
		all[n] = p.says(l)
	}
	return wordsOfAll(all, code, p.config.PublicURL+"/staff/")
}

// handedOver notes on a ladder what came of the text that it waited for. Where that failed and
// nothing else has taken the alert, the next rung is called at once.
func (p *Pager) handedOver(ctx context.Context, alert, waited, key string, failed error) error {
	_, err := p.update(ctx, alert, func(l *ladder) {
		at := p.now().UTC()
		l.change(waited, func(c *call) {
			if c.Key = key; failed == nil {
				c.HandedOver = &at
			} else {
				c.Failed = &at
			}
		})
		p.hurry(l)
	})
	return err
}

// hurry calls the next rung at once where all of this one has failed.
func (p *Pager) hurry(l *ladder) {
	if l.silent() && l.Answered == nil {
		l.Reached, l.Due = l.heard(), p.now()
	}
}

// behind is the first of the rotas with a phone.
func (p *Pager) behind(hash string) (Person, bool) {
	for _, person := range p.config.everybody() {
		if person.Phone != "" && p.hash(person.Phone) == hash {
			return person, true
		}
	}
	return Person{}, false
}
