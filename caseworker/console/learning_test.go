package console_test

import (
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// TestAChangeIsAgreedAndItsEndWrittenDownOnAPhone.
func TestAChangeIsAgreedAndItsEndWrittenDownOnAPhone(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	ref := d.jade(t)
	p := d.screen(t, priya)
	p.do(chromedp.Navigate(d.site.URL + "/staff/cases/" + ref))
	p.unfold("learn")
	p.fits("the case with the form for a change")
	p.do(chromedp.SendKeys("#learn-change", "Calls are answered by the team."), chromedp.Click("#learn-issue-1"), chromedp.SendKeys("#learn-owner", "Morag"),
		chromedp.SetValue("#learn-due", "2020-01-01"), chromedp.Click("#learn-do"))
	p.has("It cannot be a day that is over.")
	p.do(chromedp.SetValue("#learn-due", "2026-12-24"), chromedp.Click("#learn-do"))
	p.has("The change is agreed.")
	p.has("From issue 1. Morag sees to it by Thu 24 Dec.")
	p.do(chromedp.Navigate(d.site.URL + "/staff/changes"))
	p.has("by Thu 24 Dec")
	p.fits("what is to change")
	d.clock.pass(40 * 24 * time.Hour)
	p = d.screen(t, priya)
	p.do(chromedp.Navigate(d.site.URL + "/staff/changes"))
	p.has("that day is over")
	p.do(chromedp.Navigate(d.site.URL + "/staff/cases/" + ref))
	p.has("Say what came of the change that Morag was to see to by Thu 24 Dec.")
	p.unfold("learning-1")
	shoot(p, "learning")
	p.do(chromedp.Click("#learning-1-no"), chromedp.SendKeys("#learning-1-note", "There is no money."), chromedp.Click("#learning-1-do"))
	p.has("Not done, says " + priya)
	p.has("said what came of a change: There is no money.")
	p.do(chromedp.Navigate(d.site.URL + "/staff/changes"))
	p.has("Nothing is to change.")
}
