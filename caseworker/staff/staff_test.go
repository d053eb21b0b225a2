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
	cookie, _, err := d.SignIn(context.Background(), priya, password, office)
	if err != nil {
		t.Fatal(err)
	}
	return cookie
}

func TestAPersonSignsInAndIsKnownByTheirCookie(t *testing.T) {
	t.Parallel()
	ctx, d := context.Background(), withPriya(t)
	cookie, who, err := d.SignIn(ctx, " Priya.Shah@Example.gov.uk ", password, office)
	if err != nil {
		t.Fatal(err)
	}
	if who.Email != priya || who.Name != "Priya Shah" || who.Role != caseworker.RoleCaseworker || who.Machine || who.ID == "" {
		t.Errorf("signed in as %s %s %s", who.Email, who.Name, who.Role)
	}
	if got, err := d.Session(ctx, cookie); err != nil || got != who {
		t.Errorf("session: got %v, %v; want %v", got, err, who)
	}
	if again := d.signIn(t); again == cookie {
		t.Error("signing in again gave the old cookie")
	}
}

func TestSigningOutEndsTheSession(t *testing.T) {
	t.Parallel()
	ctx, d := context.Background(), withPriya(t)
	cookie, other := d.signIn(t), d.signIn(t)
	if err := d.SignOut(ctx, cookie); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Session(ctx, cookie); !errors.Is(err, staff.ErrNotSignedIn) {
		t.Errorf("after signing out: %v", err)
	}
	if _, err := d.Session(ctx, other); err != nil {
		t.Errorf("the other session: %v", err)
	}
}

func TestASessionEndsWhenIdleAndAfterTenHoursInAnyCase(t *testing.T) {
	t.Parallel()
	ctx, d := context.Background(), withPriya(t)
	idle := d.signIn(t)
	d.clock.pass(30 * time.Minute)
	if _, err := d.Session(ctx, idle); !errors.Is(err, staff.ErrNotSignedIn) {
		t.Errorf("after 30 idle minutes: %v", err)
	}
	busy := d.signIn(t)
	for range 23 { // 9 hours and 35 minutes
		d.clock.pass(25 * time.Minute)
		if _, err := d.Session(ctx, busy); err != nil {
			t.Fatalf("while busy: %v", err)
		}
	}
	d.clock.pass(25 * time.Minute)
	if _, err := d.Session(ctx, busy); !errors.Is(err, staff.ErrNotSignedIn) {
		t.Errorf("after ten hours: %v", err)
	}
}

