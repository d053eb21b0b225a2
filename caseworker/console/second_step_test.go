package console_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/pquerna/otp/totp"

	"sayso/caseworker/console"
)

var secretShown = regexp.MustCompile(`(?s)id="secret">(.*?)</p>`)

// setUp sets a second step up in a browser, and gives its secret and the recovery codes.
func (b *browser) setUp() (secret string, recovery []string) {
	b.t.Helper()
	page := b.post("/staff/second-step", nil)
	found := secretShown.FindStringSubmatch(page.body)
	if found == nil || !strings.Contains(page.body, "<svg class=\"qr\"") {
		b.t.Fatalf("no secret is offered: %d %s", page.status, page.text())
	}
	secret = strings.Join(strings.Fields(tags.ReplaceAllString(found[1], "")), "")
	page = b.post("/staff/second-step/confirm", url.Values{"code": {b.desk.code(b.t, secret)}})
	_, list, _ := strings.Cut(page.body, `id="recovery">`)
	list, _, _ = strings.Cut(list, "</ul>")
	recovery = strings.Fields(tags.ReplaceAllString(list, " "))
	if page.status != http.StatusOK || len(recovery) != 10 {
		b.t.Fatalf("confirmed: %d %s", page.status, page.text())
	}
	return secret, recovery
}

// code is what a phone shows now.
func (d *desk) code(t *testing.T, secret string) string {
	t.Helper()
	code, err := totp.GenerateCode(secret, d.clock.now())
	if err != nil {
		t.Fatal(err)
	}
	return code
}

func TestASecondStepIsAskedForAfterThePassword(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	b := d.signedIn(t, priya)
	secret, recovery := b.setUp()
	wants(t, b.get("/staff/second-step"), []string{"It is set up.", "10 recovery codes left"}, secret, recovery[0])
	d.clock.pass(time.Minute)
	for n, code := range []string{d.code(t, secret), recovery[0]} {
		other := d.browser(t)
		page := other.post("/staff/sign-in", url.Values{"email": {priya}, "password": {password}, "next": {"/staff/enter"}})
		if page.status != http.StatusOK || page.header.Get("Set-Cookie") != "" {
			t.Fatalf("the password alone: %d, cookie %q", page.status, page.header.Get("Set-Cookie"))
		}
		if got := other.get("/staff/"); got.status != http.StatusSeeOther {
			t.Errorf("between the two: %d", got.status)
		}
		form := other.fill(page, "/staff/sign-in/code", url.Values{"code": {"000000"}})
		wrong := other.post("/staff/sign-in/code", form)
		wants(t, wrong, []string{"The code is wrong."}, "Priya")
		form = other.fill(wrong, "/staff/sign-in/code", url.Values{"code": {code}})
		if got := other.post("/staff/sign-in/code", form); got.status != http.StatusSeeOther || got.header.Get("Location") != "/staff/enter" {
			t.Errorf("code %d: %d to %q %s", n, got.status, got.header.Get("Location"), got.text())
		}
		if got := other.get("/staff/"); got.status != http.StatusOK {
			t.Errorf("afterwards: %d", got.status)
		}
		if again := d.browser(t).post("/staff/sign-in/code", form); again.status != http.StatusUnauthorized {
			t.Errorf("the same again: %d", again.status)
		}
	}
	wants(t, b.get("/staff/second-step"), []string{"9 recovery codes left"})
}

func TestProofTakesTheSecondStepToo(t *testing.T) {
	t.Parallel()
	d, b, to, asked := unproven(t)
	// Setting one up needs proof itself, else whoever sits at a screen that was left could take the account over.
	if page := b.post("/staff/second-step", nil); page.status != http.StatusForbidden || strings.Contains(page.body, "secret") {
		t.Fatalf("set up a while after signing in: %d", page.status)
	}
	b.post("/staff/sign-in", url.Values{"email": {priya}, "password": {password}})
	secret, _ := b.setUp()
	d.clock.pass(11 * time.Minute)
	page := b.post(to, asked)
	wants(t, page, []string{"Your password", "Code of your second step"}, phone)
	for name, code := range map[string]string{"none": "", "wrong": "000000"} {
		asked.Set("password", password)
		asked.Set("proof_code", code)
		if got := b.post(to, asked); got.status != http.StatusUnauthorized || strings.Contains(got.text(), phone) {
			t.Errorf("%s: %d", name, got.status)
		}
	}
	asked.Set("proof_code", d.code(t, secret))
	if got := b.post(to, asked); got.status != http.StatusOK || !strings.Contains(got.text(), phone) {
		t.Errorf("both: %d %s", got.status, got.text())
	}
}

