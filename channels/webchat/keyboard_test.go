package webchat_test

import (
	"context"
	"testing"

	"github.com/chromedp/chromedp"

	"sayso/channels/webchat"
)

// press sends one key as a keyboard does.
func press(key string) step { return chromedp.KeyEvent(key) }

// inSight: what has the focus is on the screen, nothing lies over it, and it shows that it has the focus.
const inSight = `(() => {
	const n = document.activeElement, r = n.getBoundingClientRect(), style = getComputedStyle(n);
	const on = document.elementFromPoint(r.left + r.width / 2, Math.max(r.top, Math.min(r.top + r.height / 2, innerHeight - 2)));
	return style.outlineStyle !== 'none' && on !== null && (n.contains(on) || on.contains(n));
})()`

// tabTo presses Tab until the focus is there, and looks at each stop on the way.
func tabTo(t *testing.T, tab context.Context, selector string) {
	t.Helper()
	for range 40 {
		run(t, tab, press("\t"))
		if ask(t, tab, `String(document.activeElement === document.body)`) == "true" {
			continue // the browser's own bar
		}
		if ask(t, tab, `String(`+inSight+`)`) != "true" {
			t.Fatalf("on the way to %s the focus cannot be seen: %s", selector, ask(t, tab, `document.activeElement.outerHTML.slice(0, 200)`))
		}
		if ask(t, tab, `String(document.activeElement.matches(`+"`"+selector+"`"+`))`) == "true" {
			return
		}
	}
	t.Fatalf("no key leads to %s", selector)
}

func TestATalkByKeyboardAlone(t *testing.T) {
	t.Parallel()
	out := weather(t)
	w := newWorld(t, func(c *webchat.Config) { c.ExitURL = out })
	for _, s := range []seen{{390, 844, "light"}, {320, 256, "light"}, {1280, 800, "dark"}} {
		tab := browser(t)
		run(t, tab, s.step(), chromedp.Navigate(w.url+"/"))
		tabTo(t, tab, `a.door[href="/chat"]`)
		run(t, tab, press("\r"), visible("#text"))
		tabTo(t, tab, "#text")
		run(t, tab, chromedp.SendKeys(chromedp.CSS("#text"), "they moved me"))
		tabTo(t, tab, "#send")
		run(t, tab, press("\r"), untilShown("they moved me", question), until(`document.activeElement.id === 'text'`))
		tabTo(t, tab, "#choices button:nth-child(2)")
		run(t, tab, press(" "), untilShown("they moved me", question, "No", question))
		tabTo(t, tab, "#getcode")
		run(t, tab, press("\r"), visible("#given"), until(`document.activeElement.id === 'given'`))
		tabTo(t, tab, "#hide")
		run(t, tab, press("\r"), until(`document.activeElement.id === 'getcode'`))
		tabTo(t, tab, "#help")
		run(t, tab, press("\r"), untilShown("they moved me", question, "No", question, "I need help now", "We are telling a worker now."))
		tabTo(t, tab, "#alert button")
		run(t, tab, press("\r"), until(`document.activeElement.id === 'help'`))
		token := tokenOf(t, tab)
		tabTo(t, tab, ".leave")
		run(t, tab, press("\r"), visible("#sun"))
		w.wantRevoked(t, token)
	}
}
