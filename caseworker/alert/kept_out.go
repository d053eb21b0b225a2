package alert

import (
	"context"
	"slices"

	"sayso/caseworker"
)

// near says how near somebody is to being who was complained of, as the case stands now. Where the case
// cannot say it nobody is left out: that somebody comes is worth more.
func (p *Pager) near(ctx context.Context, l ladder) func(Person) caseworker.Nearness {
	near, err := p.cases.KeptFrom(ctx, l.Reference, l.Talk)
	if err != nil {
		p.log.Warn("who must not be called is not known", "alert", l.Alert, "error", err)
		return func(Person) caseworker.Nearness { return caseworker.NotMeant }
	}
	return near
}

// keptOut reports whether an alert has come to be kept from somebody who was called: they are so near to
// being who was complained of, and would not be called now, as whoever is the last that is left would be.
func (p *Pager) keptOut(ctx context.Context, l ladder, who Person, from caseworker.Nearness) bool {
	near := p.near(ctx, l)
	if near(who) < from {
		return false
	}
	all := p.config.rungs(p.open(p.now()), l.Tier, near)
	return !slices.ContainsFunc(all, func(r rung) bool { return r.person.id() == who.id() })
}

// called is whom one text or call was for, as the rotas now have them; else whoever is known otherwise.
func (p *Pager) called(l ladder, key string, otherwise Person) Person {
	for _, c := range l.Calls {
		if c.Key != key || c.Person == "" {
			continue
		}
		for _, person := range p.config.everybody() {
			if person.id() == c.Person {
				return person
			}
		}
	}
	return otherwise
}

// passOn notes that whoever was called has answered and had to leave it to somebody else. Unless somebody
// else has been called since, the next is called at once.
func (p *Pager) passOn(ctx context.Context, alert, key string) error {
	_, err := p.update(ctx, alert, func(l *ladder) {
		at := p.now().UTC()
		l.change(key, func(c *call) {
			if c.PassedOn != nil {
				return
			}
			if c.PassedOn = &at; c.Rung == l.Calls[len(l.Calls)-1].Rung && l.Answered == nil {
				l.Due = at
			}
		})
	})
	p.stir()
	return err
}
