package webchat_test

import (
	"testing"

	"github.com/chromedp/chromedp"
)

// Where the page runs from right to left, what they said stands on the left, whatever it was written in; and the
// name before a number to call keeps its distance from it.
func TestAPageFromRightToLeftIsTheOtherWayRound(t *testing.T) {
	t.Parallel()
	w := newWorld(t, allLanguages)
	const sides = `(() => {
		const at = q => { const r = document.querySelector(q).getBoundingClientRect(); return r.left < innerWidth - r.right ? 'left' : 'right'; };
		return [at('.you .words'), at('.sayso .words'), at('#help'), at('#send')].join(' ');
	})()`
	for lang, want := range map[string]string{"en": "right left left right", "ar": "left right right left"} {
		tab := phone(t)
		run(t, tab, chromedp.Navigate(w.url+"/chat?lang="+lang), say("they moved me"), untilShown("they moved me", question))
		if got := ask(t, tab, sides); got != want {
			t.Errorf("%s: got %s, want %s", lang, got, want)
		}
		if got := ask(t, tab, `document.querySelector('.lines a[href="tel:08001111"]').innerText.replace(/\s+/g, ' ')`); got != "Childline 0800 1111" {
			t.Errorf("%s: the number reads %q", lang, got)
		}
		number := ask(t, tab, `(() => { const a = document.querySelector('.lines a[href="tel:08001111"]'), r = document.createRange();
			r.selectNodeContents(a); return getComputedStyle(a.querySelector('bdi') || a).direction; })()`)
		if number != "ltr" {
			t.Errorf("%s: the number runs %s", lang, number)
		}
	}
}
