package webchat_test

import (
	"context"
	"strconv"
	"testing"

	"github.com/chromedp/chromedp"
)

// phone is a browser of the size that most phones have.
func phone(t *testing.T) context.Context {
	t.Helper()
	tab := browser(t)
	run(t, tab, chromedp.EmulateViewport(390, 844, chromedp.EmulateMobile))
	return tab
}

// lastLineInSight: the end of what was said last is between the scroller's edges.
const lastLineInSight = `(() => {
	const lines = document.querySelectorAll('#log .line'), s = document.getElementById('scroll').getBoundingClientRect();
	const end = lines[lines.length - 1].getBoundingClientRect().bottom;
	return document.getElementById('scroll').scrollTop > 0 && end > s.top && end <= s.bottom + 1;
})()`

func TestWithoutJavaScriptTheAnswerIsInSightAndTheKeyboardGoesOnFromIt(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	tab := phone(t)
	run(t, tab, noScript, chromedp.Navigate(w.url+"/chat"))
	for n := range 4 {
		run(t, tab, say("they moved me"), until(`document.querySelectorAll('#log .line').length === `+strconv.Itoa(2*n+2)))
	}
	for _, press := range []string{"", "#refresh button", "#choices button", "#help", "#getcode"} {
		if press != "" {
			run(t, tab, evaluate(`window.before = true`), click(press), until(`!window.before && document.readyState === 'complete'`))
		}
		run(t, tab, until(lastLineInSight))
		if got := ask(t, tab, `document.activeElement.id + ' ' + document.querySelectorAll('#latest').length`); got != "latest 1" {
			t.Errorf("after %q the focus is on %q, want the one last line", press, got)
		}
	}
	if got := ask(t, tab, `location.href`); got != w.url+"/chat#latest" {
		t.Errorf("the address is %q", got)
	}
}

// codeGone: the panel is hidden, and the page holds no code.
const codeGone = `document.getElementById('given').hidden && !document.getElementById('words').textContent`

func TestACodeDoesNotStayOnTheScreen(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	tab := phone(t)
	run(t, tab, chromedp.Navigate(w.url+"/chat"), say("hi"), untilShown("hi", question), until(nothingWaits),
		evaluate(`const real = window.setTimeout;
			window.setTimeout = (f, ms) => ms === 120000 ? (window.twoMinutesPass = f, 0) : real(f, ms);`))
	seen := map[string]bool{}
	for name, goes := range map[string]step{
		"the next message": say("quiet"),
		"two minutes":      evaluate(`window.twoMinutesPass()`),
		"a hidden page": evaluate(`Object.defineProperty(document, 'visibilityState', {value: 'hidden', configurable: true});
			document.dispatchEvent(new Event('visibilitychange')); delete document.visibilityState`),
	} {
		run(t, tab, click("#getcode"), visible("#given"), until(`document.getElementById('words').textContent !== ''`))
		code := ask(t, tab, `document.getElementById('words').textContent`)
		if seen[code] {
			t.Errorf("%s: asked again, the code is the old one; the page says that it is new", name)
		}
		seen[code] = true
		if got := ask(t, tab, `String(document.getElementById('given').offsetHeight < 844 * 0.4)`); got != "true" {
			t.Errorf("%s: the code takes too much of the screen", name)
		}
		run(t, tab, goes, until(codeGone))
	}
}

func TestTheGreetingIsNotSaidTwice(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	for name, scripts := range map[string]bool{"with JavaScript": true, "without JavaScript": false} {
		tab := phone(t)
		if !scripts {
			run(t, tab, noScript)
		}
		run(t, tab, chromedp.Navigate(w.url+"/chat"))
		if got := ask(t, tab, `String(document.querySelector('.before').offsetHeight > 0)`); got != "true" {
			t.Errorf("%s: nothing greets before anything was said", name)
		}
		run(t, tab, say("hi"), untilShown("hi", question))
		if got := ask(t, tab, `[document.querySelector('.before').offsetHeight, document.querySelector('.hello a').offsetHeight > 0, document.querySelector('#back summary').offsetHeight > 0].join(' ')`); got != "0 true true" {
			t.Errorf("%s: got %s, want only what the first reply does not say", name, got)
		}
	}
}

