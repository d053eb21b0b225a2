package sms

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"sayso/cmd/sayso/phonenet"
	"sayso/conversation"
)

const statusPath = "/sms/status?effect=p00-kim%2F3%2F1"

func statusForm(word, code string) url.Values {
	v := url.Values{"AccountSid": {accountSID}, "MessageSid": {"SM1"}, "MessageStatus": {word}, "To": {kim}, "From": {ourNumber}}
	if code != "" {
		v.Set("ErrorCode", code)
	}
	return v
}

func TestEveryStatusOfTwiliosIsTranslatedOrLeft(t *testing.T) {
	t.Parallel()
	for word, want := range map[string]string{
		"accepted": "", "scheduled": "", "queued": "", "sending": "", "sent": "sent",
		"delivered": "delivered", "read": "delivered", "undelivered": "failed", "failed": "failed", "canceled": "failed",
		"partially_delivered": "", "invented": "", "": "",
	} {
		w := newWorld(t)
		if status, body := w.post(t, statusPath, statusForm(word, ""), nil); status != http.StatusOK || body != emptyAnswer {
			t.Errorf("%q: got %d %q", word, status, body)
		}
		if got := strings.Join(w.notes.statuses["p00-kim/3/1"], " "); got != want {
			t.Errorf("%q: got %q, want %q", word, got, want)
		}
		if f := w.notes.fates["p00-kim/3/1"]; (f.Why != "") != (want == "failed") {
			t.Errorf("%q: it is said why it did not arrive: %+v", word, f)
		}
	}
}

func TestAFailureSaysWhyAndHowOftenItMayBeTriedAgain(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]conversation.Fate{
		"21610": {Why: conversation.WhyOptedOut, OptedOut: true}, "30005": {Why: conversation.WhyNoNumber}, "30006": {Why: conversation.WhyNoNumber},
		"30007": {Why: conversation.WhyFiltered}, "30036": {Why: conversation.WhyOff}, "": {Why: conversation.WhyRefused}, "odd": {Why: conversation.WhyRefused},
		"30001": {Why: conversation.WhyRefused, Again: 3}, "30003": {Why: conversation.WhyOff, Again: 3},
		"30008": {Why: conversation.WhyRefused, Again: 1}, "30017": {Why: conversation.WhyOff, Again: 3},
	} {
		want.Taken, want.Status, want.Try = "SM1", "failed", 2
		w := newWorld(t)
		if status, _ := w.post(t, statusPath+"&try=2", statusForm("failed", code), nil); status != http.StatusOK {
			t.Errorf("code %q: got %d", code, status)
		}
		if got := w.notes.fates["p00-kim/3/1"]; got != want {
			t.Errorf("code %q: got %+v", code, got)
		}
	}
}

// Where no callback comes Twilio is asked, and says the same.
func TestTwilioIsAskedWhatBecameOfAText(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		answer string
		want   conversation.Fate
	}{
		{`{"sid":"SM1","status":"queued"}`, conversation.Fate{Status: "waiting"}},
		{`{"sid":"SM1","status":"invented"}`, conversation.Fate{Status: "waiting"}},
		{`{"sid":"SM1","status":"sent","error_code":null}`, conversation.Fate{Status: "sent"}},
		{`{"sid":"SM1","status":"delivered"}`, conversation.Fate{Status: "delivered"}},
		{`{"sid":"SM1","status":"undelivered","error_code":30003}`, conversation.Fate{Status: "failed", Why: conversation.WhyOff, Again: 3}},
		{`{"sid":"SM1","status":"failed","error_code":21610}`, conversation.Fate{Status: "failed", Why: conversation.WhyOptedOut, OptedOut: true}},
	} {
		w := answering(t, func(rw http.ResponseWriter, r *http.Request) {
			if r.URL.Path != "/2010-04-01/Accounts/"+accountSID+"/Messages/SM1.json" {
				t.Errorf("asked for %s", r.URL.Path)
			}
			io.WriteString(rw, c.answer)
		})
		c.want.Taken = "SM1"
		if got, err := w.Fate(t.Context(), "SM1"); err != nil || got != c.want {
			t.Errorf("%s: got %+v, %v", c.answer, got, err)
		}
	}
	for _, status := range []int{http.StatusNotFound, http.StatusTooManyRequests, http.StatusServiceUnavailable} {
		w := answering(t, func(rw http.ResponseWriter, _ *http.Request) {
			rw.Header().Set("Retry-After", "7")
			rw.WriteHeader(status)
			io.WriteString(rw, "zebra "+kim)
		})
		_, err := w.Fate(t.Context(), "SM1")
		if later := (conversation.Later{}); !errors.As(err, &later) || later.After != 7*time.Second {
			t.Errorf("%d: %v", status, err)
		}
		quiet(t, err)
	}
}

