package sms

import (
	"bytes"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"
)

func TestWhatCouldNotWorkIsRefusedAtStart(t *testing.T) {
	t.Parallel()
	right := Config{
		PublicURL: public, AccountSid: accountSID, AuthTokens: []string{token}, From: ourNumber, APIURL: "https://api.twilio.com",
		MessagesPerSecond: 1, AlertFrom: "Example", Greeting: greeting,
	}
	if _, err := New(right, &notes{}, nil, nil, nil, time.Now); err != nil {
		t.Fatalf("the right one: %v", err)
	}
	for says, change := range map[string]func(*Config){
		"public_url":                 func(c *Config) { c.PublicURL = "sayso.example.org" },
		"must have no query":         func(c *Config) { c.PublicURL = public + "?x=1" },
		"no #fragment":               func(c *Config) { c.PublicURL = public + "#rc=5" },
		"no password":                func(c *Config) { c.PublicURL = "https://zebra:zebra@sayso.example.org" },
		"twilio.api_url":             func(c *Config) { c.APIURL = "" },
		"twilio.from":                func(c *Config) { c.From = "EXAMPLE" },
		"twilio.from: a":             func(c *Config) { c.From = "whatsapp:" + ourNumber },
		"safeguarding.from":          func(c *Config) { c.AlertFrom = "" },
		"account_sid":                func(c *Config) { c.AccountSid = "" },
		"auth_tokens is missing":     func(c *Config) { c.AuthTokens = nil },
		"an empty token":             func(c *Config) { c.AuthTokens = []string{token, ""} },
		"an empty token would":       func(c *Config) { c.AuthTokens = []string{" "} },
		"messages_per_second":        func(c *Config) { c.MessagesPerSecond = 0 },
		"999":                        func(c *Config) { c.Greeting = "Hello" },
		"the sweep's overlap":        func(c *Config) { c.SweepOverlap, c.SweepGrace = time.Second, time.Second },
		"messages_per_second: must ": func(c *Config) { c.MessagesPerSecond = -1 },
	} {
		cfg := right
		change(&cfg)
		_, err := New(cfg, &notes{}, nil, nil, nil, time.Now)
		if err == nil || !strings.Contains(err.Error(), says) || strings.Contains(err.Error(), "zebra") {
			t.Errorf("%s: got %v", says, err)
		}
	}
}

func TestTheConfigurationShowsNoToken(t *testing.T) {
	t.Parallel()
	cfg := Config{AuthTokens: []string{token}}
	var out bytes.Buffer
	fmt.Fprintf(&out, "%v %+v %#v %s %q", cfg, cfg, cfg, &cfg, cfg)
	slog.New(slog.NewJSONHandler(&out, nil)).Info("x", "cfg", cfg)
	if strings.Contains(out.String(), token) {
		t.Errorf("it shows in %s", out.String())
	}
}

func TestEveryCountHasAName(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	counts := w.Counts()
	if len(counts) != int(events) || counts[""] != 0 {
		t.Errorf("got %v", counts)
	}
	if _, unnamed := counts[""]; unnamed {
		t.Error("one has none")
	}
}
