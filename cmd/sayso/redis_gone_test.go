package main

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// ask gets a page, whatever its status.
func (d *deployment) ask(page string) (status int, shown string) {
	d.t.Helper()
	answer, err := http.Get(page)
	if err != nil {
		d.t.Errorf("GET %s: %v", page, err)
		return 0, ""
	}
	return answer.StatusCode, body(d.t, answer)
}

// askAll gets pages side by side, since without Redis each is as patient as it may be. All of them
// must have the status that is wanted and none of these words.
func (d *deployment) askAll(want map[string]int, words ...string) {
	d.t.Helper()
	var all sync.WaitGroup
	for page, status := range want {
		all.Go(func() {
			got, shown := d.ask(page)
			if got != status {
				d.t.Errorf("GET %s: %d, want %d", page, got, status)
			}
			for _, w := range words {
				if strings.Contains(shown, w) {
					d.t.Errorf("GET %s shows %q", page, w)
				}
			}
		})
	}
	all.Wait()
}

// refused texts while nothing can be kept: the webhook must say so, far within the 15 s that Twilio
// waits, and the network gives the text up for good.
func (d *deployment) refused(phone, body string) {
	d.t.Helper()
	ctx, cancel := context.WithTimeout(within(d.t), 6*time.Second) // 3 s, and what a busy machine adds
	defer cancel()
	if got := d.network.Text(ctx, phone, demoNumber, body); got.Status != http.StatusServiceUnavailable || !got.GivenUp {
		d.t.Errorf("a text that cannot be kept was answered %d (given up: %v, %v), want 503", got.Status, got.GivenUp, got.Err)
	}
}

// withoutRedis plays an outage from the first text that is refused until everything has gone on by
// itself, and nothing is missing or twice.
func withoutRedis(t *testing.T, goes, comes func(d *deployment) error) {
	t.Parallel()
	d := deploy(t)
	const known, stranger = "+447700900180", "+447700900181"
	d.text(known, "my worker never rings me back")
	d.reads(known, "These first replies are automatic")
	page := d.tab("")
	page.says("I am Jade's nan and nobody will speak to me")
	page.reads("These first replies are automatic")

	if err := goes(d); err != nil {
		t.Fatal(err)
	}
	page.says("her visits keep getting cancelled")
	said := []string{known, stranger, "never rings", "pocket money", "moving me", "Jade", "cancelled", page.token, d.token}
	var all sync.WaitGroup
	all.Go(func() { d.refused(known, "and they stopped my pocket money") })
	all.Go(func() { d.refused(stranger, "they r moving me friday and no1 asked me") })
	all.Go(func() {
		var problem struct{ Code string }
		if code := d.call("GET", "/cases", nil, &problem); code != 503 || problem.Code != "unavailable" {
			t.Errorf("the API without Redis: %d %+v, want 503 unavailable", code, problem)
		}
	})
	d.askAll(map[string]int{
		d.base + "/healthz": 200, d.base + "/readyz": 503, d.base + "/chat": 200, d.base + "/api/v1/cases": 401,
		d.admin + "/alarmz": 503, d.admin + "/metrics": 500,
	}, said...)
	all.Wait()
	page.until("the page knows that it is not stored", func() bool { return page.told("unavailable") > 0 })
	if len(page.unsent) != 1 {
		t.Errorf("the page keeps %d messages, want the one that was not heard", len(page.unsent))
	}

	if err := comes(d); err != nil {
		t.Fatal(err)
	}
	d.ready()
	var one struct{ Cases []any }
	if code := d.call("GET", "/cases", nil, &one); code != 200 || len(one.Cases) == 0 {
		t.Errorf("the API after the outage: %d %+v", code, one)
	}
	if err := page.resend(); err != nil {
		t.Fatal(err)
	}
	page.heard()
	if got, want := d.heard(d.chatTalk(page)), []string{"I am Jade's nan and nobody will speak to me", "her visits keep getting cancelled"}; !slices.Equal(got, want) {
		t.Errorf("the chat kept %q\nwant %q", got, want)
	}
	d.reads(stranger, "These first replies are automatic")
	for phone, want := range map[string][]string{
		known:    {"my worker never rings me back", "and they stopped my pocket money"},
		stranger: {"they r moving me friday and no1 asked me"},
	} {
		d.eventually("what was given up is in the transcript, once", func() bool { return slices.Equal(d.heard(d.talk(phone)), want) })
	}
	d.eventually("a case for each of the three", func() bool { return len(d.cases()) == 3 })
	d.eventually("nothing is pending", func() bool { return d.outboxes() == 0 })
	d.text(known, "0") // and the talk goes on
	d.eventually("the alarms are quiet", func() bool { status, _ := d.ask(d.admin + "/alarmz"); return status == 200 })
	if twice := d.network.Counts().Duplicates; twice > 1 {
		t.Errorf("%d texts came twice after one outage", twice)
	}
	d.keptSecret(said...)
}

// TestAKilledRedisLosesNothing: Redis dies and is started again, as an operator would.
func TestAKilledRedisLosesNothing(t *testing.T) {
	withoutRedis(t,
		func(d *deployment) error { return d.redis.Kill() },
		func(d *deployment) error { return d.redis.Again(within(d.t)) })
}

// TestAFrozenRedisLosesNothing: Redis takes connections and answers nobody; what it was asked
// meanwhile it may still do when it goes on.
func TestAFrozenRedisLosesNothing(t *testing.T) {
	withoutRedis(t,
		func(d *deployment) error { return d.redis.Pause() },
		func(d *deployment) error { return d.redis.Resume() })
}
