package main

import (
	"encoding/base64"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"sayso/caseworker"
	"sayso/cmd/sayso/config"
	"sayso/cmd/sayso/phonenet"
)

const dangerWords = "he hit me again and im locked in the bathroom"

// nobody takes everybody off the rotas.
func nobody(c *config.Config) {
	c.Safeguarding.Rotas = config.Rotas{}
	c.Safeguarding.UndoneAfter = 100 * time.Millisecond
}

// alert waits until the one alert of the one case is as it should be.
func (d *deployment) alert(what string, holds func(caseworker.ViewAlert) bool) (reference, id string) {
	d.t.Helper()
	reference = d.onlyCase()
	d.eventually(what, func() bool {
		alerts := d.seen(reference).Alerts
		if len(alerts) != 1 {
			return false
		}
		id = alerts[0].ID
		return holds(alerts[0])
	})
	return reference, id
}

// TestWithoutARotaNobodyIsToldThatAWorkerIsCalled: where none can be called the reply says so and
// gives 999 and Childline, and the case and the alarms say it to staff.
func TestWithoutARotaNobodyIsToldThatAWorkerIsCalled(t *testing.T) {
	t.Parallel()
	d := deploy(t, nobody)
	if !strings.Contains(d.log.String(), "nobody is on a rota") {
		t.Error("the start does not say that nobody is on a rota")
	}
	const phone = "+447700900190"
	d.text(phone, dangerWords)
	d.reads(phone, "We can't reach a worker right now. In danger? Call 999. Childline 0800 1111, or text SHOUT to 85258.")
	page := d.tab("")
	page.sends(tabFrame{Type: "need_help_now", ID: "help", Text: "I need help now"})
	page.reads("We can't reach a worker right now. In danger? Call 999. Childline 0800 1111, or text SHOUT to 85258.")
	d.eventually("both cases stand as immediate", func() bool {
		immediate := 0
		for _, c := range d.queue() {
			if c.Urgency == "immediate" {
				immediate++
			}
		}
		return immediate == 2
	})
	if n := d.countOf(phone, "telling a worker"); n > 0 || page.shows("telling a worker") {
		t.Error("they are told that a worker is being told")
	}
	if called := d.network.Phone(demoDuty).Messages; len(called) > 0 {
		t.Errorf("%d texts to a phone that is on no rota", len(called))
	}
	s, err := d.node.store.State(within(t), d.talk(phone))
	if err != nil {
		t.Fatal(err)
	}
	d.alarmed("undone", s.Reference, "Safety words have not been sent")
	d.keptSecret(phone, "bathroom", page.token)
}

// row is one line of the queue.
type row struct{ Reference, Urgency string }

func (d *deployment) queue() []row {
	d.t.Helper()
	var page struct{ Cases []row }
	d.call("GET", "/cases", nil, &page)
	return page.Cases
}

// webhook is where the duty worker's own system takes alerts. It can be made to refuse them.
type webhook struct {
	server *httptest.Server
	mu     sync.Mutex
	answer int
	taken  []string // bodies
}

func newWebhook(t *testing.T, answer int) *webhook {
	h := &webhook{answer: answer}
	h.server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b, err := io.ReadAll(r.Body)
		h.mu.Lock()
		defer h.mu.Unlock()
		if err == nil && h.answer < 300 {
			h.taken = append(h.taken, string(b))
		}
		w.WriteHeader(h.answer)
	}))
	t.Cleanup(h.server.Close)
	return h
}

func (h *webhook) mend() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.answer = http.StatusNoContent
}

func (h *webhook) took() []string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return append([]string{}, h.taken...)
}

// onRota puts the duty worker on both rotas, with phone and webhook.
func (h *webhook) onRota(c *config.Config) {
	duty := []config.Duty{{Name: "Duty desk", Phone: demoDuty, Webhook: h.server.URL,
		WebhookSecret: config.Secret("whsec_" + base64.StdEncoding.EncodeToString([]byte("thirty-two bytes of a test's key")))}}
	c.Safeguarding.Rotas = config.Rotas{InHours: duty, OutOfHours: duty}
	c.Safeguarding.AlertWithin = 300 * time.Millisecond
}

// TestAnAlertThatReachesNobodyIsToldToWhoeverAskedForHelp: when text and webhook both fail, the
// person is told so at once, with whom to call; the alert goes on being tried.
func TestAnAlertThatReachesNobodyIsToldToWhoeverAskedForHelp(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text    phonenet.Fault
		webhook int
	}{
		"both are away":        {phonenet.Fault{On: phonenet.Send, Do: phonenet.Broken, Phone: demoDuty}, http.StatusBadGateway},
		"the text hangs":       {phonenet.Fault{On: phonenet.Send, Do: phonenet.Hang, Phone: demoDuty}, http.StatusBadGateway},
		"both refuse for good": {phonenet.Fault{On: phonenet.Send, Do: phonenet.OptedOut, Phone: demoDuty}, http.StatusGone},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newWebhook(t, c.webhook)
			d := deploy(t, h.onRota)
			if err := d.network.Trouble(c.text); err != nil {
				t.Fatal(err)
			}
			const phone = "+447700900191"
			d.text(phone, dangerWords)
			d.reads(phone, "We are telling a worker now")
			d.reads(phone, "We could not reach a worker.")
			d.reads(phone, "In danger? Call 999. Free: Childline 0800 1111, or text SHOUT to 85258.")
			d.alert("the case says that it reached nobody", func(a caseworker.ViewAlert) bool { return a.Failed != nil && a.Delivered == nil })
			if d.countOf(phone, "A worker knows") > 0 {
				t.Error("they are told that a worker knows")
			}
			d.keptSecret(phone, "bathroom", demoDuty, h.server.URL)
		})
	}
}

// TestAnAlertArrivesWhenARouteIsBack: the person has been told that nobody could be reached; then
// one can be, by whichever route comes back first.
func TestAnAlertArrivesWhenARouteIsBack(t *testing.T) {
	t.Parallel()
	h := newWebhook(t, http.StatusBadGateway)
	d := deploy(t, h.onRota)
	if err := d.network.Trouble(phonenet.Fault{On: phonenet.Send, Do: phonenet.Broken, Phone: demoDuty}); err != nil {
		t.Fatal(err)
	}
	const phone = "+447700900192"
	d.text(phone, dangerWords)
	d.reads(phone, "We could not reach a worker.")
	h.mend()
	reference, alert := d.alert("the alert is handed over", func(a caseworker.ViewAlert) bool { return a.Delivered != nil })
	took := h.took()
	if len(took) == 0 || !strings.Contains(took[0], reference) || strings.Contains(took[0], "bathroom") || strings.Contains(took[0], phone) {
		t.Errorf("the webhook took %q, want the case and nothing that was said", took)
	}
	d.act(reference, "alerts/"+alert+"/acknowledge", map[string]any{})
	d.reads(phone, "A worker knows now")
}
