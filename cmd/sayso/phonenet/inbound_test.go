package phonenet

import (
	"context"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/twilio/twilio-go/client"
)

func TestATextIsPostedAsTwilioPostsIt(t *testing.T) {
	t.Parallel()
	s := startSayso(t, nil)
	n, _ := startNetwork(t, s, func(c *Config) { c.MessagingServiceSID = "MG1" })

	d := n.Text(soon(t), jade, ours, "they keep cancelling 😢")
	if d.Err != nil || d.Status != http.StatusOK || d.Attempts != 1 || d.GivenUp {
		t.Fatalf("delivery: %+v", d)
	}
	p := s.got(t, 1)[0]
	want := map[string]string{
		"MessageSid": d.SID, "SmsSid": d.SID, "SmsMessageSid": d.SID, "AccountSid": account, "ApiVersion": "2010-04-01",
		"MessagingServiceSid": "MG1", "From": jade, "To": ours, "Body": "they keep cancelling 😢", "SmsStatus": "received",
		"NumMedia": "0", "NumSegments": "1", "FromCountry": "GB", "ToCountry": "GB",
		"FromCity": "", "FromState": "", "FromZip": "", "ToCity": "", "ToState": "", "ToZip": "",
	}
	for key, value := range want {
		if got := p.form[key]; len(got) != 1 || got[0] != value {
			t.Errorf("%s: got %q, want %q", key, got, value)
		}
	}
	if len(p.form) != len(want) {
		t.Errorf("got %d fields, want %d", len(p.form), len(want))
	}
	if len(d.SID) != 34 || !strings.HasPrefix(d.SID, "SM") || len(p.token) != 36 {
		t.Errorf("ids: %q, %q", d.SID, p.token)
	}
	if !strings.Contains(d.Answer, "<Response/>") {
		t.Errorf("answer: %q", d.Answer)
	}
}

func TestTheSignatureIsTheOneThatTwiliosOwnLibraryExpects(t *testing.T) {
	t.Parallel()
	for _, address := range []string{
		"https://example.test/sms/inbound", "https://example.test:8443/sms/inbound", "http://127.0.0.1:8080/sms/status?effect=a/1/2&x=%20",
	} {
		form := url.Values{"Body": {"Ünïcode 😢 & = + \n two"}, "From": {jade}, "Empty": {""}, "a": {"1"}, "B": {"2"}}
		check := client.NewRequestValidator(token)
		if !check.ValidateBody(address, []byte(form.Encode()), sign(token, address, form)) {
			t.Errorf("refused for %s", address)
		}
		if check.ValidateBody(address, []byte(form.Encode()), sign("other", address, form)) {
			t.Errorf("another token passes for %s", address)
		}
	}
}

func TestThePublicAddressIsSignedAndTheNearOneDialled(t *testing.T) {
	t.Parallel()
	s := startSayso(t, nil)
	n, _ := startNetwork(t, s, func(c *Config) { c.SignedURL = "https://sayso.test/sms/inbound" })
	n.Text(soon(t), jade, ours, "hi")
	p := s.got(t, 1)[0]
	check := client.NewRequestValidator(token)
	if !check.ValidateBody("https://sayso.test/sms/inbound", []byte(p.body), p.signature) {
		t.Error("the signature is not over the public address")
	}
	if got, want := n.dialled("https://sayso.test/sms/status?e=1"), s.URL+"/sms/status?e=1"; got != want {
		t.Errorf("status dialled at %s, want %s", got, want)
	}
}

func TestARefusalIsGivenUpAtOnceAndStaysInTheList(t *testing.T) {
	t.Parallel()
	for _, status := range []int{http.StatusFound, http.StatusForbidden, http.StatusServiceUnavailable} {
		s := startSayso(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) })
		n, _ := startNetwork(t, s, nil)
		d := n.Text(soon(t), jade, ours, "hi")
		if !d.GivenUp || d.Attempts != 1 || d.Status != status {
			t.Errorf("%d: %+v", status, d)
		}
		if m := n.bySID[d.SID]; m == nil || m.status != "received" {
			t.Errorf("%d: not in the list as received", status)
		}
		if got := n.Counts(); got.Texts != 1 || got.GivenUp != 1 {
			t.Errorf("%d: counts %+v", status, got)
		}
	}
}

func TestAConnectionThatFailsIsTriedOnceMore(t *testing.T) {
	t.Parallel()
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	closed.Close()
	for retries, want := range map[int]int{-1: 1, 0: 2, 3: 4} {
		n, _ := startNetwork(t, nil, func(c *Config) {
			c.InboundURL, c.Retries = "http://"+closed.Addr().String()+"/", retries
		})
		if d := n.Text(soon(t), jade, ours, "hi"); !d.GivenUp || d.Attempts != want || d.Err == nil {
			t.Errorf("retries %d: %+v, want %d attempts", retries, d, want)
		}
	}
}

