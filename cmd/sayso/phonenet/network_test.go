package phonenet

import (
	"context"
	"crypto/rand"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync"
	"testing"
	"time"
)

const (
	account = "AC0123456789abcdef0123456789abcdef"
	token   = "secret0123456789"
	ours    = "+447700900000"
	staff   = "+447700900001"
	jade    = "+447700900101"
	kai     = "+447700900102"
)

// sayso is what stands at the other end: it keeps what was posted to it.
type sayso struct {
	*httptest.Server
	mu     sync.Mutex
	posted []posted
	more   chan struct{}
	answer http.HandlerFunc // nil answers with the empty response
}

type posted struct {
	path, body, signature, token string
	form                         url.Values
}

func startSayso(t *testing.T, answer http.HandlerFunc) *sayso {
	t.Helper()
	s := &sayso{more: make(chan struct{}, 10_000), answer: answer}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return
		}
		form, _ := url.ParseQuery(string(body))
		s.mu.Lock()
		s.posted = append(s.posted, posted{
			path: r.URL.RequestURI(), body: string(body), form: form,
			signature: r.Header.Get("X-Twilio-Signature"), token: r.Header.Get("I-Twilio-Idempotency-Token"),
		})
		s.mu.Unlock()
		if s.answer != nil {
			s.answer(w, r)
		} else {
			w.Header().Set("Content-Type", "text/xml")
			io.WriteString(w, `<?xml version="1.0" encoding="UTF-8"?><Response/>`)
		}
		s.more <- struct{}{}
	}))
	t.Cleanup(s.Close)
	return s
}

// got waits until so many posts have been answered and gives all of them.
func (s *sayso) got(t *testing.T, count int) []posted {
	t.Helper()
	for range count {
		select {
		case <-s.more:
		case <-t.Context().Done():
			t.Fatal("the test ended before everything was posted")
		case <-time.After(20 * time.Second):
			t.Fatalf("%d posts never came", count)
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]posted(nil), s.posted...)
}

// startNetwork starts a network that posts to s, and gives its base URL.
func startNetwork(t *testing.T, s *sayso, change func(*Config)) (*Network, string) {
	t.Helper()
	cfg := Config{AccountSID: account, AuthToken: token, Numbers: []string{ours, staff}, Patience: 5 * time.Second}
	if s != nil {
		cfg.InboundURL = s.URL + "/sms/inbound"
	}
	if change != nil {
		change(&cfg)
	}
	n := New(cfg, time.Now, rand.Reader)
	address, err := n.Start("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := n.Close(); err != nil {
			t.Error(err)
		}
	})
	return n, address
}

// soon is a deadline that only a broken test meets.
func soon(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	t.Cleanup(cancel)
	return ctx
}

// arrived waits until a phone has got so many texts and gives them.
func arrived(t *testing.T, n *Network, number string, count int) []Message {
	t.Helper()
	var got []Message
	_, err := n.Wait(soon(t), number, func(all []Message) bool {
		got = nil
		for _, m := range all {
			if !m.FromPhone {
				got = append(got, m)
			}
		}
		return len(got) >= count
	})
	if err != nil {
		t.Fatal(err)
	}
	return got
}
