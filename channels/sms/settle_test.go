package sms

import (
	"fmt"
	"io"
	"net/http"
	"testing"
	"time"

	"sayso/cmd/sayso/phonenet"
)

func TestAnUnknownOutcomeIsSettledByTwiliosList(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		fault phonenet.Fault
		want  bool
	}{
		{"it was taken", phonenet.Fault{Do: phonenet.NoSID, Accepted: true}, true},
		{"it was not", phonenet.Fault{Do: phonenet.NoSID}, false},
		{"it was taken and the line broke", phonenet.Fault{Do: phonenet.Reset, Accepted: true}, true},
	} {
		w := newWorld(t)
		c.fault.On, c.fault.Times = phonenet.Send, 1
		if err := w.net.Trouble(c.fault); err != nil {
			t.Fatal(err)
		}
		text := w.text(t, kim, "Hi zebra")
		if got := outcome(w.send(t.Context(), text)); got != "unknown" {
			t.Fatalf("%s: the send was %s", c.name, got)
		}
		if got, err := w.settled(t.Context(), text); err != nil || got != c.want {
			t.Errorf("%s: got %v, %v", c.name, got, err)
		}
	}
}

func TestASilentListSettlesNothing(t *testing.T) {
	t.Parallel()
	for _, do := range []phonenet.What{phonenet.Broken, phonenet.TooMany, phonenet.Reset} {
		w := newWorld(t)
		text := w.text(t, kim, "Hi zebra")
		if err := w.send(t.Context(), text); err != nil {
			t.Fatal(err)
		}
		if err := w.net.Trouble(phonenet.Fault{On: phonenet.List, Do: do}); err != nil {
			t.Fatal(err)
		}
		got, err := w.settled(t.Context(), text)
		if err == nil || got {
			t.Errorf("%s: got %v, %v", do, got, err)
		}
		quiet(t, err)
	}
}

func TestOnlyThisTextSettlesIt(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 21, 12, 0, 0, 900e6, time.UTC)
	const listed = `{"messages":[{"sid":"SM1","direction":%q,"body":%q,"to":"` + kim + `","date_created":%q}]}`
	for _, c := range []struct {
		name, direction, body, created string
		want                           bool
	}{
		{"a second after it was said", "outbound-api", "Hi zebra", "Sat, 21 Nov 2026 12:00:01 +0000", true},
		{"in the same second", "outbound-api", "Hi zebra", "Sat, 21 Nov 2026 12:00:00 +0000", true},
		{"by a clock that is half a minute behind", "outbound-api", "Hi zebra", "Sat, 21 Nov 2026 11:59:31 +0000", true},
		{"in another zone", "outbound-api", "Hi zebra", "Sat, 21 Nov 2026 13:00:01 +0100", true},
		{"the same words an hour before", "outbound-api", "Hi zebra", "Sat, 21 Nov 2026 11:00:00 +0000", false},
		{"other words", "outbound-api", "Hi", "Sat, 21 Nov 2026 12:00:01 +0000", false},
		{"their own words", "inbound", "Hi zebra", "Sat, 21 Nov 2026 12:00:01 +0000", false},
		{"no readable date", "outbound-api", "Hi zebra", "yesterday", false},
	} {
		w := answering(t, func(rw http.ResponseWriter, r *http.Request) {
			if got := r.URL.Query().Get("To"); got != kim {
				t.Errorf("%s: asked for another number", c.name)
			}
			fmt.Fprintf(rw, listed, c.direction, c.body, c.created)
		})
		text := w.text(t, kim, "Hi zebra")
		text.At = at
		if got, err := w.settled(t.Context(), text); err != nil || got != c.want {
			t.Errorf("%s: got %v, %v", c.name, got, err)
		}
	}
}

func TestAListThatIsNoListSettlesNothing(t *testing.T) {
	t.Parallel()
	for _, body := range []string{"", "<html>zebra</html>", `{"messages":"zebra"}`, `{}`, `{"messages":null}`,
		`{"messages":[],"next_page_uri":"/?PageToken=PA1"}`, `{"messages":[],"next_page_uri":"/?PageToken=endless"}`, `{"messages":[],"next_page_uri":"%"}`,
	} {
		w := answering(t, func(rw http.ResponseWriter, r *http.Request) {
			if r.URL.Query().Get("PageToken") == "PA1" {
				rw.WriteHeader(http.StatusNotFound)
				return
			}
			io.WriteString(rw, body)
		})
		got, err := w.settled(t.Context(), w.text(t, kim, "Hi zebra"))
		if err == nil || got {
			t.Errorf("%q: got %v, %v", body, got, err)
		}
		quiet(t, err)
	}
}

func TestTheSameWordsOfAnotherTextDoNotSettleThisOne(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	first := w.text(t, kim, "Hi zebra")
	taken, err := w.Send(t.Context(), first)
	if err != nil || taken == "" {
		t.Fatalf("sent as %q: %v", taken, err)
	}
	second := w.text(t, kim, "Hi zebra")
	second.Taken = []string{taken}
	if sid, err := w.Settle(t.Context(), second); err != nil || sid != "" {
		t.Errorf("settled by %q, %v: that is the first one", sid, err)
	}
	if sid, err := w.Settle(t.Context(), first); err != nil || sid != taken {
		t.Errorf("settled by %q, %v, want %q", sid, err, taken)
	}
}
