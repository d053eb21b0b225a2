package staff_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"sayso/caseworker"
	"sayso/caseworker/staff"
)

// withPhone is a deployment whose caseworker has set up a second step half an hour ago.
func withPhone(t *testing.T) (d deployment, secret string, recovery []string) {
	t.Helper()
	ctx := context.Background()
	d = withPriya(t)
	who, err := d.Find(ctx, priya)
	if err != nil {
		t.Fatal(err)
	}
	offer, err := d.OfferSecondStep(ctx, who, "Sayso")
	if err != nil {
		t.Fatal(err)
	}
	recovery, err = d.ConfirmSecondStep(ctx, who, d.code(t, offer.Secret))
	if err != nil || len(recovery) != 10 {
		t.Fatalf("%d recovery codes, %v", len(recovery), err)
	}
	d.clock.pass(30 * time.Minute)
	return d, offer.Secret, recovery
}

// code is what the phone shows now.
func (d deployment) code(t *testing.T, secret string) string {
	t.Helper()
	code, err := totp.GenerateCode(secret, d.clock.now())
	if err != nil {
		t.Fatal(err)
	}
	return code
}

// half gives the password alone.
func (d deployment) half(t *testing.T) string {
	t.Helper()
	_, _, err := d.SignIn(context.Background(), staff.Attempt{Email: priya, Password: password, From: office})
	var needed staff.CodeNeeded
	if !errors.As(err, &needed) {
		t.Fatalf("the password alone: %v", err)
	}
	return needed.Half
}

func TestTheCodeOfThePhoneFinishesSigningInAndIsUsedOnce(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	d, secret, _ := withPhone(t)
	code := d.code(t, secret)
	half := d.half(t)
	cookie, who, err := d.FinishSignIn(ctx, half, staff.Attempt{Code: " " + code[:3] + " " + code[3:], From: office})
	if err != nil || who.Email != priya {
		t.Fatalf("the code: %v", err)
	}
	if s, err := d.Session(ctx, cookie); err != nil || !s.Proven || !s.SecondStep {
		t.Errorf("the session: %t %t %v", s.Proven, s.SecondStep, err)
	}
	if _, _, err := d.FinishSignIn(ctx, half, staff.Attempt{Code: code, From: office}); !errors.Is(err, staff.ErrNotSignedIn) {
		t.Errorf("the same half again: %v", err)
	}
	if _, _, err := d.FinishSignIn(ctx, d.half(t), staff.Attempt{Code: code, From: office}); !errors.Is(err, staff.ErrWrong) {
		t.Errorf("the code that somebody watched being typed: %v", err)
	}
	d.clock.pass(30 * time.Second)
	if _, _, err := d.FinishSignIn(ctx, d.half(t), staff.Attempt{Code: code, From: elsewhere}); !errors.Is(err, staff.ErrWrong) {
		t.Errorf("and half a minute later: %v", err)
	}
	d.clock.pass(time.Minute)
	if _, _, err := d.FinishSignIn(ctx, d.half(t), staff.Attempt{Code: d.code(t, secret), From: elsewhere}); err != nil {
		t.Errorf("the next code: %v", err)
	}
}

func TestACodeHoldsForThePeriodsBesideItsOwnOnly(t *testing.T) {
	t.Parallel()
	for off, taken := range map[time.Duration]bool{-time.Minute: false, -30 * time.Second: true, 0: true, 30 * time.Second: true, time.Minute: false} {
		d, secret, _ := withPhone(t)
		code, err := totp.GenerateCode(secret, d.clock.now().Add(off))
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := d.FinishSignIn(context.Background(), d.half(t), staff.Attempt{Code: code, From: office}); (err == nil) != taken {
			t.Errorf("a code of %s: %v", off, err)
		}
	}
}

