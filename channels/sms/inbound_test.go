package sms

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"
	"time"
	"unicode/utf8"

	"sayso/cmd/sayso/phonenet"
	"sayso/conversation"
)

// post sends a form as Twilio would, signed over the public address unless the change says else.
func (w *world) post(t *testing.T, uri string, values url.Values, change func(*http.Request)) (status int, body string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, w.server.URL+uri, strings.NewReader(values.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("X-Twilio-Signature", signed(token, public+uri, values))
	if change != nil {
		change(req)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	answer, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(answer)
}

func with(values url.Values, key, value string) url.Values {
	values.Set(key, value)
	return values
}

func TestATextIsKeptBehindItsDoor(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	d := w.net.Text(t.Context(), kim, ourNumber, "my worker zebra never comes")
	if d.Status != http.StatusOK || d.Answer != emptyAnswer {
		t.Fatalf("got %d %q %v", d.Status, d.Answer, d.Err)
	}
	got := w.notes.all()
	if len(got) != 1 || got[0].id != d.SID || !reflect.DeepEqual(got[0].said, conversation.Said{Channel: conversation.SMS, ID: d.SID, Text: "my worker zebra never comes"}) {
		t.Fatalf("got %+v", got)
	}
	if number, err := w.Number(got[0].door); err != nil || number != kim {
		t.Errorf("behind the door: %q, %v", number, err)
	}
}

func TestATextThatIsACodeIsTriedFirst(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.notes.set(func(n *notes) {
		n.codes = map[string]error{"otter lemon kite lantern": nil, "otter lemon kite kitten": conversation.ErrTooManyTries, "otter lemon kite puppy": errAway}
	})
	for _, c := range []struct {
		text   string
		status int
		joined bool
		kept   bool
	}{
		{"Otter-Lemon-Kite-Lantern", http.StatusOK, true, false},
		{"otter lemon kite lantren", http.StatusOK, true, false},
		{"otter lemon kite wombat", http.StatusOK, false, true}, // wrong: their own words are not lost
		{"otter lemon kite kitten", http.StatusOK, false, true},
		{"otter lemon kite puppy", http.StatusServiceUnavailable, false, false},
		{"hi my code is otter lemon kite lantern", http.StatusOK, true, false},
		{"otter lemon kite lantern is what i saw", http.StatusOK, false, true},
	} {
		w.notes.set(func(n *notes) { n.joined, n.messages = nil, nil })
		d := w.net.Text(t.Context(), kim, ourNumber, c.text)
		joined, kept := len(w.notes.came()), w.notes.all()
		if d.Status != c.status || joined == 1 != c.joined || len(kept) == 1 != c.kept || c.kept && kept[0].said.Text != c.text {
			t.Errorf("%q: status %d, joined %d, kept %+v", c.text, d.Status, joined, kept)
		}
	}
	w.notes.set(func(n *notes) { n.joined = nil })
	d := w.net.Text(t.Context(), kim, ourNumber, "otter lemon kite lantern")
	if came := w.notes.came(); len(came) != 1 || came[0].id != d.SID {
		t.Fatalf("came %+v", came)
	}
	if number, err := w.Number(w.notes.came()[0].door); err != nil || number != kim {
		t.Errorf("behind the door: %q, %v", number, err)
	}
}

func TestATextThatComesTwiceIsKeptOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	d := w.net.Text(t.Context(), kim, ourNumber, "zebra")
	again := w.net.Replay(t.Context(), d.SID)
	if again.Status != http.StatusOK {
		t.Errorf("the replay got %d", again.Status)
	}
	if n := len(w.notes.all()); n != 1 {
		t.Errorf("kept %d times", n)
	}
	if c := w.Counts(); c["inbound_taken"] != 1 || c["inbound_again"] != 1 {
		t.Errorf("counts: %v", c)
	}
}

func TestForgeriesAndMonstersAreRefused(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, c := range []struct {
		name   string
		option phonenet.Option
		want   int
		count  string
	}{
		{"unsigned", phonenet.Unsigned(), http.StatusForbidden, "refused_signature"},
		{"wrongly signed", phonenet.WronglySigned(), http.StatusForbidden, "refused_signature"},
		{"a second Body behind the signed one", phonenet.Repeated("Body", "zebra injected"), http.StatusBadRequest, "refused_form"},
		{"oversize", phonenet.Oversize(maxBody), http.StatusRequestEntityTooLarge, "refused_size"},
	} {
		before := w.Counts()[c.count]
		d := w.net.Text(t.Context(), kim, ourNumber, "zebra", c.option)
		if d.Status != c.want || strings.Contains(d.Answer, "zebra") {
			t.Errorf("%s: got %d %q, want %d", c.name, d.Status, d.Answer, c.want)
		}
		if got := w.Counts()[c.count]; got != before+1 {
			t.Errorf("%s: %s went from %d to %d", c.name, c.count, before, got)
		}
	}
	if got := w.notes.all(); len(got) != 0 {
		t.Errorf("kept %d", len(got))
	}
	if d := w.net.Text(t.Context(), kim, ourNumber, "zebra", phonenet.Extra("InventedTomorrow", "1")); d.Status != http.StatusOK {
		t.Errorf("a new field of Twilio's: got %d", d.Status)
	}
}

func TestWhoWritesTheHeadersDoesNotChooseTheAddress(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	evil := func(r *http.Request) {
		r.Host = "evil.example.org"
		r.Header.Set("X-Forwarded-Host", "evil.example.org")
		r.Header.Set("X-Forwarded-Proto", "https")
		r.Header.Set("X-Forwarded-Path", path)
	}
	if status, _ := w.post(t, path, inboundForm(), evil); status != http.StatusOK {
		t.Errorf("rightly signed: got %d", status)
	}
	status, _ := w.post(t, path, inboundForm(), func(r *http.Request) {
		evil(r)
		r.Header.Set("X-Twilio-Signature", signed(token, "https://evil.example.org"+path, inboundForm()))
	})
	if status != http.StatusForbidden {
		t.Errorf("signed over the headers' address: got %d", status)
	}
}

func TestOnlyPostIsAnswered(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, uri := range []string{"/sms/inbound", "/sms/status", "/voice/inbound"} {
		res, err := http.Get(w.server.URL + uri)
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		if res.StatusCode != http.StatusMethodNotAllowed {
			t.Errorf("GET %s: got %d", uri, res.StatusCode)
		}
	}
}

func TestWhateverCanBeTypedIsKept(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	long := strings.Repeat("I want to see my sister. ", 64) // 1,600 characters
	for _, c := range []struct{ name, sent, want string }{
		{"nothing, as with a picture alone", "", ""},
		{"emoji only", "😡😢👩‍👧", "😡😢👩‍👧"},
		{"1,600 characters", long, long},
		{"1,600 emoji", strings.Repeat("😀", 1600), strings.Repeat("😀", 1600)},
		{"not UTF-8", "caf\xe9 \xff\xfe!", "caf\uFFFD \uFFFD!"},
		{"NUL", "a\x00b", "ab"},
		{"lines, signs and what looks like a form", "a\r\nb & c=d + e;f %41 <x>", "a\r\nb & c=d + e;f %41 <x>"},
		{"right to left and Welsh", "شكرا ŵŷ", "شكرا ŵŷ"},
	} {
		d := w.net.Text(t.Context(), kim, ourNumber, c.sent)
		if d.Status != http.StatusOK {
			t.Errorf("%s: got %d", c.name, d.Status)
			continue
		}
		all := w.notes.all()
		if got := all[len(all)-1].said.Text; got != c.want || !utf8.ValidString(got) {
			t.Errorf("%s: got %q", c.name, got)
		}
	}
}

func TestNothingIsPretendedWhileTheStoreIsAway(t *testing.T) {
	t.Parallel()
	for name, trouble := range map[string]func(*notes){
		"refuses": func(n *notes) { n.refuse = func(string) error { return errAway } },
		"hangs":   func(n *notes) { n.hang = true },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, func(c *Config) { c.ReceiveTimeout = 20 * time.Millisecond })
			w.notes.set(trouble)
			d := w.net.Text(t.Context(), kim, ourNumber, "zebra")
			if d.Status != http.StatusServiceUnavailable || strings.Contains(d.Answer, "Response") {
				t.Errorf("got %d %q", d.Status, d.Answer)
			}
			if c := w.Counts(); c["inbound_not_kept"] != 1 || c["inbound_taken"] != 0 {
				t.Errorf("counts: %v", c)
			}
			if len(w.missed) != 1 {
				t.Error("the sweep has not been asked to look")
			}
		})
	}
}

