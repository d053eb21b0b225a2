package webchat

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"time"

	"github.com/gorilla/websocket"

	"sayso/conversation"
	"sayso/conversation/seal"
)

// Talks is what the chat needs of the store.
type Talks interface {
	// Receive takes what the person did. It returns once it is stored for good; the same
	// messageID through the same door gets the first receipt. ErrGone when the door is shut.
	Receive(ctx context.Context, door conversation.Door, messageID string, what conversation.Happening) (conversation.Receipt, error)
	// Join lets a door go on with the conversation that a code was made for; the same messageID gets
	// the first receipt. ErrWrongCode, ErrTooManyTries, ErrGone: nothing was kept.
	Join(ctx context.Context, door conversation.Door, messageID, code string) (conversation.Receipt, error)
	// Code makes a code for the conversation behind a door; the same messageID gets the same one.
	// ErrNoTalk, ErrGone.
	Code(ctx context.Context, door conversation.Door, messageID string) (string, error)
	// Find gives the conversation behind a door; ErrNoTalk, ErrGone.
	Find(ctx context.Context, door conversation.Door) (conversationID string, err error)
	// Shut ends a door through which nothing has been said. Idempotent.
	Shut(ctx context.Context, door conversation.Door) error
	// Transcript gives the lines with Seq > after, in order.
	Transcript(ctx context.Context, conversationID string, after int) ([]conversation.Line, error)
	// Listen wakes its caller when the transcript may have grown.
	Listen(conversationID string) (wake <-chan struct{}, stop func())
}

// Config is how this deployment's chat behaves. What is left zero takes the value in brackets.
type Config struct {
	PublicURL string   // where young people find the pages: "https://sayso.example.gov.uk"
	Origins   []string // full origins whose pages may open the socket [that of PublicURL]
	Frames    []string // full origins whose pages may show these in a frame [none]
	ExitURL   string   // where "Leave now" goes; a page that shows nothing personal [BBC weather]

	// ProxyHeader is the header in which the council's own proxy appends the caller's address,
	// such as "X-Forwarded-For". "" where callers connect directly: the header is then ignored,
	// because anyone can send one.
	ProxyHeader string

	Council    string        // "London Borough of Example"
	Phone      string        // the council's line, as people read it: "01632 960000"
	TextNumber string        // the number to text, E.164; "" where there is none
	Opening    []Hours       // when people read, in the order of the week; nil says nothing of it
	ReadWithin time.Duration // of opening hours, by when a person reads every message [1h]

	// Changes is what everybody is told that was done because of what somebody said, the latest first; nil where nobody is.
	Changes func(context.Context) ([]Change, error)

	Words     conversation.Words            // the pages' words in English [those compiled in]
	Languages map[string]conversation.Words // and in others, by ISO 639 code: only what a named person has reviewed

	MaxSockets           int // of this process [20000]
	MaxSocketsPerAddress int // generous: a children's home shares one address [500]
	MaxFaults            int // bad or too fast frames before a socket is closed [50]

	Says    int           // messages that one chat may send, by all its sockets and forms together [40] ...
	SaysIn  time.Duration // ... in this time [10s]; "I need help now" and "leave" are never counted
	Posts   int           // messages from one address, where a whole children's home may write [600] ...
	PostsIn time.Duration // ... in this time [1m]
	Codes   int           // codes that one address may try [20] ...
	CodesIn time.Duration // ... in this time [1h]. The store counts the wrong ones as well

	HelloWithin     time.Duration // a socket must say hello; the slowest lines need two round trips for it [30s]
	PingEvery       time.Duration // [25s]
	PongWithin      time.Duration // a socket that has been silent for so long is gone [60s]
	WriteWithin     time.Duration // a browser must take a frame; a slower one is closed and catches up later [10s]
	StoreWithin     time.Duration // the store must answer [5s]
	LookEvery       time.Duration // the transcript is read even if no wake-up came [20s]
	AnswerWithin    time.Duration // how long the page without JavaScript waits for our reply [4s]
	ReconnectWithin time.Duration // over which browsers spread their return after a restart [10s]
}

func (c Config) withDefaults() Config {
	c.ExitURL = cmp.Or(c.ExitURL, "https://www.bbc.co.uk/weather")
	if len(c.Words.Names()) == 0 {
		c.Words = English()
	}
	c.ReadWithin = cmp.Or(c.ReadWithin, time.Hour)
	c.MaxSockets = cmp.Or(c.MaxSockets, 20000)
	c.MaxSocketsPerAddress = cmp.Or(c.MaxSocketsPerAddress, 500)
	c.MaxFaults = cmp.Or(c.MaxFaults, 50)
	c.Says = cmp.Or(c.Says, 40)
	c.SaysIn = cmp.Or(c.SaysIn, 10*time.Second)
	c.Posts = cmp.Or(c.Posts, 600)
	c.PostsIn = cmp.Or(c.PostsIn, time.Minute)
	c.Codes = cmp.Or(c.Codes, 20)
	c.CodesIn = cmp.Or(c.CodesIn, time.Hour)
	c.HelloWithin = cmp.Or(c.HelloWithin, 30*time.Second)
	c.PingEvery = cmp.Or(c.PingEvery, 25*time.Second)
	c.PongWithin = cmp.Or(c.PongWithin, 60*time.Second)
	c.WriteWithin = cmp.Or(c.WriteWithin, 10*time.Second)
	c.StoreWithin = cmp.Or(c.StoreWithin, 5*time.Second)
	c.LookEvery = cmp.Or(c.LookEvery, 20*time.Second)
	c.AnswerWithin = cmp.Or(c.AnswerWithin, 4*time.Second)
	c.ReconnectWithin = cmp.Or(c.ReconnectWithin, 10*time.Second)
	return c
}