func TestWhereItIsRequiredNothingIsSeenWithoutASecondStep(t *testing.T) {
	t.Parallel()
	d := open(t, func(c *console.Config) { c.SecondStep = true })
	ref := d.jade(t)
	d.mu.Lock()
	d.alarms = []console.Alarm{{What: "An alert has not been acknowledged", Reference: ref, Since: d.clock.now()}}
	d.mu.Unlock()
	b := d.signedIn(t, priya)
	for _, path := range []string{"/staff/", "/staff/cases/" + ref, "/staff/alarms", "/staff/enter", "/staff/nothing"} {
		if got := b.get(path); got.status != http.StatusSeeOther || got.header.Get("Location") != "/staff/second-step" {
			t.Errorf("%s: %d to %q", path, got.status, got.header.Get("Location"))
		}
	}
	if got := b.post("/staff/cases/"+ref+"/claim", nil); got.status != http.StatusSeeOther {
		t.Errorf("an act: %d", got.status)
	}
	if got := b.get("/staff/live"); got.status != http.StatusForbidden {
		t.Errorf("live: %d", got.status)
	}
	wants(t, b.get("/staff/second-step"), []string{"asks for it", "Sign out"}, ref, "acknowledged")
	b.setUp()
	wants(t, b.get("/staff/cases/"+ref), []string{"Nobody yet", "acknowledged"})
	if got := b.post("/staff/sign-out", nil); got.status != http.StatusSeeOther {
		t.Errorf("signing out: %d", got.status)
	}
	if got := d.signedIn(t, sam).post("/staff/sign-out", nil); got.status != http.StatusSeeOther || got.header.Get("Location") != "/staff/sign-in" {
		t.Errorf("signing out without one: %d to %q", got.status, got.header.Get("Location"))
	}
}

func TestAWrongCodeSetsNothingUp(t *testing.T) {
	t.Parallel()
	b := open(t, nil).signedIn(t, priya)
	if got := b.post("/staff/second-step/confirm", url.Values{"code": {"000000"}}); got.status != http.StatusConflict {
		t.Errorf("without an offer: %d", got.status)
	}
	b.post("/staff/second-step", nil)
	page := b.post("/staff/second-step/confirm", url.Values{"code": {"000000"}})
	if page.status != http.StatusUnprocessableEntity {
		t.Errorf("a wrong code: %d", page.status)
	}
	wants(t, page, []string{"This is not the code", "Show a new picture"})
	wants(t, b.get("/staff/second-step"), []string{"A password can be watched"})
}

func TestASecondStepIsSetUpAndUsedOnAPhone(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	p := d.screen(t, priya)
	p.do(chromedp.Navigate(d.site.URL+"/staff/second-step"), chromedp.WaitVisible("#offer"))
	p.fits("the page about the second step")
	p.do(chromedp.Click("#offer"), chromedp.WaitVisible("#secret"))
	p.fits("the page with the secret")
	p.is(`document.querySelector(".qr").getBoundingClientRect().width >= 200`)
	shown, err := chromedp.Run(p.ctx, chromedp.Evaluate[string](`document.getElementById("secret").textContent`))
	if err != nil {
		t.Fatal(err)
	}
	secret := strings.Join(strings.Fields(shown), "")
	p.do(chromedp.SendKeys("#code", d.code(t, secret)+"\n"), chromedp.WaitVisible("#recovery"))
	p.fits("the page with the recovery codes")
	d.clock.pass(time.Minute)
	p.do(chromedp.Click("#kept"), chromedp.WaitVisible("#rows"), chromedp.Click("#sign-out"), chromedp.WaitVisible("#sign-in"),
		chromedp.SendKeys("#email", priya), chromedp.SendKeys("#password", password+"\n"), chromedp.WaitVisible("#code-do"))
	p.fits("the page that asks for the code")
	p.do(chromedp.SendKeys("#code", d.code(t, secret)+"\n"), chromedp.WaitVisible("#rows"))
}
