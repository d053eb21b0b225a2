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

const found = `axe.run(document, {runOnly: {type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}})
	.then(r => JSON.stringify(r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ') + ' ' + n.failureSummary).join('; '))))`

// wantAccessible holds the page on the screen against WCAG 2.2 AA, as far as a machine can tell.
func wantAccessible(t *testing.T, tab context.Context, what string) {
	t.Helper()
	got, err := chromedp.Run(tab, chromedp.Evaluate[string](found, chromedp.EvalAwaitPromise))
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

func TestTheChatIsAccessibleInEveryState(t *testing.T) {
	t.Parallel()
	w, script := newWorld(t, nil), axe(t)
	for _, s := range []seen{{390, 844, "light"}, {320, 568, "dark"}, {320, 256, "light"}} {
		tab := browser(t)
		run(t, tab, checked, s.step(), chromedp.Navigate(w.url+"/chat"), evaluate(script))
		states := []struct {
			name string
			step step
		}{
			{"a choice", chromedp.Steps(say("they moved me"), until(`document.querySelectorAll('#choices button').length === 2`), until(nothingWaits))},
			{"a code", chromedp.Steps(evaluate(`document.getElementById('getcode').click()`), visible("#given"))},
			{"a call for help", chromedp.Steps(evaluate(`document.getElementById('help').click()`), until(`document.querySelectorAll('#log .line').length === 4`))},
			{"no signal", chromedp.Steps(evaluate(`document.querySelector('#alert button').click()`), w.deaf(), say("quiet"), until(`document.getElementById('line').textContent !== ''`))},
		}
		for _, state := range states {
			run(t, tab, state.step)
			wantAccessible(t, tab, state.name+" "+s.String())
		}
		w.wires.cut(false)
	}
}

// deaf cuts the service off, until cut(false).
func (w *world) deaf() step {
	return func(context.Context, *chromedp.Target) (chromedp.Void, error) {
		w.wires.cut(true)
		return chromedp.Void{}, nil
	}
}
