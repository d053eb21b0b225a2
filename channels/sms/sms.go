// Package sms answers one question: how do words travel to and from a phone?
//
// It speaks Twilio's protocol: signed webhooks in, REST out, and a sweep of Twilio's own list for
// the texts that a webhook did not bring. It holds phone numbers, which its neighbours know only
// as doors. It never decides what is said, never answers in the webhook itself (all replies leave
// through the store's outbox and Send), and never logs a number or a word. Its neighbours are
// channels (the number), conversation (what was said) and, through Talks, the store.
package sms

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"sayso/channels"
	"sayso/conversation"
	"sayso/conversation/seal"
)

// Config is what a deployment tells its texts. A zero duration takes its default.
type Config struct {
	PublicURL           string    // as Twilio has it: scheme, host, port where it has one; the paths are ours
	Fragment            string    // connection overrides after the webhook's address, "#rc=5&rp=all"; may be ""
	AccountSid          string    // AC...
	AuthTokens          []string  // the first one sends, all of them verify
	From                string    // our number, E.164 or a short code
	Senders             []string  // further addresses of ours: "whatsapp:+447700900002", "rcs:example_agent"
	MessagingServiceSid string    // MG..., or "": then From sends
	SmartEncoding       bool      // the Messaging Service writes some letters in cheaper ones
	ObserveUntil        time.Time // until then a wrong signature of an inbound text is told and not refused; zero: never
	APIURL              string    // https://api.twilio.com
	MessagesPerSecond   float64   // segments, of all nodes together, from one sender; above 0
	AlertFrom           string    // the sender of texts to staff
	Greeting            string    // what a caller hears; names 999

	ReceiveTimeout time.Duration // how long a webhook waits for the store: 2.5 s, since the 503 has 3 s
	CallTimeout    time.Duration // of one request to Twilio: 10 s
	SweepEvery     time.Duration // 3 min
	SweepOverlap   time.Duration // how late a text may appear in Twilio's list: 10 min
	SweepGrace     time.Duration // how long a webhook may still be on its way: 20 s, above Twilio's 15
	SweepRetry     time.Duration // first wait after a sweep that failed, doubled up to 16 times: 1 s
}

// Format hides the tokens from every print and log.
func (Config) Format(w fmt.State, _ rune) { io.WriteString(w, "[sms config]") }

// LogValue hides the tokens from slog's JSON too.
func (Config) LogValue() slog.Value { return slog.StringValue("[sms config]") }

// Talks is what texts need of the conversations.
type Talks interface {
	// Receive keeps a message for good, once for each messageID. Nil is a promise.
	Receive(ctx context.Context, door conversation.Door, messageID string, what conversation.Happening) (conversation.Receipt, error)
	// Join lets a number go on with the conversation that a code was made for, once for each messageID.
	// ErrWrongCode and ErrTooManyTries: it opened nothing, and nothing was kept.
	Join(ctx context.Context, door conversation.Door, messageID, code string) (conversation.Receipt, error)
	// Opted tells whoever speaks through a door in which order they opted out of our texts and in. Of nobody nothing is kept.
	Opted(ctx context.Context, door conversation.Door, what conversation.Opted) error
	// Delivered notes how far a text of ours has come: sent, delivered or failed. Never downwards. The conversation is
	// told of what will not arrive.
	Delivered(ctx context.Context, effect string, f conversation.Fate) error
	// SweptUntil is the time up to which Twilio's list has been gone through; at first the
	// deployment's first start.
	SweptUntil(ctx context.Context) (time.Time, error)
	SetSweptUntil(ctx context.Context, until time.Time) error
	// Pace takes a place in the line of a sender that all nodes share, and says how long to wait for it; none where that
	// would be longer than most. A most below zero takes one whatever the wait.
	Pace(ctx context.Context, sender string, takes, most time.Duration) (wait time.Duration, taken bool, err error)
}

// SMS is the texts of one deployment on one Twilio number.
type SMS struct {
	cfg        Config
	public     string
	from       channels.Number
	alertFrom  channels.Number
	talks      Talks
	duty       Duty
	keys       *seal.Keyset
	log        *slog.Logger
	now        func() time.Time
	signatures signatures
	twilio     *account
	missed     chan struct{} // holds one: a Receive failed, so the sweep must look
	counts     counts
	heard      atomic.Int64 // text messages that came
	troubles   troubles
	strange    strange
}

