package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"sayso/caseworker"
	"sayso/caseworker/staff"
	"sayso/cmd/sayso/config"
	"sayso/cmd/sayso/phonenet"
	"sayso/conversation/store/redisd"
	"sayso/conversation/store/redistest"
)

// deployment is the whole program on real Redis with the simulated phone network, for one test.
type deployment struct {
	t       testing.TB
	config  config.Config
	redis   *redisd.Server
	network *phonenet.Network
	base    string // of the public pages
	admin   string
	node    *node
	token   string // of a caseworker, for the API
	log     *journal
	stop    func()          // ends the node as Ctrl-C would, and waits
	known   map[string]bool // cases that a test has met
}

// journal keeps what was logged.
type journal struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (j *journal) Write(p []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.b.Write(p)
}

func (j *journal) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.b.String()
}

// quick are a deployment's settings with waits that a test can afford.
func quick(c *config.Config) {
	t := &c.Conversation
	t.GatherText, t.GatherChat, t.CrossingText = 40*time.Millisecond, 20*time.Millisecond, 0
	c.Twilio.MessagesPerSecond = 1000
	c.Twilio.SendTimeout, c.Twilio.SettleAfter, c.Twilio.SentWithin = 2*time.Second, 200*time.Millisecond, 2*time.Second
	c.Safeguarding.AlertPoll = 20 * time.Millisecond
	// The grace is longer than a webhook takes on a busy machine: the sweep would else overtake it, and the text be late.
	c.Twilio.SweepEvery, c.Twilio.SweepGrace = 500*time.Millisecond, 4*time.Second
}

// patience is how long a test waits for anything at all before it says what is missing.
const patience = 60 * time.Second

func within(t testing.TB) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	t.Cleanup(cancel)
	return ctx
}

