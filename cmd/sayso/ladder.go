package main

import (
	"context"
	"slices"
	"strings"
	"time"

	"sayso/caseworker"
	"sayso/caseworker/alert"
	"sayso/caseworker/register"
	"sayso/caseworker/staff"
	"sayso/cmd/sayso/config"
	"sayso/conversation/seal"
)

// usualAfter is how long somebody has to answer an alert where their rota does not say.
const usualAfter = 5 * time.Minute

// newPager plugs the ladder in: it calls by the same network as everything else, and acknowledges on
// the cases.
func (n *node) newPager(keys *seal.Keyset, hours caseworker.Hours, w world) (*alert.Pager, error) {
	c, s := n.config, n.config.Safeguarding
	return alert.New(alert.Config{
		Prefix: c.Redis.Prefix, InHours: people(s.Rotas.InHours, caseworker.RoleDuty), OutOfHours: people(s.Rotas.OutOfHours, caseworker.RoleDuty),
		Manager:   people(s.Rotas.Manager, caseworker.RoleManager),
		PublicURL: c.PublicURL, Timeout: c.Twilio.SendTimeout, Gather: s.AlertGather, Again: s.AlertAgain, Poll: s.AlertPoll, Zone: hours.Zone,
	}, alert.Parts{
		Redis: n.redis, Seals: keys, Cases: alertedCases{n.register, n.accounts, s.Rotas.Everybody()}, Open: hours.Open, Text: n.line.page(n.texts.Page), Ring: n.texts.Ring,
		Log: n.log, Now: w.now, Fresh: w.fresh,
	})
}

func people(rota []config.Duty, role caseworker.Role) []alert.Person {
	var all []alert.Person
	for _, d := range rota {
		if d.After == 0 {
			d.After = usualAfter
		}
		all = append(all, alert.Person{Name: d.Name, Email: d.Email, Role: role, Job: caseworker.Job(d.Job), Team: d.Team,
			Phone: d.Phone, Call: d.Call, Webhook: d.Webhook, Secret: string(d.WebhookSecret), After: d.After})
	}
	return all
}

// alertedCases are the cases as the ladder knows them.
type alertedCases struct {
	*register.Register
	accounts *staff.Accounts
	rotas    []config.Duty
}

// Acknowledge is done by whoever is on the rota, who need have no account.
func (a alertedCases) Acknowledge(ctx context.Context, reference, id, by string) error {
	_, err := a.Do(ctx, reference, caseworker.Staff{ID: "rota", Name: by, Role: caseworker.RoleDuty}, caseworker.AcknowledgeAlert{Alert: id, Email: a.email(by)})
	return err
}

// email is of whoever the rotas call so, where they say it.
func (a alertedCases) email(name string) string {
	at := slices.IndexFunc(a.rotas, func(d config.Duty) bool { return d.Name == name && d.Email != "" })
	if at < 0 {
		return ""
	}
	return a.rotas[at].Email
}

// KeptFrom is as the case tells it, or while it is on its way to the register, its conversation.
func (a alertedCases) KeptFrom(ctx context.Context, reference, talk string) (func(alert.Person) caseworker.Nearness, error) {
	kept, err := a.Register.KeptFrom(ctx, reference, talk)
	if err != nil {
		return nil, err
	}
	all, err := a.accounts.Everybody(ctx)
	if err != nil {
		return nil, err
	}
	return func(p alert.Person) (near caseworker.Nearness) {
		them := onTheStaff(p, all)
		for _, who := range them {
			near = max(near, kept.Near(who))
		}
		// A manager's rota is of managers, whatever account has a name like theirs.
		trusted := p.Role == caseworker.RoleManager && p.Email == ""
		if near == caseworker.NotMeant && !trusted && slices.ContainsFunc(them, kept.Outside) {
			near = caseworker.NotTheirs
		}
		return near
	}, nil
}

// onTheStaff is who somebody of a rota could be: the account of their e-mail address, or else every
// account of their name; where there is none, what the rota says alone. What it says of their job and
// team goes before what the account says.
func onTheStaff(p alert.Person, all []caseworker.Staff) (who []caseworker.Staff) {
	for _, account := range all {
		theirs := p.Email == "" && caseworker.CouldBeOne(p.Name, account.Name)
		if p.Email != "" {
			theirs = strings.EqualFold(p.Email, account.Email)
		}
		if !theirs {
			continue
		}
		if p.Job != "" {
			account.Job = p.Job
		}
		if p.Team != "" {
			account.Team = p.Team
		}
		called := account
		called.Name = p.Name // which may be another form of it
		who = append(who, account, called)
	}
	if who == nil {
		who = []caseworker.Staff{{Email: p.Email, Name: p.Name, Role: p.Role, Job: p.Job, Team: p.Team}}
	}
	return who
}

// alerted is who has been called; the ladder is plugged in after the cases that show it.
func (n *node) alerted(ctx context.Context, alerts []string) (map[string][]caseworker.Call, error) {
	return n.pager.Calls(ctx, alerts)
}

// dutyPhones are those who are called, as the phone network knows them; the ladder is plugged in
// after it.
type dutyPhones struct{ *node }

func (d dutyPhones) Knows(phone string) bool { return d.pager.Knows(phone) }

func (d dutyPhones) Reply(ctx context.Context, id, from, body string) (string, bool, error) {
	return d.pager.Reply(ctx, id, from, body)
}

func (d dutyPhones) Pressed(ctx context.Context, key string) (string, error) {
	return d.pager.Pressed(ctx, key)
}

func (d dutyPhones) Arrived(ctx context.Context, key string, arrived bool) error {
	return d.pager.Arrived(ctx, key, arrived)
}
