package console_test

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"sayso/caseworker/console"
)

// TestTheNameBeforeAMessageIsCountedToo, and where Smart Encoding is on a curly quote costs nothing.
func TestTheNameBeforeAMessageIsCountedToo(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		smart bool
		words string
		want  string
	}{
		"it fits":           {false, strings.Repeat("a", 153), "153 characters, 1 text with “Priya:” before it"},
		"the name is much":  {false, strings.Repeat("a", 154), "154 characters, 2 texts with “Priya:” before it"},
		"a curly quote":     {false, strings.Repeat("a", 100) + "’", "101 characters, 2 texts with “Priya:” before it (an emoji"},
		"and where it cost": {true, strings.Repeat("a", 100) + "’", "101 characters, 1 text with “Priya:” before it"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := open(t, func(c *console.Config) { c.Rules.SmartEncoding = row.smart })
			ref := d.jade(t)
			p := d.screen(t, priya)
			p.do(chromedp.Navigate(d.site.URL+"/staff/cases/"+ref), chromedp.SendKeys("#text-0", row.words))
			p.has(row.want)
			p.is(`document.getElementById("text-0").maxLength === 1593`)
			p.has("text messages:")
		})
	}
}