// deploy starts everything; change may set more.
func deploy(t testing.TB, change ...func(*config.Config)) *deployment {
	t.Helper()
	d := &deployment{t: t, redis: redistest.Start(t), log: &journal{}, known: map[string]bool{}}
	doors, err := listen("127.0.0.1:0", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	d.base, d.admin = "http://"+doors.public.Addr().String(), "http://"+doors.admin.Addr().String()
	d.config = demoConfig(d.redis.URL(), t.TempDir(), d.base)
	quick(&d.config)
	for _, c := range change {
		c(&d.config)
	}
	d.network = phonenet.New(phonenet.Config{
		AccountSID: demoAccount, AuthToken: string(d.config.Twilio.AuthTokens[0]), Numbers: append([]string{demoNumber, demoAlerts}, d.config.Twilio.Senders...),
		InboundURL: d.base + "/sms/inbound", SignedURL: d.config.PublicURL + "/sms/inbound",
	}, time.Now, rand.Reader)
	if d.config.Twilio.APIURL, err = d.network.Start("127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.network.Close() })
	d.run(doors)
	d.signUp()
	return d
}

// run starts a node on these doors.
func (d *deployment) run(on doors) {
	d.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	log := slog.New(slog.NewJSONHandler(d.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	n, err := open(within(d.t), d.config, world{errs: d.log, now: time.Now, fresh: rand.Reader}, log)
	if err != nil {
		cancel()
		d.t.Fatal(err)
	}
	d.node = n
	ended := make(chan error, 1)
	go func() { ended <- n.run(ctx, on) }()
	d.stop = sync.OnceFunc(func() {
		cancel()
		if err := <-ended; err != nil {
			d.t.Errorf("the node ended with %v", err)
		}
	})
	d.t.Cleanup(d.stop)
}

// signUp makes a caseworker with an API token.
func (d *deployment) signUp() {
	d.t.Helper()
	ctx := within(d.t)
	if _, err := d.node.accounts.Add(ctx, demoCaseworker, "Priya", caseworker.RoleCaseworker, demoPassword); err != nil {
		d.t.Fatal(err)
	}
	nobodys := string(caseworker.NobodysWorker)
	if err := d.node.accounts.Edit(ctx, demoCaseworker, staff.Change{Job: &nobodys}); err != nil {
		d.t.Fatal(err)
	}
	token, err := d.node.accounts.Token(ctx, demoCaseworker)
	if err != nil {
		d.t.Fatal(err)
	}
	d.token = token
}

// text sends a text from a phone; the webhook must take it.
func (d *deployment) text(from, body string) {
	d.t.Helper()
	if got := d.network.Text(within(d.t), from, demoNumber, body); got.Status != 200 {
		d.t.Fatalf("the webhook answered %d to a text: %v", got.Status, got.Err)
	}
}

// reads waits until a phone has a text with these words.
func (d *deployment) reads(phone, words string) {
	d.t.Helper()
	all, err := d.network.Wait(within(d.t), phone, func(all []phonenet.Message) bool {
		for _, m := range all {
			if !m.FromPhone && strings.Contains(m.Body, words) {
				return true
			}
		}
		return false
	})
	if err != nil {
		for _, m := range all {
			d.t.Logf("on the phone: %v %q", m.FromPhone, m.Body)
		}
		d.t.Fatalf("no text with %q came: %v\n%s", words, err, d.log)
	}
}

// eventually waits until something holds, looking again whenever anything changed.
func (d *deployment) eventually(what string, holds func() bool) {
	d.t.Helper()
	wake, stop := d.node.store.ListenAll()
	defer stop()
	ctx, again := within(d.t), time.NewTicker(20*time.Millisecond)
	defer again.Stop()
	for !holds() {
		select {
		case <-ctx.Done():
			d.t.Fatalf("never: %s\n%s", what, d.log)
		case <-wake:
		case <-again.C:
		}
	}
}

// send makes a request to the API.
func (d *deployment) send(method, path string, body any) (*http.Response, error) {
	var content io.Reader
	if body != nil {
		b, err := json.Marshal(body)
		if err != nil {
			return nil, err
		}
		content = bytes.NewReader(b)
	}
	r, err := http.NewRequestWithContext(within(d.t), method, d.base+"/api/v1"+path, content)
	if err != nil {
		return nil, err
	}
	r.Header.Set("Authorization", "Bearer "+d.token)
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Idempotency-Key", rand.Text())
	return http.DefaultClient.Do(r)
}

// call makes a request to the API and decodes its answer. It gives the status, 0 where there was
// no answer to decode. Many may call it at once.
func (d *deployment) call(method, path string, body any, into any) int {
	d.t.Helper()
	answer, err := d.send(method, path, body)
	if err != nil {
		d.t.Error(err)
		return 0
	}
	defer answer.Body.Close()
	b, err := io.ReadAll(answer.Body)
	if err != nil {
		d.t.Error(err)
		return 0
	}
	if into != nil {
		if err := json.Unmarshal(b, into); err != nil {
			d.t.Errorf("%s %s answered %d %s: %v", method, path, answer.StatusCode, b, err)
			return 0
		}
	}
	if answer.StatusCode >= 300 {
		d.t.Logf("%s %s: %d %s", method, path, answer.StatusCode, b)
	}
	return answer.StatusCode
}

// tries is call where nobody may be there, or the answer another one: it gives the status, 0 where there was none.
func (d *deployment) tries(method, path string, body any, into any) int {
	answer, err := d.send(method, path, body)
	if err != nil {
		return 0
	}
	defer answer.Body.Close()
	if answer.StatusCode < 300 && json.NewDecoder(answer.Body).Decode(into) != nil {
		return 0
	}
	return answer.StatusCode
}

// act does one act to a case, and gives the case's new version.
func (d *deployment) act(reference, what string, body map[string]any) map[string]any {
	d.t.Helper()
	var answer map[string]any
	if code := d.call("POST", "/cases/"+reference+"/"+what, body, &answer); code >= 300 || code == 0 {
		d.t.Fatalf("%s: %d %v", what, code, answer)
	}
	return answer
}

// seen reads a case.
func (d *deployment) seen(reference string) caseworker.View {
	d.t.Helper()
	var v caseworker.View
	if code := d.call("GET", "/cases/"+reference, nil, &v); code != 200 {
		d.t.Fatalf("read case: %d", code)
	}
	return v
}

// onlyCase waits for the one case of the queue.
func (d *deployment) onlyCase() string {
	d.t.Helper()
	reference := ""
	d.eventually("a case in the queue", func() bool {
		var page struct{ Cases []struct{ Reference string } }
		d.call("GET", "/cases", nil, &page)
		if len(page.Cases) == 1 {
			reference = page.Cases[0].Reference
		}
		return reference != ""
	})
	return reference
}

// body reads an answer to its end.
func body(t testing.TB, answer *http.Response) string {
	t.Helper()
	defer answer.Body.Close()
	b, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
