package console_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"sayso/caseworker/console"
)

func TestSigningInLeadsToTheQueueAndOutAgain(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	b := d.browser(t)
	if got := b.get("/staff/cases/ABCD-EFGH"); got.status != http.StatusSeeOther || got.header.Get("Location") != "/staff/sign-in?next=%2Fstaff%2Fcases%2FABCD-EFGH" {
		t.Errorf("before signing in: %d to %s", got.status, got.header.Get("Location"))
	}
	got := b.post("/staff/sign-in", url.Values{"email": {priya}, "password": {password}, "next": {"/staff/cases/ABCD-EFGH"}})
	if got.status != http.StatusSeeOther || got.header.Get("Location") != "/staff/cases/ABCD-EFGH" {
		t.Fatalf("signing in: %d to %s", got.status, got.header.Get("Location"))
	}
	wants(t, b.get("/staff/"), []string{"Cases", "Priya Shah, caseworker", "No case is open."})
	cookie := b.cookie(t)
	if got := b.post("/staff/sign-out", nil); got.status != http.StatusSeeOther {
		t.Errorf("signing out: %d", got.status)
	}
	b.setCookie(t, cookie) // somebody kept it
	if got := b.get("/staff/"); got.status != http.StatusSeeOther {
		t.Errorf("after signing out the old cookie gives %d", got.status)
	}
}

func TestAWrongPasswordSaysNothingOfWhatWasWrongAndSlowsDown(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	b := d.browser(t)
	known := b.post("/staff/sign-in", url.Values{"email": {priya}, "password": {"copper lantern"}})
	unknown := b.post("/staff/sign-in", url.Values{"email": {"nobody@example.gov.uk"}, "password": {"copper lantern"}})
	if known.status != http.StatusUnauthorized || strings.ReplaceAll(known.body, priya, "") != strings.ReplaceAll(unknown.body, "nobody@example.gov.uk", "") {
		t.Errorf("the two pages differ: %d, %d", known.status, unknown.status)
	}
	if !strings.Contains(known.body, `value="`+priya+`"`) || strings.Contains(known.body, "copper lantern") {
		t.Error("the address is not kept, or the password is")
	}
	for range 2 {
		b.post("/staff/sign-in", url.Values{"email": {priya}, "password": {"copper lantern"}})
	}
	slow := b.post("/staff/sign-in", url.Values{"email": {priya}, "password": {password}})
	if slow.status != http.StatusTooManyRequests || slow.header.Get("Retry-After") != "1" {
		t.Errorf("the fourth try: %d, Retry-After %q", slow.status, slow.header.Get("Retry-After"))
	}
	d.clock.pass(time.Second)
	if got := b.post("/staff/sign-in", url.Values{"email": {priya}, "password": {password}}); got.status != http.StatusSeeOther {
		t.Errorf("after the pause: %d", got.status)
	}
}

func TestACookieThatWasPlantedIsWorthNothing(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	b := d.browser(t)
	planted := &http.Cookie{Name: "sayso-staff", Value: "planted-by-somebody-else", Path: "/"}
	b.setCookie(t, planted)
	if got := b.get("/staff/"); got.status != http.StatusSeeOther {
		t.Fatalf("the planted cookie gives %d", got.status)
	}
	if got := b.post("/staff/sign-in", url.Values{"email": {priya}, "password": {password}}); got.status != http.StatusSeeOther {
		t.Fatalf("signing in: %d", got.status)
	}
	if b.cookie(t).Value == planted.Value {
		t.Error("signing in kept the planted cookie")
	}
	other := d.browser(t)
	other.setCookie(t, planted)
	if got := other.get("/staff/"); got.status != http.StatusSeeOther {
		t.Errorf("whoever planted it is in: %d", got.status)
	}
}

func TestSigningInAgainEndsTheSessionThatThisBrowserHad(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	b, elsewhere := d.signedIn(t, priya), d.signedIn(t, priya)
	before := b.cookie(t)
	if got := b.post("/staff/sign-in", url.Values{"email": {priya}, "password": {"copper lantern"}}); got.status != http.StatusUnauthorized {
		t.Fatalf("a wrong password: %d", got.status)
	}
	if got := b.get("/staff/"); got.status != http.StatusOK {
		t.Errorf("a wrong password ended the session: %d", got.status)
	}
	if got := b.post("/staff/sign-in", url.Values{"email": {priya}, "password": {password}}); got.status != http.StatusSeeOther {
		t.Fatalf("signing in again: %d", got.status)
	}
	if got := b.get("/staff/"); got.status != http.StatusOK {
		t.Errorf("the new session: %d", got.status)
	}
	if got := elsewhere.get("/staff/"); got.status != http.StatusOK {
		t.Errorf("the session of another browser: %d", got.status)
	}
	kept := d.browser(t)
	kept.setCookie(t, before)
	if got := kept.get("/staff/"); got.status != http.StatusSeeOther {
		t.Errorf("the cookie of before still gives %d", got.status)
	}
}

