package alert_test

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"sayso/caseworker/alert"
	"sayso/conversation"
)

const (
	dutyPhone  = "+447700900501"
	nightPhone = "+447700900502"
)

var (
	receiverKey = []byte("thirty-two bytes of a test's key")
	secret      = "whsec_" + base64.StdEncoding.EncodeToString(receiverKey)
	summer      = time.FixedZone("BST", 3600)
	noon        = time.Date(2026, time.November, 23, 12, 0, 0, 0, time.UTC)
	danger      = conversation.RaiseAlert{Alert: "a7k2", Reference: "H4KD-9Q", Tier: conversation.R1}
)

// phones takes texts to staff and can be made to refuse them.
type phones struct {
	mu     sync.Mutex
	texts  [][3]string // to, body, key
	refuse error
}

func (p *phones) text(_ context.Context, to, body, key string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.refuse != nil {
		return p.refuse
	}
	p.texts = append(p.texts, [3]string{to, body, key})
	return nil
}

// receiver is a webhook that keeps what it was sent.
type receiver struct {
	*httptest.Server
	mu     sync.Mutex
	header []http.Header
	bodies [][]byte
}

func receive(t *testing.T, status int) *receiver {
	t.Helper()
	r := &receiver{}
	r.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		body, _ := io.ReadAll(q.Body)
		r.mu.Lock()
		defer r.mu.Unlock()
		r.header, r.bodies = append(r.header, q.Header), append(r.bodies, body)
		w.WriteHeader(status)
	}))
	t.Cleanup(r.Close)
	return r
}

func pager(t *testing.T, c alert.Config, text alert.Text, open bool, log io.Writer) *alert.Pager {
	t.Helper()
	c.PublicURL, c.Timeout, c.Zone = "https://sayso.example", 5*time.Second, summer
	p, err := alert.New(c, func(time.Time) bool { return open }, text, slog.New(slog.NewTextHandler(log, nil)), func() time.Time { return noon })
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestAnAlertGoesToTheFirstOfTheRotaByTextAndWebhook(t *testing.T) {
	t.Parallel()
	hook, p := receive(t, http.StatusNoContent), &phones{}
	c := alert.Config{InHours: []alert.Person{{Phone: dutyPhone, Webhook: hook.URL, Secret: secret}, {Phone: nightPhone}}}
	if err := pager(t, c, p.text, true, io.Discard).Page(context.Background(), danger); err != nil {
		t.Fatal(err)
	}
	want := [3]string{dutyPhone, "Sayso alert: R1 immediate. Case H4KD-9Q, 13:00 on 23 November. Open it and acknowledge: https://sayso.example/staff/cases/H4KD-9Q", "a7k2"}
	if len(p.texts) != 1 || p.texts[0] != want {
		t.Errorf("texts: got %q, want only %q", p.texts, want)
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
		"alert": "a7k2", "reference": "H4KD-9Q", "tier": "R1", "at": "2026-11-23T13:00:00+01:00", "link": "https://sayso.example/staff/cases/H4KD-9Q",
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
	c := alert.Config{InHours: []alert.Person{{Webhook: hook.URL, Secret: secret}}}
	p := pager(t, c, (&phones{}).text, true, io.Discard)
	for range 2 {
		if err := p.Page(context.Background(), danger); err != nil {
			t.Fatal(err)
		}
	}
	h := hook.header[0]
	if h.Get("webhook-id") != "a7k2" || h.Get("webhook-timestamp") != "1795435200" {
		t.Errorf("headers: %v", h)
	}
	mac := hmac.New(sha256.New, receiverKey)
	mac.Write([]byte("a7k2.1795435200."))
	mac.Write(hook.bodies[0])
	if got, want := h.Get("webhook-signature"), "v1,"+base64.StdEncoding.EncodeToString(mac.Sum(nil)); got != want {
		t.Errorf("signature: got %s, want %s", got, want)
	}
	if got := hook.header[1].Get("webhook-id"); got != "a7k2" {
		t.Errorf("the same alert again has the id %s", got)
	}
}

func TestOneRouteIsEnough(t *testing.T) {
	t.Parallel()
	hook, p, log := receive(t, http.StatusInternalServerError), &phones{}, &bytes.Buffer{}
	c := alert.Config{InHours: []alert.Person{{Phone: dutyPhone, Webhook: hook.URL, Secret: secret}}}
	if err := pager(t, c, p.text, true, log).Page(context.Background(), danger); err != nil {
		t.Errorf("the text went out, but: %v", err)
	}
	if !strings.Contains(log.String(), "webhook answered 500") {
		t.Errorf("the log does not tell of the route that failed: %s", log)
	}
}

func TestWhereNoRouteTakesItPageSaysSo(t *testing.T) {
	t.Parallel()
	hook, refused := receive(t, http.StatusFound), errors.New("refused")
	c := alert.Config{InHours: []alert.Person{{Phone: dutyPhone, Webhook: hook.URL, Secret: secret}}}
	err := pager(t, c, (&phones{refuse: refused}).text, true, io.Discard).Page(context.Background(), danger)
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
	c := alert.Config{InHours: []alert.Person{{Webhook: hook.URL + "/hook/very-secret", Secret: secret}}}
	err := pager(t, c, nil, true, io.Discard).Page(context.Background(), danger)
	if err == nil || strings.Contains(err.Error(), "very-secret") {
		t.Errorf("got %v", err)
	}
}

func TestTheRotaOfTheHourIsCalledAndTheOtherWhereItIsEmpty(t *testing.T) {
	t.Parallel()
	day, night := []alert.Person{{Phone: dutyPhone}}, []alert.Person{{Phone: nightPhone}}
	for name, row := range map[string]struct {
		config alert.Config
		open   bool
		want   string
	}{
		"open":                   {alert.Config{InHours: day, OutOfHours: night}, true, dutyPhone},
		"closed":                 {alert.Config{InHours: day, OutOfHours: night}, false, nightPhone},
		"closed, nobody at hand": {alert.Config{InHours: day}, false, dutyPhone},
		"open, nobody at hand":   {alert.Config{OutOfHours: night}, true, nightPhone},
	} {
		p := &phones{}
		if err := pager(t, row.config, p.text, row.open, io.Discard).Page(context.Background(), danger); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if len(p.texts) != 1 || p.texts[0][0] != row.want {
			t.Errorf("%s: got %q, want a text to %s", name, p.texts, row.want)
		}
	}
}

func TestWithoutARotaNobodyIsCalledAndItSaysSo(t *testing.T) {
	t.Parallel()
	p := pager(t, alert.Config{}, nil, true, io.Discard)
	if p.Configured() {
		t.Error("an empty rota counts as configured")
	}
	if err := p.Page(context.Background(), danger); !errors.Is(err, alert.ErrNobody) {
		t.Errorf("got %v, want %v", err, alert.ErrNobody)
	}
}

func TestARotaThatCouldNotBeCalledIsRefusedAtStart(t *testing.T) {
	t.Parallel()
	for name, person := range map[string]alert.Person{
		"no route":         {},
		"not an address":   {Webhook: "sayso.example/hook", Secret: secret},
		"no secret":        {Webhook: "https://duty.example"},
		"secret unmarked":  {Webhook: "https://duty.example", Secret: strings.TrimPrefix(secret, "whsec_")},
		"secret too short": {Webhook: "https://duty.example", Secret: "whsec_c2hvcnQ="},
	} {
		c := alert.Config{OutOfHours: []alert.Person{person}, Timeout: time.Second, Zone: time.UTC}
		if _, err := alert.New(c, nil, nil, nil, nil); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
}
