package webchat_test

import (
	"context"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// media asks for the page as somebody's settings have it.
func media(name, value string) step {
	return func(ctx context.Context, tab *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, tab, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: name, Value: value}},
		})
		return chromedp.Void{}, err
	}
}

// spaced is the spacing of WCAG 1.4.12, which a reader may set for every page.
const spaced = `{
	const s = document.createElement('style');
	s.id = 'spaced';
	s.textContent = '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }';
	document.head.append(s);
}`

const picking = `const seen = n => n.checkVisibility() && n.getClientRects().length > 0 && n.getBoundingClientRect().width > 1;
	const named = n => n.tagName + '#' + n.id + '.' + n.className + ' ' + n.textContent.trim().slice(0, 40);`

// Wider than the screen; words cut off; one control over another of the same part of the page.
const clippedOrOver = `(() => {
	` + picking + `
	const faults = [];
	if (document.documentElement.scrollWidth > innerWidth) faults.push('wider than the screen');
	for (const n of document.querySelectorAll('body *')) {
		if (!seen(n) || !n.textContent.trim()) continue;
		const s = getComputedStyle(n), scrolls = /auto|scroll/;
		if (n.scrollWidth > n.clientWidth + 1 && n.clientWidth > 0 && s.overflowX !== 'visible' && n.tagName !== 'TEXTAREA') faults.push('cut at the side: ' + named(n));
		if (n.scrollHeight > n.clientHeight + 1 && n.clientHeight > 0 && /hidden|clip/.test(s.overflowY) && n !== document.body) faults.push('cut below: ' + named(n));
	}
	const part = n => n.closest('#scroll, #alert, .foot, .top, footer, main');
	const all = [...document.querySelectorAll('button, a, input, textarea, summary')].filter(seen);
	all.forEach((a, i) => all.slice(i + 1).forEach(b => {
		if (part(a) !== part(b) || a.contains(b) || b.contains(a)) return;
		for (const p of a.getClientRects()) for (const q of b.getClientRects())
			if (p.left < q.right - 1 && q.left < p.right - 1 && p.top < q.bottom - 1 && q.top < p.bottom - 1) { faults.push(named(a) + ' is over ' + named(b)); return; }
	}));
	return faults.join('\n');
})()`

// With a person's own colours, what can be pressed and who speaks is known by an edge.
const edgeless = `(() => {
	` + picking + `
	if (!matchMedia('(forced-colors: active)').matches) return 'colours are not forced';
	return [...document.querySelectorAll('button, .words, textarea, input:not([type=hidden])')]
		.filter(n => seen(n) && (parseFloat(getComputedStyle(n).borderTopWidth) < 1 || getComputedStyle(n).borderTopStyle === 'none')).map(named).join('\n');
})()`

const moving = `(() => {
	if (!matchMedia('(prefers-reduced-motion: reduce)').matches) return 'motion is not reduced';
	return [...document.querySelectorAll('*')].filter(n => {
		const s = getComputedStyle(n);
		return parseFloat(s.transitionDuration) > .001 || (s.animationName !== 'none' && parseFloat(s.animationDuration) > .001) || s.scrollBehavior === 'smooth';
	}).map(n => n.tagName + '.' + n.className).join('\n');
})()`

// wantUsable looks at what is on the screen of a small phone as people set their devices.
func wantUsable(t *testing.T, tab context.Context, what string) {
	t.Helper()
	run(t, tab, chromedp.EmulateViewport(320, 568))
	for name, look := range map[string]struct {
		as    step
		fault string
	}{
		"forced colours": {media("forced-colors", "active"), edgeless},
		"reduced motion": {media("prefers-reduced-motion", "reduce"), moving},
		"text spacing":   {evaluate(spaced), clippedOrOver},
	} {
		run(t, tab, look.as)
		if got := ask(t, tab, look.fault); got != "" {
			t.Errorf("%s, %s:\n%s", what, name, got)
		}
		run(t, tab, evaluate(`(document.getElementById('spaced') || document.createElement('p')).remove()`))
	}
}

func TestEveryPageAndStateKeepsToAPersonsOwnSettings(t *testing.T) {
	t.Parallel()
	for _, look := range []string{"?lang=en", "?lang=cy", "?lang=ar", "?lang=en&easy=1"} {
		t.Run(look, func(t *testing.T) {
			t.Parallel()
			w, tab := newWorld(t, allLanguages), browser(t)
			run(t, tab, checked)
			for _, path := range publicPages {
				run(t, tab, chromedp.Navigate(w.url+path+look))
				wantUsable(t, tab, path+look)
			}
			run(t, tab, chromedp.Navigate(w.url+"/chat"+look))
			wantUsable(t, tab, "a new chat "+look)
			for _, state := range w.states(t, tab) {
				run(t, tab, state.step)
				wantUsable(t, tab, state.name+" "+look)
			}
		})
	}
}
