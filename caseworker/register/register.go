package register

import (
	"context"
	"encoding/base32"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"time"

	"github.com/redis/go-redis/v9"

	"sayso/caseworker"
	"sayso/caseworker/audit"
	"sayso/conversation"
	"sayso/conversation/seal"
)

// ErrNoCase: there is no case with this reference.
var ErrNoCase = errors.New("no such case")

// errErased: there was one.
var errErased = fmt.Errorf("it was erased: %w", ErrNoCase)

// Talks is what the register needs of the conversations.
type Talks interface {
	// State is a conversation as it now stands; conversation.ErrNoTalk or ErrGone where it was erased.
	State(ctx context.Context, conversation string) (conversation.State, error)
	// Transcript is its lines after a sequence number.
	Transcript(ctx context.Context, conversation string, after int) ([]conversation.Line, error)
	// Kept is that conversation's own key, for one act, so that what is erased there is unreadable here.
	Kept(ctx context.Context, conversation string) (seal.Kept, error)
	// Apply lets it learn of something, once for each once-key.
	Apply(ctx context.Context, conversation, onceKey string, what conversation.Happening) (conversation.Receipt, error)
	// Erase destroys it, unless its person has said more than the line heard: ErrHeardSince. Asked again it says the same.
	Erase(ctx context.Context, conversation string, heard int) (conversation.Erased, error)
	// Rewrite lets go of the bytes of what was erased until now; conversation.Later where that must be asked again.
	Rewrite(ctx context.Context) error
}

// Colleagues are who else is on the staff.
type Colleagues interface {
	// Find is whom a case is handed to; staff.ErrNoAccount where there is nobody.
	Find(ctx context.Context, email string) (caseworker.Staff, error)
	// Everybody is all people who can sign in.
	Everybody(ctx context.Context) ([]caseworker.Staff, error)
}

// Number gives the phone number behind a conversation, E.164.
type Number func(ctx context.Context, conversation string) (string, error)

// Alerted gives who has been called about each of these alerts.
type Alerted func(ctx context.Context, alerts []string) (map[string][]caseworker.Call, error)

// Config is what a deployment sets. Durations of 0 are mistakes of whoever wires it: see Defaults.
type Config struct {
	Prefix  string
	Rules   caseworker.Rules
	OnceFor time.Duration // how long an Idempotency-Key is remembered
	Lease   time.Duration // of the road back: how soon another node takes it over
	Round   time.Duration // how often the road back is looked at when nothing wakes it
	Page    int           // cases on a page of a list
	// Erased writes down, where no backup of Redis is, that a case was erased; the same one may be written down again.
	// EraseAgain takes it after a backup was restored. nil: it is written down nowhere else.
	Erased func(ErasedCase) error
}

// Defaults are the settings of a deployment that has no reason for others.
func Defaults(prefix string, rules caseworker.Rules) Config {
	return Config{
		Prefix: prefix, Rules: rules, OnceFor: 24 * time.Hour, Lease: 3 * time.Second, Round: 250 * time.Millisecond, Page: 50,
	}
}

// Register keeps cases. Its methods may be called from many goroutines and nodes at once.
type Register struct {
	db      redis.UniversalClient
	seals   *seal.Keyset
	talks   Talks
	staff   Colleagues
	number  Number
	alerted Alerted
	config  Config
	keys    keys
	trail   audit.Trail
	scripts scripts
	now     func() time.Time
	fresh   io.Reader
	log     *slog.Logger
	wake    chan struct{}
}

// New makes the register of a deployment. fresh is where references and names of nodes come from.
func New(db redis.UniversalClient, seals *seal.Keyset, talks Talks, staff Colleagues, number Number, alerted Alerted, c Config, now func() time.Time, fresh io.Reader, log *slog.Logger) (*Register, error) {
	if c.Rules.Zone == nil || c.Rules.Lease <= 0 || c.OnceFor <= 0 || c.Lease <= 0 || c.Round <= 0 || c.Page <= 0 {
		return nil, fmt.Errorf("register: the configuration is not complete")
	}
	return &Register{
		db: db, seals: seals, talks: talks, staff: staff, number: number, alerted: alerted, config: c,
		keys: keys{prefix: c.Prefix}, trail: Trail(c.Prefix, seals), scripts: newScripts(), now: now, fresh: fresh, log: log,
		wake: make(chan struct{}, 1),
	}, nil
}

// Changed is a number that grows with every change of any case. Whoever shows cases keeps the last
// one and looks again when it has grown.
func (r *Register) Changed(ctx context.Context) (int64, error) {
	n, err := r.db.Get(ctx, r.keys.changes()).Int64()
	if err != nil && !errors.Is(err, redis.Nil) {
		return 0, fmt.Errorf("read changes: %w", err)
	}
	return n, nil
}

// random gives 8 letters and figures that are not mixed up on the phone (A-Z, 2-7): 40 bits.
func (r *Register) random() (string, error) {
	var b [5]byte
	if _, err := io.ReadFull(r.fresh, b[:]); err != nil {
		return "", fmt.Errorf("make a reference: %w", err)
	}
	return base32.StdEncoding.EncodeToString(b[:]), nil
}
