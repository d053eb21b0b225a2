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
	c.cases, err = register.New(db, seals, c.talks, c.accounts, number, config, now, rand.Reader, log)
	must(t, err)
	door, err := api.New(c.cases, c.accounts, 5*time.Second, log)
	must(t, err)
	mux := http.NewServeMux()
	door.Routes(mux)
	c.site = httptest.NewServer(mux)
	t.Cleanup(c.site.Close)

	c.priya = c.joins("priya@example.gov.uk", "Priya Nair", caseworker.RoleCaseworker)
	c.morag = c.joins("morag@example.gov.uk", "Morag Bell", caseworker.RoleManager)
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
			File:   c.cases.File,
			Send:   func(context.Context, conversation.Text) error { return nil },
			Settle: func(context.Context, conversation.Text) (bool, error) { return true, nil },
			Alert:  func(context.Context, conversation.RaiseAlert) error { return nil },
			Visit:  func(context.Context, conversation.AnswerVisit) error { return nil },
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

// says lets the young person text, and waits until the case has it. It gives the conversation.
func (c *council) says(words string) string {
	c.t.Helper()
	c.keys++
	receipt, err := c.talks.Receive(c.ctx, conversation.Door{Channel: conversation.SMS, Address: "hash-of-a-phone"},
		fmt.Sprint("SM", c.keys), conversation.Said{Channel: conversation.SMS, Text: words})
	must(c.t, err)
	c.until("the case has it", func() bool {
		status, _ := c.get(c.priya, "/cases/ABCD-2345")
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

func TestATextBecomesACaseThatIsClaimedAnsweredVisitedAndClosed(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	conv := c.says("my sw never rings back")
	for n := range 4 {
		c.says(fmt.Sprint("matter ", n+2))
	}
	c.until("all five matters are there", func() bool {
		_, v := c.get(c.priya, "/cases/ABCD-2345")
		return len(v["issues"].([]any)) == 5
	})
	act := func(path, body string, want int, members object) object {
		t.Helper()
		status, answer := c.post(c.priya, "/cases/ABCD-2345/"+path, body)
		c.wants(path, status, answer, want, members)
		return answer
	}
	seen := fmt.Sprintf(`"seen":{%q:5}`, conv)
	act("claim", `{"version":1}`, 200, object{"version": 2.0})
	effect := conv + "/staff-ABCD-2345-2"
	act("messages", fmt.Sprintf(`{"to":%q,"text":"Hello, I am Priya."}`, conv), 202, object{"version": 2.0, "effect": effect})
	act("visits", `{"version":2,"at":"2026-11-26T16:00:00Z","until":"2026-11-26T17:00:00Z","place":"the library","with":"Priya"}`, 201, object{"version": 3.0, "id": "v1"})
	act("visits/v1/outcome", `{"version":3,"state":"done","sorted":"partly","note":"She was glad."}`, 200, object{"version": 4.0})
	act("issues", `{"version":4,"words":"and the food","kinds":["placement"]}`, 201, object{"version": 5.0, "number": 6.0})
	for n, outcome := range []string{"upheld", "not_upheld", "upheld", "not_upheld", "upheld", "withdrawn"} {
		act(fmt.Sprintf("issues/%d/outcome", n+1), fmt.Sprintf(`{"version":%d,"outcome":%q,"action":"","reason":"",%s}`, n+5, outcome, seen), 200, nil)
	}
	act("close", `{"version":11,"reason":"Told at the visit.",`+seen+`}`, 200, object{"version": 12.0})
	status, v := c.get(c.priya, "/cases/ABCD-2345")
	c.wants("the case", status, v, 200, object{"state": "closed", "outcome": "partially_upheld", "owner": "priya@example.gov.uk", "version": 12.0})

	c.until("the young person has the answer", func() bool {
		lines, err := c.talks.Transcript(c.ctx, conv, 0)
		must(t, err)
		last := lines[len(lines)-1]
		return last.Text == "Hello, I am Priya." && last.Name == "Priya" && last.Effect == effect
	})
	if strings.Contains(c.log.String(), "never rings") || strings.Contains(c.log.String(), "Hello, I am") {
		t.Error("the log holds words")
	}
}

func TestEveryOtherActAnswersAsWrittenDown(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	conv := c.says("he has a knife")
	seen := fmt.Sprintf(`"seen":{%q:1}`, conv)
	for _, row := range []struct {
		token, path, body string
		status            int
		answer            object
	}{
		{c.priya, "alerts/A-1/acknowledge", "", 200, object{"version": 1.0}},
		{c.priya, "in_hand", `{"note":"The police are there."}`, 200, object{"version": 1.0}},
		{c.priya, "read", `{` + seen + `}`, 200, object{"version": 1.0}},
		{c.priya, "notes", `{"text":"Seen at school."}`, 200, object{"version": 1.0}},
		{c.priya, "reveal_contact", `{"reason":"To ring her now."}`, 200, object{"version": 1.0, "number": "+447700900123"}},
		{c.priya, "urgency", `{"version":1,"tier":"R2","reason":"It was a film."}`, 202, object{"version": 2.0, "waiting_for": "second_person"}},
		{c.morag, "urgency", `{"version":2,"tier":"R2","reason":"I agree."}`, 200, object{"version": 3.0}},
		{c.priya, "claim", `{"version":3}`, 200, object{"version": 4.0}},
		{c.priya, "hand_over", `{"version":4,"to":"morag@example.gov.uk","note":"On leave."}`, 200, object{"version": 5.0}},
		{c.morag, "release", `{"version":5}`, 200, object{"version": 6.0}},
		{c.morag, "category", `{"version":6,"category":"representation","reason":"A question.",` + seen + `}`, 200, object{"version": 7.0}},
		{c.morag, "standing", `{"version":7,"ground":"own_right","decision":"accepted","reason":"Looked after."}`, 200, object{"version": 8.0}},
		{c.morag, "extend", `{"version":8,"until":"2026-12-09","reason":"An advocate is coming."}`, 200, object{"version": 9.0}},
		{c.morag, "stage", `{"version":9,"to":"2","reason":"She asked.",` + seen + `}`, 200, object{"version": 10.0}},
		{c.morag, "issues/1/outcome", `{"version":10,"outcome":"upheld",` + seen + `}`, 200, object{"version": 11.0}},
		{c.morag, "close", `{"version":11,` + seen + `}`, 200, object{"version": 12.0}},
		{c.morag, "reopen", `{"version":12,"reason":"Too early."}`, 200, object{"version": 13.0}},
		{c.morag, "join", `{"version":13,"case":"WXYZ-2345"}`, 422, object{"code": "not_yet"}},
	} {
		status, answer := c.post(row.token, "/cases/ABCD-2345/"+row.path, row.body)
		c.wants(row.path, status, answer, row.status, row.answer)
	}
}

func TestWhatCameAnotherWayIsTakenInAndListed(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	letter := `{"channel":"letter","received":"2026-11-20T09:00:00Z","submitted_by":{"who":"young_person","name":"Ty"},"young_people":[{"name":"Ty","age":15}],"words":"They moved me.","issues":[{"words":"moved","kinds":["placement"]}]}`
	references := map[string]bool{}
	for range 5 {
		status, answer := c.post(c.machine, "/cases", letter)
		c.wants("enter", status, answer, 201, object{"version": 1.0})
		references[answer["reference"].(string)] = true
	}
	pages := 0
	for path := "/cases?state=waiting"; path != ""; pages++ {
		status, page := c.get(c.machine, path)
		c.wants("list", status, page, 200, nil)
		for _, row := range page["cases"].([]any) {
			row := row.(object)
			delete(references, row["reference"].(string))
			want := object{
				"state": "waiting", "urgency": "none", "channel": "letter", "due": "2026-12-04", "owner": nil,
				"language": "en", "received": "2026-11-20T09:00:00Z",
			}
			for name, want := range want {
				if row[name] != want {
					t.Errorf("%s is %v, want %v", name, row[name], want)
				}
			}
		}
		path = ""
		if next, more := page["next"].(string); more {
			path = "/cases?state=waiting&cursor=" + next
		}
	}
	if pages != 3 || len(references) != 0 {
		t.Errorf("%d pages, and %v not listed; want 3, none", pages, references)
	}
}

func TestEveryRefusalOfTheDoor(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	c.says("my sw never rings back")
	claim := "/cases/ABCD-2345/claim"
	for _, row := range []struct {
		why, token, method, path, key, body string
		header                              http.Header
		status                              int
		code                                string
	}{
		{"nobody", "", "GET", "/cases", "", "", nil, 401, "not_signed_in"},
		{"a wrong token", "sayso_wrong", "GET", "/cases", "", "", nil, 401, "not_signed_in"},
		{"another scheme", "", "GET", "/cases", "", "", http.Header{"Authorization": {"Basic " + c.priya}}, 401, "not_signed_in"},
		{"a path that is none, and nobody", "", "GET", "/nothing", "", "", nil, 401, "not_signed_in"},
		{"a path that is none", c.priya, "GET", "/nothing", "", "", nil, 404, "not_found"},
		{"a case that is none", c.priya, "GET", "/cases/ZZZZ-2345", "", "", nil, 404, "no_such_case"},
		{"an act on a case that is none", c.priya, "POST", "/cases/ZZZZ-2345/claim", "k", `{"version":1}`, nil, 404, "no_such_case"},
		{"a machine that reads", c.machine, "POST", "/cases/ABCD-2345/read", "k", `{}`, nil, 403, "not_allowed"},
		{"a machine that closes", c.machine, "POST", "/cases/ABCD-2345/close", "k", `{}`, nil, 403, "not_allowed"},
		{"no key", c.priya, "POST", claim, "", `{"version":1}`, nil, 400, "idempotency_key"},
		{"too long a key", c.priya, "POST", claim, strings.Repeat("k", 201), `{"version":1}`, nil, 400, "idempotency_key"},
		{"no version", c.priya, "POST", claim, "k", "", nil, 400, "version"},
		{"an old version", c.priya, "POST", "/cases/ABCD-2345/release", "k2", `{"version":7}`, nil, 409, "version"},
		{"an unknown field", c.priya, "POST", claim, "k", `{"version":1,"colour":"red"}`, nil, 400, "body"},
		{"a wrong type", c.priya, "POST", claim, "k", `{"version":"1"}`, nil, 400, "body"},
		{"no object", c.priya, "POST", claim, "k", `[1]`, nil, 400, "body"},
		{"two objects", c.priya, "POST", claim, "k", `{"version":1}{}`, nil, 400, "body"},
		{"half an object", c.priya, "POST", claim, "k", `{"version":`, nil, 400, "body"},
		{"no UTF-8", c.priya, "POST", "/cases/ABCD-2345/notes", "k", "{\"text\":\"\xff\"}", nil, 400, "body"},
		{"too large a body", c.priya, "POST", "/cases/ABCD-2345/notes", "k", `{"text":"` + strings.Repeat("x", 300<<10) + `"}`, nil, 413, "too_large"},
		{"a form", c.priya, "POST", claim, "k", "version=1", http.Header{"Content-Type": {"application/x-www-form-urlencoded"}}, 415, "content_type"},
		{"a date that is none", c.priya, "POST", "/cases/ABCD-2345/extend", "k", `{"version":1,"until":"2026-13-01","reason":"x"}`, nil, 400, "body"},
		{"an issue that is none", c.priya, "POST", "/cases/ABCD-2345/issues/x/outcome", "k3", `{"version":1,"outcome":"upheld","seen":{}}`, nil, 409, "heard_since"},
		{"a state that is none", c.priya, "GET", "/cases?state=lost", "", "", nil, 422, "state"},
		{"a cursor that is none", c.priya, "GET", "/cases?cursor=x", "", "", nil, 422, "cursor"},
	} {
		status, header, answer := c.send(row.token, row.method, row.path, row.key, row.body, row.header)
		if status != row.status || answer["code"] != row.code {
			t.Errorf("%s: got %d %v, want %d %s", row.why, status, answer, row.status, row.code)
		}
		if status == 401 && header.Get("WWW-Authenticate") == "" {
			t.Errorf("%s: no WWW-Authenticate", row.why)
		}
		if header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: may be kept by a cache", row.why)
		}
	}
	if status, v := c.get(c.priya, "/cases/ABCD-2345"); status != 200 || v["version"] != 1.0 || v["owner"] != nil {
		t.Errorf("a refused request has changed the case: %v", v)
	}
}

func TestAConflictSaysWhoWasFirstAndWhen(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	c.says("my sw never rings back")
	c.post(c.priya, "/cases/ABCD-2345/claim", `{"version":1}`)
	for _, path := range []string{"claim", "release"} {
		status, answer := c.post(c.morag, "/cases/ABCD-2345/"+path, `{"version":1}`)
		c.wants(path, status, answer, 409, object{"by": "priya@example.gov.uk", "at": "2026-11-23T10:00:00Z", "version": 2.0})
	}
}

func TestTheSameKeyGetsTheSameAnswerAndAnotherBodyIsRefused(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	c.says("my sw never rings back")
	send := func(path, body string) (int, object) {
		status, _, answer := c.send(c.priya, "POST", "/cases/ABCD-2345/"+path, "same", body, nil)
		return status, answer
	}
	status, first := send("issues", `{"version":1,"words":"the food"}`)
	c.wants("first", status, first, 201, object{"number": 2.0, "version": 2.0})
	for range 3 {
		status, again := send("issues", `{"version":1,"words":"the food"}`)
		c.wants("again", status, again, 201, first)
	}
	for path, body := range map[string]string{"issues": `{"version":2,"words":"the bus"}`, "claim": `{"version":1}`} {
		status, other := send(path, body)
		c.wants("another "+path, status, other, 422, object{"code": "idempotency_key_reused"})
	}
}

func TestABlockedMessageSaysWhy(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	c.says("my mum reads this")
	status, answer := c.post(c.priya, "/cases/ABCD-2345/messages", `{"text":"Hello"}`)
	c.wants("an unsafe phone", status, answer, 422, object{"code": "blocked", "reason": "unsafe_contact"})
	status, answer = c.post(c.priya, "/cases", `{"channel":"phone","received":"2026-11-20T09:00:00Z","submitted_by":{"who":"unknown"},"young_people":[],"words":"x","issues":[]}`)
	c.wants("enter", status, answer, 201, nil)
	status, answer = c.post(c.priya, "/cases/"+answer["reference"].(string)+"/messages", `{"text":"Hello"}`)
	c.wants("a case without a conversation", status, answer, 422, object{"code": "no_conversation"})
}

func TestWithoutRedisTheDoorSaysTryAgain(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	c.stopRedis()
	status, header, answer := c.send(c.priya, "GET", "/cases", "", "", nil)
	if status != 503 || header.Get("Retry-After") == "" || answer["code"] != "unavailable" {
		t.Errorf("got %d %v", status, answer)
	}
}
