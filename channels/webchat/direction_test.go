package webchat_test

import (
	"strconv"
	"testing"

	"github.com/chromedp/chromedp"
)

// inArabic is a message with a number, an English name and a line of English in it.
const inArabic = "أنا خايف ارجع البيت\nmy address is 12 High St"

// put writes into the box as a keyboard of another language does: all at once.
func put(text string) step {
	return evaluate("document.getElementById('text').focus(); document.getElementById('text').value = " + strconv.Quote(text) +
		"; document.getElementById('text').dispatchEvent(new Event('input'))")
}

// directions says of each line who wrote it, in which direction it runs, and what language it is marked with.
const directions = `Array.from(document.querySelectorAll('#log .line'), n => {
	const w = n.querySelector('.words');
	return n.classList[1] + ' ' + getComputedStyle(w).direction + ' ' + (w.hasAttribute('lang') ? '"' + w.lang + '"' : w.closest('[lang]').lang);
}).join('|')`

const wantDirections = `you rtl ""|sayso ltr "en"`

func TestEachMessageRunsInItsOwnDirection(t *testing.T) {
	t.Parallel()
	for name, scripts := range map[string]bool{"with JavaScript": true, "without JavaScript": false} {
		w := newWorld(t, nil)
		tab := browser(t)
		run(t, tab, chromedp.EmulateViewport(390, 844, chromedp.EmulateMobile))
		if !scripts {
			run(t, tab, noScript)
		}
		run(t, tab, chromedp.Navigate(w.url+"/chat"), put(inArabic))
		if got := ask(t, tab, `getComputedStyle(document.getElementById('text')).direction`); got != "rtl" {
			t.Errorf("%s: Arabic is typed %s", name, got)
		}
		run(t, tab, click("#send"), until(`document.querySelectorAll('#log .line').length === 2`))
		if got := ask(t, tab, directions); got != wantDirections {
			t.Errorf("%s: got %s, want %s", name, got, wantDirections)
		}
		if got := ask(t, tab, `String(document.documentElement.scrollWidth)`); got != "390" {
			t.Errorf("%s: the page is %s px wide on a phone of 390", name, got)
		}
		if got := ask(t, tab, `getComputedStyle(document.documentElement).direction`); got != "ltr" {
			t.Errorf("%s: the page itself runs %s", name, got)
		}
	}
}
