package sms

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"sayso/cmd/sayso/phonenet"
	"sayso/conversation"
)

// outcome is what a Send came to, in one word.
func outcome(err error) string {
	var later conversation.Later
	var never conversation.Undeliverable
	switch {
	case err == nil:
		return "sent"
	case errors.As(err, &later):
		return "later " + later.After.String()
	case errors.As(err, &never) && never.OptedOut:
		return "opted out " + never.Code
	case errors.As(err, &never):
		return "never " + never.Code
	case errors.Is(err, conversation.ErrOutcomeUnknown):
		return "unknown"
	default:
		return "refused"
	}
}

// quiet fails when an error says what it must not.
func quiet(t *testing.T, err error) {
	t.Helper()
	for _, secret := range []string{"zebra", "7700900", token} {
		if err != nil && strings.Contains(err.Error(), secret) {
			t.Errorf("%q is in the error %v", secret, err)
		}
	}
}

func TestATextArrivesOnItsPhone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	if err := w.send(t.Context(), w.text(t, kim, "Hi zebra")); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	got, err := w.net.Wait(ctx, kim, func(m []phonenet.Message) bool { return len(m) == 1 })
	if err != nil || got[0].Body != "Hi zebra" || got[0].With != ourNumber {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestEachTroubleOfTheNetworkHasItsOutcome(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		fault phonenet.Fault
		want  string
	}{
		{"429", phonenet.Fault{Do: phonenet.TooMany, For: 7 * time.Second}, "later 7s"},
		{"503 with a page of HTML", phonenet.Fault{Do: phonenet.Broken}, "later 0s"},
		{"hang after it was written", phonenet.Fault{Do: phonenet.Hang}, "unknown"},
		{"hang after it was taken", phonenet.Fault{Do: phonenet.Hang, Accepted: true}, "unknown"},
		{"reset", phonenet.Fault{Do: phonenet.Reset}, "unknown"},
		{"302 with {}", phonenet.Fault{Do: phonenet.NoSID}, "unknown"},
		{"21610", phonenet.Fault{Do: phonenet.OptedOut}, "opted out 21610"},
		{"slow but in time", phonenet.Fault{Do: phonenet.Slow, For: time.Millisecond}, "sent"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			if c.want == "unknown" {
				w.twilio.timeout = 200 * time.Millisecond
			}
			c.fault.On, c.fault.Times = phonenet.Send, 1
			if err := w.net.Trouble(c.fault); err != nil {
				t.Fatal(err)
			}
			err := w.send(t.Context(), w.text(t, kim, "Hi zebra"))
			if got := outcome(err); got != c.want {
				t.Errorf("got %s (%v), want %s", got, err, c.want)
			}
			quiet(t, err)
		})
	}
}

// answering makes a Twilio that gives every request one answer.
func answering(t *testing.T, answer http.HandlerFunc, change ...func(*Config)) *world {
	t.Helper()
	twilio := httptest.NewServer(answer)
	t.Cleanup(twilio.Close)
	return newWorld(t, append([]func(*Config){func(c *Config) { c.APIURL = twilio.URL }}, change...)...)
}

