package staff_test

import (
	"context"
	"errors"
	"testing"

	"sayso/caseworker/staff"
)

// TestAnAccountSaysJobAndTeam, which can be changed under a session that goes on.
func TestAnAccountSaysJobAndTeam(t *testing.T) {
	t.Parallel()
	ctx, d := context.Background(), withPriya(t)
	cookie := d.signIn(t)
	of := func(s string) *string { return &s }
	for _, row := range []struct {
		change staff.Change
		want   [3]string // name, job, team
		fails  bool
	}{
		{staff.Change{Job: of("social_worker"), Team: of(" North ")}, [3]string{"Priya Shah", "social_worker", "North"}, false},
		{staff.Change{Team: of("South")}, [3]string{"Priya Shah", "social_worker", "South"}, false},
		{staff.Change{Name: of("Priya Patel")}, [3]string{"Priya Patel", "social_worker", "South"}, false},
		{staff.Change{Job: of("plumber"), Team: of("North")}, [3]string{"Priya Patel", "social_worker", "South"}, true},
		{staff.Change{Name: of(" ")}, [3]string{"Priya Patel", "social_worker", "South"}, true},
		{staff.Change{Job: of(""), Team: of("")}, [3]string{"Priya Patel", "", ""}, false},
	} {
		if err := d.Edit(ctx, "Priya.Shah@example.gov.uk", row.change); (err != nil) != row.fails {
			t.Errorf("%v", err)
		}
		who, err := d.Session(ctx, cookie)
		if got := [3]string{who.Name, string(who.Job), who.Team}; err != nil || got != row.want {
			t.Errorf("%q, %v; want %q", got, err, row.want)
		}
	}
	if err := d.Edit(ctx, "nobody@example.gov.uk", staff.Change{Team: of("North")}); !errors.Is(err, staff.ErrNoAccount) {
		t.Errorf("nobody: %v", err)
	}
	if err := d.Disable(ctx, priya); err != nil {
		t.Fatal(err)
	}
	if all, err := d.Everybody(ctx); err != nil || len(all) > 0 {
		t.Errorf("everybody: %v, %v", all, err)
	}
}
