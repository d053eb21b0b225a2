package webchat_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"sayso/conversation"
)

// seen is how somebody looks at a page.
type seen struct {
	width, height int64
	scheme        string
}

func (s seen) String() string { return fmt.Sprintf("%dx%d %s", s.width, s.height, s.scheme) }

func (s seen) step() step {
	return func(ctx context.Context, tab *chromedp.Target) (chromedp.Void, error) {
		if _, err := chromedp.EmulateViewport(s.width, s.height)(ctx, tab); err != nil {
			return chromedp.Void{}, err
		}
		_, err := cdp.Call(ctx, tab, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: s.scheme}},
		})
		return chromedp.Void{}, err
	}
}

// axe is the tool that accessibility is checked with; `make test` fetches it.
func axe(t *testing.T) string {
	t.Helper()
	script, err := os.ReadFile("../../tmp/axe.min.js")
	if err != nil {
		t.Fatalf("%v: `make needs-axe` fetches it", err)
	}
	return string(script) + ";void 0"
}

// What axe is asked: everything that it knows of WCAG 2.2 AA, or only what a change of colours can break.
const (
	everyRule  = `{runOnly: {type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}}`
	theColours = `{runOnly: ['color-contrast']}`
)

func found(rules string) string {
	return `axe.run(document, ` + rules + `).then(r => JSON.stringify(r.violations.map(
		v => v.id + ': ' + v.nodes.map(n => n.target.join(' ') + ' ' + n.failureSummary).join('; '))))`
}

// wantAccessible holds the page on the screen against WCAG 2.2 AA, as far as a machine can tell.
func wantAccessible(t *testing.T, tab context.Context, rules, what string) {
	t.Helper()
	got, err := chromedp.Run(tab, chromedp.Evaluate[string](found(rules), chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("%s: %v", what, err)
	}
	var faults []string
	if err := json.Unmarshal([]byte(got), &faults); err != nil {
		t.Fatal(err)
	}
	if len(faults) > 0 {
		t.Errorf("%s:\n%s", what, strings.Join(faults, "\n"))
	}
	if wide := ask(t, tab, `String(document.documentElement.scrollWidth > innerWidth)`); wide != "false" {
		t.Errorf("%s: the page is wider than the screen", what)
	}
}

// checked lets axe into the page, which its own policy would not.
func checked(ctx context.Context, tab *chromedp.Target) (chromedp.Void, error) {
	_, err := cdp.Call(ctx, tab, page.SetBypassCSP, page.SetBypassCSPParams{Enabled: true})
	return chromedp.Void{}, err
}

// everySize is a small phone, one that most have, and a screen on a desk.
var everySize = [][2]int64{{320, 568}, {390, 844}, {1280, 800}}

// wantAccessibleEverywhere looks at the page at every size, in light and in dark. Without loading it again: a state
// that took a minute to come to is looked at six times.
func wantAccessibleEverywhere(t *testing.T, tab context.Context, what string, more ...[2]int64) {
	t.Helper()
	for _, size := range append(more, everySize...) {
		light, dark := seen{size[0], size[1], "light"}, seen{size[0], size[1], "dark"}
		run(t, tab, light.step())
		wantAccessible(t, tab, everyRule, what+" "+light.String())
		run(t, tab, dark.step())
		wantAccessible(t, tab, theColours, what+" "+dark.String())
	}
}

var aPageAt400Percent = [2]int64{320, 256}

// Every state of the chat, in every language, at every size, in light and dark.
func TestTheChatIsAccessibleInEveryState(t *testing.T) {
	t.Parallel()
	script := axe(t)
	for _, look := range []string{"?lang=en", "?lang=cy", "?lang=ar", "?lang=ar&easy=1"} {
		t.Run(look, func(t *testing.T) {
			t.Parallel()
			w, tab := newWorld(t, allLanguages), browser(t)
			run(t, tab, checked, chromedp.Navigate(w.url+"/chat"+look), evaluate(script))
			for _, state := range w.states(t, tab) {
				run(t, tab, state.step)
				wantAccessibleEverywhere(t, tab, state.name+" "+look, aPageAt400Percent)
			}
		})
	}
}

type state struct {
	name string
	step step
}

// states are all that the chat can come to, each from the one before.
func (w *world) states(t *testing.T, tab context.Context) []state {
	type none = chromedp.Void
	return []state{
		{"a wrong code", chromedp.Steps(evaluate(`document.getElementById('back').open = true; document.getElementById('code').value = 'otter lemon quiet stone';
			document.querySelector('#join button').click()`), until(`document.getElementById('joining').textContent !== ''`))},
		{"a choice", chromedp.Steps(say("they moved me"), until(`document.querySelectorAll('#choices button').length === 2`), until(nothingWaits))},
		{"a worker", chromedp.Steps(func(context.Context, *chromedp.Target) (none, error) {
			_, err := w.store.Apply(t.Context(), w.conversation(t, tokenOf(t, tab)), "s-1", conversation.StaffSaid{Name: "Priya", Text: "I am Priya."})
			return none{}, err
		}, until(`document.querySelector('.caseworker') !== null`))},
		{"too long", chromedp.Steps(typed(strings.Repeat("x", 4001)), until(`document.getElementById('long').textContent !== ''`))},
		{"a code", chromedp.Steps(typed(""), evaluate(`document.getElementById('getcode').click()`), visible("#given"))},
		{"a call for help", chromedp.Steps(evaluate(`document.getElementById('help').click()`), until(`document.querySelectorAll('#log .line').length === 5`))},
		{"no signal", chromedp.Steps(evaluate(`document.querySelector('#alert button').click()`), w.deaf(), say("quiet"),
			until(`document.getElementById('line').textContent !== ''`), until(`document.querySelector('[data-state=slow]') !== null`))},
		{"another way", until(`!document.getElementById('blocked').hidden`)},
		{"ended", chromedp.Steps(w.shut(t, tab), w.heal, until(`!document.getElementById('ended').hidden`))},
	}
}

// typed puts words in the box at once.
func typed(words string) step {
	return evaluate(fmt.Sprintf(`document.getElementById('text').value = %q; document.getElementById('text').dispatchEvent(new Event('input'))`, words))
}

// deaf cuts the service off, until cut(false).
func (w *world) deaf() step {
	return func(context.Context, *chromedp.Target) (chromedp.Void, error) {
		w.wires.cut(true)
		return chromedp.Void{}, nil
	}
}
