package phonenet

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"slices"
	"sync"
	"time"
)

// Config is one simulated account. Every duration may be milliseconds.
type Config struct {
	AccountSID, AuthToken string   // letters and digits, as Twilio's own client demands
	Numbers               []string // ours, E.164 or on a channel ("whatsapp:+447700900002"); the first one answers for the messaging service
	MessagingServiceSID   string   // "" where there is none

	InboundURL string // where an inbound text is posted
	SignedURL  string // what its signature is over (public_url), with what follows #; "" means InboundURL
	// FallbackURL is where an inbound text is posted once that failed, and what its signature is over then; "" where there is none.
	FallbackURL string

	Patience       time.Duration // for a webhook with all its attempts; 0 means 15 s
	ConnectTimeout time.Duration // for each attempt to connect; 0 means 5 s
	Retries        int           // after a failed connection only, where the address asks for no others; 0 means 1, below 0 means none
	Sent           time.Duration // from taking a text to "sent"
	Delivered      time.Duration // from "sent" to "delivered", when the phone has it

	MessagesPerSecond float64 // segments of one sender; 0 means no limit
	Keep              int     // messages kept at least; 0 means 100,000. At twice as many the oldest go

	Seed uint64 // of the faults that strike by chance: the same one strikes in the same way

	People []Person // who can be picked on the page; nil means Cast()
	Links  []Link   // to the chat and the console, shown on the page
}

// Link leads from the page to another one.
type Link struct{ Label, URL string }

// Network is the whole simulated network. All its state is in memory.
type Network struct {
	cfg    Config
	now    func() time.Time
	client *http.Client
	places chan struct{} // status callbacks under way at once

	life   context.Context // ends with Close, and with it all that goes on in the background
	end    context.CancelFunc
	wait   sync.WaitGroup
	server *http.Server

	mu       sync.Mutex
	fresh    io.Reader
	messages []*message // oldest first
	first    int        // seq of messages[0]
	bySID    map[string]*message
	phones   map[string]*phone
	optedOut map[pair]bool
	free     map[string]time.Time // when a sender's queue is empty
	troubles []Fault
	dice     *rand.Rand
	settings Settings
	keywords map[string]string // what is answered to STOP, START and HELP instead of the usual
	counts   Counts
}

// pair is a phone and the number of ours that it knows: opting out holds for both together.
type pair struct{ phone, ours string }

// Counts is what the network has seen since it began.
type Counts struct {
	Texts      int `json:"texts"`      // from phones, each once however often it was posted
	GivenUp    int `json:"given_up"`   // of these, whose webhook failed for good
	Accepted   int `json:"accepted"`   // texts taken from Sayso
	Refused    int `json:"refused"`    // answered with an error of Twilio's own
	Arrived    int `json:"arrived"`    // on a phone
	Duplicates int `json:"duplicates"` // accepted with a status callback address used before for that phone
	Callbacks  int `json:"callbacks"`  // status callbacks answered with 2xx
}

// New makes a network. now stamps the messages, in any zone; fresh gives the bytes of ids and may
// be read from one goroutine at a time only. Close ends it.
func New(cfg Config, now func() time.Time, fresh io.Reader) *Network {
	cfg.Patience = orElse(cfg.Patience, 15*time.Second)
	cfg.ConnectTimeout = orElse(cfg.ConnectTimeout, 5*time.Second)
	cfg.Retries = max(orElse(cfg.Retries, 1), 0)
	cfg.Keep = orElse(cfg.Keep, 100_000)
	cfg.SignedURL = orElse(cfg.SignedURL, cfg.InboundURL)
	if cfg.People == nil {
		cfg.People = Cast()
	}
	life, end := context.WithCancel(context.Background())
	return &Network{
		cfg: cfg, now: now, fresh: fresh, life: life, end: end,
		client: &http.Client{
			Transport: &http.Transport{
				DialContext:         (&net.Dialer{Timeout: cfg.ConnectTimeout}).DialContext,
				MaxIdleConns:        1024,
				MaxIdleConnsPerHost: 1024, // else a heavy load leaves a closed connection for each text
				IdleConnTimeout:     30 * time.Second,
			},
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
		places: make(chan struct{}, 64),
		bySID:  map[string]*message{}, phones: map[string]*phone{},
		optedOut: map[pair]bool{}, free: map[string]time.Time{}, dice: rand.New(rand.NewPCG(cfg.Seed, cfg.Seed)), settings: newSettings(cfg),
	}
}

func orElse[T comparable](given, otherwise T) T {
	var none T
	if given == none {
		return otherwise
	}
	return given
}

// Start listens on addr ("127.0.0.1:0" takes any free port) and gives the base URL of the REST API
// and of the page.
func (n *Network) Start(addr string) (url string, err error) {
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return "", fmt.Errorf("start the phone network: %w", err)
	}
	n.server = &http.Server{
		Handler:           n.Handler(),
		ReadHeaderTimeout: 10 * time.Second,
		BaseContext:       func(net.Listener) context.Context { return n.life },
	}
	n.wait.Go(func() {
		if err := n.server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			n.end()
		}
	})
	return "http://" + listener.Addr().String(), nil
}

// Close ends the server and all that is under way, and waits for it.
func (n *Network) Close() error {
	n.mu.Lock() // a text that is being taken is waited for, and none is taken afterwards
	n.end()
	n.mu.Unlock()
	var err error
	if n.server != nil {
		err = n.server.Close()
	}
	n.wait.Wait()
	n.client.CloseIdleConnections()
	return err
}

// Counts says what has happened so far.
func (n *Network) Counts() Counts {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.counts
}

func (n *Network) ours(number string) bool { return slices.Contains(n.cfg.Numbers, number) }

// pause waits, and says whether it waited to the end.
func (n *Network) pause(ctx context.Context, d time.Duration) bool {
	if d <= 0 {
		return ctx.Err() == nil
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	case <-n.life.Done():
		return false
	}
}