func TestACallbackIsTriedAgainByTwilioAsTheWebhookIs(t *testing.T) {
	t.Parallel()
	for fragment, want := range map[string]string{
		"": public + statusPath, "#rc=5&rp=all": public + statusPath + "#rc=5&rp=all", "rc=5": public + statusPath + "#rc=5",
	} {
		w := newWorld(t, func(c *Config) { c.Fragment = fragment })
		if got := w.callback("effect", "p00-kim/3/1", 1); got != want {
			t.Errorf("%q: got %s", fragment, got)
		}
		if got := w.callback("effect", "p00-kim/3/1", 2); !strings.Contains(got, "&try=2") {
			t.Errorf("the second try has the address %s", got)
		}
		if err := w.send(t.Context(), w.text(t, kim, "Hi zebra")); err != nil {
			t.Fatal(err)
		}
		eventually(t, "the callback is taken", func() bool { return w.Counts()["status_taken"] >= 2 })
	}
}

func TestAStatusIsKeptOrItIsSaidThatItWasNot(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		err  error
		want int
	}{
		{"store away", errAway, http.StatusServiceUnavailable},
		{"erased", conversation.ErrGone, http.StatusOK},
		{"unknown", conversation.ErrNoTalk, http.StatusOK},
	} {
		w := newWorld(t)
		w.notes.refuse = func(string) error { return c.err }
		if status, _ := w.post(t, statusPath, statusForm("failed", ""), nil); status != c.want {
			t.Errorf("%s: got %d, want %d", c.name, status, c.want)
		}
	}
}

func TestAStatusMustNameAnEffectAndBeSigned(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, uri := range []string{"/sms/status", "/sms/status?effect=", "/sms/status?effect=nothing", "/sms/status?effect=%2F3%2F1"} {
		if status, _ := w.post(t, uri, statusForm("sent", ""), nil); status != http.StatusBadRequest {
			t.Errorf("%s: got %d", uri, status)
		}
	}
	status, _ := w.post(t, "/sms/status?effect=p00-kim%2F4%2F1", statusForm("sent", ""), func(r *http.Request) {
		r.Header.Set("X-Twilio-Signature", signed(token, public+statusPath, statusForm("sent", "")))
	})
	if status != http.StatusForbidden {
		t.Errorf("the signature of another effect: got %d", status)
	}
}

func TestWhatBecameOfATextComesBackToItsEffect(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	if err := w.send(t.Context(), w.text(t, kim, "Hi zebra")); err != nil {
		t.Fatal(err)
	}
	statuses := func() string {
		w.notes.mu.Lock()
		defer w.notes.mu.Unlock()
		return strings.Join(w.notes.statuses["p00-kim/3/1"], " ")
	}
	eventually(t, "sent, then delivered", func() bool { return statuses() == "sent delivered" })
}

func TestAPageThatDoesNotArriveIsCountedAndLogged(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	if err := w.net.Trouble(phonenet.Fault{On: phonenet.Carry, Do: phonenet.Undelivered, Times: 1}); err != nil {
		t.Fatal(err)
	}
	if err := w.Page(t.Context(), "+447700900321", "Urgent: see the console", "alert-1"); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the page's failure counted", func() bool { return w.Counts()["pages_failed"] == 1 })
	if log := w.log.String(); !strings.Contains(log, "alert-1") || !strings.Contains(log, "30003") {
		t.Errorf("log: %s", log)
	}
}

func TestAPageComesFromTheSenderOfAlerts(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	if err := w.Page(t.Context(), "+447700900321", "Urgent: see the console", "alert-1"); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	got, err := w.net.Wait(ctx, "+447700900321", func(m []phonenet.Message) bool { return len(m) == 1 })
	if err != nil || got[0].With != alertsFrom || got[0].Body != "Urgent: see the console" {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestAPageThatCannotGoOutSaysWhyAndNotToWhom(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(c *Config) { c.MessagesPerSecond = 0.001 })
	err := w.Page(t.Context(), "not a number zebra!", "Urgent", "alert-1")
	if err == nil {
		t.Error("a page to nobody went out")
	}
	quiet(t, err)
	if err := w.net.Trouble(phonenet.Fault{On: phonenet.Send, Do: phonenet.OptedOut}); err != nil {
		t.Fatal(err)
	}
	err = w.Page(t.Context(), "+447700900321", "Urgent zebra", "alert-2")
	if got := outcome(err); got != "opted out 21610" {
		t.Errorf("got %s", got)
	}
	quiet(t, err)
}

func TestNoPageWaitsForAnother(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(c *Config) { c.MessagesPerSecond = 0.001 })
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	for _, key := range []string{"alert-1", "alert-2", "alert-3"} {
		if err := w.Page(ctx, "+447700900321", "Urgent: see the console", key); err != nil {
			t.Errorf("%s: %v", key, err)
		}
	}
	got, err := w.net.Wait(ctx, "+447700900321", func(m []phonenet.Message) bool { return len(m) == 3 })
	if err != nil {
		t.Errorf("%d arrived: %v", len(got), err)
	}
}