// Chat is the door for browsers. It is safe for use by many goroutines.
type Chat struct {
	config   Config
	talks    Talks
	keys     *seal.Keyset
	log      *slog.Logger
	now      func() time.Time
	fresh    io.Reader
	origins  map[string]bool
	upgrader websocket.Upgrader
	hub      *hub
	says     *paces // by door
	posts    *paces // by network address
	codes    *paces
	pages    *pages
	speeches speeches
}

// New makes the chat. now must be the real clock, since deadlines of sockets are set by it; fresh
// gives random bytes to many goroutines at once (crypto/rand.Reader).
func New(config Config, talks Talks, keys *seal.Keyset, log *slog.Logger, now func() time.Time, fresh io.Reader) (*Chat, error) {
	config = config.withDefaults()
	public, err := originOf(config.PublicURL)
	if err != nil {
		return nil, fmt.Errorf("public_url: %w", err)
	}
	if config.PongWithin <= config.PingEvery {
		return nil, errors.New("chat: pong_within must be longer than ping_every, or every quiet socket is closed")
	}
	origins := map[string]bool{}
	for _, given := range config.Origins {
		origin, err := originOf(given)
		if err != nil {
			return nil, fmt.Errorf("chat origins: %w", err)
		}
		origins[origin] = true
	}
	if len(origins) == 0 {
		origins[public] = true
	}
	for n, given := range config.Frames {
		if config.Frames[n], err = originOf(given); err != nil {
			return nil, fmt.Errorf("chat frames: %w", err)
		}
	}
	c := &Chat{
		config: config, talks: talks, keys: keys, log: log, now: now, fresh: fresh,
		origins: origins,
		hub:     newHub(config.MaxSockets, config.MaxSocketsPerAddress),
		says:    newPaces(config.Says, config.SaysIn),
		posts:   newPaces(config.Posts, config.PostsIn),
		codes:   newPaces(config.Codes, config.CodesIn),
	}
	c.upgrader = newUpgrader(c.knownOrigin)
	if c.speeches, err = newSpeeches(config.Words, config.Languages); err != nil {
		return nil, err
	}
	if c.pages, err = newPages(config, origins, c.speeches); err != nil {
		return nil, err
	}
	return c, nil
}

// Routes adds the public pages and the socket.
func (c *Chat) Routes(mux *http.ServeMux) {
	mux.HandleFunc("GET /{$}", c.page(http.StatusOK, "home"))
	mux.HandleFunc("GET /privacy", c.page(http.StatusOK, "privacy"))
	mux.HandleFunc("GET /safety", c.page(http.StatusOK, "safety"))
	mux.HandleFunc("GET /accessibility", c.page(http.StatusOK, "accessibility"))
	mux.HandleFunc("GET /changes", c.changes)
	mux.HandleFunc("GET /changes.atom", c.changesFeed)
	mux.HandleFunc("GET /poster", c.page(http.StatusOK, "poster"))
	mux.HandleFunc("GET /chat", c.page(http.StatusOK, "chat"))
	mux.HandleFunc("POST /chat", c.postChat)
	mux.HandleFunc("GET /chat/socket", c.openSocket)
	mux.HandleFunc("GET /chat/assets/{name}", c.pages.asset)
	mux.HandleFunc("/", c.page(http.StatusNotFound, "missing"))
	mux.HandleFunc("GET /embed.js", c.embed)
	mux.HandleFunc("GET /exit", c.exit)
	mux.HandleFunc("POST /exit", c.postExit)
}

// Drain closes every socket with "come back soon", spread out, and waits until all have ended.
// Call it after http.Server.Shutdown, which neither waits for sockets nor closes them. When ctx
// ends first, what is left is cut off and the error is ctx's.
func (c *Chat) Drain(ctx context.Context) error {
	done := c.hub.drain()
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		c.hub.cut()
		return fmt.Errorf("drain the chat's sockets: %w", ctx.Err())
	}
}

// originOf gives the origin of an address as browsers write it: scheme and host, nothing else.
func originOf(address string) (string, error) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		return "", fmt.Errorf("%q is not like https://sayso.example.gov.uk", address)
	}
	return u.Scheme + "://" + u.Host, nil
}
