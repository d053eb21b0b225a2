package webchat_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	cdplog "github.com/chromedp/cdproto/log"
	cdpruntime "github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// chromium is a real one with one tab.
func chromium(t testing.TB) context.Context {
	t.Helper()
	alloc, stop := chromedp.NewExecAllocator(t.Context(), append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]),
		chromedp.ExecPath("/usr/bin/chromium"), chromedp.NoSandbox, chromedp.NoFirstRun,
		chromedp.Flag("disable-gpu", true), chromedp.WindowSize(390, 844))...)
	t.Cleanup(stop)
	tab, closeTab := chromedp.NewContext(alloc)
	t.Cleanup(closeTab)
	return tab
}

// browser is a Chromium in which an error that the page throws, or something that its own policy blocks, fails the test.
func browser(t *testing.T) context.Context {
	t.Helper()
	tab := chromium(t)
	err := chromedp.Listen(tab, func(event any) {
		switch e := event.(type) {
		case *cdpruntime.EventExceptionThrown:
			t.Errorf("the page threw: %+v", e.ExceptionDetails)
		case *cdplog.EventEntryAdded:
			if strings.Contains(e.Entry.Text, "Content Security Policy") {
				t.Errorf("the page's policy blocked it: %s", e.Entry.Text)
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return tab
}

func run(t testing.TB, tab context.Context, steps ...step) {
	t.Helper()
	ctx, cancel := context.WithTimeout(tab, 20*time.Second)
	defer cancel()
	for n, step := range steps {
		if err := chromedp.Do(ctx, step); err != nil {
			looking, enough := context.WithTimeout(tab, 5*time.Second)
			defer enough()
			shown, _ := chromedp.Run(looking, chromedp.Evaluate[string](`document.body.innerText`))
			t.Fatalf("step %d: %v\nthe page shows: %s", n+1, err, shown)
		}
	}
}

type step = chromedp.Action[chromedp.Void]

// until waits for a JavaScript expression to be true, on whatever page comes meanwhile.
func until(expression string) step {
	return chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		tick := time.NewTicker(10 * time.Millisecond)
		defer tick.Stop()
		for {
			is, err := chromedp.Evaluate[bool](expression)(ctx, tab)
			if is {
				return nil
			}
			select {
			case <-tick.C:
			case <-ctx.Done():
				return fmt.Errorf("until %s: %w (%v)", expression, ctx.Err(), err)
			}
		}
	})
}

func ask(t *testing.T, tab context.Context, expression string) string {
	t.Helper()
	got, err := chromedp.Run(tab, chromedp.Evaluate[string](expression))
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func click(selector string) step { return chromedp.Click(chromedp.CSS(selector)) }

func write(text string) step { return chromedp.SendKeys(chromedp.CSS("#text"), text) }

func visible(selector string) step { return chromedp.WaitVisible(chromedp.CSS(selector)) }

// say writes a message and presses Send.
func say(text string) step { return chromedp.Steps(write(text), click("#send")) }

const shownLines = `Array.from(document.querySelectorAll('#log .line .words'), n => n.textContent).join('|')`

func untilShown(lines ...string) step {
	return until(shownLines + " === '" + strings.Join(lines, "|") + "'")
}

// nothingWaits: the outbox is empty, so all that was sent is stored for good.
const nothingWaits = `JSON.parse(sessionStorage.getItem('m')).outbox.length === 0`

func tokenOf(t *testing.T, tab context.Context) string {
	t.Helper()
	return ask(t, tab, `JSON.parse(sessionStorage.getItem('m')).token`)
}