func TestManyWhoSendOneCodeAtOnceAreOneSession(t *testing.T) {
	t.Parallel()
	d, secret, recovery := withPhone(t)
	for _, code := range []string{d.code(t, secret), recovery[3]} {
		results := make(chan error, 8)
		for n := range cap(results) {
			go func() {
				_, _, err := d.SignIn(context.Background(), staff.Attempt{Email: priya, Password: password, Code: code, From: fmt.Sprint(office, n)})
				results <- err
			}()
		}
		in := 0
		for range cap(results) {
			if err := <-results; err == nil {
				in++
			} else if !errors.Is(err, staff.ErrWrong) {
				t.Error(err)
			}
		}
		if in != 1 {
			t.Errorf("%d got in with one code", in)
		}
	}
}

func TestARecoveryCodeLetsInOnce(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	d, _, recovery := withPhone(t)
	for n, code := range recovery {
		from := fmt.Sprint(office, n)
		if _, _, err := d.FinishSignIn(ctx, d.half(t), staff.Attempt{Code: strings.ToUpper(code), From: office}); err != nil {
			t.Fatalf("code %d: %v", n, err)
		}
		if _, _, err := d.SignIn(ctx, staff.Attempt{Email: priya, Password: password, Code: code, From: from}); !errors.Is(err, staff.ErrWrong) {
			t.Errorf("code %d again: %v", n, err)
		}
		who, err := d.Find(ctx, priya)
		if err != nil {
			t.Fatal(err)
		}
		if on, left, err := d.SecondStep(ctx, who); err != nil || !on || left != 9-n {
			t.Errorf("%d left, %v; want %d", left, err, 9-n)
		}
	}
}

// TestWhoHasThePasswordDoesNotGuessCodesWithoutEnd: the password alone does not forget the tries.
func TestWhoHasThePasswordDoesNotGuessCodesWithoutEnd(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	d, secret, _ := withPhone(t)
	half := d.half(t)
	for range 2 {
		if _, _, err := d.FinishSignIn(ctx, half, staff.Attempt{Code: "000000", From: office}); !errors.Is(err, staff.ErrWrong) {
			t.Fatalf("a free try: %v", err)
		}
	}
	var slow staff.SlowDown
	if _, _, err := d.FinishSignIn(ctx, half, staff.Attempt{Code: d.code(t, secret), From: office}); !errors.As(err, &slow) {
		t.Errorf("the third code: %v", err)
	}
	if _, _, err := d.SignIn(ctx, staff.Attempt{Email: priya, Password: password, From: office}); !errors.As(err, &slow) {
		t.Errorf("the password again: %v", err)
	}
	for range 3 {
		d.clock.pass(time.Minute)
		if _, _, err := d.FinishSignIn(ctx, half, staff.Attempt{Code: "000000", From: office}); !errors.Is(err, staff.ErrWrong) {
			t.Fatalf("after the pause: %v", err)
		}
	}
	d.clock.pass(time.Minute)
	if _, _, err := d.FinishSignIn(ctx, half, staff.Attempt{Code: d.code(t, secret), From: office}); !errors.Is(err, staff.ErrNotSignedIn) {
		t.Errorf("the sixth code of one half: %v", err)
	}
}

func TestHalfASignInEndsSoonAndWithTheAccount(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	d, secret, _ := withPhone(t)
	half := d.half(t)
	if _, err := d.Session(ctx, half); !errors.Is(err, staff.ErrNotSignedIn) {
		t.Errorf("half a sign-in as a cookie: %v", err)
	}
	d.clock.pass(5 * time.Minute)
	if _, _, err := d.FinishSignIn(ctx, half, staff.Attempt{Code: d.code(t, secret), From: office}); !errors.Is(err, staff.ErrNotSignedIn) {
		t.Errorf("after five minutes: %v", err)
	}
	half = d.half(t)
	if err := d.Disable(ctx, priya); err != nil {
		t.Fatal(err)
	}
	if _, _, err := d.FinishSignIn(ctx, half, staff.Attempt{Code: d.code(t, secret), From: office}); !errors.Is(err, staff.ErrNotSignedIn) {
		t.Errorf("of a disabled account: %v", err)
	}
}

