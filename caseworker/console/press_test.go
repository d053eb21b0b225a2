package console_test

import (
	"testing"

	"github.com/chromedp/chromedp"
)

// TestNothingMovesUnderAPress for a press is a click only if what it began on is there when it ends.
func TestNothingMovesUnderAPress(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	ref := d.jade(t)
	p := d.screen(t, malik)
	p.do(chromedp.Navigate(d.site.URL + "/staff/cases/" + ref))
	p.unfold("mute-0")
	p.do(chromedp.MouseEvent(chromedp.MousePressed, 5, 400, chromedp.Button("left"), chromedp.ClickCount(1)))
	p.is(`(window.held = document.getElementById("mute-0-open")) && performance.clearResourceTimings() === undefined`)
	// The page asks a second time only when it is done with what it got the first time.
	for _, asked := range []string{"0", "1"} {
		d.hear(t, "c-jade", "also they moved my school")
		p.is(`performance.getEntriesByType("resource").filter((asked) => asked.name === location.href).length > ` + asked)
	}
	p.is(`held.isConnected && !document.body.innerText.includes("also they moved my school")`)
	p.do(chromedp.MouseEvent(chromedp.MouseReleased, 5, 400, chromedp.Button("left"), chromedp.ClickCount(1)))
	p.has("also they moved my school")
}
