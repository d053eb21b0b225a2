package console

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"sayso/caseworker"
	"sayso/caseworker/staff"
)

// What a route needs that is no matter of a role.
const (
	anyone     caseworker.Permission = "anyone"      // for people before they are signed in
	signedIn   caseworker.Permission = "signed_in"   // whoever has signed in, also before they have a second step
	ownAccount caseworker.Permission = "own_account" // as signedIn, with proof of who they are
)

// forEveryRole reports whether a route is for whoever has signed in.
func forEveryRole(p caseworker.Permission) bool { return p == signedIn || p == ownAccount }

// needsProof reports whether a route is for those only who have shown a short while ago who they are.
func needsProof(p caseworker.Permission) bool { return p == ownAccount || p.NeedsProof() }

// byItself reports whether a page asks for something without its reader. Such a request does not
// keep a session alive. The script marks what it fetches; a stream cannot be marked.
func byItself(r *http.Request) bool {
	return r.Header.Get("Sayso-By-Itself") != "" || r.URL.Path == livePath
}

// largestForm is more than any form of ours can hold: 4,000 characters and what goes with them.
const largestForm = 64 << 10

// route is one line of the table.
type route struct {
	pattern string
	needs   caseworker.Permission
	show    page
}

// allNamed fails where a route names no permission: what nobody thought about is open to nobody. What
// needs proof is a form, because the page that asks for the proof sends it again.
func allNamed(routes []route) error {
	for _, r := range routes {
		if r.needs == "" {
			return fmt.Errorf("console: the route %s names no permission", r.pattern)
		}
		if needsProof(r.needs) && !strings.HasPrefix(r.pattern, "POST ") {
			return fmt.Errorf("console: the route %s needs proof and is no form", r.pattern)
		}
	}
	return nil
}

// page answers a request of somebody who may ask it. Where the route is for anyone, who is nobody.
type page func(w http.ResponseWriter, r *http.Request, who caseworker.Staff)

// gate is before every route: headers, where the request comes from, who asks, whether they may.
func (c *Console) gate(to route) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		headers(w.Header(), c.secure)
		if err := c.cross.Check(r); err != nil {
			c.problem(w, r, caseworker.Staff{}, http.StatusForbidden, "This came from another website, so nothing was done.")
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, largestForm)
		if to.needs == anyone {
			to.show(w, r, caseworker.Staff{})
			return
		}
		session, err := c.who(r)
		who := session.Staff
		switch {
		case errors.Is(err, staff.ErrNotSignedIn):
			c.askToSignIn(w, r)
		case err != nil:
			c.fail(w, r, caseworker.Staff{}, err)
		case c.config.SecondStep && !session.SecondStep && !forEveryRole(to.needs):
			c.askForSecondStep(w, r)
		case !forEveryRole(to.needs) && !who.May(to.needs):
			c.fail(w, r, who, c.Cases.Denied(r.Context(), who, to.pattern, r.PathValue("reference"), to.needs))
		case needsProof(to.needs) && !session.Proven:
			c.prove(w, r, session, to.show)
		default:
			to.show(w, r, who)
		}
	})
}

func headers(h http.Header, secure bool) {
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
	h.Set("Cache-Control", "no-store")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Robots-Tag", "noindex")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	if secure {
		h.Set("Strict-Transport-Security", "max-age=31536000")
	}
}

// who asks. ErrNotSignedIn where nobody is signed in.
func (c *Console) who(r *http.Request) (staff.Session, error) {
	cookie, err := r.Cookie(c.cookieName(sessionCookie))
	if err != nil {
		return staff.Session{}, staff.ErrNotSignedIn
	}
	if byItself(r) {
		return c.Accounts.Peek(r.Context(), cookie.Value)
	}
	return c.Accounts.Session(r.Context(), cookie.Value)
}

// askToSignIn leads to the sign-in page and back again. The page's script gets a plain 401, so that it
// can say so and keep what is being typed.
func (c *Console) askToSignIn(w http.ResponseWriter, r *http.Request) {
	if byItself(r) {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	to := "/staff/sign-in"
	if r.Method == http.MethodGet && r.URL.Path != "/staff/" {
		to += "?next=" + url.QueryEscape(r.URL.Path)
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
}

// askForSecondStep leads to where a second step is set up.
func (c *Console) askForSecondStep(w http.ResponseWriter, r *http.Request) {
	if byItself(r) {
		w.WriteHeader(http.StatusForbidden)
		return
	}
	http.Redirect(w, r, secondStepPath, http.StatusSeeOther)
}

// The cookies: who is signed in, and that somebody has been before. The second lets nobody in.
const (
	sessionCookie = "sayso-staff"
	browserCookie = "sayso-browser"
)

// browser is the value by which this browser may be known; "" where it has none.
func (c *Console) browser(r *http.Request) string {
	cookie, err := r.Cookie(c.cookieName(browserCookie))
	if err != nil { // there is none
		return ""
	}
	return cookie.Value
}

// cookieName: over https the prefix makes browsers refuse a cookie that another site under the
// same domain has planted.
func (c *Console) cookieName(name string) string {
	if c.secure {
		return "__Host-" + name
	}
	return name
}

func (c *Console) setCookie(w http.ResponseWriter, name, value string, maxAge int) {
	http.SetCookie(w, &http.Cookie{
		Name: name, Value: value, Path: "/", MaxAge: maxAge,
		HttpOnly: true, Secure: c.secure, SameSite: http.SameSiteStrictMode,
	})
}
