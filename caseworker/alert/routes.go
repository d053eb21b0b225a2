package alert

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"sayso/caseworker"
)

// route is one way to a person. It gives when it was handed over, and arrived where that is known.
type route struct {
	name string
	try  func(context.Context, ladder, Person) (call, error)
}

func (p *Pager) routesTo(who Person) (all []route) {
	switch {
	case who.Phone != "" && who.Call:
		all = append(all, route{"call", p.byCall})
	case who.Phone != "":
		all = append(all, route{"text", p.byText})
	}
	if who.Webhook != "" {
		all = append(all, route{"webhook", p.byWebhook})
	}
	return all
}

// callRung calls one person by every route they have, side by side, so that one that hangs does not
// hold up the others. It gives what came of each, and why those failed that did.
func (p *Pager) callRung(ctx context.Context, l ladder, to rung) ([]call, error) {
	ctx, cancel := context.WithTimeout(ctx, p.config.Timeout)
	defer cancel()
	begun, routes, place := p.now().UTC(), p.routesTo(to.person), len(l.Called)
	calls, errs := make([]call, len(routes)), make([]error, len(routes))
	var all sync.WaitGroup
	for n, r := range routes {
		all.Go(func() {
			c, err := r.try(ctx, l, to.person)
			c.Rung = fmt.Sprintf("%s/%d/%s", to.rota, place, ms(begun))
			c.Who, c.Person, c.Route, c.At = to.person.Name, to.person.id(), r.name, begun
			if err != nil {
				at := p.now().UTC()
				c.Failed = &at
				errs[n] = fmt.Errorf("page alert %s by %s: %w", l.Alert, r.name, err)
			}
			if c.HandedOver != nil || err != nil {
				p.counts.add(r.name, err)
			}
			calls[n] = c
		})
	}
	all.Wait()
	return calls, errors.Join(errs...)
}

func (p *Pager) byWebhook(ctx context.Context, l ladder, to Person) (call, error) {
	if err := p.post(ctx, to, p.says(l)); err != nil {
		return call{}, err
	}
	at := p.now().UTC()
	return call{Call: caseworker.Call{HandedOver: &at, Delivered: &at}}, nil
}

// byText sends the text now, or leaves it to go with others at the end of the minute.
func (p *Pager) byText(ctx context.Context, l ladder, to Person) (call, error) {
	hash := p.hash(to.Phone)
	now, err := p.mayText(ctx, hash, l.Alert)
	if err != nil {
		return call{}, err
	}
	if !now {
		return call{Key: phoneDue(hash)}, nil
	}
	code, key, err := p.keep(ctx, to, sentAbout{Alerts: []string{l.Alert}, Who: to.Name, Route: "text"})
	if err != nil {
		return call{}, err
	}
	err = p.text(ctx, to.Phone, p.says(l).words(code), key)
	if _, noted := p.went(ctx, hash, l.Alert, err == nil, nil); noted != nil {
		p.log.Warn("what came of a text to staff was not noted", "alert", l.Alert, "error", noted)
	}
	if err != nil {
		return call{Key: key}, err
	}
	at := p.now().UTC()
	return call{Call: caseworker.Call{HandedOver: &at}, Key: key}, nil
}

// byCall rings a phone. Whoever takes the call hears reference, tier and time, and presses a key.
func (p *Pager) byCall(ctx context.Context, l ladder, to Person) (call, error) {
	_, key, err := p.keep(ctx, to, sentAbout{Alerts: []string{l.Alert}, Who: to.Name, Route: "call"})
	if err != nil {
		return call{}, err
	}
	if err := p.ring(ctx, to.Phone, p.says(l).spoken(), key); err != nil {
		return call{Key: key}, err
	}
	at := p.now().UTC()
	return call{Call: caseworker.Call{HandedOver: &at}, Key: key}, nil
}

// says is all that an alert says.
func (p *Pager) says(l ladder) message {
	return message{
		Alert: l.Alert, Reference: l.Reference, Tier: l.Tier, At: l.Raised.In(p.config.Zone),
		Link: p.config.PublicURL + "/staff/cases/" + l.Reference, round: l.Round, sent: p.now(),
	}
}

// mayText says whether a text about an alert may go to a phone now, or waits for others.
func (p *Pager) mayText(ctx context.Context, hash, alert string) (bool, error) {
	if p.config.Gather == 0 {
		return true, nil
	}
	k := p.keys
	now, err := p.scripts.turn.Run(ctx, p.db, []string{k.phone(hash), k.waiting(hash), k.due()},
		alert, ms(p.now()), p.config.Gather.Milliseconds(), phoneDue(hash), codeFor.Milliseconds()).Int()
	if err != nil {
		return false, fmt.Errorf("ask whether a text may go: %w", err)
	}
	return now == 1, nil
}

// went notes what came of a text to a phone, and which of the waiting alerts are done with.
func (p *Pager) went(ctx context.Context, hash, by string, taken bool, over []string) (left int, err error) {
	ok := ""
	if taken {
		ok = "1"
	}
	args := []any{by, ok, ms(p.now()), phoneDue(hash), codeFor.Milliseconds(), p.config.Gather.Milliseconds()}
	for _, alert := range over {
		args = append(args, alert)
	}
	k := p.keys
	left, err = p.scripts.went.Run(ctx, p.db, []string{k.phone(hash), k.waiting(hash), k.due()}, args...).Int()
	if err != nil {
		return 0, fmt.Errorf("note what came of a text to staff: %w", err)
	}
	return left, nil
}

// codeFor is how long a code opens what it was sent for.
const codeFor = 24 * time.Hour