func TestEachAnswerOfTwiliosHasItsOutcome(t *testing.T) {
	t.Parallel()
	const repeats = `,"message":"The 'To' number ` + kim + ` zebra is wrong","more_info":"https://example.org","details":{"zebra":1}}`
	for _, c := range []struct {
		name   string
		status int
		body   string
		want   string
	}{
		{"a Sid", 201, `{"sid":"SM1","body":"zebra"}`, "sent"},
		{"no Sid", 201, `{"body":"zebra"}`, "unknown"},
		{"an empty Sid", 201, `{"sid":"","body":"zebra"}`, "unknown"},
		{"no JSON", 200, `<html>zebra ` + kim + `</html>`, "unknown"},
		{"JSON of another kind", 200, `{"sid":447700900123}`, "unknown"},
		{"nothing at all", 200, ``, "unknown"},
		{"an answer without end", 200, strings.Repeat("zebra", maxAnswer/5+1), "unknown"},
		{"not modified", 304, ``, "unknown"},
		{"credentials", 401, `{"code":20003` + repeats, "later 0s"},
		{"too many", 429, `{"code":20429` + repeats, "later 0s"},
		{"queue full, as 400", 400, `{"code":21611` + repeats, "later 0s"},
		{"our sender cannot send", 400, `{"code":21606` + repeats, "later 0s"},
		{"500", 500, `{"code":20500` + repeats, "later 0s"},
		{"502", 502, `zebra`, "later 0s"},
		{"a gateway's time-out", 504, `zebra`, "unknown"},
		{"no number", 400, `{"code":21211` + repeats, "never 21211"},
		{"a landline", 400, `{"code":21614` + repeats, "never 21614"},
		{"opted out", 400, `{"code":21610` + repeats, "opted out 21610"},
		{"WhatsApp, too late", 400, `{"code":63016` + repeats, "never 63016"},
		{"handset off", 400, `{"code":30003` + repeats, "refused"},
		{"a code of next year", 400, `{"code":99999` + repeats, "refused"},
		{"no code", 400, `zebra ` + kim, "refused"},
		{"forbidden", 403, ``, "later 0s"},
		{"our account is not there", 404, `zebra`, "later 0s"},
		{"our account is suspended", 400, `{"code":30002` + repeats, "later 0s"},
		{"our Messaging Service is empty", 400, `{"code":21703` + repeats, "later 0s"},
		{"a number, and forbidden", 403, `{"code":21211` + repeats, "never 21211"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := answering(t, func(rw http.ResponseWriter, _ *http.Request) {
				rw.WriteHeader(c.status)
				io.WriteString(rw, c.body)
			})
			err := w.send(t.Context(), w.text(t, kim, "Hi zebra"))
			if got := outcome(err); got != c.want {
				t.Errorf("got %s (%v), want %s", got, err, c.want)
			}
			quiet(t, err)
		})
	}
}

func TestWhatNeverLeftIsTriedLater(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.net.Close()
	err := w.send(t.Context(), w.text(t, kim, "Hi zebra"))
	if got := outcome(err); got != "later 0s" {
		t.Errorf("connection refused: got %s (%v)", got, err)
	}
	quiet(t, err)
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if got := outcome(w.send(gone, w.text(t, kim, "Hi zebra"))); got != "later 0s" {
		t.Errorf("we are stopping: got %s", got)
	}
}

func TestARedirectIsNotFollowedWithOurCredentials(t *testing.T) {
	t.Parallel()
	elsewhere := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		t.Errorf("followed, with credentials %q", r.Header.Get("Authorization"))
	}))
	t.Cleanup(elsewhere.Close)
	for _, status := range []int{301, 302, 303, 307, 308} {
		w := answering(t, func(rw http.ResponseWriter, r *http.Request) {
			http.Redirect(rw, r, elsewhere.URL+r.URL.Path, status)
		})
		if got := outcome(w.send(t.Context(), w.text(t, kim, "Hi zebra"))); got != "unknown" {
			t.Errorf("%d: got %s", status, got)
		}
	}
}

func TestATextSaysWhoItIsFromAndWhereItsStatusGoes(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ to, service, from string }{
		{kim, "", ourNumber}, {"whatsapp:" + kim, "", "whatsapp:" + ourNumber}, {"rcs:" + kim, "MG1", ""}, {"messenger:" + kim, "", "messenger:sayso"},
		{"messenger:" + kim, "MG1", "messenger:sayso"}, {kim, "MG1", ""},
	} {
		sent := make(chan url.Values, 1)
		w := answering(t, func(rw http.ResponseWriter, r *http.Request) {
			user, password, _ := r.BasicAuth()
			if err := r.ParseForm(); err != nil || user != accountSID || password != token || r.URL.Path != "/a/2010-04-01/Accounts/"+accountSID+"/Messages.json" {
				t.Errorf("asked %s as %s: %v", r.URL.Path, user, err)
			}
			sent <- r.PostForm
			io.WriteString(rw, `{"sid":"SM1"}`)
		}, func(cfg *Config) { cfg.MessagingServiceSid, cfg.Senders = c.service, []string{"messenger:sayso"} })
		w.twilio.base.Path = "/a"
		text := w.text(t, c.to, "a & b = zebra + ŵ")
		text.Effect = "p00-kim/staff/x y&z=1"
		if err := w.send(t.Context(), text); err != nil {
			t.Fatal(err)
		}
		got := <-sent
		if got.Get("ValidityPeriod") != "14400" { // seconds
			t.Errorf("it is tried for %s s", got.Get("ValidityPeriod"))
		}
		if got.Get("To") != c.to || got.Get("From") != c.from || got.Get("MessagingServiceSid") != map[string]string{"": c.service}[c.from] || got.Get("Body") != text.Body {
			t.Errorf("to %s: got %v", c.to, got)
		}
		callback, err := url.Parse(got.Get("StatusCallback"))
		if err != nil || callback.Host != "sayso.example.org" || callback.Path != "/sms/status" || callback.Query().Get("effect") != text.Effect {
			t.Errorf("status goes to %v, %v", callback, err)
		}
	}
}