// New refuses what could not work or would not be safe: no token or an empty one (Twilio's scheme
// takes "" for a key like any other), an address that is not one, a number that is not ours.
func New(cfg Config, talks Talks, duty Duty, keys *seal.Keyset, log *slog.Logger, now func() time.Time) (*SMS, error) {
	public, err := baseURL(cfg.PublicURL)
	if err != nil {
		return nil, fmt.Errorf("public_url: %w", err)
	}
	api, err := baseURL(cfg.APIURL)
	if err != nil {
		return nil, fmt.Errorf("twilio.api_url: %w", err)
	}
	from, err := channels.ParseNumber(cfg.From)
	if err != nil || from.Prefix() != "" || !from.IsPhone() && !from.IsShortCode() {
		return nil, errors.New("twilio.from: a phone number like +447700900000 or a short code is needed")
	}
	alertFrom, err := channels.ParseNumber(cfg.AlertFrom)
	if err != nil {
		return nil, fmt.Errorf("safeguarding.from: %w", err)
	}
	switch {
	case cfg.AccountSid == "":
		return nil, errors.New("twilio.account_sid is missing")
	case len(cfg.AuthTokens) == 0:
		return nil, errors.New("twilio.auth_tokens is missing: without one anybody could sign")
	case slices.ContainsFunc(cfg.AuthTokens, func(t string) bool { return strings.TrimSpace(t) == "" }):
		return nil, errors.New("twilio.auth_tokens: an empty token would let anybody sign")
	case !(cfg.MessagesPerSecond > 0):
		return nil, errors.New("twilio.messages_per_second: must be above 0")
	case !strings.Contains(cfg.Greeting, "999"):
		return nil, errors.New("the greeting for callers must name 999")
	}
	for _, sender := range cfg.Senders {
		if _, err := channels.ParseNumber(sender); err != nil {
			return nil, errors.New("twilio.senders: each must be an address like whatsapp:+447700900000 or rcs:example_agent")
		}
	}
	cfg.ReceiveTimeout = cmp.Or(cfg.ReceiveTimeout, 2500*time.Millisecond)
	cfg.CallTimeout = cmp.Or(cfg.CallTimeout, 10*time.Second)
	cfg.SweepEvery = cmp.Or(cfg.SweepEvery, 3*time.Minute)
	cfg.SweepOverlap = cmp.Or(cfg.SweepOverlap, 10*time.Minute)
	cfg.SweepGrace = cmp.Or(cfg.SweepGrace, 20*time.Second)
	cfg.SweepRetry = cmp.Or(cfg.SweepRetry, time.Second)
	if cfg.SweepOverlap <= cfg.SweepGrace {
		return nil, errors.New("the sweep's overlap must be longer than its grace: texts between the two would be lost")
	}
	return &SMS{
		cfg: cfg, public: public.String(), from: from, alertFrom: alertFrom,
		talks: talks, duty: duty, keys: keys, log: log, now: now,
		signatures: newSignatures(public, cfg.Fragment, cfg.AuthTokens),
		twilio:     newAccount(api, cfg, now),
		missed:     make(chan struct{}, 1),
	}, nil
}

func baseURL(s string) (*url.URL, error) {
	u, err := url.Parse(strings.TrimRight(s, "/"))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return nil, errors.New("an address like https://sayso.example.org is needed")
	}
	if u.RawQuery != "" || u.Fragment != "" || u.User != nil {
		return nil, errors.New("must have no query, no #fragment and no password")
	}
	return u, nil
}

// Routes mounts what Twilio calls.
func (s *SMS) Routes(mux *http.ServeMux) {
	mux.HandleFunc("POST /sms/inbound", s.inbound)
	mux.HandleFunc("POST /sms/status", s.status)
	mux.HandleFunc("POST /voice/inbound", s.voice)
	mux.HandleFunc("POST /voice/alert", s.pressed)
	mux.HandleFunc("POST /voice/status", s.callStatus)
}

// Number gives out the number behind a door, for the act that reveals a contact to staff.
func (s *SMS) Number(door conversation.Door) (string, error) {
	n, err := channels.NumberBehind(door, s.keys)
	if err != nil {
		return "", err
	}
	return n.Reveal(), nil
}
