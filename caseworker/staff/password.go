package staff

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"
)

// Hashing is what it costs to try a password. The values are fixed here and not taken from the
// machine, so that a hash made on one node is checked at the same cost on every other.
type Hashing struct {
	MemoryKiB uint32
	Passes    uint32
	Lanes     uint8
	AtOnce    int // so many at a time on this node: each takes MemoryKiB
}

// How long a password may be, in characters. The upper bound keeps a request from buying work.
const (
	shortest = 12
	longest  = 200
)

// PasswordRefused says, in words for whoever chose it, what a password lacks.
type PasswordRefused struct{ Words string }

func (p PasswordRefused) Error() string { return p.Words }

// orMade checks a password, or makes one where there is none: 20 characters in groups of five.
func (a *Accounts) orMade(email, password string) (use, made string, err error) {
	if password == "" {
		fresh, err := a.random()
		if err != nil {
			return "", "", err
		}
		made = strings.Join([]string{fresh[:5], fresh[5:10], fresh[10:15], fresh[15:20]}, "-")
		return made, made, nil
	}
	switch n := utf8.RuneCountInString(password); {
	case n < shortest:
		return "", "", PasswordRefused{fmt.Sprintf("A password has at least %d characters. Three random words do well.", shortest)}
	case n > longest:
		return "", "", PasswordRefused{fmt.Sprintf("A password has at most %d characters.", longest)}
	case strings.EqualFold(password, email):
		return "", "", PasswordRefused{"A password must not be the e-mail address."}
	}
	return password, "", nil
}

// hasher turns passwords into hashes, a few at a time.
type hasher struct {
	params *argon2id.Params
	places chan struct{}

	// strangers take one of these before a place. There are fewer, so that a flood of tries from unknown
	// browsers leaves places to those who work here.
	strangers chan struct{}
	nobody    string // the hash of no one's password, checked where there is no account

	compare func(password, hash string) (bool, error)
}

func newHasher(h Hashing) (*hasher, error) {
	if h.MemoryKiB < 8*uint32(h.Lanes) || h.Passes < 1 || h.Lanes < 1 || h.AtOnce < 1 {
		return nil, fmt.Errorf("password hashing: memory, passes, lanes and how many at once must be set")
	}
	made := &hasher{
		params:    &argon2id.Params{Memory: h.MemoryKiB, Iterations: h.Passes, Parallelism: h.Lanes, SaltLength: 16, KeyLength: 32},
		places:    make(chan struct{}, h.AtOnce),
		strangers: make(chan struct{}, max(1, h.AtOnce/2)),
		compare:   argon2id.ComparePasswordAndHash,
	}
	var err error
	made.nobody, err = made.hash(context.Background(), "")
	return made, err
}

func (h *hasher) hash(ctx context.Context, password string) (string, error) {
	if err := enter(ctx, h.places); err != nil {
		return "", err
	}
	defer leave(h.places)
	hash, err := argon2id.CreateHash(password, h.params)
	if err != nil {
		return "", fmt.Errorf("hash password: %w", err)
	}
	return hash, nil
}

// matches checks a password. Without a hash it works as long and says no.
func (h *hasher) matches(ctx context.Context, password, hash string, stranger bool) (bool, error) {
	if stranger {
		if err := enter(ctx, h.strangers); err != nil {
			return false, err
		}
		defer leave(h.strangers)
	}
	if err := enter(ctx, h.places); err != nil {
		return false, err
	}
	defer leave(h.places)
	known := hash != ""
	if !known {
		hash = h.nobody
	}
	same, err := h.compare(password, hash)
	if err != nil {
		return false, fmt.Errorf("check password: %w", err)
	}
	return same && known, nil
}

func enter(ctx context.Context, places chan struct{}) error {
	select {
	case places <- struct{}{}:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("wait to hash a password: %w", ctx.Err())
	}
}

func leave(places chan struct{}) { <-places }
