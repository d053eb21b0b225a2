package webchat_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// Two tabs of one browser: the second was opened from the first, and has a copy of what that one keeps. What
// either says stands in both, once, and what still waited when the copy was made is taken once.
func TestTwoTabsOfOneBrowserAgree(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	tab := phone(t)
	run(t, tab, chromedp.Navigate(w.url+"/chat"), say("they moved me"), untilShown("they moved me", question), until(nothingWaits))
	token := tokenOf(t, tab)
	w.wires.cut(true)
	run(t, tab, say("quiet"), until(`document.querySelector('.waiting') !== null`))
	w.wires.cut(false)
	opened := chromedp.WaitNewTarget(tab, func(info *target.Info) bool { return info.Type == "page" })
	run(t, tab, evaluate(`void window.open('/chat')`))
	var second context.Context
	select {
	case id := <-opened:
		within, leave := chromedp.NewContext(tab, chromedp.WithTargetID(id))
		t.Cleanup(leave)
		second = within
	case <-time.After(patience):
		t.Fatal("no second tab")
	}
	if err := chromedp.Do(second, until(`document.readyState === 'complete'`)); err != nil {
		t.Fatal(err)
	}
	both := []context.Context{tab, second}
	for _, one := range both {
		run(t, one, untilShown("they moved me", question, "quiet"), until(nothingWaits))
		if got := tokenOf(t, one); got != token {
			t.Error("the tabs are in two chats")
		}
	}
	for n, one := range both {
		run(t, one, put([]string{"one", "two"}[n]), evaluate(`document.getElementById('send').click()`), until(nothingWaits),
			until(`document.querySelectorAll('#log .line').length === `+[]string{"5", "7"}[n]))
	}
	want := []string{"they moved me", question, "quiet", "one", question, "two", question}
	for _, one := range both {
		run(t, one, untilShown(want...))
	}
	if got := w.texts(t, token); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
