package console_test

import (
	"context"
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"sayso/caseworker"
)

// TestAManagerErasesOnAPhone: the words are gone, and the certificate is shown.
func TestAManagerErasesOnAPhone(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	ref := d.jade(t)
	p := d.screen(t, malik)
	p.do(chromedp.Navigate(d.site.URL + "/staff/cases/" + ref))
	p.unfold("erase")
	p.fits("the case with the form to erase it")
	shoot(p, "erase-form")
	p.do(chromedp.SendKeys("#erase-reason", "Jade asked us to."), chromedp.Click("#erase-do"))
	p.has("Leave names out of the reason")
	p.do(chromedp.SetValue("#erase-reason", "They asked us to."), chromedp.Click("#erase-do"))
	p.has("What was erased")
	p.has(ref)
	p.has("decided by " + malik + ". They asked us to.")
	p.fits("what was erased")
	shoot(p, "erased")
	p.do(chromedp.Navigate(d.site.URL + "/staff/cases/" + ref))
	p.has("There is no such case.")
	p.do(chromedp.Navigate(d.site.URL + "/staff/"))
	p.is(`!document.body.innerText.includes("` + ref + `")`)
}

func shoot(p *phoneScreen, name string) {
	if dir := os.Getenv("SHOTS"); dir != "" {
		var shot []byte
		p.t.Helper()
		if got, err := chromedp.Run(p.ctx, chromedp.CaptureScreenshot()); err == nil {
			shot = got
		}
		os.WriteFile(dir+"/"+name+".png", shot, 0o600)
	}
}

// TestADangerousCaseIsErasedByTwoAtTheirScreens, and who agrees is told what they agree to.
func TestADangerousCaseIsErasedByTwoAtTheirScreens(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	if _, err := d.accounts.Add(context.Background(), "ola.ray@example.gov.uk", "Ola Ray", caseworker.RoleManager, password); err != nil {
		t.Fatal(err)
	}
	ref := d.danger(t)
	at := "/staff/cases/" + ref
	one, other := d.signedIn(t, malik), d.signedIn(t, "ola.ray@example.gov.uk")
	if page := one.post(at+"/erase", one.fill(one.get(at), at+"/erase", url.Values{"reason": {"They asked us to."}})); page.status != http.StatusUnprocessableEntity {
		t.Fatalf("danger that nobody has in hand: %d", page.status)
	}
	one.pressed(ref, "/in-hand", url.Values{"note": {"The police are there."}})
	one.pressed(ref, "/erase", url.Values{"reason": {"They asked us to."}})
	wants(t, one.get(at), []string{malik + " asked", "They asked us to.", "a second person must agree"})
	wants(t, other.get(at), []string{"Agree, and erase it"})
	page := d.signedIn(t, priya).get(at)
	wants(t, page, []string{"a second person must agree"})
	if strings.Contains(page.body, `id="erase"`) || strings.Contains(page.body, `id="hold"`) {
		t.Error("a caseworker is offered to erase or hold")
	}
	again := one.post(at+"/erase", one.fill(one.get(at), at+"/erase", url.Values{"reason": {"I said so."}}))
	if again.status != http.StatusConflict {
		t.Errorf("the same manager agrees with themselves: %d", again.status)
	}
	other.pressed(ref, "/erase", url.Values{"reason": {"It is right."}})
	wants(t, other.get("/staff/erased"), []string{ref, "decided by ola.ray@example.gov.uk and " + malik})
	if page := one.get(at); page.status != http.StatusNotFound {
		t.Errorf("the case is still there: %d", page.status)
	}
}