func TestAConnectionThatIsCutAfterItWasMadeIsNotTriedAgain(t *testing.T) {
	t.Parallel()
	s := startSayso(t, func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })
	n, _ := startNetwork(t, s, nil)
	if d := n.Text(soon(t), jade, ours, "hi"); !d.GivenUp || d.Attempts != 1 || d.Status != 0 {
		t.Errorf("%+v", d)
	}
}

func TestPatienceEndsForAllAttemptsTogether(t *testing.T) {
	t.Parallel()
	s := startSayso(t, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	n, _ := startNetwork(t, s, func(c *Config) { c.Patience, c.Retries = 50*time.Millisecond, 5 })
	if d := n.Text(soon(t), jade, ours, "hi"); !d.GivenUp || d.Attempts != 1 {
		t.Errorf("%+v", d)
	}
}

func TestAReplayIsTheSameRequest(t *testing.T) {
	t.Parallel()
	s := startSayso(t, nil)
	n, _ := startNetwork(t, s, nil)
	d := n.Text(soon(t), jade, ours, "hi")
	if again := n.Replay(soon(t), d.SID); again.SID != d.SID || again.Status != http.StatusOK {
		t.Errorf("replay: %+v", again)
	}
	p := s.got(t, 2)
	if p[0].body != p[1].body || p[0].signature != p[1].signature || p[0].token != p[1].token {
		t.Error("the two requests differ")
	}
	if got := len(n.Phone(jade).Messages); got != 1 {
		t.Errorf("the phone shows %d texts, want 1", got)
	}
	if d := n.Replay(soon(t), "SM1"); d.Err == nil {
		t.Error("an unknown message was replayed")
	}
}

func TestForgeriesAreNoMessagesOfTheNetwork(t *testing.T) {
	t.Parallel()
	s := startSayso(t, nil)
	n, _ := startNetwork(t, s, nil)
	check := client.NewRequestValidator(token)
	for name, forgery := range map[string]Option{
		"unsigned": Unsigned(), "wrong": WronglySigned(), "repeated": Repeated("Body", "INJECTED"),
	} {
		if d := n.Text(soon(t), jade, ours, "hi", forgery); d.Status != http.StatusOK {
			t.Errorf("%s: %+v", name, d)
		}
		all := s.got(t, 1)
		p := all[len(all)-1]
		if passes := check.ValidateBody(s.URL+"/sms/inbound", []byte(p.body), p.signature); passes != (name == "repeated") {
			t.Errorf("%s: passes %v", name, passes)
		}
		if len(p.form.Get("MessageSid")) != 34 {
			t.Errorf("%s: MessageSid %q", name, p.form.Get("MessageSid"))
		}
	}
	if got := len(n.Phone(jade).Messages) + len(n.messages); got != 0 {
		t.Errorf("%d traces of forgeries", got)
	}
}

func TestExtraAndOversizeFieldsAreSigned(t *testing.T) {
	t.Parallel()
	s := startSayso(t, nil)
	n, _ := startNetwork(t, s, nil)
	n.Text(soon(t), jade, ours, "hi", Extra("NewField", "x"), Oversize(70_000))
	p := s.got(t, 1)[0]
	check := client.NewRequestValidator(token)
	if !check.ValidateBody(s.URL+"/sms/inbound", []byte(p.body), p.signature) || len(p.body) < 70_000 || p.form.Get("NewField") != "x" {
		t.Error("the fields are not there, or not signed")
	}
}

func TestATextThatIsNoGoodUTF8ComesThroughByteForByte(t *testing.T) {
	t.Parallel()
	s := startSayso(t, nil)
	n, _ := startNetwork(t, s, nil)
	n.Text(soon(t), jade, ours, "a\xff\x00b")
	if got := s.got(t, 1)[0].form.Get("Body"); got != "a\xff\x00b" {
		t.Errorf("got %q", got)
	}
}

func TestStopBlocksUntilStartAndBothReachTheWebhook(t *testing.T) {
	t.Parallel()
	s := startSayso(t, nil)
	n, address := startNetwork(t, s, nil)
	for _, step := range []struct {
		text, reply string
		blocked     bool
	}{
		{"yes", "", false}, // an answer, while nothing is stopped
		{"STOP PLEASE", "", false},
		{"help", saidHelp, false},
		{" Stop\n", saidStop, true},
		{"HELP", "", true},
		{"quit", "", true},
		{"Yes", saidStart, false},
		{"END", saidStop, true},
		{"unstop", saidStart, false},
	} {
		before := len(n.Phone(jade).Messages)
		n.Text(soon(t), jade, ours, step.text)
		all := s.got(t, 1)
		if got := all[len(all)-1].form.Get("Body"); got != step.text {
			t.Errorf("%q: the webhook got %q", step.text, got)
		}
		reply := ""
		if added := n.Phone(jade).Messages[before+1:]; len(added) == 1 && added[0].Network {
			reply = added[0].Body
		}
		if reply != step.reply {
			t.Errorf("%q: Twilio says %q, want %q", step.text, reply, step.reply)
		}
		_, err := create(address, jade, ours, "hello", "")
		if blocked := code(err) == 21610; blocked != step.blocked {
			t.Errorf("%q: blocked %v, want %v (%v)", step.text, blocked, step.blocked, err)
		}
		if !step.blocked {
			n.Wait(soon(t), jade, func(all []Message) bool { return all[len(all)-1].Body == "hello" })
		}
		if _, err := create(address, jade, staff, "hello", ""); err != nil {
			t.Errorf("%q: another sender is blocked too: %v", step.text, err)
		}
		n.Wait(soon(t), jade, func(all []Message) bool { return all[len(all)-1].With == staff })
	}
}

func TestATextToANumberThatIsNotOursGoesNowhere(t *testing.T) {
	t.Parallel()
	n, _ := startNetwork(t, nil, nil)
	if d := n.Text(context.Background(), jade, kai, "hi"); d.Err == nil {
		t.Errorf("%+v", d)
	}
}

// TestAWebhookIsTriedAsItsAddressAsks, and then its fallback, each signed over its own address.
func TestAWebhookIsTriedAsItsAddressAsks(t *testing.T) {
	t.Parallel()
	const well, away, wrong = http.StatusOK, http.StatusServiceUnavailable, http.StatusForbidden
	for _, c := range []struct {
		fragment, fallback string
		answers            []int
		attempts           int
		taken              bool
	}{
		{"", "", []int{away, well}, 1, false},
		{"#rc=5&rp=all", "", []int{away, wrong, well}, 3, true},
		{"#rc=1&rp=all", "", []int{away, away, well}, 2, false},
		{"#rc=5&rp=5xx", "", []int{away, wrong, well}, 2, false},
		{"#rc=5&rp=ct,4xx", "", []int{wrong, away, well}, 2, false},
		{"#rc=9&rp=all", "", []int{away, away, well}, 2, false}, // nine is too many, so it is one
		{"#rc=0&rp=all", "/again", []int{away, well}, 2, true},
		{"#rc=1&rp=all", "/again#rc=2&rp=5xx", []int{away, away, away, away, well}, 5, true},
		{"#rc=5&rp=all", "", []int{http.StatusFound, well}, 1, false},
	} {
		var mu sync.Mutex
		answers := c.answers
		s := startSayso(t, func(w http.ResponseWriter, _ *http.Request) {
			mu.Lock()
			defer mu.Unlock()
			w.WriteHeader(answers[0])
			answers = answers[1:]
		})
		n, _ := startNetwork(t, s, func(cfg *Config) {
			cfg.SignedURL = "https://sayso.test/sms/inbound" + c.fragment
			if c.fallback != "" {
				cfg.FallbackURL = "https://sayso.test" + c.fallback
			}
		})
		d := n.Text(soon(t), jade, ours, "hi")
		if d.Attempts != c.attempts || d.GivenUp == c.taken || d.Fallback != (c.fallback != "") {
			t.Errorf("%q, fallback %q: %+v, want %d attempts, taken %v", c.fragment, c.fallback, d, c.attempts, c.taken)
		}
		all := s.got(t, c.attempts)
		last := all[len(all)-1]
		check, signed := client.NewRequestValidator(token), n.cfg.SignedURL
		if d.Fallback {
			signed = n.cfg.FallbackURL
			if last.form.Get("ErrorCode") != "11200" || last.form.Get("ErrorUrl") != n.cfg.SignedURL {
				t.Errorf("the fallback is told %v", last.form)
			}
		}
		if !check.ValidateBody(signed, []byte(last.body), last.signature) {
			t.Errorf("%q, fallback %q: the last one is not signed over %s", c.fragment, c.fallback, signed)
		}
		for _, p := range all {
			if p.token == "" || p.token != all[0].token || p.form.Get("MessageSid") != d.SID {
				t.Error("a try of the same webhook is another request")
			}
		}
	}
}