func TestNothingChangesUntilASecondStepIsConfirmed(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	d, old, _ := withPhone(t)
	who, err := d.Find(ctx, priya)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.ConfirmSecondStep(ctx, who, d.code(t, old)); !errors.Is(err, staff.ErrNothingOffered) {
		t.Errorf("nothing was offered: %v", err)
	}
	first, err := d.OfferSecondStep(ctx, who, "Sayso")
	if err != nil {
		t.Fatal(err)
	}
	second, err := d.OfferSecondStep(ctx, who, "Sayso")
	if err != nil {
		t.Fatal(err)
	}
	for _, code := range []string{"", "000000", d.code(t, old), d.code(t, first.Secret)} {
		if _, err := d.ConfirmSecondStep(ctx, who, code); !errors.Is(err, staff.ErrWrong) {
			t.Errorf("confirmed by %q: %v", code, err)
		}
	}
	if _, _, err := d.FinishSignIn(ctx, d.half(t), staff.Attempt{Code: d.code(t, old), From: office}); err != nil {
		t.Errorf("the old phone: %v", err)
	}
	if _, err := d.ConfirmSecondStep(ctx, who, d.code(t, second.Secret)); err != nil {
		t.Fatal(err)
	}
	d.clock.pass(time.Minute)
	if _, _, err := d.FinishSignIn(ctx, d.half(t), staff.Attempt{Code: d.code(t, old), From: office}); !errors.Is(err, staff.ErrWrong) {
		t.Errorf("the old phone afterwards: %v", err)
	}
	if _, _, err := d.FinishSignIn(ctx, d.half(t), staff.Attempt{Code: d.code(t, second.Secret), From: elsewhere}); err != nil {
		t.Errorf("the new phone: %v", err)
	}
}

func TestAColleagueResetsASecondStepAndItIsWrittenDown(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	d, _, recovery := withPhone(t)
	if _, err := d.Add(ctx, "r.malik@example.gov.uk", "R Malik", caseworker.RoleManager, password); err != nil {
		t.Fatal(err)
	}
	malik, err := d.Find(ctx, "r.malik@example.gov.uk")
	if err != nil {
		t.Fatal(err)
	}
	who, err := d.Find(ctx, priya)
	if err != nil {
		t.Fatal(err)
	}
	cookie, _, err := d.SignIn(ctx, staff.Attempt{Email: priya, Password: password, Code: recovery[0], From: office})
	if err != nil {
		t.Fatal(err)
	}
	if err := d.ResetSecondStep(ctx, priya, malik, " "); err == nil {
		t.Error("reset without a reason")
	}
	if err := d.ResetSecondStep(ctx, "r.malik@example.gov.uk", malik, "My phone is lost."); err == nil {
		t.Error("reset by oneself")
	}
	if err := d.ResetSecondStep(ctx, "r.malik@example.gov.uk", who, "His phone is lost."); err == nil {
		t.Error("reset by a caseworker")
	}
	if err := d.ResetSecondStep(ctx, priya, malik, "Priya Shah has lost her phone; seen in person."); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Session(ctx, cookie); !errors.Is(err, staff.ErrNotSignedIn) {
		t.Errorf("her session: %v", err)
	}
	if _, _, err := d.SignIn(ctx, staff.Attempt{Email: priya, Password: password, From: office}); err != nil {
		t.Errorf("the password alone: %v", err)
	}
	if on, left, err := d.SecondStep(ctx, who); err != nil || on || left != 0 {
		t.Errorf("%d recovery codes left, %v", left, err)
	}
	lines, err := d.db.XRange(ctx, "test:{staff}:audit", "-", "+").Result()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, l := range lines {
		got = append(got, fmt.Sprintf("%s %t %t", l.Values["act"], l.Values["by"] == who.ID, l.Values["account"] == who.ID))
		if why, given := l.Values["why"]; (l.Values["act"] == "reset_second_step") != given || strings.Contains(fmt.Sprint(why), "Priya") {
			t.Errorf("%s: the reason is %q", l.Values["act"], why)
		}
	}
	if want := "account_made false true|set_up_second_step true true|account_made false false|recovery_code true true|signed_in true true|" +
		"reset_second_step false true|signed_in true true"; strings.Join(got, "|") != want {
		t.Errorf("written down: %q, want %s", got, want)
	}
}