func TestTheCookieIsForThisSiteAndNoScript(t *testing.T) {
	t.Parallel()
	for public, want := range map[string][]string{
		"http://127.0.0.1":      {"HttpOnly", "SameSite=Strict"},
		"https://sayso.example": {"__Host-", "HttpOnly", "SameSite=Strict", "Secure", "Path=/"},
	} {
		d := open(t, func(c *console.Config) { c.PublicURL = public })
		cookies := d.browser(t).post("/staff/sign-in", url.Values{"email": {priya}, "password": {password}}).header.Values("Set-Cookie")
		if len(cookies) != 2 {
			t.Fatalf("%s: the cookies are %q", public, cookies)
		}
		for n, name := range []string{"sayso-staff=", "sayso-browser="} {
			for _, part := range append([]string{name}, want...) {
				if !strings.Contains(cookies[n], part) {
					t.Errorf("%s: the cookie %q lacks %s", public, cookies[n], part)
				}
			}
		}
	}
}

func TestAnIdleScreenIsSignedOutAlthoughItKeepsItselfUpToDate(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	b := d.signedIn(t, priya)
	look := func() int {
		r, err := http.NewRequest(http.MethodGet, d.site.URL+"/staff/", nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Sayso-By-Itself", "1")
		return b.do(r).status
	}
	for range 5 {
		d.clock.pass(5 * time.Minute)
		if got := look(); got != http.StatusOK {
			t.Fatalf("while the session lasts: %d", got)
		}
	}
	d.clock.pass(5 * time.Minute)
	if got := look(); got != http.StatusUnauthorized {
		t.Errorf("after 30 idle minutes: %d, want 401", got)
	}
}

func TestAFormOfAnotherSiteDoesNothing(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	ref := d.jade(t)
	b := d.signedIn(t, priya)
	at := "/staff/cases/" + ref
	claim := b.fill(b.get(at), at+"/claim", nil)
	for name, value := range map[string]string{"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"} {
		r := b.request(at+"/claim", claim)
		r.Header.Set(name, value)
		if got := b.do(r); got.status != http.StatusForbidden {
			t.Errorf("%s %s: %d, want 403", name, value, got.status)
		}
	}
	wants(t, b.get(at), []string{"Nobody yet"}, "claimed the case")
}

func TestAssetsAreSentOnce(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	b := d.browser(t)
	for _, path := range []string{"/staff/assets/console.css", "/staff/assets/console.js", "/staff/assets/icon.svg"} {
		first := b.get(path)
		r, err := http.NewRequest(http.MethodGet, d.site.URL+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("If-None-Match", first.header.Get("ETag"))
		if again := b.do(r); first.status != http.StatusOK || again.status != http.StatusNotModified {
			t.Errorf("%s: %d, then %d", path, first.status, again.status)
		}
	}
}

func TestPagesAllowNoScriptButTheirOwn(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	for _, page := range []answer{d.browser(t).get("/staff/sign-in"), d.signedIn(t, priya).get("/staff/")} {
		policy := page.header.Get("Content-Security-Policy")
		for _, part := range []string{"default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'", "form-action 'self'", "base-uri 'none'"} {
			if !strings.Contains(policy, part) {
				t.Errorf("the policy %q lacks %s", policy, part)
			}
		}
		if strings.Contains(policy, "unsafe") || strings.Contains(page.body, "style=") || strings.Contains(page.body, "onclick") || strings.Contains(page.body, "<script>") {
			t.Error("something is inline")
		}
		if page.header.Get("Cache-Control") != "no-store" {
			t.Error("the page may be kept")
		}
	}
}

// TestAGuesserLocksNobodyOut: neither from many addresses nor from that of the whole office is a browser
// slowed down in which she has signed in before; and her cookie for that lets nobody in.
func TestAGuesserLocksNobodyOut(t *testing.T) {
	t.Parallel()
	d := open(t, func(c *console.Config) { c.ProxyHeader = "X-Forwarded-For" })
	hers := d.signedIn(t, priya)
	hers.post("/staff/sign-out", nil)
	guesser := d.browser(t)
	guess := func(from, typed string) int {
		r := guesser.request("/staff/sign-in", url.Values{"email": {priya}, "password": {typed}})
		r.Header.Set("X-Forwarded-For", from)
		return guesser.do(r).status
	}
	tried := 0
	for n := range 40 {
		if guess(fmt.Sprintf("192.0.2.%d", n), "copper lantern") == http.StatusUnauthorized {
			tried++
		}
	}
	if tried != 20 {
		t.Errorf("%d passwords were tried from as many addresses, want 20", tried)
	}
	for range 5 {
		guess("", "copper lantern") // from the address that she has
	}
	if got := guess("192.0.2.200", password); got != http.StatusTooManyRequests {
		t.Errorf("the guesser, now by chance right: %d", got)
	}
	if got := hers.get("/staff/"); got.status != http.StatusSeeOther {
		t.Fatalf("that the browser is known lets in: %d", got.status)
	}
	if got := hers.post("/staff/sign-in", url.Values{"email": {priya}, "password": {password}}); got.status != http.StatusSeeOther {
		t.Errorf("she herself: %d %s", got.status, got.text())
	}
}
