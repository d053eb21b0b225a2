package staff_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"sayso/caseworker"
	"sayso/caseworker/staff"
)

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
	if _, _, err := d.SignIn(ctx, staff.Attempt{Email: "case system", From: office}); !errors.Is(err, staff.ErrWrong) {
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

func TestATokenMayNoMoreThanItWasMadeFor(t *testing.T) {
	t.Parallel()
	ctx, d := context.Background(), withPriya(t)
	for name, c := range map[string]struct {
		only     []caseworker.Permission
		may, not []caseworker.Permission
	}{
		"as it comes":     {nil, []caseworker.Permission{caseworker.MayList, caseworker.MayWork}, []caseworker.Permission{caseworker.MayReveal, caseworker.MayMute}},
		"to look":         {[]caseworker.Permission{caseworker.MayList, caseworker.MayView}, []caseworker.Permission{caseworker.MayList, caseworker.MayView}, []caseworker.Permission{caseworker.MayWork, caseworker.MayNote, caseworker.MayReveal}},
		"to show numbers": {[]caseworker.Permission{caseworker.MayReveal}, []caseworker.Permission{caseworker.MayReveal}, []caseworker.Permission{caseworker.MayList, caseworker.MayView}},
	} {
		token, err := d.Token(ctx, priya, c.only...)
		if err != nil {
			t.Fatal(err)
		}
		who, err := d.Authenticate(ctx, token)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range c.may {
			if !who.May(p) {
				t.Errorf("%s: it may not %s", name, p)
			}
		}
		for _, p := range c.not {
			if who.May(p) {
				t.Errorf("%s: it may %s", name, p)
			}
		}
	}
	for name, bad := range map[string]caseworker.Permission{"what the role may not": caseworker.MayMute, "what there is not": "everything", "nothing": ""} {
		if _, err := d.Token(ctx, priya, bad); err == nil {
			t.Errorf("a token for %s was made", name)
		}
	}
	if _, err := d.MachineToken(ctx, "a mirror", caseworker.RoleCaseworker, caseworker.MayReveal); err == nil {
		t.Error("a machine was given what takes a person")
	}
	who, err := d.Session(ctx, d.signIn(t))
	if err != nil || !who.May(caseworker.MayReveal) {
		t.Errorf("whoever has signed in may all that the role may: %v", err)
	}
}
