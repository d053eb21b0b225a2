package console_test

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// phoneScreen is a real browser with a phone's screen.
type phoneScreen struct {
	t    *testing.T
	desk *desk
	ctx  context.Context
}

// screen starts a browser of 390 by 844 pixels and signs somebody in by keyboard.
func (d *desk) screen(t *testing.T, email string) *phoneScreen {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox)
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	// The browser lives as long as the context of its first step, so that one has no time limit.
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(390, 844)); err != nil {
		t.Fatal(err)
	}
	p := &phoneScreen{t, d, ctx}
	p.do(chromedp.Navigate(d.site.URL+"/staff/sign-in"),
		chromedp.SendKeys("#email", email), chromedp.SendKeys("#password", password+"\n"), chromedp.WaitVisible("#sign-out"))
	return p
}

func (p *phoneScreen) do(steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	for n, step := range steps {
		const most = 5 // times that the page may be brought up to date while a hand goes to a field
		err := p.try(step)
		for again := 1; again < most && moved(err); again++ {
			err = p.try(step)
		}
		if err != nil {
			p.t.Fatalf("step %d: %v\n%s", n, err, p.shows())
		}
	}
}

// moved tells whether a part was brought up to date between finding something and touching it.
func moved(err error) bool {
	return err != nil && (strings.Contains(err.Error(), "not focusable") || strings.Contains(err.Error(), "node with given id"))
}

func (p *phoneScreen) try(step chromedp.Action[chromedp.Void]) error {
	ctx, cancel := context.WithTimeout(p.ctx, 20*time.Second)
	defer cancel()
	return chromedp.Do(ctx, step)
}

// shows is the text of the page.
func (p *phoneScreen) shows() string {
	text, err := chromedp.Run(p.ctx, chromedp.Evaluate[string](`document.body.innerText`))
	if err != nil {
		return err.Error()
	}
	return text
}

// is waits until an expression of the page is true.
func (p *phoneScreen) is(expression string) {
	p.t.Helper()
	deadline := time.Now().Add(20 * time.Second)
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for range tick.C {
		ok, err := chromedp.Run(p.ctx, chromedp.Evaluate[bool]("!!("+expression+")"))
		if ok && err == nil {
			return
		}
		if time.Now().After(deadline) {
			p.t.Fatalf("never true: %s (%v)\n%s", expression, err, p.shows())
		}
	}
}

func (p *phoneScreen) has(words string) {
	p.t.Helper()
	p.is(fmt.Sprintf("document.body.innerText.includes(%q)", words))
}

// fits checks that nothing is wider than the phone.
func (p *phoneScreen) fits(page string) {
	p.t.Helper()
	wide, err := chromedp.Run(p.ctx, chromedp.Evaluate[int](`document.documentElement.scrollWidth`))
	if err != nil || wide > 390 {
		p.t.Errorf("%s is %d pixels wide (%v), the phone 390", page, wide, err)
	}
}

// unfold opens a form as a hand does: what moved away under the finger is pressed again.
func (p *phoneScreen) unfold(id string) {
	p.t.Helper()
	for range 5 {
		p.do(chromedp.Click("#" + id + "-open"))
		open, err := chromedp.Run(p.ctx, chromedp.Evaluate[bool](fmt.Sprintf("document.getElementById(%q).open", id)))
		if err == nil && open {
			return
		}
	}
	p.t.Fatalf("%s does not open:\n%s", id, p.shows())
}

func TestACaseworkerWorksACaseOnAPhone(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	ref := d.jade(t)
	p := d.screen(t, priya)
	p.fits("the queue")
	p.do(chromedp.Click("#case-"+ref), chromedp.WaitVisible("#claim-do"))
	p.fits("the case")
	p.do(chromedp.Click("#claim-do"))
	p.has("The case is yours.")

	// The counter counts as the phone network does.
	p.do(chromedp.SendKeys("#text-0", "Hi Jade, I am Priya."))
	p.has("20 characters, 1 text")
	p.do(chromedp.SendKeys("#text-0", " 😀"))
	p.has("an emoji or a curly quote makes texts shorter")

	// A message comes in while something is being typed: it shows, and nothing typed is lost.
	d.hear(t, "c-jade", "also they moved my school")
	p.has("also they moved my school")
	p.is(`document.getElementById("text-0").value.startsWith("Hi Jade, I am Priya.")`)
	p.is(`document.activeElement.id === "text-0"`)
	p.do(chromedp.Click("#send-0"))
	p.has("Your message is on its way.")
	p.has("Priya: Hi Jade, I am Priya.")

	p.unfold("visit")
	p.do(chromedp.SetValue("#visit-day", "2026-11-24"), chromedp.SetValue("#visit-from", "16:00"), chromedp.SetValue("#visit-until", "17:00"),
		chromedp.SendKeys("#visit-place", "The library"), chromedp.Click("#visit-do"))
	p.has("Booked, not confirmed yet")
	d.hear(t, "c-jade", "yes")
	p.has("Confirmed by them")
	p.fits("the case with a visit")
}

