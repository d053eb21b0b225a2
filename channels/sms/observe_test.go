package sms

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"sayso/cmd/sayso/phonenet"
)

// TestASignatureIsObservedForAnHourAndThenEnforced: of inbound texts alone, and of our account alone.
func TestASignatureIsObservedForAnHourAndThenEnforced(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(c *Config) { c.ObserveUntil = time.Now().Add(time.Hour) })
	text := func(options ...phonenet.Option) int {
		return w.net.Text(t.Context(), kim, ourNumber, "zebra", options...).Status
	}
	if a, b := text(phonenet.Unsigned()), text(phonenet.WronglySigned()); a != 200 || b != 200 || len(w.notes.all()) != 2 {
		t.Errorf("let in: %d and %d, %d kept", a, b, len(w.notes.all()))
	}
	if got := text(phonenet.Repeated("Body", "other")); got != 400 {
		t.Errorf("a second Body: %d", got)
	}
	post := func(where string, f url.Values) int {
		answer, err := http.PostForm(w.server.URL+where, f)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		return answer.StatusCode
	}
	unsigned := url.Values{"AccountSid": {"AC11111111111111111111111111111111"}, "From": {kim}, "To": {ourNumber}, "MessageSid": {"SM9"}, "Body": {"zebra"}}
	if got := post(path, unsigned); got != 403 {
		t.Errorf("of another account: %d", got)
	}
	unsigned.Set("AccountSid", accountSID)
	unsigned.Set("To", "+447700900777")
	if got := post(path, unsigned); got != 403 {
		t.Errorf("to another number: %d", got)
	}
	unsigned.Set("MessageStatus", "undelivered")
	for _, where := range []string{"/sms/status?effect=p00-kim/3/1", "/voice/alert?page=x", "/voice/status?page=x", "/voice/inbound"} {
		if got := post(where, unsigned); got != 403 {
			t.Errorf("%s: %d", where, got)
		}
	}
	if w.Counts()["unsigned_let_in"] < 2 || !strings.Contains(w.log.String(), public+path) || w.Observing().IsZero() {
		t.Error("it is not told, nor over which address the signature should have been")
	}
	w.ahead.Store(int64(time.Hour))
	if got := text(phonenet.Unsigned()); got != 403 || !w.Observing().IsZero() {
		t.Errorf("after an hour: %d", got)
	}
}
