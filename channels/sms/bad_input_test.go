package sms

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

// posted sends a body to a webhook as it stands, and gives the status.
func (w *world) posted(t *testing.T, method, where, body string, header http.Header) int {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, w.server.URL+where, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header = header
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	return answer.StatusCode
}

// withSignature are the headers of a webhook.
func withSignature(signatures ...string) http.Header {
	return http.Header{"Content-Type": {"application/x-www-form-urlencoded"}, "X-Twilio-Signature": signatures}
}

// TestWhatIsNoWebhookIsRefusedAndKeepsNothing: every form, encoding and header that somebody may try.
func TestWhatIsNoWebhookIsRefusedAndKeepsNothing(t *testing.T) {
	t.Parallel()
	values := inboundForm()
	values.Set("Body", "zebra")
	body, right := values.Encode(), signed(token, public+path, values)
	var zipped bytes.Buffer
	z := gzip.NewWriter(&zipped)
	z.Write([]byte(body))
	z.Close()
	many := url.Values{}
	for n := range 1000 {
		many.Set(fmt.Sprintf("f%d", n), "x")
	}
	multipart := "--b\r\nContent-Disposition: form-data; name=\"Body\"\r\n\r\nzebra\r\n--b--\r\n"
	for name, c := range map[string]struct {
		method, where, body string
		header              http.Header
		want                int
	}{
		"by GET":                       {"GET", path + "?" + body, "", withSignature(right), 405},
		"by PUT":                       {"PUT", path, body, withSignature(right), 405},
		"no body":                      {"POST", path, "", withSignature(right), 403},
		"no signature":                 {"POST", path, body, withSignature(), 403},
		"an empty signature":           {"POST", path, body, withSignature(""), 403},
		"the wrong one before":         {"POST", path, body, withSignature("AAAAAAAAAAAAAAAAAAAAAAAAAAA=", right), 403},
		"two in one":                   {"POST", path, body, withSignature(right + ", " + right), 403},
		"a broken escape":              {"POST", path, body + "&x=%zz", withSignature(right), 400},
		"half an escape":               {"POST", path, body + "&x=%4", withSignature(right), 400},
		"a semicolon":                  {"POST", path, body + ";x=1", withSignature(right), 400},
		"a key twice":                  {"POST", path, body + "&Body=other", withSignature(right), 400},
		"an empty key twice":           {"POST", path, body + "&=1&=2", withSignature(right), 400},
		"a thousand fields":            {"POST", path, many.Encode(), withSignature(right), 403},
		"as many as fit":               {"POST", path, strings.Repeat("&", maxBody-1), withSignature(right), 403},
		"one byte too many":            {"POST", path, strings.Repeat("&", maxBody+1), withSignature(right), 413},
		"a query that was not signed":  {"POST", path + "?Body=other", body, withSignature(right), 403},
		"zipped":                       {"POST", path, zipped.String(), http.Header{"Content-Encoding": {"gzip"}, "X-Twilio-Signature": {right}}, 400},
		"multipart":                    {"POST", path, multipart, http.Header{"Content-Type": {"multipart/form-data; boundary=b"}, "X-Twilio-Signature": {right}}, 400},
		"JSON":                         {"POST", path, `{"Body":"zebra"}`, http.Header{"Content-Type": {"application/json"}, "X-Twilio-Signature": {right}}, 403},
		"another path":                 {"POST", "/sms/inbound/", body, withSignature(right), 404},
		"an inbound text as a status":  {"POST", "/sms/status?effect=p00-kim/1/s1", body, withSignature(right), 403},
		"the signature in other words": {"POST", path, body, withSignature(strings.ToLower(right)), 403},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			if got := w.posted(t, c.method, c.where, c.body, c.header); got != c.want {
				t.Errorf("answered %d, want %d", got, c.want)
			}
			if n := len(w.notes.all()); n != 0 {
				t.Errorf("%d messages are kept", n)
			}
		})
	}
}

// TestASignedTextIsTakenInWhateverElseIsInIt: Twilio adds fields without notice, and says nothing of how it writes them.
func TestASignedTextIsTakenInWhateverElseIsInIt(t *testing.T) {
	t.Parallel()
	many := url.Values{}
	for n := range 1000 {
		many.Set(fmt.Sprintf("Field%d", n), strings.Repeat("x", n%40))
	}
	for name, c := range map[string]struct {
		extra  url.Values
		header http.Header
	}{
		"a thousand new fields": {many, http.Header{"Content-Type": {"application/x-www-form-urlencoded; charset=UTF-8"}}},
		"no content type":       {nil, http.Header{}},
		"another content type":  {nil, http.Header{"Content-Type": {"text/plain"}}},
		"an odd charset":        {nil, http.Header{"Content-Type": {"application/x-www-form-urlencoded; charset=utf-16"}}},
		"letters of all kinds":  {url.Values{"Ünïcode": {"\x00\xff💔"}, "": {"empty key"}}, http.Header{}},
		"from a proxy":          {nil, http.Header{"X-Forwarded-Host": {"evil.example"}, "Forwarded": {"host=evil.example"}, "X-Original-Url": {"/x"}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			values := inboundForm()
			values.Set("Body", "zebra")
			for k := range c.extra {
				values.Set(k, c.extra.Get(k))
			}
			header := c.header.Clone()
			header.Set("X-Twilio-Signature", signed(token, public+path, values))
			if got := w.posted(t, "POST", path, values.Encode(), header); got != 200 || len(w.notes.all()) != 1 {
				t.Errorf("answered %d, %d kept", got, len(w.notes.all()))
			}
		})
	}
}

// TestATextOfLastWeekIsTakenOnce though its signature holds for ever.
func TestATextOfLastWeekIsTakenOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	first := w.net.Text(t.Context(), kim, ourNumber, "zebra")
	w.ahead.Store(int64(8 * 24 * time.Hour))
	if again := w.net.Replay(t.Context(), first.SID); again.Status != 200 || len(w.notes.all()) != 1 || w.Counts()["inbound_again"] != 1 {
		t.Errorf("answered %d, %d kept", again.Status, len(w.notes.all()))
	}
}
