// Package console answers one question: what does a caseworker see and press?
//
// It serves the staff pages under /staff/: signing in, the queue, a case and every act on it. The
// pages are plain HTML that works without JavaScript; a small script keeps them up to date, counts
// letters and says when something was shown. The console decides nothing about a case: each act
// goes through the register, which the API uses too. It knows no conversation, no phone and no
// socket; what a young person wrote is text to it and never markup.
package console

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"sayso/caseworker"
	"sayso/caseworker/register"
	"sayso/caseworker/staff"
)

// Config is what the pages say about the deployment.
type Config struct {
	Council           string // its full name
	PublicURL         string // without a slash at the end; https makes cookies Secure
	SafeguardingOwner string // who owns wording, tiers and thresholds
	SignedOff         string // the date on which they signed; either empty shows NOT SIGNED everywhere
	Rules             caseworker.Rules
	SecondStep        bool          // everybody must have one beside their password
	Beat              time.Duration // a page asks again after so long even if nobody said that anything changed

	// ProxyHeader is the header in which the council's own proxy appends the caller's address,
	// such as "X-Forwarded-For". "" where callers connect directly: the header is then ignored,
	// because anyone can send one.
	ProxyHeader string
}

// Alarm is something that was promised and is undone. It holds no word and no name.
type Alarm struct {
	What      string // for people, e.g. "An alert has not been acknowledged"
	Reference string // of the case; "" where there is none yet
	Since     time.Time
}

// Parts are what the console works with.
type Parts struct {
	Accounts *staff.Accounts
	Cases    *register.Register
	Undone   func(context.Context) ([]Alarm, error)
	// Changed gives a wake-up for whenever a case or a conversation may have changed, and its end.
	Changed func() (wake <-chan struct{}, stop func())
	Log     *slog.Logger
	Now     func() time.Time
	Fresh   io.Reader
}

// Console serves the staff pages.
type Console struct {
	config Config
	Parts
	secure bool
	pages  pages
	tags   map[string]string // asset -> what its content is known by
	cross  *http.CrossOriginProtection
	routes []route

	drained func()
	ended   <-chan struct{}
}

// New makes the console. It fails where a template cannot be read, or a route has no permission.
func New(c Config, p Parts) (*Console, error) {
	if c.Beat <= 0 || c.Rules.Zone == nil {
		return nil, fmt.Errorf("console: the beat and the zone must be set")
	}
	public, err := url.Parse(c.PublicURL)
	if err != nil || public.Host == "" {
		return nil, fmt.Errorf("console: public_url is not an address: %q", c.PublicURL)
	}
	made := &Console{config: c, Parts: p, secure: public.Scheme == "https", cross: http.NewCrossOriginProtection()}
	if err := made.cross.AddTrustedOrigin(public.Scheme + "://" + public.Host); err != nil {
		return nil, fmt.Errorf("console: %w", err)
	}
	if made.pages, err = readPages(c.Rules.Zone); err != nil {
		return nil, err
	}
	if made.tags, err = tagsOf(); err != nil {
		return nil, err
	}
	ended := make(chan struct{})
	made.ended, made.drained = ended, sync.OnceFunc(func() { close(ended) })
	made.routes = made.table()
	return made, allNamed(made.routes)
}

// Routes mounts the pages.
func (c *Console) Routes(mux *http.ServeMux) {
	for _, r := range c.routes {
		mux.Handle(r.pattern, c.gate(r))
	}
}

// Drain ends the streams by which open pages learn of changes, so that a server can stop. The
// pages come back by themselves. It may be called more than once.
func (c *Console) Drain() { c.drained() }

// notSigned reports whether nobody has signed for wording, tiers and thresholds.
func (c *Console) notSigned() bool {
	return strings.TrimSpace(c.config.SafeguardingOwner) == "" || strings.TrimSpace(c.config.SignedOff) == ""
}
