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
	cookie, who, err := c.Accounts.SignIn(r.Context(), staff.Attempt{Email: typed.Email, Password: r.PostFormValue("password"), From: c.caller(r), Browser: c.browser(r)})
	var needed staff.CodeNeeded
	if errors.As(err, &needed) {
		c.render(w, r, http.StatusOK, "code", "Your code", caseworker.Staff{}, codePage{Half: needed.Half, Next: typed.Next})
		return
	}
	if status, words := turnedAway(w.Header(), err, "The e-mail address or the password is wrong."); status != 0 {
		typed.Problem = words
		c.render(w, r, status, "sign_in", "Sign in", caseworker.Staff{}, typed)
		return
	}
	c.admit(w, r, cookie, who, err, typed.Next)
}

// admit lets somebody in who was not turned away, and leads on.
func (c *Console) admit(w http.ResponseWriter, r *http.Request, cookie string, who caseworker.Staff, err error, next string) {
	if err == nil {
		err = c.letIn(w, r, cookie, who)
	}
	if err != nil {
		c.fail(w, r, caseworker.Staff{}, err)
		return
	}
	http.Redirect(w, r, onward(who, next), http.StatusSeeOther)
}

// onward is where somebody goes on to: whoever has no list goes to what they have.
func onward(who caseworker.Staff, next string) string {
	if next == "/staff/" {
		return homeOf(who)
	}
	return next
}

// homeOf is the first page of somebody.
func homeOf(who caseworker.Staff) string {
	switch {
	case who.ID == "", who.May(caseworker.MayList):
		return "/staff/"
	case who.May(caseworker.MayAudit):
		return auditPath
	}
	return "/staff/report"
}

// codePage asks for the code of the second step.
type codePage struct{ Half, Next, Problem string }

// signInWithCode goes on where a password was right. Who that was is told by a field that only their
// page has, as nothing is known of this browser yet.
func (c *Console) signInWithCode(w http.ResponseWriter, r *http.Request, _ caseworker.Staff) {
	asks := codePage{Half: r.PostFormValue("half"), Next: inside(r.PostFormValue("next"))}
	cookie, who, err := c.Accounts.FinishSignIn(r.Context(), asks.Half, staff.Attempt{Code: r.PostFormValue("code"), From: c.caller(r), Browser: c.browser(r)})
	if errors.Is(err, staff.ErrNotSignedIn) {
		c.render(w, r, http.StatusUnauthorized, "sign_in", "Sign in", caseworker.Staff{}, signInPage{Next: asks.Next, Problem: "That took too long or too many codes. Begin again."})
		return
	}
	if status, words := turnedAway(w.Header(), err, "The code is wrong. Each code is taken once: wait for the next one."); status != 0 {
		asks.Problem = words
		c.render(w, r, status, "code", "Your code", caseworker.Staff{}, asks)
		return
	}
	c.admit(w, r, cookie, who, err, asks.Next)
}

// letIn gives a browser its new session in place of the one that it had, and makes it known: tries of
// others to guess this person's password then do not slow it down.
func (c *Console) letIn(w http.ResponseWriter, r *http.Request, cookie string, who caseworker.Staff) error {
	if err := c.endSession(r); err != nil {
		return err
	}
	known, err := c.Accounts.Remember(r.Context(), c.browser(r), who)
	if err != nil {
		return err
	}
	c.setCookie(w, c.cookieName(sessionCookie), cookie, 0)
	c.setCookie(w, c.cookieName(browserCookie), known, int(c.Accounts.KnownFor().Seconds()))
	return nil
}

// turnedAway says why somebody is not let in, with its status; 0 where err is nothing of the kind.
func turnedAway(h http.Header, err error, wrong string) (status int, words string) {
	var slow staff.SlowDown
	switch {
	case errors.As(err, &slow):
		seconds := int(math.Ceil(slow.After.Seconds()))
		h.Set("Retry-After", fmt.Sprint(seconds))
		return http.StatusTooManyRequests, fmt.Sprintf("That was tried too often. Wait %d seconds, then try again.", seconds)
	case errors.Is(err, staff.ErrWrong):
		return http.StatusUnauthorized, wrong
	}
	return 0, ""
}

// inside keeps a way back within the console, or leads to the queue.
func inside(next string) string {
	if !strings.HasPrefix(next, "/staff/") || strings.Contains(next, "..") || strings.ContainsAny(next, "\\\r\n") || strings.HasPrefix(next, "/staff/sign-") {
		return "/staff/"
	}
	return next
}