func TestRetryAfterIsReadInBothForms(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	for header, want := range map[string]time.Duration{
		"": 0, "0": 0, "7": 7 * time.Second, "-1": 0, "99999999999999999999": 0, "999999": time.Hour, "soon": 0,
		"Sat, 21 Nov 2026 12:00:30 GMT": 30 * time.Second, "Sat, 21 Nov 2026 11:00:00 GMT": 0,
	} {
		if got := retryAfter(header, now); got != want {
			t.Errorf("%q: got %s, want %s", header, got, want)
		}
	}
}

// TestASafetyTextWaitsForNoLine that does not answer; any other is tried later.
func TestASafetyTextWaitsForNoLine(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.notes.set(func(n *notes) { n.noLine = true })
	safety := w.text(t, kim, "safety")
	safety.Lane = conversation.LaneSafety
	if got := outcome(w.send(t.Context(), safety)); got != "sent" {
		t.Errorf("safety: %s", got)
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if got := outcome(w.send(gone, w.text(t, kim, "answer"))); got != "later 0s" {
		t.Errorf("an answer: %s", got)
	}
}

func TestASafetyTextWaitsForNoOther(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(c *Config) { c.MessagesPerSecond = 0.001 })
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	answer, safety := w.text(t, kim, "answer"), w.text(t, kim, "safety")
	safety.Lane = conversation.LaneSafety
	if got := outcome(w.send(ctx, answer)); got != "sent" {
		t.Fatalf("the first answer: %s", got)
	}
	var later conversation.Later
	if err := w.send(ctx, answer); !errors.As(err, &later) || later.After < 900*time.Second || later.After > 1000*time.Second {
		t.Errorf("the second answer: %v", err)
	}
	for range 3 {
		if got := outcome(w.send(ctx, safety)); got != "sent" {
			t.Errorf("safety: %s", got)
		}
	}
	if err := w.send(ctx, answer); !errors.As(err, &later) || later.After < 3900*time.Second {
		t.Errorf("an answer behind three safety texts: %v", err)
	}
	if err := w.Page(ctx, "+447700900321", "Urgent", "alert-1"); err != nil {
		t.Errorf("alerts have a rate of their own: %v", err)
	}
}

func TestATextWaitsItsTurn(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(c *Config) { c.MessagesPerSecond = 100 })
	for range 5 {
		if got := outcome(w.send(t.Context(), w.text(t, kim, "answer"))); got != "sent" {
			t.Errorf("got %s", got)
		}
	}
	w = newWorld(t, func(c *Config) { c.MessagesPerSecond = 0.001 })
	if got := outcome(w.send(t.Context(), w.text(t, kim, "answer"))); got != "sent" {
		t.Fatalf("got %s", got)
	}
	stopping, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- w.send(stopping, w.text(t, kim, "answer")) }()
	cancel()
	if got := outcome(<-done); got != "later 0s" {
		t.Errorf("stopped while it waited: %s", got)
	}
}

func TestADoorOfAnotherDeploymentIsNotSentTo(t *testing.T) {
	t.Parallel()
	w, other := newWorld(t), newWorld(t)
	err := w.send(t.Context(), other.text(t, kim, "Hi zebra"))
	if got := outcome(err); got != "refused" {
		t.Errorf("got %s", got)
	}
	quiet(t, err)
	if _, err := w.Number(other.text(t, kim, "").To); err == nil {
		t.Error("the number was given out")
	}
}
