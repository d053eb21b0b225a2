package staff_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"sayso/caseworker/staff"
)

func TestTheWrongPasswordAndTheUnknownAddressLookTheSame(t *testing.T) {
	t.Parallel()
	ctx, d := context.Background(), withPriya(t)
	for _, try := range [][2]string{{priya, "copper lantern meadows"}, {"nobody@example.gov.uk", password}, {"", ""}, {priya, ""}, {priya, strings.Repeat("x", 5000)}} {
		if _, _, err := d.SignIn(ctx, staff.Attempt{Email: try[0], Password: try[1], From: office + try[0] + try[1][:min(1, len(try[1]))]}); !errors.Is(err, staff.ErrWrong) {
			t.Errorf("%s: got %v, want %v", try[0], err, staff.ErrWrong)
		}
	}
}

func TestGuessingIsSlowedDownWhereItHappensAndNowhereElse(t *testing.T) {
	t.Parallel()
	ctx, d := context.Background(), withPriya(t)
	guess := func() error {
		_, _, err := d.SignIn(ctx, staff.Attempt{Email: priya, Password: "guess after guess", From: elsewhere})
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
		if _, _, err := d.SignIn(ctx, staff.Attempt{Email: priya, Password: password, From: elsewhere}); !errors.As(err, &slow) {
			t.Fatalf("the right password too early: %v", err)
		}
		d.clock.pass(want * time.Second)
		if err := guess(); !errors.Is(err, staff.ErrWrong) {
			t.Fatalf("after the pause: %v", err)
		}
	}
	if _, _, err := d.SignIn(ctx, staff.Attempt{Email: priya, Password: password, From: office}); err != nil {
		t.Errorf("the person themselves, from elsewhere, is held up: %v", err)
	}
	d.clock.pass(time.Minute)
	if _, _, err := d.SignIn(ctx, staff.Attempt{Email: priya, Password: password, From: elsewhere}); err != nil {
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
			_, _, err := d.SignIn(ctx, staff.Attempt{Email: priya, Password: "guess after guess", From: elsewhere})
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
