// Package alert answers one question: how is a human called when a child may be in danger?
//
// It puts an alert that has been stored already on a ladder and calls whoever is on duty, one after
// the other and then the manager, by text, by phone and by a signed webhook, until a human has
// acknowledged it. It never decides that there is danger, and never holds or sends a word of what was
// said. Texts and calls go out through functions that are handed in, so that this room knows no phone
// network. Its neighbours are cases, where an alert is acknowledged too.
package alert

import (
	"context"
	"encoding/base32"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"sayso/caseworker"
	"sayso/conversation/seal"
)

// ErrNobody says that no rota names anybody who could be called.
var ErrNobody = errors.New("nobody is on the rota")

// Person is one rung. At least one of Phone and Webhook is set.
type Person struct {
	Name    string // as the case shows who was called, and who acknowledged by phone
	Email   string // of their account; "" where they have none
	Role    caseworker.Role
	Job     caseworker.Job // what they are to young people; "" where the rota does not say
	Team    string
	Phone   string        // E.164; "" for no text and no call
	Call    bool          // the phone is rung, not texted
	Webhook string        // address of a Standard Webhooks receiver; "" for none
	Secret  string        // whsec_ and the base64 of the receiver's key; needed with Webhook
	After   time.Duration // how long they have before the next rung is called; above 0
}

// Config says who is called and by what name a case is opened. The durations must be above 0, but for
// Gather.
type Config struct {
	Prefix     string // of all keys
	InHours    []Person
	OutOfHours []Person
	Manager    []Person       // called after either rota
	PublicURL  string         // of this deployment, without a slash at the end
	Timeout    time.Duration  // how long one route may take
	Gather     time.Duration  // texts to one phone within it become one; 0: each goes alone
	Again      time.Duration  // how soon an alert that no route takes is tried again
	Poll       time.Duration  // how often it is looked for what is due
	Zone       *time.Location // of the clock that whoever is called looks at: Europe/London
}

// Text sends words to a phone of staff. The key names the text wherever its fate is told.
type Text func(ctx context.Context, to, body, key string) error

// Ring calls a phone of staff, has the words read out, and lets a key be pressed.
type Ring func(ctx context.Context, to, words, key string) error

// Cases is what the ladder needs of the cases.
type Cases interface {
	// Answered reports whether a human has acknowledged an alert on its case.
	Answered(ctx context.Context, reference, alert string) (bool, error)
	// Acknowledge brings it an acknowledgement by phone, of somebody on a rota.
	Acknowledge(ctx context.Context, reference, alert, by string) error
	// Unreached lets whoever asked for help know that no route took the alert.
	Unreached(ctx context.Context, reference, alert string) error
	// KeptFrom says how near somebody of a rota is to being who was complained of, also where there is no
	// more than the conversation yet.
	KeptFrom(ctx context.Context, reference, conversation string) (func(Person) caseworker.Nearness, error)
}

// Parts are what a pager works with.
type Parts struct {
	Redis redis.UniversalClient
	Seals *seal.Keyset
	Cases Cases
	Open  func(time.Time) bool // whether the council is open
	Text  Text
	Ring  Ring
	Log   *slog.Logger
	Now   func() time.Time
	Fresh io.Reader // of random bytes; read from many goroutines
}

// Pager calls a human. Its methods may be called from many goroutines and nodes at once.
type Pager struct {
	config  Config
	db      redis.UniversalClient
	seals   *seal.Keyset
	cases   Cases
	keys    keys
	scripts scripts
	open    func(time.Time) bool
	text    Text
	ring    Ring
	client  *http.Client
	log     *slog.Logger
	now     func() time.Time
	fresh   io.Reader
	wake    chan struct{}
	counts  counts
}

// New makes a pager. An empty rota is no error: Configured says so, and whoever asks must then be
// told that nothing can be passed on.
func New(c Config, with Parts) (*Pager, error) {
	if c.Zone == nil || c.Timeout <= 0 || c.Gather < 0 || c.Again <= 0 || c.Poll <= 0 {
		return nil, fmt.Errorf("alerts: the zone and all durations must be set")
	}
	for _, person := range c.everybody() {
		if err := person.check(); err != nil {
			return nil, fmt.Errorf("alerts: %w", err)
		}
	}
	// A redirect would carry a signed alert to an address that nobody put on the rota.
	stay := func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &Pager{
		config: c, db: with.Redis, seals: with.Seals, cases: with.Cases, keys: keys{c.Prefix}, scripts: newScripts(),
		open: with.Open, text: with.Text, ring: with.Ring, log: with.Log, now: with.Now, fresh: with.Fresh,
		client: &http.Client{Timeout: c.Timeout, CheckRedirect: stay}, wake: make(chan struct{}, 1),
	}, nil
}

// id tells one person of a rota from the others. It holds a number, so it is sealed wherever it is kept.
func (p Person) id() string {
	return fmt.Sprintf("%s\n%s\n%v\n%s", p.Name, p.Phone, p.Call, p.Webhook)
}

func (p Person) check() error {
	switch {
	case p.Phone == "" && p.Webhook == "":
		return errors.New("someone on the rota has neither a phone nor a webhook")
	case p.Call && p.Phone == "":
		return errors.New("someone on the rota is to be rung and has no phone")
	case p.After <= 0:
		return errors.New("someone on the rota has no time to answer in")
	case p.Webhook == "":
		return nil
	case !strings.HasPrefix(p.Webhook, "https://") && !strings.HasPrefix(p.Webhook, "http://"):
		return errors.New("a webhook of the rota is not an http address")
	}
	if _, err := signingKey(p.Secret); err != nil {
		return fmt.Errorf("a webhook of the rota: %w", err)
	}
	return nil
}

// everybody who may be called, at whatever hour.
func (c Config) everybody() []Person {
	return append(append(append([]Person{}, c.InHours...), c.OutOfHours...), c.Manager...)
}

// Configured reports whether there is anybody to call.
func (p *Pager) Configured() bool { return len(p.config.everybody()) > 0 }

// random gives letters and figures of n bytes.
func (p *Pager) random(n int) (string, error) {
	b := make([]byte, n)
	if _, err := io.ReadFull(p.fresh, b); err != nil {
		return "", fmt.Errorf("make a name: %w", err)
	}
	return base32.StdEncoding.EncodeToString(b), nil
}
