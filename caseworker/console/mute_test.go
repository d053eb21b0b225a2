package console_test

import (
	"testing"

	"github.com/chromedp/chromedp"
)

// TestAManagerMutesOnAPhone and a caseworker cannot; what they write is on the page as before.
func TestAManagerMutesOnAPhone(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	ref := d.jade(t)
	p := d.screen(t, malik)
	p.do(chromedp.Navigate(d.site.URL + "/staff/cases/" + ref))
	p.unfold("mute-0")
	p.fits("the case with the form to mute")
	p.do(chromedp.SetValue("#mute-0-until", "2026-11-25"), chromedp.SendKeys("#mute-0-reason", "Forty insults a day."), chromedp.Click("#mute-0-do"))
	p.has("Every message is still kept, screened and read.")
	p.has("Muted until")
	p.has("muted them: Forty insults a day.")
	p.fits("the case of somebody muted")
	said := d.heardAndSaid(t, "c-jade")
	d.hear(t, "c-jade", "u r all useless")
	p.has("u r all useless")
	if got := d.heardAndSaid(t, "c-jade"); got != said+1 {
		t.Errorf("%d lines after one message, %d before", got, said)
	}
	other := d.screen(t, priya)
	other.do(chromedp.Navigate(d.site.URL + "/staff/cases/" + ref))
	other.has("Muted until")
	other.is(`!document.getElementById("mute-0")`)
	p.unfold("mute-0")
	p.do(chromedp.SendKeys("#unmute-0-reason", "They said sorry."), chromedp.Click("#unmute-0-do"))
	p.has("Sayso answers them again.")
	p.is(`!document.body.innerText.includes("Muted until")`)
}

// heardAndSaid is how many lines a transcript has.
func (d *desk) heardAndSaid(t *testing.T, id string) int {
	t.Helper()
	s, err := d.State(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return s.Lines
}