func TestSendersThatAreNoPhonesAreKeptAsTheyAre(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for i, c := range []struct{ from, to string }{
		{"60777", ourNumber}, {"EXAMPLEBANK", ourNumber}, {"whatsapp:" + kim, "whatsapp:" + ourNumber}, {kim, ourNumber},
	} {
		sid := "SM" + strconv.Itoa(i)
		values := with(with(with(inboundForm(), "From", c.from), "To", c.to), "MessageSid", sid)
		if status, _ := w.post(t, path, values, nil); status != http.StatusOK {
			t.Errorf("%s: got %d", c.from, status)
			continue
		}
		all := w.notes.all()
		if number, err := w.Number(all[len(all)-1].door); err != nil || number != c.from {
			t.Errorf("from %s: behind the door is %q, %v", c.from, number, err)
		}
	}
}

func TestOnlyWhatIsOursIsTaken(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(c *Config) { c.MessagingServiceSid = "MG1" })
	for _, c := range []struct {
		name, key, value string
		want             int
	}{
		{"another account", "AccountSid", "AC1", http.StatusForbidden},
		{"another number", "To", "+447700900555", http.StatusForbidden},
		{"no number", "To", "", http.StatusForbidden},
		{"no sender", "From", "", http.StatusBadRequest},
		{"no MessageSid", "MessageSid", "", http.StatusBadRequest},
		{"a MessageSid that is none", "MessageSid", "SM{1}:zebra", http.StatusBadRequest},
		{"a MessageSid without end", "MessageSid", strings.Repeat("5", maxSid+1), http.StatusBadRequest},
	} {
		if status, _ := w.post(t, path, with(inboundForm(), c.key, c.value), nil); status != c.want {
			t.Errorf("%s: got %d, want %d", c.name, status, c.want)
		}
	}
	other := with(inboundForm(), "To", "+447700900555")
	if status, _ := w.post(t, path, with(other, "MessagingServiceSid", "MG1"), nil); status != http.StatusOK {
		t.Errorf("another number of our Messaging Service: got %d", status)
	}
}

