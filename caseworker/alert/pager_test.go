package alert_test

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"sayso/caseworker/alert"
)

// hooked has one person, with a webhook.
func hooked(url string) alert.Config {
	return alert.Config{InHours: []alert.Person{{Name: "Duty", Phone: dutyPhone, Webhook: url, Secret: secret, After: time.Minute}}}
}

func TestAnAlertGoesToTheFirstOfTheRotaByTextAndWebhook(t *testing.T) {
	t.Parallel()
	hook := receive(t, http.StatusNoContent)
	c := hooked(hook.URL)
	c.InHours = append(c.InHours, rota().InHours[1])
	w := newWorld(t, c)
	w.page(danger)
	text := w.comes(dutyPhone, 1)
	want := "Sayso alert: R1 immediate. Case H4KD-9QAA, 13:00 on 23 November. Acknowledge: reply " + text.code() +
		" or open https://sayso.example/staff/cases/H4KD-9QAA"
	if text.words != want || len(w.texts) != 1 {
		t.Errorf("texts: got %q, want only %q", w.texts, want)
	}
	if len(hook.bodies) != 1 {
		t.Fatalf("webhooks: got %d, want 1", len(hook.bodies))
	}
	var got struct {
		Type string
		Data map[string]string
	}
	if err := json.Unmarshal(hook.bodies[0], &got); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"alert": "A-a7k2", "reference": "H4KD-9QAA", "tier": "R1", "at": "2026-11-23T13:00:00+01:00", "link": "https://sayso.example/staff/cases/H4KD-9QAA",
	} {
		if got.Data[name] != want {
			t.Errorf("webhook %s: got %q, want %q", name, got.Data[name], want)
		}
	}
	if got.Type != "alert.raised" || len(got.Data) != 5 {
		t.Errorf("webhook says more or other than it may: %s", hook.bodies[0])
	}
}

func TestTheWebhookCanBeVerifiedByItsReceiver(t *testing.T) {
	t.Parallel()
	hook := receive(t, http.StatusOK)
	w := newWorld(t, hooked(hook.URL))
	w.page(danger)
	h := hook.header[0]
	if h.Get("webhook-id") != "A-a7k2" || h.Get("webhook-timestamp") != "1795435200" {
		t.Errorf("headers: %v", h)
	}
	mac := hmac.New(sha256.New, receiverKey)
	mac.Write([]byte("A-a7k2.1795435200."))
	mac.Write(hook.bodies[0])
	if got, want := h.Get("webhook-signature"), "v1,"+base64.StdEncoding.EncodeToString(mac.Sum(nil)); got != want {
		t.Errorf("signature: got %s, want %s", got, want)
	}
}

// TestWhenTheLadderBeginsAgainTheWebhookHasANewName: a receiver may drop a second one of the same.
func TestWhenTheLadderBeginsAgainTheWebhookHasANewName(t *testing.T) {
	t.Parallel()
	hook := receive(t, http.StatusOK)
	w := newWorld(t, hooked(hook.URL))
	w.runs(w.Pager)
	w.page(danger)
	w.pass(time.Minute)
	w.comes(dutyPhone, 2)
	if first, second := hook.header[0].Get("webhook-id"), hook.header[1].Get("webhook-id"); first == second {
		t.Errorf("both are called %s", first)
	}
}

func TestOneRouteIsEnough(t *testing.T) {
	t.Parallel()
	w := newWorld(t, hooked(receive(t, http.StatusInternalServerError).URL))
	w.page(danger)
	if log := w.log.String(); !strings.Contains(log, "webhook answered 500") {
		t.Errorf("the log does not tell of the route that failed: %s", log)
	}
	calls, err := w.Calls(context.Background(), []string{danger.Alert})
	if err != nil {
		t.Fatal(err)
	}
	text, hook := calls[danger.Alert][0], calls[danger.Alert][1]
	if text.HandedOver == nil || text.Delivered != nil || text.Failed != nil || hook.Failed == nil || hook.HandedOver != nil {
		t.Errorf("calls: %+v", calls)
	}
}

func TestWhereNoRouteTakesItPageSaysSo(t *testing.T) {
	t.Parallel()
	hook, refused := receive(t, http.StatusFound), errors.New("refused")
	w := newWorld(t, hooked(hook.URL))
	w.refuse[dutyPhone] = refused
	err := w.Page(context.Background(), danger)
	if !errors.Is(err, refused) {
		t.Fatalf("got %v, want both refusals", err)
	}
	if strings.Contains(err.Error(), dutyPhone) || strings.Contains(err.Error(), hook.URL) {
		t.Errorf("the error holds a number or an address: %v", err)
	}
}

func TestAWebhookThatCannotBeReachedIsNotNamedInTheError(t *testing.T) {
	t.Parallel()
	hook := receive(t, http.StatusOK)
	hook.Close()
	c := hooked(hook.URL + "/hook/very-secret")
	c.InHours[0].Phone = ""
	err := newWorld(t, c).Page(context.Background(), danger)
	if err == nil || strings.Contains(err.Error(), "very-secret") {
		t.Errorf("got %v", err)
	}
}

func TestTheRotaOfTheHourIsCalledAndTheOtherWhereItIsEmpty(t *testing.T) {
	t.Parallel()
	day, night := rota().InHours, rota().OutOfHours
	for name, row := range map[string]struct {
		config alert.Config
		open   bool
		want   string
	}{
		"open":                   {alert.Config{InHours: day, OutOfHours: night}, true, dutyPhone},
		"closed":                 {alert.Config{InHours: day, OutOfHours: night}, false, nightPhone},
		"closed, nobody at hand": {alert.Config{InHours: day}, false, dutyPhone},
		"open, nobody at hand":   {alert.Config{OutOfHours: night}, true, nightPhone},
		"only a manager":         {alert.Config{Manager: rota().Manager}, true, managerPhone},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, row.config)
			w.open = row.open
			w.page(danger)
			if w.comes(row.want, 1); len(w.texts) != 1 {
				t.Errorf("got %q, want a text to %s", w.texts, row.want)
			}
		})
	}
}

func TestWithoutARotaNobodyIsCalledAndItSaysSo(t *testing.T) {
	t.Parallel()
	w := newWorld(t, alert.Config{})
	if w.Configured() {
		t.Error("an empty rota counts as configured")
	}
	if err := w.Page(context.Background(), danger); !errors.Is(err, alert.ErrNobody) {
		t.Errorf("got %v, want %v", err, alert.ErrNobody)
	}
}

func TestARotaThatCouldNotBeCalledIsRefusedAtStart(t *testing.T) {
	t.Parallel()
	for name, person := range map[string]alert.Person{
		"no route":         {After: time.Minute},
		"no time":          {Phone: dutyPhone},
		"nothing to ring":  {Webhook: "https://duty.example", Secret: secret, Call: true, After: time.Minute},
		"not an address":   {Webhook: "sayso.example/hook", Secret: secret, After: time.Minute},
		"no secret":        {Webhook: "https://duty.example", After: time.Minute},
		"secret unmarked":  {Webhook: "https://duty.example", Secret: strings.TrimPrefix(secret, "whsec_"), After: time.Minute},
		"secret too short": {Webhook: "https://duty.example", Secret: "whsec_c2hvcnQ=", After: time.Minute},
	} {
		c := alert.Config{OutOfHours: []alert.Person{person}, Timeout: time.Second, Gather: time.Second, Again: time.Second, Poll: time.Second, Zone: time.UTC}
		if _, err := alert.New(c, alert.Parts{}); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
}
