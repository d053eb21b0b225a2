package sms

import (
	"encoding/xml"
	"net/http"
	"net/url"
	"testing"
)

func TestACallerHearsWhereToTurn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	values := url.Values{"AccountSid": {accountSID}, "CallSid": {"CA1"}, "From": {kim}, "To": {ourNumber}}
	status, body := w.post(t, "/voice/inbound", values, nil)
	var twiml struct {
		XMLName xml.Name `xml:"Response"`
		Say     string   `xml:"Say"`
		Hangup  *struct{}
	}
	if err := xml.Unmarshal([]byte(body), &twiml); status != http.StatusOK || err != nil || twiml.Hangup == nil {
		t.Fatalf("got %d %q %v", status, body, err)
	}
	want := "Hello. For Example Council ring 0 1 6 3 2 9 6 0 0 0 0. In danger? Ring 9 9 9 & wait."
	if twiml.Say != want {
		t.Errorf("got %q, want %q", twiml.Say, want)
	}
	if status, _ := w.post(t, "/voice/inbound", values, func(r *http.Request) { r.Header.Del("X-Twilio-Signature") }); status != http.StatusForbidden {
		t.Errorf("unsigned: got %d", status)
	}
}