// TestAnotherSenderOfOursIsOurs: on another channel, with an address of its own.
func TestAnotherSenderOfOursIsOurs(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(c *Config) { c.Senders = []string{"rcs:example_agent", "whatsapp:+447700900002"} })
	for to, want := range map[string]int{
		"rcs:example_agent": http.StatusOK, "whatsapp:+447700900002": http.StatusOK, "whatsapp:" + ourNumber: http.StatusOK,
		"rcs:another_agent": http.StatusForbidden, "+447700900002": http.StatusForbidden,
	} {
		if status, _ := w.post(t, path, with(inboundForm(), "To", to), nil); status != want {
			t.Errorf("to %s: got %d, want %d", to, status, want)
		}
	}
}

// TestWhatTheNetworkMadeOfATextIsPassedOn, and the words with it.
func TestWhatTheNetworkMadeOfATextIsPassedOn(t *testing.T) {
	t.Parallel()
	for kind, want := range map[string]string{"STOP": "stop", "START": "start", "HELP": "", "": "", "odd": ""} {
		w := newWorld(t)
		if status, _ := w.post(t, path, with(with(inboundForm(), "Body", "arret"), "OptOutType", kind), nil); status != http.StatusOK {
			t.Fatalf("%q: got %d", kind, status)
		}
		if got := w.notes.all()[0].said; got.OptOut != want || got.Text != "arret" {
			t.Errorf("%q: got %+v", kind, got)
		}
	}
}

func TestABodyThatIsNoFormIsRefused(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, body := range []string{"Body=%zz", "a;b", "\xff%"} {
		status, _ := w.post(t, path, nil, func(r *http.Request) {
			r.Body, r.ContentLength = io.NopCloser(strings.NewReader(body)), int64(len(body))
		})
		if status != http.StatusBadRequest {
			t.Errorf("%q: got %d", body, status)
		}
	}
}

func TestABodyThatBreaksOffIsRefused(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := httptest.NewRequest(http.MethodPost, path, io.MultiReader(strings.NewReader("Body=zebra"), iotest.ErrReader(io.ErrUnexpectedEOF)))
	answered := httptest.NewRecorder()
	w.inbound(answered, r)
	if answered.Code != http.StatusBadRequest || len(w.notes.all()) != 0 {
		t.Errorf("got %d", answered.Code)
	}
}
