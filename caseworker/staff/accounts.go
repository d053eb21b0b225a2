// Package staff answers one question: who is this, and in what role do they act?
//
// It keeps the accounts of the people who work on cases and of the machines of the council, their
// sessions and their API tokens, in Redis. It never decides what a role may do: console and api
// name a permission for each of their routes. It knows no case. Passwords are kept as argon2id,
// cookies and tokens as their SHA-256, recovery codes as keyed hashes, e-mail addresses, names and the
// secrets of second steps sealed.
package staff

import (
	"context"
	"encoding/base32"
	"errors"
	"fmt"
	"io"
	"net/mail"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"sayso/caseworker"
	"sayso/caseworker/audit"
	"sayso/conversation/seal"
)

// What an account may be refused for.
var (
	ErrTaken     = errors.New("this name is taken")
	ErrNoAccount = errors.New("there is no such account")
	errNoName    = errors.New("a name is needed: it is what young people are told")
	errNoReason  = errors.New("a reason is needed: it is written down")

	errOwnSecondStep = errors.New("your own second step is reset by a colleague")
)

// Config says how long things last and how hard passwords are to guess.
type Config struct {
	Prefix    string        // of every key, e.g. sayso
	Idle      time.Duration // a session ends when it was not used for so long
	Absolute  time.Duration // and in any case so long after signing in
	Proof     time.Duration // whoever signed in so recently need not show again who they are
	TokenLife time.Duration // an API token ends so long after it was handed out
	Hashing   Hashing
}

// Defaults is what a deployment uses: 30 minutes idle, 10 hours at most, proof for 10 minutes, tokens for 90 days.
func Defaults(prefix string) Config {
	return Config{
		Prefix: prefix, Idle: 30 * time.Minute, Absolute: 10 * time.Hour, Proof: 10 * time.Minute, TokenLife: 90 * 24 * time.Hour,
		Hashing: Hashing{MemoryKiB: 64 * 1024, Passes: 1, Lanes: 2, AtOnce: 4},
	}
}

// Accounts are the people and machines who may act. It is safe for concurrent use if fresh is.
type Accounts struct {
	db     redis.UniversalClient
	seals  *seal.Keyset
	config Config
	keys   keys
	trail  audit.Trail
	hasher *hasher
	now    func() time.Time
	fresh  io.Reader
}

// New opens the accounts of a deployment. It hashes once, so that an unknown e-mail address costs
// a caller as much time as a known one.
func New(db redis.UniversalClient, seals *seal.Keyset, c Config, now func() time.Time, fresh io.Reader) (*Accounts, error) {
	if c.Prefix == "" || c.Idle <= 0 || c.Absolute < c.Idle || c.Proof <= 0 || c.TokenLife <= 0 {
		return nil, fmt.Errorf("staff accounts: prefix, idle, absolute, proof and token life must be set, and absolute not shorter than idle")
	}
	h, err := newHasher(c.Hashing)
	if err != nil {
		return nil, err
	}
	return &Accounts{db: db, seals: seals, config: c, keys: keys{c.Prefix}, trail: Trail(c.Prefix, seals), hasher: h, now: now, fresh: fresh}, nil
}

// Add makes a person's account. Without a password it makes one and gives it back: it is shown once.
// ErrTaken where the e-mail address has an account; PasswordRefused says what a password lacks.
func (a *Accounts) Add(ctx context.Context, email, name string, role caseworker.Role, password string) (made string, err error) {
	email, err = address(email)
	if err != nil {
		return "", err
	}
	name = strings.TrimSpace(name)
	if name == "" {
		return "", errNoName
	}
	if _, err := caseworker.ReadRole(string(role)); err != nil {
		return "", fmt.Errorf("add account: %w", err)
	}
	password, made, err = a.orMade(email, password)
	if err != nil {
		return "", err
	}
	hash, err := a.hasher.hash(ctx, password)
	if err != nil {
		return "", err
	}
	if err := a.create(ctx, caseworker.Staff{Email: email, Name: name, Role: role}, hash); err != nil {
		return "", err
	}
	return made, nil
}

// Change is what an account's owner is to be called, and what they are to young people. Who an e-mail
// address belongs to and what they may do stays.
type Change struct {
	Name *string
	Job  *string
	Team *string
}

// Edit changes a person's account; what is nil stays. It holds from the next page on, without a new sign-in.
func (a *Accounts) Edit(ctx context.Context, email string, c Change) error {
	email, err := address(email)
	if err != nil {
		return err
	}
	id, err := a.find(ctx, email)
	if err != nil {
		return err
	}
	account, err := a.record(ctx, id)
	if err != nil {
		return err
	}
	s := account.staff
	if c.Name != nil {
		if s.Name = strings.TrimSpace(*c.Name); s.Name == "" {
			return errNoName
		}
	}
	if c.Job != nil {
		if s.Job, err = caseworker.ReadJob(*c.Job); err != nil {
			return fmt.Errorf("edit account: %w", err)
		}
	}
	if c.Team != nil {
		s.Team = strings.TrimSpace(*c.Team)
	}
	sealed, err := a.sealed(id, s)
	if err != nil {
		return fmt.Errorf("edit account %s: %w", id, err)
	}
	return a.changed(ctx, id, "account_changed", func(p redis.Pipeliner) { p.HSet(ctx, a.keys.account(id), "who", sealed) })
}

// Reset gives an account a new password, and makes it usable again where it was disabled. Every
// session and token of it ends.
func (a *Accounts) Reset(ctx context.Context, email, password string) (made string, err error) {
	email, err = address(email)
	if err != nil {
		return "", err
	}
	id, err := a.find(ctx, email)
	if err != nil {
		return "", err
	}
	password, made, err = a.orMade(email, password)
	if err != nil {
		return "", err
	}
	hash, err := a.hasher.hash(ctx, password)
	if err != nil {
		return "", err
	}
	epoch, err := a.random()
	if err != nil {
		return "", err
	}
	return made, a.changed(ctx, id, "password_reset", func(p redis.Pipeliner) {
		p.HSet(ctx, a.keys.account(id), "password", hash, "epoch", epoch)
		p.HDel(ctx, a.keys.account(id), "disabled")
	})
}

// Disable ends every session and token of a person (by e-mail address) or a machine (by name), and
// lets them in no more.
func (a *Accounts) Disable(ctx context.Context, handle string) error {
	id, err := a.find(ctx, handle)
	if err != nil {
		return err
	}
	epoch, err := a.random()
	if err != nil {
		return err
	}
	return a.changed(ctx, id, "account_disabled", func(p redis.Pipeliner) {
		p.HSet(ctx, a.keys.account(id), "disabled", "1", "epoch", epoch)
	})
}

// random gives 32 characters that cannot be guessed (160 bits).
func (a *Accounts) random() (string, error) {
	b := make([]byte, 20)
	if _, err := io.ReadFull(a.fresh, b); err != nil {
		return "", fmt.Errorf("randomness for an account: %w", err)
	}
	return strings.ToLower(base32.StdEncoding.EncodeToString(b)), nil
}

// address reads an e-mail address as people type it: case and outer spaces do not count.
func address(s string) (string, error) {
	s = strings.ToLower(strings.TrimSpace(s))
	parsed, err := mail.ParseAddress(s)
	if err != nil || parsed.Address != s {
		return "", fmt.Errorf("this is not an e-mail address: write it as name@example.gov.uk")
	}
	return s, nil
}
