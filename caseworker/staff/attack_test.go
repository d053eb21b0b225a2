package staff_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"sayso/caseworker"
	"sayso/caseworker/staff"
)

const sam = "sam.okafor@example.gov.uk"

// attacker guesses a name's password from another address each time, as fast as she is let.
type attacker struct {
	deployment
	addresses int
}

func (a *attacker) guess(name, browser string) error {
	a.addresses++
	_, _, err := a.SignIn(context.Background(), staff.Attempt{
		Email: name, Password: "guess after guess", From: fmt.Sprintf("2001:db8:%x::", a.addresses), Browser: browser,
	})
	return err
}

// within lets time pass and gives how many passwords she has tried by then.
func (a *attacker) within(t *testing.T, d time.Duration, name, browser string) (tried int) {
	t.Helper()
	var slow staff.SlowDown
	for end := a.clock.now().Add(d); a.clock.now().Before(end); {
		switch err := a.guess(name, browser); {
		case errors.Is(err, staff.ErrWrong):
			tried++
		case errors.As(err, &slow):
			a.clock.pass(slow.After)
		default:
			t.Fatal(err)
		}
	}
	return tried
}

// known is a browser in which somebody has signed in.
func (d deployment) known(t *testing.T, email string) string {
	t.Helper()
	_, who, err := d.SignIn(context.Background(), staff.Attempt{Email: email, Password: password, From: office})
	if err != nil {
		t.Fatal(err)
	}
	browser, err := d.Remember(context.Background(), "", who)
	if err != nil {
		t.Fatal(err)
	}
	return browser
}

func withSam(t *testing.T) deployment {
	t.Helper()
	d := withPriya(t)
	if _, err := d.Add(context.Background(), sam, "Sam Okafor", caseworker.RoleCaseworker, password); err != nil {
		t.Fatal(err)
	}
	return d
}

func TestGuessingFromManyAddressesIsSlowedDownToAHundredADay(t *testing.T) {
	t.Parallel()
	for name, email := range map[string]string{"known": priya, "unknown": "nobody@example.gov.uk"} {
		a := attacker{deployment: withSam(t)}
		invented := "a-browser-that-she-invented"
		first, later := a.within(t, 24*time.Hour, email, invented), a.within(t, 24*time.Hour, email, invented)
		if first != 124 || later != 96 {
			t.Errorf("an %s name: %d passwords on the first day and %d on the next; want 124 and 96", name, first, later)
		}
	}
}

func TestNobodyIsLockedOutOfABrowserThatTheyKnow(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	a := attacker{deployment: withSam(t)}
	hers, colleagues := a.known(t, priya), a.known(t, sam)
	// The attacker is a colleague: at a browser that knows him, and behind the same address as she.
	a.within(t, time.Hour, priya, colleagues)
	for range 5 {
		a.SignIn(ctx, staff.Attempt{Email: priya, Password: "guess after guess", From: office, Browser: colleagues})
	}
	var slow staff.SlowDown
	if err := a.guess(priya, colleagues); !errors.As(err, &slow) {
		t.Fatalf("his browser is not slowed down for her name: %v", err)
	}
	for range 3 {
		if _, _, err := a.SignIn(ctx, staff.Attempt{Email: priya, Password: password, From: office, Browser: hers}); err != nil {
			t.Errorf("she is held up: %v", err)
		}
	}
	if _, _, err := a.SignIn(ctx, staff.Attempt{Email: sam, Password: password, From: office, Browser: colleagues}); err != nil {
		t.Errorf("for his own name his browser is: %v", err)
	}
	if _, _, err := a.SignIn(ctx, staff.Attempt{Email: priya, Password: password, From: "192.0.2.77"}); !errors.As(err, &slow) {
		t.Errorf("the right password in an unknown browser meanwhile: %v", err)
	}
}

// TestAKnownBrowserIsNoWayToGuess: whoever has it is slowed down in it, as from one address.
func TestAKnownBrowserIsNoWayToGuess(t *testing.T) {
	t.Parallel()
	a := attacker{deployment: withSam(t)}
	if tried := a.within(t, time.Hour, priya, a.known(t, priya)); tried > 70 {
		t.Errorf("%d passwords in an hour", tried)
	}
}

// TestTheOwnersSignInsDoNotWipeTheSlateOfAGuesser, and are not held against the owner.
func TestTheOwnersSignInsDoNotWipeTheSlateOfAGuesser(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	a := attacker{deployment: withSam(t)}
	for range 50 { // a browser that forgets its cookies
		if _, _, err := a.SignIn(ctx, staff.Attempt{Email: priya, Password: password, From: office}); err != nil {
			t.Fatalf("her own sign-ins: %v", err)
		}
	}
	for n := range 20 {
		if err := a.guess(priya, ""); !errors.Is(err, staff.ErrWrong) {
			t.Fatalf("free guess %d: %v", n, err)
		}
	}
	a.clock.pass(time.Second)
	if _, _, err := a.SignIn(ctx, staff.Attempt{Email: priya, Password: password, From: office}); err != nil {
		t.Fatal(err)
	}
	if err := a.guess(priya, ""); !errors.Is(err, staff.ErrWrong) {
		t.Errorf("her own sign-in is held against her name: %v", err)
	}
	var slow staff.SlowDown
	if err := a.guess(priya, ""); !errors.As(err, &slow) || slow.After != 2*time.Second {
		t.Errorf("after she signed in the guesser goes on: %v", err)
	}
}

func TestABrowsersCookieIsWorthNothingOnceItHasANewOne(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	d := withSam(t)
	planted := d.known(t, sam)
	who, err := d.Find(ctx, priya)
	if err != nil {
		t.Fatal(err)
	}
	fresh, err := d.Remember(ctx, planted, who) // she signs in where he left his cookie
	if err != nil || fresh == planted {
		t.Fatalf("the same cookie: %v", err)
	}
	for name, row := range map[string]struct {
		email, browser string
		knows          bool
	}{"hers": {priya, fresh, true}, "his, at the same desk": {sam, fresh, true}, "the one planted": {priya, planted, false}, "of him": {sam, planted, false}} {
		a := attacker{deployment: d}
		tried := 0
		for errors.Is(a.guess(row.email, row.browser), staff.ErrWrong) {
			tried++
		}
		if knows := tried == 3; knows != row.knows { // from ever new addresses: 3 where the browser counts, else 20
			t.Errorf("%s: %d guesses", name, tried)
		}
	}
	d.clock.pass(91 * 24 * time.Hour)
	a, tried := attacker{deployment: d}, 0
	for errors.Is(a.guess(priya, fresh), staff.ErrWrong) {
		tried++
	}
	if tried != 20 {
		t.Errorf("after 91 days it is still known: %d guesses", tried)
	}
}
