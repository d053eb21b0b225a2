package api_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"sayso/caseworker"
	"sayso/caseworker/api"
	"sayso/caseworker/register"
	"sayso/caseworker/staff"
	"sayso/conversation"
	"sayso/conversation/seal"
	"sayso/conversation/store"
	"sayso/conversation/store/redistest"
)

// received is a Monday; the store's clock is Redis's own, so that no test may depend on the day.
var received = time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC)

// council is the council's side of the service over HTTP, with real accounts, a real store of
// conversations and a real Redis.
type council struct {
	t        *testing.T
	ctx      context.Context
	site     *httptest.Server
	cases    *register.Register
	talks    *store.Store
	accounts *staff.Accounts
	log      *bytes.Buffer
	keys     int
	// Tokens.
	priya, morag, machine string
	reveals               string // of Priya, for showing numbers and nothing else
	stopRedis             func()
}

func newCouncil(t *testing.T) *council {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	t.Cleanup(cancel)
	server := redistest.Start(t)
	db := redistest.Client(t, server)
	seals, err := seal.NewKeyset()
	must(t, err)
	c := &council{t: t, ctx: ctx, log: &bytes.Buffer{}, stopRedis: func() { server.Kill() }}
	log := slog.New(slog.NewTextHandler(c.log, nil))
	c.talks, err = store.Open(ctx, db, seals, listen, rand.Reader, store.Config{Partitions: 1, Poll: 10 * time.Millisecond}, slog.New(slog.DiscardHandler))
	must(t, err)
	now := func() time.Time { return received }
	accounts := staff.Defaults("sayso")
	accounts.Hashing = staff.Hashing{MemoryKiB: 8, Passes: 1, Lanes: 1, AtOnce: 2}
	c.accounts, err = staff.New(db, seals, accounts, now, rand.Reader)
	must(t, err)
	england, err := caseworker.England()
	must(t, err)
	london, err := caseworker.London()
	must(t, err)
	config := register.Defaults("sayso", caseworker.Rules{Calendar: england, Zone: london, Lease: 72 * time.Hour})
	config.Round, config.Page = 10*time.Millisecond, 2
	number := func(context.Context, string) (string, error) { return "+447700900123", nil }
	c.cases, err = register.New(db, seals, c.talks, c.accounts, number, uncalled, config, now, rand.Reader, log)
	must(t, err)
	door, err := api.New(c.cases, c.accounts, 5*time.Second, log)
	must(t, err)
	mux := http.NewServeMux()
	door.Routes(mux)
	c.site = httptest.NewServer(mux)
	t.Cleanup(c.site.Close)

	c.priya = c.joins("priya@example.gov.uk", "Priya Nair", caseworker.RoleCaseworker)
	c.morag = c.joins("morag@example.gov.uk", "Morag Bell", caseworker.RoleManager)
	c.reveals, err = c.accounts.Token(ctx, "priya@example.gov.uk", caseworker.MayReveal)
	must(t, err)
	c.machine, err = c.accounts.MachineToken(ctx, "case-system", caseworker.RoleManager)
	must(t, err)
	c.run()
	return c
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (c *council) joins(email, name string, role caseworker.Role) string {
	c.t.Helper()
	_, err := c.accounts.Add(c.ctx, email, name, role, "copper lantern meadow")
	must(c.t, err)
	token, err := c.accounts.Token(c.ctx, email)
	must(c.t, err)
	return token
}

func (c *council) run() {
	ctx, cancel := context.WithCancel(c.ctx)
	var all sync.WaitGroup
	all.Go(func() { c.cases.Run(ctx) })
	all.Go(func() {
		err := c.talks.Run(ctx, store.Doers{
			Took:   func(conversation.Text) {},
			File:   c.cases.File,
			Send:   func(context.Context, conversation.Text) (string, error) { return "SM1", nil },
			Settle: func(context.Context, conversation.Text) (string, error) { return "SM1", nil },
			Fate: func(context.Context, string) (conversation.Fate, error) {
				return conversation.Fate{Status: "sent"}, nil
			},
			Alert: func(context.Context, conversation.RaiseAlert) error { return nil },
		})
		if err != nil {
			c.t.Error(err)
		}
	})
	c.t.Cleanup(func() { cancel(); all.Wait() })
}

// listen is a conversation that only listens: each thing said is a matter, and whatever staff say goes out.
func listen(s conversation.State, e conversation.Event) (conversation.State, []conversation.Effect) {
	switch what := e.What.(type) {
	case conversation.Said:
		first := s.Reference == ""
		if first {
			s.Reference, s.Began, s.First, s.Stage = "ABCD-2345", received, conversation.SMS, conversation.HandedOver
			if strings.Contains(what.Text, "i am her nan") {
				s.Reference = "WXYZ-2345"
			}
			s.Category = "statutory_complaint"
			s.Contacts = map[conversation.Channel]conversation.Contact{
				conversation.SMS: {Channel: conversation.SMS, SafeToReply: conversation.Yes, CanText: true},
			}
		}
		if strings.Contains(what.Text, "my mum reads this") {
			s.Contacts = map[conversation.Channel]conversation.Contact{
				conversation.SMS: {Channel: conversation.SMS, SafeToReply: conversation.No, CanText: true},
			}
		}
		s.Lines++
		s.Last, s.LastHeard, s.HeardAt = what.Channel, s.Lines, received
		s.Issues = append(slices.Clone(s.Issues), conversation.Issue{Number: len(s.Issues) + 1, Seq: s.Lines, Words: what.Text, Kinds: []string{"delay"}})
		if strings.Contains(what.Text, "knife") {
			s.Danger.Tier = conversation.R1
			s.Danger.Urgent = append(slices.Clone(s.Danger.Urgent), conversation.Urgent{Seq: s.Lines, Because: "words", Tier: conversation.R1, Words: "knife"})
			s.Alerts = append(slices.Clone(s.Alerts), conversation.Alert{ID: "A-1", Tier: conversation.R1, Raised: received})
		}
		heard := conversation.Heard{Seq: s.Lines, Channel: what.Channel, Text: what.Text}
		if first {
			return s, []conversation.Effect{heard, conversation.OpenCase{Reference: s.Reference}}
		}
		return s, []conversation.Effect{heard, conversation.AddToCase{Reference: s.Reference}}
	case conversation.StaffSaid:
		s.Lines++
		return s, []conversation.Effect{conversation.Say{
			Seq: s.Lines, From: conversation.FromCaseworker, Name: what.Name, Text: what.Text, Channel: conversation.Chat, Effect: what.Effect,
		}}
	}
	return s, nil
}

// says lets the young person text, and waits until there is a case. It gives the conversation.
func (c *council) says(words string) string {
	c.t.Helper()
	return c.texts("hash-of-a-phone", "ABCD-2345", words)
}

// nanSays is says of somebody else, who has a case of her own.
func (c *council) nanSays(words string) string {
	c.t.Helper()
	return c.texts("hash-of-nans-phone", "WXYZ-2345", "i am her nan. "+words)
}

func (c *council) texts(from, reference, words string) string {
	c.t.Helper()
	c.keys++
	receipt, err := c.talks.Receive(c.ctx, conversation.Door{Channel: conversation.SMS, Address: from},
		fmt.Sprint("SM", c.keys), conversation.Said{Channel: conversation.SMS, Text: words})
	must(c.t, err)
	c.until("the case has it", func() bool {
		status, _ := c.get(c.priya, "/cases/"+reference)
		return status == http.StatusOK
	})
	return receipt.Conversation
}

func (c *council) until(what string, so func() bool) {
	c.t.Helper()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for !so() {
		select {
		case <-tick.C:
		case <-c.ctx.Done():
			c.t.Fatalf("waited in vain: %s", what)
		}
	}
}

type object = map[string]any

func (c *council) get(token, path string) (int, object) {
	c.t.Helper()
	status, _, body := c.send(token, "GET", path, "", "", nil)
	return status, body
}

// post sends an act under a new key.
func (c *council) post(token, path, body string) (int, object) {
	c.t.Helper()
	c.keys++
	status, _, answer := c.send(token, "POST", path, fmt.Sprint("key-", c.keys), body, nil)
	return status, answer
}

func (c *council) send(token, method, path, key, body string, header http.Header) (int, http.Header, object) {
	c.t.Helper()
	r, err := http.NewRequestWithContext(c.ctx, method, c.site.URL+"/api/v1"+path, strings.NewReader(body))
	must(c.t, err)
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	if key != "" {
		r.Header.Set("Idempotency-Key", key)
	}
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	for name, values := range header {
		r.Header[name] = values
	}
	w, err := c.site.Client().Do(r)
	must(c.t, err)
	defer w.Body.Close()
	b, err := io.ReadAll(w.Body)
	must(c.t, err)
	var answer object
	if err := json.Unmarshal(b, &answer); err != nil {
		c.t.Fatalf("%s %s answered %d and no JSON: %s", method, path, w.StatusCode, b)
	}
	if kind := w.Header.Get("Content-Type"); w.StatusCode >= 400 && (kind != "application/problem+json" || answer["status"] != float64(w.StatusCode) || answer["title"] == "" || answer["detail"] == "" || answer["type"] != "about:blank") {
		c.t.Errorf("%s %s: a problem of type %s: %v", method, path, kind, answer)
	}
	return w.StatusCode, w.Header, answer
}

// wants checks a status and some members of an answer.
func (c *council) wants(what string, status int, answer object, want int, members object) {
	c.t.Helper()
	if status != want {
		c.t.Fatalf("%s: got %d %v, want %d", what, status, answer, want)
	}
	for name, value := range members {
		if !reflect.DeepEqual(answer[name], value) {
			c.t.Errorf("%s: %s is %v, want %v", what, name, answer[name], value)
		}
	}
}

// uncalled is a ladder on which nobody has been called.
func uncalled(context.Context, []string) (map[string][]caseworker.Call, error) { return nil, nil }
