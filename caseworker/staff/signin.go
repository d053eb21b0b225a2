package staff

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"sayso/caseworker"
)

// ErrWrong says that e-mail address and password do not belong together, or that the account is
// disabled. It never says which.
var ErrWrong = errors.New("the e-mail address or the password is wrong")

// CodeNeeded says that the password is right and that the code of the second step is awaited, with what
// FinishSignIn needs to know who it was.
type CodeNeeded struct{ Half string }

func (CodeNeeded) Error() string { return "the code of the second step is needed" }

// Attempt is what somebody sends to sign in.
type Attempt struct {
	Email, Password string
	Code            string // of the second step, where it is asked for on the same page; else ""
	From            string // the network address
	Browser         string // the value of this browser's cookie, "" where it has none
}

// SlowDown says that too many tries were made for this name, from here or from everywhere. Browsers in which
// the person has signed in before are not held up by it.
type SlowDown struct{ After time.Duration }

func (s SlowDown) Error() string { return fmt.Sprintf("try again in %s", s.After.Round(time.Second)) }

// SignIn checks an e-mail address and a password, and begins a session: always a new one, whatever
// cookie came along. It gives the cookie's value. CodeNeeded where the account has a second step and no
// code was sent; ErrWrong or SlowDown where it does not let them in.
func (a *Accounts) SignIn(ctx context.Context, t Attempt) (cookie string, who caseworker.Staff, err error) {
	email, password := strings.ToLower(strings.TrimSpace(t.Email)), t.Password
	name := a.hash(email)
	from, err := a.placeOf(ctx, name, t)
	if err != nil {
		return "", who, err
	}
	attempt, err := a.count(ctx, from)
	if err != nil {
		return "", who, err
	}
	account, err := a.byEmail(ctx, email)
	if err != nil {
		return "", who, err
	}
	if utf8.RuneCountInString(password) > longest {
		password = "" // nobody's password, at the usual cost
	}
	ok, err := a.hasher.matches(ctx, password, account.password, from.unknown)
	if err != nil {
		return "", who, err
	}
	if !ok || account.disabled {
		return "", who, a.turnedAway(ctx, account)
	}
	if account.second == "" {
		return a.letIn(ctx, account, from, attempt)
	}
	if t.Code == "" {
		half, err := a.keepHalf(ctx, account, name, attempt)
		if err != nil {
			return "", who, err
		}
		return "", who, CodeNeeded{half}
	}
	if err := a.secondStep(ctx, account, t.Code); err != nil {
		return "", who, err
	}
	return a.letIn(ctx, account, from, attempt)
}

// letIn begins the session of somebody who has shown all there is to show. Only then are their tries
// forgotten: whoever has the password alone would else guess codes without end.
func (a *Accounts) letIn(ctx context.Context, account record, p place, attempts ...any) (cookie string, who caseworker.Staff, err error) {
	cookie, err = a.begin(ctx, account)
	if err != nil {
		return "", who, err
	}
	return cookie, account.staff, a.forget(ctx, p, attempts...)
}

// byEmail gives the account, or an empty one whose password matches nothing.
func (a *Accounts) byEmail(ctx context.Context, email string) (record, error) {
	id, err := a.find(ctx, email)
	if errors.Is(err, ErrNoAccount) {
		return record{}, nil
	}
	if err != nil {
		return record{}, err
	}
	return a.record(ctx, id)
}
