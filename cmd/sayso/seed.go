package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"strings"
	"sync"
	"time"

	"sayso/caseworker"
	"sayso/caseworker/staff"
	"sayso/cmd/sayso/phonenet"
)

// The demo's people. The password is no secret: the demo listens on this machine only.
const (
	demoCaseworker   = "priya@demo.example"
	demoSocialWorker = "sam@demo.example"
	demoManager      = "morgan@demo.example"
	demoPassword     = "only-for-the-demo"
)

// demoPeople makes the demo's accounts, and reports whether this is its first start.
func (n *node) demoPeople(ctx context.Context) (first bool, err error) {
	for _, p := range []struct {
		email, name string
		role        caseworker.Role
		job         caseworker.Job
		team        string
	}{
		{demoCaseworker, "Priya Example", caseworker.RoleCaseworker, caseworker.NobodysWorker, "Complaints"},
		{demoSocialWorker, "Sam Example", caseworker.RoleCaseworker, caseworker.SocialWorker, "Children looked after, north"},
		{"ade@demo.example", "Ade Example", caseworker.RoleCaseworker, caseworker.SocialWorker, "Children looked after, south"},
		{"leah@demo.example", "Leah Example", caseworker.RoleCaseworker, caseworker.PersonalAdviser, "Leaving care"},
		{demoManager, "Morgan Example", caseworker.RoleManager, caseworker.NobodysWorker, "Complaints"},
		{"odile@demo.example", "Odile Example", caseworker.RoleAuditor, caseworker.NobodysWorker, "Audit"},
	} {
		_, err := n.accounts.Add(ctx, p.email, p.name, p.role, demoPassword)
		switch {
		case errors.Is(err, staff.ErrTaken):
			continue // what was changed of them since stays
		case err == nil:
			first = true
			job := string(p.job)
			err = n.accounts.Edit(ctx, p.email, staff.Change{Job: &job, Team: &p.team})
		}
		if err != nil {
			return false, fmt.Errorf("the demo's people: %w", err)
		}
	}
	return first, nil
}

// sample is somebody who has written before you came. A question that they have no answer to is left
// open, as people do.
type sample struct {
	phone   string
	says    string
	answers map[string]string // by words of the question
}

// samples are some of the people whose phones the network's page shows.
func samples() []sample {
	yes := map[string]string{"anything else": "0", "for someone else": "1", "safe right now": "1", "OK to text you": "1"}
	with := func(more map[string]string) map[string]string {
		all := maps.Clone(yes)
		maps.Copy(all, more)
		return all
	}
	return []sample{
		{"+447700900101", "my social worker never rings me back and i havent seen my sister since june", with(map[string]string{
			"make it better": "i want to see my sister", "short things": "1", "good place": "at school", "good time": "after 4",
			"do NOT want": "my foster mum", "advocate": "1", "call you": "Jade", "Is it right": "1"})},
		{"+447700900107", "I am Jade's nan. Nobody at the council will speak to me and her visits keep getting cancelled.", with(map[string]string{
			"How old": "14", "know that you": "1", "must not find out": "her mum", "make it better": "somebody to ring me", "short things": "2"})},
		{"+447700900102", "they r moving me friday and no1 asked me. i dont wanna go pls stop it", nil},
		{"+447700900103", "he hit me again and im locked in the bathroom", nil},
		{"+447700900106", "just wanna say my pa leah is amazing she got me thru my exams", with(map[string]string{"call you": "Reece"})},
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

// thinks is how long a sample reads before they answer: longer than the time in which their text
// would have crossed the question.
const thinks = 3 * time.Second

func (s sample) write(ctx context.Context, network *phonenet.Network) error {
	for text := s.says; text != ""; {
		if d := network.Text(ctx, s.phone, demoNumber, text); d.Status != 200 {
			return fmt.Errorf("the webhook answered %d: %v", d.Status, d.Err)
		}
		seen, err := network.Wait(ctx, s.phone, asked)
		if err != nil {
			return err
		}
		text = s.answer(seen[len(seen)-1].Body)
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(thinks):
		}
	}
	return nil
}

// asked: the last thing on the phone is ours, and asks or ends.
func asked(all []phonenet.Message) bool {
	if len(all) == 0 {
		return false
	}
	last := all[len(all)-1]
	return !last.FromPhone && (strings.Contains(last.Body, "?") || strings.Contains(last.Body, "Your number is") || strings.Contains(last.Body, "We have got that"))
}

func (s sample) answer(question string) string {
	for words, answer := range s.answers {
		if strings.Contains(question, words) {
			return answer
		}
	}
	return ""
}
