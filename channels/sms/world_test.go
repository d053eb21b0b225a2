package sms

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"sayso/channels"
	"sayso/cmd/sayso/phonenet"
	"sayso/conversation"
	"sayso/conversation/seal"
)

const (
	accountSID = "AC00000000000000000000000000000000"
	ourNumber  = "+447700900000"
	alertsFrom = "+447700900001"
	kim        = "+447700900123"
	greeting   = "Hello. For Example Council ring 01632 960000. In danger? Ring 999 & wait."
)

var errAway = errors.New("the store is away")

// kept is one message as the store was given it.
type kept struct {
	door conversation.Door
	id   string
	said conversation.Said
}

// notes is the store's side of Talks, kept in memory.
type notes struct {
	mu       sync.Mutex
	messages []kept
	statuses map[string][]string          // by effect
	fates    map[string]conversation.Fate // the last, by effect
	codes    map[string]error             // what Join answers to a code; ErrWrongCode to others
	joined   []kept                       // by a code
	opted    []conversation.Opted
	mark     time.Time
	refuse   func(id string) error // what Receive and the rest answer; nil means all is well
	line     map[string]time.Duration
	noLine   bool // Pace does not answer
	hang     bool // Receive answers when its time is over
}

func (n *notes) trouble(id string) error {
	if n.refuse == nil {
		return nil
	}
	return n.refuse(id)
}

func (n *notes) Receive(ctx context.Context, door conversation.Door, id string, what conversation.Happening) (conversation.Receipt, error) {
	n.mu.Lock()
	hang := n.hang
	n.mu.Unlock()
	if hang {
		<-ctx.Done()
		return conversation.Receipt{}, ctx.Err()
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	if err := n.trouble(id); err != nil {
		return conversation.Receipt{}, err
	}
	again := slices.ContainsFunc(n.messages, func(k kept) bool { return k.id == id })
	if !again {
		n.messages = append(n.messages, kept{door, id, what.(conversation.Said)})
	}
	return conversation.Receipt{Conversation: "p00-kim", Again: again}, nil
}

// came are those who joined by a code.
func (n *notes) came() []kept {
	n.mu.Lock()
	defer n.mu.Unlock()
	return slices.Clone(n.joined)
}

func (n *notes) Join(_ context.Context, door conversation.Door, id, code string) (conversation.Receipt, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	err, known := n.codes[code]
	if !known {
		err = conversation.ErrWrongCode
	}
	if err == nil {
		n.joined = append(n.joined, kept{door, id, conversation.Said{}})
	}
	return conversation.Receipt{Conversation: "p00-sam"}, err
}

func (n *notes) Delivered(_ context.Context, effect string, f conversation.Fate) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	if err := n.trouble(effect); err != nil {
		return err
	}
	n.statuses[effect], n.fates[effect] = append(n.statuses[effect], f.Status), f
	return nil
}

func (n *notes) Opted(_ context.Context, _ conversation.Door, what conversation.Opted) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.opted = append(n.opted, what)
	return n.trouble("opted")
}

func (n *notes) SweptUntil(context.Context) (time.Time, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.mark, n.trouble("mark")
}

func (n *notes) SetSweptUntil(_ context.Context, until time.Time) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.mark = until
	return n.trouble("mark")
}

// Pace is the store's line, kept in memory; its time stands still.
func (n *notes) Pace(ctx context.Context, sender string, takes, most time.Duration) (time.Duration, bool, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.noLine {
		n.mu.Unlock()
		<-ctx.Done()
		n.mu.Lock()
		return 0, false, ctx.Err()
	}
	wait := n.line[sender]
	if most >= 0 && wait > most {
		return wait, false, n.trouble("pace")
	}
	if n.line == nil {
		n.line = map[string]time.Duration{}
	}
	n.line[sender] = wait + takes
	return wait, true, n.trouble("pace")
}

func (n *notes) set(change func(*notes)) {
	n.mu.Lock()
	defer n.mu.Unlock()
	change(n)
}

func (n *notes) all() []kept {
	n.mu.Lock()
	defer n.mu.Unlock()
	return slices.Clone(n.messages)
}

// world is one SMS with a phone network on one side and notes on the other.
type world struct {
	*SMS
	net    *phonenet.Network
	notes  *notes
	desk   *desk
	server *httptest.Server
	ahead  atomic.Int64 // how far SMS's clock is ahead, in nanoseconds
	log    lockedBuffer
}

type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// newWorld starts one. Everything that tests write as "zebra" and every number must stay out of
// the log, whatever happens.
func newWorld(t *testing.T, change ...func(*Config)) *world {
	t.Helper()
	keys, err := seal.NewKeyset()
	if err != nil {
		t.Fatal(err)
	}
	w := &world{notes: &notes{
		statuses: map[string][]string{}, fates: map[string]conversation.Fate{},
		mark: time.Now().Add(-time.Hour),
	}, desk: &desk{}}
	mux := http.NewServeMux()
	w.server = httptest.NewServer(mux)
	t.Cleanup(w.server.Close)
	w.net = phonenet.New(phonenet.Config{
		MessagingServiceSID: service, AccountSID: accountSID, AuthToken: token, Numbers: []string{ourNumber, alertsFrom},
		InboundURL: w.server.URL + path, SignedURL: public + path,
	}, time.Now, rand.Reader)
	api, err := w.net.Start("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.net.Close() })
	cfg := Config{
		PublicURL: public, AccountSid: accountSID, AuthTokens: []string{token}, From: ourNumber, APIURL: api,
		MessagesPerSecond: 10_000, AlertFrom: alertsFrom, Greeting: greeting,
		CallTimeout: 5 * time.Second, SweepGrace: time.Nanosecond,
	}
	for _, c := range change {
		c(&cfg)
	}
	now := func() time.Time { return time.Now().Add(time.Duration(w.ahead.Load())) }
	w.SMS, err = New(cfg, w.notes, w.desk, keys, slog.New(slog.NewJSONHandler(&w.log, &slog.HandlerOptions{Level: slog.LevelDebug})), now)
	if err != nil {
		t.Fatal(err)
	}
	w.Routes(mux)
	t.Cleanup(func() {
		log := w.log.String()
		for _, secret := range []string{"zebra", "7700900", "1632960", token} {
			if strings.Contains(log, secret) {
				t.Errorf("%q is in the log: %s", secret, log)
			}
		}
	})
	return w
}

// text is a line of ours to a number.
func (w *world) text(t *testing.T, to, body string) conversation.Text {
	t.Helper()
	n, err := channels.ParseNumber(to)
	if err != nil {
		t.Fatal(err)
	}
	door, err := n.Door(w.keys)
	if err != nil {
		t.Fatal(err)
	}
	return conversation.Text{
		Effect: "p00-kim/3/1", Conversation: "p00-kim", Lane: conversation.LaneAnswer, To: door, Body: body, At: time.Now(),
	}
}

// eventually waits until something is so.
func eventually(t *testing.T, what string, so func() bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	tick := time.NewTicker(2 * time.Millisecond)
	defer tick.Stop()
	for !so() {
		select {
		case <-tick.C:
		case <-ctx.Done():
			t.Fatalf("never: %s", what)
		}
	}
}

// send gives a text to the network and leaves its Sid aside; settled reports whether it has one.
func (w *world) send(ctx context.Context, text conversation.Text) error {
	_, err := w.Send(ctx, text)
	return err
}

func (w *world) settled(ctx context.Context, text conversation.Text) (bool, error) {
	sid, err := w.Settle(ctx, text)
	return sid != "", err
}