func TestLookingWithoutUsingDoesNotKeepASessionAlive(t *testing.T) {
	t.Parallel()
	ctx, d := context.Background(), withPriya(t)
	cookie := d.signIn(t)
	d.clock.pass(29 * time.Minute)
	if who, err := d.Peek(ctx, cookie); err != nil || who.Email != priya {
		t.Fatalf("after 29 minutes: %v", err)
	}
	d.clock.pass(time.Minute)
	if _, err := d.Peek(ctx, cookie); !errors.Is(err, staff.ErrNotSignedIn) {
		t.Errorf("after 30 minutes: %v", err)
	}
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

func TestTheWrongPasswordAndTheUnknownAddressLookTheSame(t *testing.T) {
	t.Parallel()
	ctx, d := context.Background(), withPriya(t)
	for _, try := range [][2]string{{priya, "copper lantern meadows"}, {"nobody@example.gov.uk", password}, {"", ""}, {priya, ""}, {priya, strings.Repeat("x", 5000)}} {
		if _, _, err := d.SignIn(ctx, try[0], try[1], office+try[0]+try[1][:min(1, len(try[1]))]); !errors.Is(err, staff.ErrWrong) {
			t.Errorf("%s: got %v, want %v", try[0], err, staff.ErrWrong)
		}
	}
}

func TestGuessingIsSlowedDownWhereItHappensAndNowhereElse(t *testing.T) {
	t.Parallel()
	ctx, d := context.Background(), withPriya(t)
	guess := func() error {
		_, _, err := d.SignIn(ctx, priya, "guess after guess", elsewhere)
		return err
	}
	for range 3 {
		if err := guess(); !errors.Is(err, staff.ErrWrong) {
			t.Fatalf("a free try: %v", err)
		}
	}
	for _, want := range []time.Duration{1, 2, 4, 8, 16, 32, 60, 60} {
		var slow staff.SlowDown
		if err := guess(); !errors.As(err, &slow) || slow.After != want*time.Second {
			t.Fatalf("got %v, want a pause of %d s", err, want)
		}
		if _, _, err := d.SignIn(ctx, priya, password, elsewhere); !errors.As(err, &slow) {
			t.Fatalf("the right password too early: %v", err)
		}
		d.clock.pass(want * time.Second)
		if err := guess(); !errors.Is(err, staff.ErrWrong) {
			t.Fatalf("after the pause: %v", err)
		}
	}
	if _, _, err := d.SignIn(ctx, priya, password, office); err != nil {
		t.Errorf("the person themselves, from elsewhere, is held up: %v", err)
	}
	d.clock.pass(time.Minute)
	if _, _, err := d.SignIn(ctx, priya, password, elsewhere); err != nil {
		t.Errorf("after the pause: %v", err)
	}
	if err := guess(); !errors.Is(err, staff.ErrWrong) {
		t.Errorf("signing in did not wipe the slate: %v", err)
	}
}

func TestManyGuessesAtOnceAreCountedToo(t *testing.T) {
	t.Parallel()
	ctx, d := context.Background(), withPriya(t)
	results := make(chan error, 20)
	for range cap(results) {
		go func() {
			_, _, err := d.SignIn(ctx, priya, "guess after guess", elsewhere)
			results <- err
		}()
	}
	wrong := 0
	for range cap(results) {
		if errors.Is(<-results, staff.ErrWrong) {
			wrong++
		}
	}
	if wrong != 3 {
		t.Errorf("%d passwords were tried at once, want 3", wrong)
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
	if _, _, err := d.SignIn(ctx, priya, password, office); !errors.Is(err, staff.ErrWrong) {
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
	if _, _, err := d.SignIn(ctx, priya, password, office); !errors.Is(err, staff.ErrWrong) {
		t.Errorf("the old password: %v", err)
	}
	if _, _, err := d.SignIn(ctx, priya, made, office); err != nil {
		t.Errorf("the new password: %v", err)
	}
}

func TestAnAPITokenIsItsPersonUntilItEnds(t *testing.T) {
	t.Parallel()
	ctx, d := context.Background(), withPriya(t)
	token, err := d.Token(ctx, priya)
	if err != nil {
		t.Fatal(err)
	}
	who, err := d.Authenticate(ctx, token)
	if err != nil || who.Email != priya || who.Machine {
		t.Errorf("got %s, %v", who.Email, err)
	}
	if _, err := d.Session(ctx, token); !errors.Is(err, staff.ErrNotSignedIn) {
		t.Errorf("a token used as a cookie: %v", err)
	}
	if _, err := d.Authenticate(ctx, d.signIn(t)); !errors.Is(err, staff.ErrNotSignedIn) {
		t.Errorf("a cookie used as a token: %v", err)
	}
	d.clock.pass(90 * 24 * time.Hour)
	if _, err := d.Authenticate(ctx, token); !errors.Is(err, staff.ErrNotSignedIn) {
		t.Errorf("after its end: %v", err)
	}
}

func TestAMachineIsNoPersonAndKeepsItsRole(t *testing.T) {
	t.Parallel()
	ctx, d := context.Background(), open(t)
	token, err := d.MachineToken(ctx, "case system", caseworker.RoleManager)
	if err != nil {
		t.Fatal(err)
	}
	who, err := d.Authenticate(ctx, token)
	if err != nil || !who.Machine || who.Name != "case system" || who.Role != caseworker.RoleManager {
		t.Errorf("got %s %s machine %t, %v", who.Name, who.Role, who.Machine, err)
	}
	second, err := d.MachineToken(ctx, "case system", caseworker.RoleManager)
	if err != nil || second == token {
		t.Errorf("a second token: %v", err)
	}
	if _, err := d.MachineToken(ctx, "case system", caseworker.RoleCaseworker); err == nil {
		t.Error("its role was changed by asking for another token")
	}
	if _, _, err := d.SignIn(ctx, "case system", "", office); !errors.Is(err, staff.ErrWrong) {
		t.Errorf("a machine signed in: %v", err)
	}
	if err := d.Disable(ctx, "case system"); err != nil {
		t.Fatal(err)
	}
	for _, each := range []string{token, second} {
		if _, err := d.Authenticate(ctx, each); !errors.Is(err, staff.ErrNotSignedIn) {
			t.Errorf("after disabling: %v", err)
		}
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
		"role to come":    {"c@example.gov.uk", "C", "auditor", password},
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
	ctx, d := context.Background(), withPriya(t)
	cookie := d.signIn(t)
	token, err := d.Token(ctx, priya)
	if err != nil {
		t.Fatal(err)
	}
	d.SignIn(ctx, priya, "guess after guess", elsewhere)
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
	} {
		if strings.Contains(strings.ToLower(all.String()), strings.ToLower(secret)) {
			t.Errorf("Redis holds the %s", what)
		}
	}
}

func TestAMemberOfStaffPrintsAsAnIDOnly(t *testing.T) {
	t.Parallel()
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