// TestANewMessageIsSeenByWhoeverHasScrolledUp: the button stood behind the bar on top, where nobody saw it.
func TestANewMessageIsSeenByWhoeverHasScrolledUp(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	tab := browser(t)
	for _, size := range [][2]int64{{320, 568}, {390, 844}} {
		run(t, tab, chromedp.EmulateViewport(size[0], size[1], chromedp.EmulateMobile), chromedp.Navigate(w.url+"/chat"))
		ask(t, tab, `String(document.getElementById('more').hidden = false)`)
		got := ask(t, tab, `(function () { var b = document.getElementById('more').getBoundingClientRect();
			return document.elementFromPoint(b.left + b.width / 2, b.top + b.height / 2).id; })()`)
		if got != "more" {
			t.Errorf("at %d px %q covers it", size[0], got)
		}
	}
}

// A phone with its keyboard open, and a page at 400 %: what was said last stays in sight, whatever opens.
func TestTheLastLineStaysInSightOnASmallScreen(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	const endInSight = `(() => {
		const lines = document.querySelectorAll('#log .line'), s = document.getElementById('scroll').getBoundingClientRect();
		const last = lines[lines.length - 1].getBoundingClientRect();
		return s.height > 40 && Math.min(last.bottom, s.bottom) - Math.max(last.top, s.top) >= Math.min(last.height, s.height) - 1;
	})()`
	for _, height := range []int64{568, 256} {
		tab := browser(t)
		run(t, tab, chromedp.EmulateViewport(320, height, chromedp.EmulateMobile), chromedp.Navigate(w.url+"/chat"),
			say("they moved me"), untilShown("they moved me", question), until(nothingWaits), until(endInSight),
			evaluate(`document.getElementById('getcode').click()`), visible("#given"), until(endInSight),
			evaluate(`document.getElementById('help').click()`), until(`document.querySelectorAll('#log .line').length === 4`), until(endInSight))
	}
}

// On the smallest phone too: that their call came, and whom to call, is what they see first, without scrolling.
func TestThatACallForHelpCameIsInSight(t *testing.T) {
	t.Parallel()
	w := newWorld(t, allLanguages)
	tab := browser(t)
	for _, look := range []string{"?lang=en", "?lang=cy", "?lang=ar"} {
		run(t, tab, chromedp.EmulateViewport(320, 568, chromedp.EmulateMobile), chromedp.Navigate(w.url+"/chat"+look), evaluate(`sessionStorage.clear()`),
			chromedp.Navigate(w.url+"/chat"+look), click("#help"), visible("#alert .safety"), until(nothingWaits))
		hidden := ask(t, tab, `(() => { const panel = document.querySelector('.safety').getBoundingClientRect();
			return Array.from(document.querySelectorAll('.safety a, .safety .state, .safety button'))
				.filter(n => n.getBoundingClientRect().bottom > panel.bottom).map(n => n.textContent).join('|'); })()`)
		if hidden != "" {
			t.Errorf("%s: out of sight: %s", look, hidden)
		}
	}
}

// Where a chat has ended nobody goes on trying: what was not sent does not stand there and say so. It is kept for the next.
func TestAnEndedChatDoesNotSayThatItKeepsTrying(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	tab := phone(t)
	run(t, tab, chromedp.Navigate(w.url+"/chat"), say("hi"), untilShown("hi", question), until(nothingWaits),
		w.deaf(), say("quiet"), until(`document.querySelector('.waiting') !== null`), w.shut(t, tab), w.heal, visible("#kept"))
	if got := ask(t, tab, `document.getElementById('log').textContent.trim()`); got != "" {
		t.Errorf("there is still %q", got)
	}
	run(t, tab, click("#again"), until(`document.readyState === 'complete' && document.getElementById('text').value === 'quiet'`))
}
