package main

import (
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"sayso/cmd/sayso/config"
)

// road is one way of an alert, and the points on it at which Sayso is killed.
type road struct {
	name   string
	points []point
	gather time.Duration // how long texts to one phone are gathered; 0 for hardly at all
	set    func(*config.Config, *webhook)
	play   func(*killed, point)
}

// silentFor is how long each of the rota has until the next is called.
func silentFor(first, others time.Duration) func(*config.Config, *webhook) {
	return func(c *config.Config, _ *webhook) {
		climbs(others)(c)
		c.Safeguarding.Rotas.InHours[0].After, c.Safeguarding.Rotas.OutOfHours[0].After = first, first
	}
}

var roads = []road{
	{"up", onTheWayUp, 0, silentFor(time.Hour, time.Hour), (*killed).up},
	{"back", onTheWayBack, 0, silentFor(time.Hour, time.Hour), (*killed).back},
	{"second", toTheSecond, 0, silentFor(time.Second, time.Hour), (*killed).toTheSecond},
	{"end", atTheEnd, 0, silentFor(400*time.Millisecond, 400*time.Millisecond), (*killed).toTheEnd},
	{"minute", inTheMinute, 2 * time.Second, silentFor(time.Hour, time.Hour), (*killed).together},
	{"webhook", byWebhook, 0, withWebhook, (*killed).byWebhook},
	{"call", byCall, 0, rung, (*killed).byCall},
}

// TestAnAlertComesThroughKillsBetweenAnyTwoSteps: Sayso is killed with -9 at each point. Each alert comes
// to whoever is to be called all the same, is acknowledged once, and the person is told.
func TestAnAlertComesThroughKillsBetweenAnyTwoSteps(t *testing.T) {
	t.Parallel()
	play := chosen(t, roads)
	for _, r := range roads {
		if len(play[r.name]) == 0 {
			continue
		}
		t.Run(r.name, func(t *testing.T) {
			t.Parallel()
			k := killable(t, r)
			for _, at := range play[r.name] {
				t.Logf("killed where %s (day %d)", at.name, time.Now().YearDay())
				r.play(k, at)
			}
		})
	}
}

// killed is a deployment whose Sayso is a process of its own and reaches Redis through a proxy.
type killed struct {
	*deployment
	victim *victim
	proxy  *proxy
	hook   *webhook // of the duty worker, where the road has one
	phones int
}

func killable(t *testing.T, r road) *killed {
	hook := newWebhook(t, http.StatusNoContent)
	d := deploy(t, func(c *config.Config) {
		r.set(c, hook)
		c.Redis.Partitions, c.Twilio.SendTimeout = 2, 500*time.Millisecond
		c.Safeguarding.AlertGather, c.Safeguarding.AlertAgain = max(r.gather, time.Millisecond), 200*time.Millisecond
	})
	d.stop()
	p := newProxy(t, d.redis.URL())
	p.loads()
	d.config.Redis.URLs = []string{p.url()}
	d.config.Listen = strings.TrimPrefix(d.base, "http://")
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	d.config.AdminListen = listener.Addr().String()
	listener.Close()
	d.admin = "http://" + d.config.AdminListen
	v := &victim{t: t, file: d.configFile(), log: d.log}
	p.strike = func() { v.cmd.Process.Kill() }
	v.start()
	t.Cleanup(func() { v.kill() })
	d.ready()
	return &killed{deployment: d, victim: v, proxy: p, hook: hook}
}

// dies has Sayso killed at a point while something is done, and starts it again.
func (k *killed) dies(at point, do func()) {
	k.t.Helper()
	struck := k.proxy.set(at)
	do()
	select {
	case <-struck:
	case <-within(k.t).Done():
		k.t.Fatalf("never met: %s\n%s", at.name, last(k.log.String(), 2000))
	}
	k.victim.cmd.Wait()
	k.victim.start()
	k.ready()
}

