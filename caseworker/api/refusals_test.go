package api_test

import (
	"net/http"
	"strings"
	"testing"
)

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
		{"nothing, spelt out", c.priya, "POST", "/cases/ABCD-2345/in_hand", "k", `null`, nil, 400, "body"},
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
