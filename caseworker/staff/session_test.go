package staff_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"sayso/caseworker"
	"sayso/caseworker/staff"
)

func TestAPersonSignsInAndIsKnownByTheirCookie(t *testing.T) {
	t.Parallel()
	ctx, d := context.Background(), withPriya(t)
	cookie, who, err := d.SignIn(ctx, staff.Attempt{Email: " Priya.Shah@Example.gov.uk ", Password: password, From: office})
	if err != nil {
		t.Fatal(err)
	}
	if who.Email != priya || who.Name != "Priya Shah" || who.Role != caseworker.RoleCaseworker || who.Machine || who.ID == "" {
		t.Errorf("signed in as %s %s %s", who.Email, who.Name, who.Role)
	}
	if got, err := d.Session(ctx, cookie); err != nil || got.Staff != who || !got.Proven {
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

func TestASessionIsProvenForTenMinutesHoweverBusy(t *testing.T) {
	t.Parallel()
	ctx, d := context.Background(), withPriya(t)
	cookie := d.signIn(t)
	for _, row := range []struct {
		pass   time.Duration
		proven bool
	}{{0, true}, {9 * time.Minute, true}, {59 * time.Second, true}, {time.Second, false}, {20 * time.Minute, false}} {
		d.clock.pass(row.pass)
		if s, err := d.Session(ctx, cookie); err != nil || s.Proven != row.proven {
			t.Errorf("at %s: proven %t, %v", d.clock.now(), s.Proven, err)
		}
	}
	if s, err := d.Session(ctx, d.signIn(t)); err != nil || !s.Proven {
		t.Errorf("after signing in again: proven %t, %v", s.Proven, err)
	}
}