// inDanger texts words of danger from a phone that has not been heard of yet. Whoever gets no 200 is found by
// the sweep.
func (k *killed) inDanger() (phone string) {
	phone = phoneNumber(k.phones)
	k.phones++
	k.network.Text(within(k.t), phone, demoNumber, dangerWords)
	return phone
}

func (k *killed) up(at point) {
	phone := ""
	k.dies(at, func() { phone = k.inDanger() })
	reference := k.caseOf(k.phones)
	k.acknowledges(demoDuty, reference)
	k.toldOnce(phone, reference, at)
	k.pagedAtMost(2, demoDuty, reference, at)
}

func (k *killed) back(at point) {
	phone := k.inDanger()
	reference := k.caseOf(k.phones)
	k.handedOver(reference)
	code := k.paged(demoDuty, reference)
	k.dies(at, func() { k.network.Text(within(k.t), demoDuty, demoAlerts, code) })
	// Whoever gets no receipt sends it again.
	k.acknowledges(demoDuty, reference)
	k.toldOnce(phone, reference, at)
	k.pagedAtMost(1, demoDuty, reference, at)
}

// toTheSecond: the first one never answers, the second one does.
func (k *killed) toTheSecond(at point) {
	phone := ""
	k.dies(at, func() { phone = k.inDanger() })
	reference := k.caseOf(k.phones)
	k.acknowledges(demoSecond, reference)
	k.toldOnce(phone, reference, at)
	k.pagedAtMost(2, demoSecond, reference, at)
}

// toTheEnd: nobody answers, and that is an alarm until the manager does.
func (k *killed) toTheEnd(at point) {
	phone := ""
	k.dies(at, func() { phone = k.inDanger() })
	reference := k.caseOf(k.phones)
	k.watching("an alarm that nobody has answered", func() bool {
		status, shown := k.ask(k.admin + "/alarmz")
		return status == http.StatusServiceUnavailable && strings.Contains(shown, `"kind":"unanswered"`) && strings.Contains(shown, reference)
	})
	if n := k.countOf(phone, "A worker knows"); n > 0 {
		k.t.Errorf("%s: told that a worker knows while nobody does", at.name)
	}
	k.acknowledges(demoBoss, reference)
	k.toldOnce(phone, reference, at)
}

// together: of two alerts within the minute the second waits for its end.
func (k *killed) together(at point) {
	<-time.After(2 * time.Second) // the minute of the point before is over
	var phones, references []string
	k.dies(at, func() {
		for range 2 {
			phones = append(phones, k.inDanger())
			k.watching("its case is there, or Sayso has been killed", func() bool {
				select {
				case <-k.proxy.struck:
					return true
				default:
					return len(k.references()) == k.phones
				}
			})
		}
	})
	k.watching("two cases", func() bool { return len(k.references()) == k.phones })
	for _, r := range k.references() {
		if !k.known[r] {
			k.known[r], references = true, append(references, r)
		}
	}
	for _, reference := range references {
		k.acknowledges(demoDuty, reference)
		k.pagedAtMost(2, demoDuty, reference, at)
	}
	for n, phone := range phones {
		k.toldOnce(phone, references[n], at)
	}
}

// byWebhook: the duty worker's own system has it as well as the phone.
func (k *killed) byWebhook(at point) {
	phone := ""
	k.dies(at, func() { phone = k.inDanger() })
	reference := k.caseOf(k.phones)
	k.watching("the webhook has it", func() bool { return k.hook.tookOf(reference) > 0 })
	k.acknowledges(demoDuty, reference)
	k.toldOnce(phone, reference, at)
	k.pagedAtMost(2, demoDuty, reference, at)
	if n := k.hook.tookOf(reference); n > 2 {
		k.t.Errorf("%s: the webhook took it %d times", at.name, n)
	}
}

// byCall: whoever takes the call presses a key. A call that was cut off by the kill is made again.
func (k *killed) byCall(at point) {
	k.network.AnswerCalls(demoDuty, "1", "1", "1", "1")
	phone := ""
	k.dies(at, func() { phone = k.inDanger() })
	k.toldOnce(phone, k.caseOf(k.phones), at)
}
