package staff

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/alexedwards/argon2id"

	"sayso/caseworker"
	"sayso/conversation/seal"
	"sayso/conversation/store/redistest"
)

// openInside is a deployment of which a test may look at the hasher.
func openInside(t *testing.T) *Accounts {
	t.Helper()
	keys, err := seal.NewKeyset()
	if err != nil {
		t.Fatal(err)
	}
	config := Defaults("test")
	config.Hashing = Hashing{MemoryKiB: 64, Passes: 1, Lanes: 1, AtOnce: 2}
	at := time.Date(2026, time.November, 23, 9, 0, 0, 0, time.UTC)
	a, err := New(redistest.Client(t, redistest.Start(t)), keys, config, func() time.Time { return at }, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// TestEveryTryCostsOnePasswordCheckAtTheSameCost: how long an answer takes does not tell whether a name
// has an account, is disabled, or asks for a second step.
func TestEveryTryCostsOnePasswordCheckAtTheSameCost(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	a := openInside(t)
	const right = "copper lantern meadow"
	for _, email := range []string{"priya@example.gov.uk", "gone@example.gov.uk"} {
		if _, err := a.Add(ctx, email, "Somebody", caseworker.RoleCaseworker, right); err != nil {
			t.Fatal(err)
		}
	}
	if err := a.Disable(ctx, "gone@example.gov.uk"); err != nil {
		t.Fatal(err)
	}
	if _, err := a.MachineToken(ctx, "case system", caseworker.RoleManager); err != nil {
		t.Fatal(err)
	}
	var checked []argon2id.Params
	a.hasher.compare = func(password, hash string) (bool, error) {
		params, _, _, err := argon2id.DecodeHash(hash)
		if err != nil {
			t.Error(err)
			return false, err
		}
		checked = append(checked, *params)
		return argon2id.ComparePasswordAndHash(password, hash)
	}
	for name, row := range map[string]struct {
		email, password string
		in              bool
	}{
		"right":             {"priya@example.gov.uk", right, true},
		"wrong":             {"priya@example.gov.uk", "guess after guess", false},
		"unknown":           {"nobody@example.gov.uk", right, false},
		"no name":           {"", right, false},
		"disabled, right":   {"gone@example.gov.uk", right, false},
		"a machine":         {"case system", "", false},
		"longer than any":   {"priya@example.gov.uk", string(make([]byte, 10_000)), false},
		"unknown and empty": {"nobody@example.gov.uk", "", false},
	} {
		checked = nil
		_, _, err := a.SignIn(ctx, Attempt{Email: row.email, Password: row.password, From: name})
		if (err == nil) != row.in || (!row.in && !errors.Is(err, ErrWrong)) {
			t.Errorf("%s: %v", name, err)
		}
		if !slices.Equal(checked, []argon2id.Params{*a.hasher.params}) {
			t.Errorf("%s: checked %v, want once at %v", name, checked, *a.hasher.params)
		}
	}
}

// TestAFloodOfStrangersLeavesAPlaceToWhoeverWorksHere: or else tries at invented names would lock everybody out.
func TestAFloodOfStrangersLeavesAPlaceToWhoeverWorksHere(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	a := openInside(t)
	const priya, right = "priya@example.gov.uk", "copper lantern meadow"
	if _, err := a.Add(ctx, priya, "Priya Shah", caseworker.RoleCaseworker, right); err != nil {
		t.Fatal(err)
	}
	who, err := a.Find(ctx, priya)
	if err != nil {
		t.Fatal(err)
	}
	browser, err := a.Remember(ctx, "", who)
	if err != nil {
		t.Fatal(err)
	}
	const flood = "the flood"
	places := 2 * cap(a.hasher.places)
	inside, goOn := make(chan struct{}, places), make(chan struct{})
	a.hasher.compare = func(password, hash string) (bool, error) {
		if password == flood {
			inside <- struct{}{}
			<-goOn
		}
		return argon2id.ComparePasswordAndHash(password, hash)
	}
	var strangers sync.WaitGroup
	for n := range places {
		strangers.Go(func() {
			_, _, err := a.SignIn(ctx, Attempt{Email: fmt.Sprintf("invented%d@example.gov.uk", n), Password: flood, From: fmt.Sprintf("192.0.2.%d", n)})
			if !errors.Is(err, ErrWrong) {
				t.Errorf("stranger %d: %v", n, err)
			}
		})
	}
	<-inside
	if _, _, err := a.SignIn(ctx, Attempt{Email: priya, Password: right, From: "192.0.2.10", Browser: browser}); err != nil {
		t.Errorf("she is kept waiting: %v", err)
	}
	close(goOn)
	strangers.Wait()
}