func TestAMessageIsReadWhenItHasBeenOnTheScreen(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	ref := d.jade(t)
	p := d.screen(t, priya)
	p.do(chromedp.Navigate(d.site.URL + "/staff/cases/" + ref))
	p.has("Unread since")
	seen := func() int {
		s, err := d.State(context.Background(), "c-jade")
		if err != nil {
			t.Fatal(err)
		}
		return s.Seen
	}
	if got := seen(); got != 0 {
		t.Errorf("read up to %d before it was on the screen", got)
	}
	p.do(chromedp.Evaluate[chromedp.Void](`document.querySelector("form.read").scrollIntoView({block: "end"})`))
	p.is(`!document.querySelector("form.read") || document.querySelector("form.read").hidden`)
	p.is(`!document.body.innerText.includes("Unread since")`)
	if got := seen(); got == 0 {
		t.Error("nothing was marked as read")
	}
}

func TestAPageThatNobodyLooksAtHoldsNoConnectionAndCatchesUp(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	ref := d.jade(t)
	p := d.screen(t, priya)
	p.do(chromedp.Navigate(d.site.URL+"/staff/cases/"+ref), chromedp.WaitVisible("#claim-do"))
	streams := func() int {
		d.mu.Lock()
		defer d.mu.Unlock()
		return len(d.wakes)
	}
	turn := func(to string, want int) {
		t.Helper()
		p.is(fmt.Sprintf(`(Object.defineProperty(document, "visibilityState", {value: %q, configurable: true}), document.dispatchEvent(new Event("visibilitychange")))`, to))
		tick := time.NewTicker(10 * time.Millisecond)
		defer tick.Stop()
		for deadline := time.Now().Add(20 * time.Second); streams() != want; <-tick.C {
			if time.Now().After(deadline) {
				t.Fatalf("%s: %d streams, want %d", to, streams(), want)
			}
		}
	}
	turn("hidden", 0)
	d.hear(t, "c-jade", "also they moved my school")
	turn("visible", 1)
	p.has("also they moved my school")
}

func TestEveryPartCanBeReachedByKeyboardAndHasAName(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	ref := d.everything(t)
	d.danger(t)
	p := d.screen(t, malik)
	for _, path := range []string{"/staff/", "/staff/report", "/staff/cases/" + ref + "/audit", "/staff/cases/" + ref, "/staff/cases/" + d.reference("c-danger"), "/staff/cases/" + d.reference("c-later")} {
		p.do(chromedp.Navigate(d.site.URL + path))
		p.fits(path)
		nameless, err := chromedp.Run(p.ctx, chromedp.Evaluate[[]string](`[...document.querySelectorAll("a, button, input:not([type=hidden]), select, textarea, summary")]
			.filter((e) => !(e.textContent || (e.labels && [...e.labels].map((l) => l.textContent).join("")) || "").trim() || e.tabIndex < 0)
			.map((e) => e.outerHTML)`))
		if err != nil || len(nameless) > 0 {
			t.Errorf("%s: without a name, or out of the keyboard's reach: %s (%v)", path, strings.Join(nameless, "\n"), err)
		}
		twice, err := chromedp.Run(p.ctx, chromedp.Evaluate[[]string](`[...document.querySelectorAll("[id]")].map((e) => e.id).filter((id, n, all) => all.indexOf(id) !== n)`))
		if err != nil || len(twice) > 0 {
			t.Errorf("%s: ids that are there twice: %v (%v)", path, twice, err)
		}
	}
	p.do(chromedp.Navigate(d.site.URL+"/staff/"), chromedp.Evaluate[chromedp.Void](`document.body.focus()`))
	p.do(chromedp.KeyEvent("\t"))
	p.is(`document.activeElement.className === "skip"`)
}

func TestAPageGrowsWhenAnotherCaseIsJoinedUnlessSomethingIsBeingTyped(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	ref, other := d.jade(t), d.nan(t)
	p := d.screen(t, sam)
	p.do(chromedp.Navigate(d.site.URL+"/staff/cases/"+ref), chromedp.SendKeys("#text-0", "Hi Jade"))
	d.signedIn(t, priya).pressed(ref, "/join", url.Values{"case": {other}})
	d.changed()
	p.has("Another case was joined to this one. What you typed is still here")
	p.is(`document.getElementById("text-0").value === "Hi Jade"`)
	p.is(`(document.getElementById("text-0").value = "", true)`)
	d.hear(t, "c-jade", "are you there")
	p.has("Write to Bea (grandparent)")
}

func TestTwoCasesAreJoinedByKeyboard(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	ref, other := d.jade(t), d.nan(t)
	p := d.screen(t, priya)
	p.do(chromedp.Navigate(d.site.URL+"/staff/cases/"+ref), chromedp.Focus("#join-open"), chromedp.KeyEvent("\r"))
	p.is(`document.getElementById("join").open`)
	p.do(chromedp.KeyEvent("\t"), chromedp.KeyEvent(strings.ToLower(other)+"\r"))
	p.has("The cases are one now.")
	p.has("Write to Bea (grandparent)")
	p.fits("the joined case")
}
