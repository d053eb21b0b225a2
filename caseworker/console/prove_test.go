package console_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// unproven is Priya at a screen on which she signed in a while ago, and the form for a number filled in.
func unproven(t *testing.T) (d *desk, b *browser, to string, asked url.Values) {
	t.Helper()
	d = open(t, nil)
	ref := d.jade(t)
	b = d.signedIn(t, priya)
	at := "/staff/cases/" + ref
	to = at + "/reveal-contact"
	asked = b.fill(b.get(at), to, url.Values{"reason": {`She did not come, "and" it <was> dark` + "\r\nand late"}})
	d.clock.pass(11 * time.Minute)
	return d, b, to, asked
}

func TestANumberIsShownToWhoeverShowsThatItIsThey(t *testing.T) {
	t.Parallel()
	_, b, to, asked := unproven(t)
	before := b.cookie(t)
	page := b.post(to, asked)
	if page.status != http.StatusForbidden || strings.Contains(page.text(), phone) {
		t.Fatalf("a while after signing in: %d", page.status)
	}
	wants(t, page, []string{"Show that it is you", "Your password"})
	held := b.fill(page, to, nil)
	for name := range held {
		held.Set(name, asked.Get(name))
	}
	held.Set("password", "copper lantern")
	wrong := b.post(to, held)
	if wrong.status != http.StatusUnauthorized || strings.Contains(wrong.text(), phone) || strings.Contains(wrong.body, "copper lantern") {
		t.Fatalf("a wrong password: %d", wrong.status)
	}
	held.Set("password", password)
	got := b.post(to, held)
	if got.status != http.StatusOK || !strings.Contains(got.text(), phone) || strings.Contains(got.body, password) {
		t.Fatalf("the right password: %d %s", got.status, got.text())
	}
	wants(t, b.get(strings.TrimSuffix(to, "/reveal-contact")), []string{`looked at the phone number: She did not come, "and" it <was> dark and late`})
	if b.cookie(t).Value == before.Value {
		t.Error("whoever copied the cookie of before is proven too")
	}
	b.setCookie(t, before)
	if got := b.get("/staff/"); got.status != http.StatusSeeOther {
		t.Errorf("the cookie of before still gives %d", got.status)
	}
}

func TestAskingForProofDoesNothingElse(t *testing.T) {
	t.Parallel()
	_, b, to, asked := unproven(t)
	asked.Set("to", "https://evil.example")
	asked.Set("next", "//evil.example")
	page := b.post(to, asked)
	if strings.Count(page.body, "<form") != 2 || !strings.Contains(page.body, `action="`+to+`"`) || !strings.Contains(page.body, `action="/staff/sign-out"`) {
		t.Errorf("the page leads elsewhere:\n%s", page.body)
	}
	at := strings.TrimSuffix(to, "/reveal-contact")
	wants(t, b.get(at), nil, "looked at the phone number") // and what needs no proof goes on
	asked.Set("password", password)
	if got := b.post(to, asked); got.status != http.StatusOK || got.header.Get("Location") != "" {
		t.Errorf("after the proof: %d to %q", got.status, got.header.Get("Location"))
	}
}

// TestGuessingThePasswordAtAScreenThatWasLeftIsSlowedDown: as it is on the sign-in page.
func TestGuessingThePasswordAtAScreenThatWasLeftIsSlowedDown(t *testing.T) {
	t.Parallel()
	_, b, to, asked := unproven(t)
	asked.Set("password", "copper lantern")
	for range 3 {
		if got := b.post(to, asked); got.status != http.StatusUnauthorized {
			t.Fatalf("a free try: %d", got.status)
		}
	}
	asked.Set("password", password)
	if got := b.post(to, asked); got.status != http.StatusTooManyRequests || strings.Contains(got.text(), phone) {
		t.Errorf("the fourth: %d", got.status)
	}
}

func TestAScriptIsNotShownANumberWithoutProof(t *testing.T) {
	t.Parallel()
	_, b, to, asked := unproven(t)
	r := b.request(to, asked)
	r.Header.Set("Sayso-By-Itself", "1")
	if got := b.do(r); got.status != http.StatusForbidden || got.body != "" {
		t.Errorf("%d %q", got.status, got.body)
	}
}

func TestTheProofIsGivenOnAPhone(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	ref := d.jade(t)
	p := d.screen(t, priya)
	p.do(chromedp.Click("#case-"+ref), chromedp.WaitVisible("#reveal-open"))
	d.clock.pass(11 * time.Minute)
	p.unfold("reveal")
	p.do(chromedp.SendKeys("#reveal-reason", "She did not come"), chromedp.Click("#reveal-do"), chromedp.WaitVisible("#prove-do"))
	p.fits("the page that asks for proof")
	d.hear(t, "c-jade", "also they moved my school")
	p.do(chromedp.SendKeys("#password", password+"\n"))
	p.has(phone)
	p.has("also they moved my school")
}
