package alert

import (
	"context"
	"slices"
	"time"

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
		if c.Key == key {
			if person, known := p.person(c.Person); known {
				return person
			}
		}
	}
	return otherwise
}

// person is one of the rotas, by their id.
func (p *Pager) person(id string) (Person, bool) {
	all := p.config.everybody()
	at := slices.IndexFunc(all, func(who Person) bool { return who.id() == id })
	if at < 0 {
		return Person{}, false
	}
	return all[at], true
}

// lookEvery is how often it is looked, while somebody has their time to answer, whether they still may, or
// whether somebody has answered on the case.
const lookEvery = 15 * time.Second

// nextLook is when a ladder is looked at next: when the next rung is due, and sooner while it is open.
func (p *Pager) nextLook(l ladder) time.Time {
	if soon := p.now().Add(lookEvery); l.Answered == nil && l.Reached && soon.Before(l.Due) {
		return soon
	}
	return l.Due
}

// look calls the next at once where those who were called last have come to be who is complained of, by their name or
// by what a human said.
func (p *Pager) look(ctx context.Context, l ladder) error {
	out := false
	for _, c := range l.lastCalls() {
		who, known := p.person(c.Person)
		out = out || known && p.keptOut(ctx, l, who, caseworker.ByName)
	}
	l, err := p.update(ctx, l.Alert, func(now *ladder) {
		if out = out && now.Answered == nil && now.Due.Equal(l.Due); !out {
			return
		}
		at := p.now().UTC()
		for n, c := range now.Calls {
			if c.Rung == now.Calls[len(now.Calls)-1].Rung && c.PassedOn == nil {
				now.Calls[n].PassedOn = &at
			}
		}
		now.Due = at
	})
	if out {
		p.stir()
	}
	return err
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
