package staff_test

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"sayso/caseworker"
	"sayso/caseworker/staff"
	"sayso/conversation/seal"
	"sayso/conversation/store/redistest"
)

const (
	priya     = "priya.shah@example.gov.uk"
	password  = "copper lantern meadow"
	office    = "192.0.2.10"
	elsewhere = "198.51.100.7"
)

// clock is handed in as now, and moved by hand.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

// deployment is one's accounts on a Redis of their own.
type deployment struct {
	*staff.Accounts
	clock *clock
	db    redis.UniversalClient
}

func open(t *testing.T) deployment {
	t.Helper()
	keys, err := seal.NewKeyset()
	if err != nil {
		t.Fatal(err)
	}
	db := redistest.Client(t, redistest.Start(t))
	c := &clock{at: time.Date(2026, time.November, 23, 9, 0, 0, 0, time.UTC)}
	config := staff.Defaults("test")
	config.Hashing = staff.Hashing{MemoryKiB: 64, Passes: 1, Lanes: 1, AtOnce: 2}
	a, err := staff.New(db, keys, config, c.now, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return deployment{a, c, db}
}

// withPriya is a deployment with one caseworker.
func withPriya(t *testing.T) deployment {
	t.Helper()
	d := open(t)
	if _, err := d.Add(context.Background(), priya, "Priya Shah", caseworker.RoleCaseworker, password); err != nil {
		t.Fatal(err)
	}
	return d
}

func (d deployment) signIn(t *testing.T) string {
	t.Helper()
	cookie, _, err := d.SignIn(context.Background(), staff.Attempt{Email: priya, Password: password, From: office})
	if err != nil {
		t.Fatal(err)
	}
	return cookie
}

func TestAColleagueIsFoundByAddressUntilDisabled(t *testing.T) {
	t.Parallel()
	ctx, d := context.Background(), withPriya(t)
	if who, err := d.Find(ctx, "Priya.Shah@example.gov.uk"); err != nil || who.Name != "Priya Shah" {
		t.Errorf("got %s, %v", who.Name, err)
	}
	if _, err := d.MachineToken(ctx, "case system", caseworker.RoleManager); err != nil {
		t.Fatal(err)
	}
	if err := d.Disable(ctx, priya); err != nil {
		t.Fatal(err)
	}
	for _, handle := range []string{priya, "case system", "nobody@example.gov.uk"} {
		if _, err := d.Find(ctx, handle); !errors.Is(err, staff.ErrNoAccount) {
			t.Errorf("%s: got %v, want %v", handle, err, staff.ErrNoAccount)
		}
	}
}

func TestADisabledAccountIsOutAtOnce(t *testing.T) {
	t.Parallel()
	ctx, d := context.Background(), withPriya(t)
	cookie := d.signIn(t)
	token, err := d.Token(ctx, priya)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Disable(ctx, priya); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Session(ctx, cookie); !errors.Is(err, staff.ErrNotSignedIn) {
		t.Errorf("its session: %v", err)
	}
	if _, err := d.Authenticate(ctx, token); !errors.Is(err, staff.ErrNotSignedIn) {
		t.Errorf("its token: %v", err)
	}
	if _, _, err := d.SignIn(ctx, staff.Attempt{Email: priya, Password: password, From: office}); !errors.Is(err, staff.ErrWrong) {
		t.Errorf("signing in: %v", err)
	}
	if _, err := d.Token(ctx, priya); err == nil {
		t.Error("it was handed a token")
	}
	list, err := d.List(ctx)
	if err != nil || len(list) != 1 || !list[0].Disabled {
		t.Errorf("list: %v, %v", list, err)
	}
}

func TestResetGivesANewPasswordAndEndsWhatWasBegun(t *testing.T) {
	t.Parallel()
	ctx, d := context.Background(), withPriya(t)
	cookie := d.signIn(t)
	if err := d.Disable(ctx, priya); err != nil {
		t.Fatal(err)
	}
	made, err := d.Reset(ctx, priya, "")
	if err != nil || len(made) < 20 {
		t.Fatalf("got %d characters, %v", len(made), err)
	}
	if _, err := d.Session(ctx, cookie); !errors.Is(err, staff.ErrNotSignedIn) {
		t.Errorf("the old session: %v", err)
	}
	if _, _, err := d.SignIn(ctx, staff.Attempt{Email: priya, Password: password, From: office}); !errors.Is(err, staff.ErrWrong) {
		t.Errorf("the old password: %v", err)
	}
	if _, _, err := d.SignIn(ctx, staff.Attempt{Email: priya, Password: made, From: office}); err != nil {
		t.Errorf("the new password: %v", err)
	}
}

func TestWhatCannotBeAnAccountIsRefused(t *testing.T) {
	t.Parallel()
	ctx, d := context.Background(), withPriya(t)
	for name, row := range map[string]struct{ email, name, role, password string }{
		"taken":           {"PRIYA.shah@example.gov.uk", "Someone", "caseworker", password},
		"no address":      {"priya", "Priya", "caseworker", password},
		"a name too":      {"Priya <p@example.gov.uk>", "Priya", "caseworker", password},
		"no name":         {"a@example.gov.uk", " ", "caseworker", password},
		"unknown role":    {"b@example.gov.uk", "B", "boss", password},
		"role to come":    {"c@example.gov.uk", "C", "investigator", password},
		"no role":         {"d@example.gov.uk", "D", "", password},
		"short password":  {"e@example.gov.uk", "E", "manager", "elevenchars"},
		"long password":   {"f@example.gov.uk", "F", "manager", strings.Repeat("x", 201)},
		"address as such": {"longenough@example.gov.uk", "G", "manager", "LongEnough@example.gov.uk"},
	} {
		if _, err := d.Add(ctx, row.email, row.name, caseworker.Role(row.role), row.password); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
	if _, err := d.Add(ctx, priya, "Someone", caseworker.RoleManager, password); !errors.Is(err, staff.ErrTaken) {
		t.Errorf("the same address again: got %v, want %v", err, staff.ErrTaken)
	}
	for _, err := range []error{d.Disable(ctx, "nobody@example.gov.uk"), second(d.Reset(ctx, "nobody@example.gov.uk", "")), second(d.Token(ctx, "nobody@example.gov.uk"))} {
		if !errors.Is(err, staff.ErrNoAccount) {
			t.Errorf("got %v, want %v", err, staff.ErrNoAccount)
		}
	}
}

func second(_ string, err error) error { return err }

func TestTwoWhoAddTheSameAddressMakeOneAccount(t *testing.T) {
	t.Parallel()
	ctx, d := context.Background(), open(t)
	results := make(chan error, 8)
	for range cap(results) {
		go func() { results <- second(d.Add(ctx, priya, "Priya Shah", caseworker.RoleManager, password)) }()
	}
	made := 0
	for range cap(results) {
		if err := <-results; err == nil {
			made++
		} else if !errors.Is(err, staff.ErrTaken) {
			t.Error(err)
		}
	}
	if list, err := d.List(ctx); made != 1 || err != nil || len(list) != 1 {
		t.Errorf("%d were made, the list has %d (%v); want 1", made, len(list), err)
	}
}

func TestRedisHoldsNoNameNoAddressNoCookieNoToken(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	d, secret, recovery := withPhone(t)
	half := d.half(t)
	cookie, who, err := d.FinishSignIn(ctx, half, staff.Attempt{Code: d.code(t, secret), From: office})
	if err != nil {
		t.Fatal(err)
	}
	token, err := d.Token(ctx, priya)
	if err != nil {
		t.Fatal(err)
	}
	offer, err := d.OfferSecondStep(ctx, who, "Sayso")
	if err != nil {
		t.Fatal(err)
	}
	browser, err := d.Remember(ctx, "", who)
	if err != nil {
		t.Fatal(err)
	}
	half = d.half(t)
	d.SignIn(ctx, staff.Attempt{Email: priya, Password: "guess after guess", From: elsewhere})
	var all strings.Builder
	keys, err := d.db.Keys(ctx, "*").Result()
	if err != nil || len(keys) < 6 {
		t.Fatalf("keys: %q, %v", keys, err)
	}
	for _, key := range keys {
		value, err := d.db.Dump(ctx, key).Result()
		if err != nil {
			t.Fatal(err)
		}
		all.WriteString(key + value)
		if !strings.HasPrefix(key, "test:{staff}:") {
			t.Errorf("key %s lies in another slot", key)
		}
	}
	for what, secret := range map[string]string{
		"e-mail": "priya", "name": "Shah", "password": "lantern", "cookie": cookie, "token": token, "address": elsewhere,
		"secret": secret, "offer": offer.Secret, "recovery code": recovery[1], "recovery code as typed": strings.ReplaceAll(recovery[1], "-", ""), "half": half, "browser": browser,
	} {
		if strings.Contains(strings.ToLower(all.String()), strings.ToLower(secret)) {
			t.Errorf("Redis holds the %s", what)
		}
	}
}

func TestAMemberOfStaffPrintsAsAnIDOnly(t *testing.T) {
	t.Parallel()
	if got := fmt.Sprintf("%v %+v %#v", staff.Offer{Secret: "ABC"}, staff.Offer{Secret: "ABC"}, &staff.Offer{Secret: "ABC"}); strings.Contains(got, "ABC") {
		t.Errorf("an offer prints as %s", got)
	}
	s := caseworker.Staff{ID: "abc", Email: priya, Name: "Priya Shah", Role: caseworker.RoleManager}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q"} {
		if got := fmt.Sprintf(verb, staff.Account{Staff: s}); strings.Contains(got, "Priya") || strings.Contains(got, priya) {
			t.Errorf("%s gives %s", verb, got)
		}
	}
	if got := s.LogValue().String(); got != "abc" {
		t.Errorf("the log gets %s", got)
	}
}

func TestSettingsThatWouldLetAnyoneInAreRefused(t *testing.T) {
	t.Parallel()
	for name, spoil := range map[string]func(*staff.Config){
		"no prefix":      func(c *staff.Config) { c.Prefix = "" },
		"no idle end":    func(c *staff.Config) { c.Idle = 0 },
		"no end":         func(c *staff.Config) { c.Absolute = 0 },
		"no proof":       func(c *staff.Config) { c.Proof = 0 },
		"endless tokens": func(c *staff.Config) { c.TokenLife = 0 },
		"no passes":      func(c *staff.Config) { c.Hashing.Passes = 0 },
		"no memory":      func(c *staff.Config) { c.Hashing.MemoryKiB = 0 },
		"no place":       func(c *staff.Config) { c.Hashing.AtOnce = 0 },
	} {
		c := staff.Defaults("test")
		c.Hashing.MemoryKiB = 64
		spoil(&c)
		if _, err := staff.New(nil, nil, c, nil, nil); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
}
