// Package alert answers one question: how is a human called when a child may be in danger?
//
// It takes an alert that has been stored already and brings it to the first person of the rota, by
// text and by a signed webhook. It never decides that there is danger, never holds or sends a word
// of what was said, and never says that anybody has read it: acknowledging is an act on the case.
// A text goes out through a function that is handed in, so that this room knows no network for texts.
package alert

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"sayso/conversation"
)

// ErrNobody says that no rota names anybody who could be called.
var ErrNobody = errors.New("nobody is on the rota")

// Person is one place of a rota. At least one of Phone and Webhook is set.
type Person struct {
	Phone   string // E.164; "" for no text
	Webhook string // address of a Standard Webhooks receiver; "" for none
	Secret  string // whsec_ and the base64 of the receiver's key; needed with Webhook
}

// Config says who is called and by what name a case is opened.
type Config struct {
	InHours    []Person
	OutOfHours []Person
	PublicURL  string         // of this deployment, without a slash at the end
	Timeout    time.Duration  // how long one route may take
	Zone       *time.Location // of the clock that whoever is called looks at: Europe/London
}

// Text sends words to a phone of staff. The key names the text wherever its fate is told.
type Text func(ctx context.Context, to, body, key string) error

// Pager calls a human.
type Pager struct {
	config Config
	open   func(time.Time) bool
	text   Text
	client *http.Client
	log    *slog.Logger
	now    func() time.Time
}

// New makes a pager. open says whether the council is open at an instant. An empty rota is no
// error: Configured says so, and whoever asks must then be told that nothing can be passed on.
func New(c Config, open func(time.Time) bool, text Text, log *slog.Logger, now func() time.Time) (*Pager, error) {
	if c.Timeout <= 0 || c.Zone == nil {
		return nil, fmt.Errorf("alerts: the zone and the time a route may take must be set")
	}
	for _, person := range append(append([]Person{}, c.InHours...), c.OutOfHours...) {
		if person.Phone == "" && person.Webhook == "" {
			return nil, fmt.Errorf("alerts: someone on the rota has neither a phone nor a webhook")
		}
		if person.Webhook == "" {
			continue
		}
		if !strings.HasPrefix(person.Webhook, "https://") && !strings.HasPrefix(person.Webhook, "http://") {
			return nil, fmt.Errorf("alerts: a webhook of the rota is not an http address")
		}
		if _, err := signingKey(person.Secret); err != nil {
			return nil, fmt.Errorf("alerts: a webhook of the rota: %w", err)
		}
	}
	// A redirect would carry a signed alert to an address that nobody put on the rota.
	stay := func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &Pager{
		config: c, open: open, text: text, log: log, now: now,
		client: &http.Client{Timeout: c.Timeout, CheckRedirect: stay},
	}, nil
}

// Configured reports whether there is anybody to call.
func (p *Pager) Configured() bool { return len(p.config.InHours)+len(p.config.OutOfHours) > 0 }

// Page calls the first of the rota by every route they have, at once. It gives nil when at least
// one route took the alert, and an error when none did. Calling again with the same alert is safe: at
// worst somebody is called twice, and the webhook's id is the same.
func (p *Pager) Page(ctx context.Context, a conversation.RaiseAlert) error {
	now := p.now().In(p.config.Zone)
	person, err := p.onDuty(now)
	if err != nil {
		return fmt.Errorf("page alert %s: %w", a.Alert, err)
	}
	call := message{Alert: a.Alert, Reference: a.Reference, Tier: a.Tier, At: now, Link: p.config.PublicURL + "/staff/cases/" + a.Reference}
	ctx, cancel := context.WithTimeout(ctx, p.config.Timeout)
	defer cancel()
	routes := map[string]func() error{}
	if person.Phone != "" {
		routes["text"] = func() error { return p.text(ctx, person.Phone, call.words(), a.Alert) }
	}
	if person.Webhook != "" {
		routes["webhook"] = func() error { return p.post(ctx, person, call) }
	}
	return p.tryAll(a.Alert, routes)
}

// tryAll goes all routes side by side, so that one that hangs does not hold up the other.
func (p *Pager) tryAll(alert string, routes map[string]func() error) error {
	type result struct {
		route string
		err   error
	}
	results := make(chan result, len(routes))
	for route, call := range routes {
		go func() { results <- result{route, call()} }()
	}
	var failed []error
	for range routes {
		if r := <-results; r.err != nil {
			failed = append(failed, fmt.Errorf("page alert %s by %s: %w", alert, r.route, r.err))
		}
	}
	if len(failed) == len(routes) {
		return errors.Join(failed...)
	}
	for _, err := range failed {
		p.log.Warn("one route to a human failed, another took the alert", "alert", alert, "error", err)
	}
	return nil
}

// onDuty is the first of the rota of the hour. Where that rota is empty it is the first of the
// other: somebody who is called at the wrong time is better than nobody.
func (p *Pager) onDuty(at time.Time) (Person, error) {
	first, second := p.config.OutOfHours, p.config.InHours
	if p.open(at) {
		first, second = second, first
	}
	for _, rota := range [][]Person{first, second} {
		if len(rota) > 0 {
			return rota[0], nil
		}
	}
	return Person{}, ErrNobody
}
