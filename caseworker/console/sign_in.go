package console

import (
	"errors"
	"fmt"
	"math"
	"net/http"
	"strings"

	"sayso/caseworker"
	"sayso/caseworker/staff"
)

// signInPage is what the sign-in page shows.
type signInPage struct {
	Email   string // as typed
	Next    string // where to go afterwards, inside /staff/
	Problem string
}

func (c *Console) showSignIn(w http.ResponseWriter, r *http.Request, _ caseworker.Staff) {
	c.render(w, r, http.StatusOK, "sign_in", "Sign in", caseworker.Staff{}, signInPage{Next: inside(r.FormValue("next"))})
}

// signIn begins a session: always a new one, so a cookie planted before is worth nothing. The one that
// this browser had ends: its cookie is replaced here, and whoever copied it would stay signed in.
func (c *Console) signIn(w http.ResponseWriter, r *http.Request, _ caseworker.Staff) {
	typed := signInPage{Email: r.PostFormValue("email"), Next: inside(r.PostFormValue("next"))}
	cookie, who, err := c.Accounts.SignIn(r.Context(), typed.Email, r.PostFormValue("password"), c.caller(r))
	var slow staff.SlowDown
	switch {
	case errors.As(err, &slow):
		seconds := int(math.Ceil(slow.After.Seconds()))
		w.Header().Set("Retry-After", fmt.Sprint(seconds))
		typed.Problem = fmt.Sprintf("That was tried too often. Wait %d seconds, then try again.", seconds)
		c.render(w, r, http.StatusTooManyRequests, "sign_in", "Sign in", caseworker.Staff{}, typed)
	case errors.Is(err, staff.ErrWrong):
		typed.Problem = "The e-mail address or the password is wrong."
		c.render(w, r, http.StatusUnauthorized, "sign_in", "Sign in", caseworker.Staff{}, typed)
	case err != nil:
		c.fail(w, r, caseworker.Staff{}, err)
	default:
		if err := c.endSession(r); err != nil {
			c.fail(w, r, caseworker.Staff{}, err)
			return
		}
		c.setCookie(w, cookie, 0)
		if typed.Next == "/staff/" && !who.May(caseworker.MayList) {
			typed.Next = "/staff/report"
		}
		http.Redirect(w, r, typed.Next, http.StatusSeeOther)
	}
}

// inside keeps a way back within the console, or leads to the queue.
func inside(next string) string {
	if !strings.HasPrefix(next, "/staff/") || strings.Contains(next, "..") || strings.ContainsAny(next, "\\\r\n") || strings.HasPrefix(next, "/staff/sign-") {
		return "/staff/"
	}
	return next
}
