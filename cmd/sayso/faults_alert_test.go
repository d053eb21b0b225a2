package main

import (
	"net"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"sayso/cmd/sayso/config"
)

const (
	turnScript   = "conversation/store/lua/commit.lua"
	ladderScript = "caseworker/alert/lua/commit.lua"
	textScript   = "caseworker/alert/lua/turn.lua"
	wentScript   = "caseworker/alert/lua/went.lua"
	caseScript   = "caseworker/register/lua/commit.lua"
)

// onTheWayUp are the points between a risky text and the duty worker's text.
var onTheWayUp = []point{
	{"the message is not kept yet", turnScript, 1, false},
	{"the message and its alert are kept", turnScript, 1, true},
	{"the alert is not on the ladder yet", ladderScript, 1, false},
	{"the alert is on the ladder", ladderScript, 1, true},
	{"nobody knows whether a text may go", textScript, 1, false},
	{"a text may go", textScript, 1, true},
	{"the network has the text, and nobody knows", wentScript, 1, false},
	{"the text is noted as gone", wentScript, 1, true},
	{"the call is not written down yet", ladderScript, 2, false},
	{"the call is written down", ladderScript, 2, true},
	{"the conversation does not know yet that it was handed over", turnScript, 2, false},
	{"the conversation knows that it was handed over", turnScript, 2, true},
}

// onTheWayBack are those between the code that the duty worker texts and the words "A worker knows".
var onTheWayBack = []point{
	{"the code has acknowledged nothing yet", ladderScript, 1, false},
	{"the ladder knows", ladderScript, 1, true},
	{"the case does not know yet", caseScript, 1, false},
	{"the case knows", caseScript, 1, true},
	{"the ladder does not know that the case knows", ladderScript, 2, false},
	{"the ladder knows that the case knows", ladderScript, 2, true},
	{"the person has not been told yet", turnScript, 1, false},
	{"the person is being told", turnScript, 1, true},
}

// some is all of them in full, and every fourth otherwise, so that `make test` stays quick.
func some(points []point) (chosen []point) {
	for n, p := range points {
		if os.Getenv("SAYSO_FAULTS") == "full" || n%4 == 1 {
			chosen = append(chosen, p)
		}
	}
	return chosen
}

// killable is a deployment whose Sayso is a process of its own and reaches Redis through a proxy.
func killable(t *testing.T, change ...func(*config.Config)) (*deployment, *victim, *proxy) {
	d := deploy(t, append(change, func(c *config.Config) {
		c.Redis.Partitions, c.Twilio.SendTimeout = 2, 500*time.Millisecond
		c.Safeguarding.AlertGather, c.Safeguarding.AlertAgain = time.Millisecond, 200*time.Millisecond
	})...)
	d.stop()
	p := newProxy(t, d.redis.URL())
	d.config.Redis.URLs = []string{p.url()}
	d.config.Listen = strings.TrimPrefix(d.base, "http://")
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	d.config.AdminListen = listener.Addr().String()
	listener.Close()
	v := &victim{t: t, file: d.configFile(), log: d.log}
	p.strike = func() { v.cmd.Process.Kill() }
	v.start()
	t.Cleanup(func() { v.kill() })
	d.ready()
	return d, v, p
}

// TestAnAlertComesThroughKillsBetweenAnyTwoSteps: Sayso is killed with -9 at each point. Each alert comes
// to the duty phone all the same, is acknowledged once, and the person is told.
func TestAnAlertComesThroughKillsBetweenAnyTwoSteps(t *testing.T) {
	t.Parallel()
	d, v, proxy := killable(t, climbs(time.Hour))
	phones := 0
	dies := func(at point, do func()) {
		t.Helper()
		struck := proxy.set(at)
		do()
		select {
		case <-struck:
		case <-within(t).Done():
			t.Fatalf("never met: %s\n%s", at.name, last(d.log.String(), 2000))
		}
		v.cmd.Wait()
		v.start()
		d.ready()
	}
	texts := func() (phone string) {
		phone = phoneNumber(phones)
		phones++
		d.network.Text(within(t), phone, demoNumber, dangerWords)
		return phone
	}
	for _, at := range some(onTheWayUp) {
		phone := ""
		dies(at, func() { phone = texts() })
		reference := d.caseOf(phones)
		d.acknowledges(reference)
		d.toldOnce(phone, reference, at)
	}
	for _, at := range some(onTheWayBack) {
		phone := texts()
		reference := d.caseOf(phones)
		d.handedOver(reference)
		code := d.paged(demoDuty, reference)
		dies(at, func() { d.network.Text(within(t), demoDuty, demoAlerts, code) })
		// Whoever gets no receipt sends it again.
		d.acknowledges(reference)
		d.toldOnce(phone, reference, at)
	}
}

// caseOf waits for the newest case of so many.
func (d *deployment) caseOf(n int) (reference string) {
	d.t.Helper()
	d.watching("a case", func() bool {
		found := d.references()
		for _, r := range found {
			if !d.known[r] {
				reference = r
			}
		}
		return len(found) == n && reference != ""
	})
	d.known[reference] = true
	return reference
}

func (d *deployment) references() (all []string) {
	var page struct{ Cases []struct{ Reference string } }
	d.call("GET", "/cases", nil, &page)
	for _, c := range page.Cases {
		all = append(all, c.Reference)
	}
	return all
}

// handedOver waits until a conversation knows that its alert was.
func (d *deployment) handedOver(reference string) {
	d.t.Helper()
	d.watching("handed over", func() bool {
		alerts := d.seen(reference).Alerts
		return len(alerts) == 1 && alerts[0].HandedOver != nil
	})
}

// acknowledges texts the code of the newest text about a case, until there is a receipt.
func (d *deployment) acknowledges(reference string) {
	d.t.Helper()
	d.watching("the duty worker has a receipt for "+reference, func() bool {
		for _, m := range d.network.Phone(demoDuty).Messages {
			if strings.Contains(m.Body, "You have acknowledged "+reference) {
				return true
			}
		}
		got := d.network.Text(within(d.t), demoDuty, demoAlerts, d.paged(demoDuty, reference))
		return got.Status == http.StatusOK && d.seen(reference).Alerts[0].Acknowledged != nil
	})
}

// toldOnce waits until the person has been told that a worker knows, and looks that the alert was
// acknowledged once.
func (d *deployment) toldOnce(phone, reference string, at point) {
	d.t.Helper()
	d.watching(at.name+": the person is told", func() bool { return d.countOf(phone, "A worker knows now") > 0 })
	v := d.seen(reference)
	acknowledged := 0
	for _, h := range v.History {
		if h.Act == "alerts/acknowledge" {
			acknowledged++
		}
	}
	if len(v.Alerts) != 1 || acknowledged != 1 {
		d.t.Errorf("%s: %d alerts, acknowledged %d times", at.name, len(v.Alerts), acknowledged)
	}
	if n := d.countOf(phone, "A worker knows now"); n != 1 {
		d.t.Logf("%s: told %d times", at.name, n)
	}
}
