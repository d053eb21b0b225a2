package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"sayso/caseworker"
	"sayso/caseworker/staff"
	"sayso/cmd/sayso/phonenet"
)

// The demo's people. The password is no secret: the demo listens on this machine only.
const (
	demoCaseworker = "priya@demo.example"
	demoManager    = "morgan@demo.example"
	demoPassword   = "only-for-the-demo"
)

// demoPeople makes the demo's accounts, and reports whether this is its first start.
func (n *node) demoPeople(ctx context.Context) (first bool, err error) {
	for _, p := range []struct {
		email, name string
		role        caseworker.Role
	}{
		{demoCaseworker, "Priya Example", caseworker.RoleCaseworker},
		{"sam@demo.example", "Sam Example", caseworker.RoleCaseworker},
		{demoManager, "Morgan Example", caseworker.RoleManager},
	} {
		_, err := n.accounts.Add(ctx, p.email, p.name, p.role, demoPassword)
		switch {
		case err == nil:
			first = true
		case !errors.Is(err, staff.ErrTaken):
			return false, fmt.Errorf("the demo's people: %w", err)
		}
	}
	return first, nil
}

// sample is somebody who has written before you came: what they send, one after each answer.
type sample struct {
	phone string
	says  []string
}

func samples() []sample {
	return []sample{
		{"+447700900101", []string{"my social worker never rings me back and i havent seen my sister since june", "0", "1", "1", "i want to see my sister", "1", "at school", "after 4", "my foster mum", "1", "Ash", "1"}},
		{"+447700900102", []string{"I am Jade's nan. Nobody at the council will speak to me and her visits keep getting cancelled.", "no that's all", "1", "1", "12", "1", "her mum", "somebody to ring me", "2"}},
		{"+447700900103", []string{"they r moving me friday and no1 asked me. i dont wanna go pls stop it"}},
		{"+447700900104", []string{"he hit me again and im locked in the bathroom"}},
		{"+447700900105", []string{"just wanna say my pa leah is amazing she got me thru my exams", "no", "1", "Kai"}},
	}
}

// seed has the samples write by the phone network, as anybody would. What fails is only missing.
func seed(ctx context.Context, network *phonenet.Network, log *slog.Logger) {
	var all sync.WaitGroup
	for _, s := range samples() {
		all.Go(func() {
			if err := s.write(ctx, network); err != nil && ctx.Err() == nil {
				log.Warn("a sample case is not complete", "cause", err)
			}
		})
	}
	all.Wait()
}

func (s sample) write(ctx context.Context, network *phonenet.Network) error {
	answers := 0
	for _, text := range s.says {
		if d := network.Text(ctx, s.phone, demoNumber, text); d.Err != nil || d.Status != 200 {
			return fmt.Errorf("webhook answered %d: %w", d.Status, d.Err)
		}
		before := answers
		seen, err := network.Wait(ctx, s.phone, func(all []phonenet.Message) bool { return answered(all) > before })
		if err != nil {
			return err
		}
		answers = answered(seen)
		select { // a person reads before they answer
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(3 * time.Second):
		}
	}
	return nil
}

// answered counts what a phone has got.
func answered(all []phonenet.Message) int {
	n := 0
	for _, m := range all {
		if !m.FromPhone {
			n++
		}
	}
	return n
}
