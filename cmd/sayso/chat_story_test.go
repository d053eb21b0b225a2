package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"sayso/cmd/sayso/config"
	"sayso/conversation"
)

// tunnel is the way between a browser and Sayso, which can be cut.
type tunnel struct {
	listener net.Listener
	to       string
	mu       sync.Mutex
	open     map[net.Conn]bool
	lost     bool
}

func newTunnel(t *testing.T) *tunnel {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &tunnel{listener: l, open: map[net.Conn]bool{}}
	t.Cleanup(func() { l.Close(); s.cut() })
	go s.serve()
	return s
}

func (s *tunnel) url() string { return "http://" + s.listener.Addr().String() }

func (s *tunnel) leadTo(address string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.to = address
}

func (s *tunnel) serve() {
	for {
		in, err := s.listener.Accept()
		if err != nil {
			return
		}
		s.mu.Lock()
		out, err := net.Dial("tcp", s.to) // on this machine, so at once
		if err != nil || s.lost {
			in.Close()
			if out != nil {
				out.Close()
			}
			s.mu.Unlock()
			continue
		}
		s.open[in], s.open[out] = true, true
		s.mu.Unlock()
		go s.carry(in, out)
		go s.carry(out, in)
	}
}

func (s *tunnel) carry(from, to net.Conn) {
	io.Copy(to, from)
	from.Close()
	to.Close()
	s.mu.Lock()
	delete(s.open, from)
	s.mu.Unlock()
}

// cut ends every connection and lets none through; back lets them through again.
func (s *tunnel) cut() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.lost = true
	for c := range s.open {
		c.Close()
	}
}

func (s *tunnel) back() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.lost = false
}

// browser is a real Chromium, the size of a phone.
func browser(t *testing.T) context.Context {
	t.Helper()
	alloc, stop := chromedp.NewExecAllocator(t.Context(), append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]),
		chromedp.NoSandbox, chromedp.NoFirstRun, chromedp.Flag("disable-gpu", true), chromedp.WindowSize(390, 844))...)
	t.Cleanup(stop)
	tab, closeTab := chromedp.NewContext(alloc)
	t.Cleanup(closeTab)
	// The browser lives as long as the context of the first thing that it does.
	if err := chromedp.Do(tab, chromedp.Navigate("about:blank")); err != nil {
		t.Fatal(err)
	}
	return tab
}

type step = chromedp.Action[chromedp.Void]

func steps(t *testing.T, tab context.Context, all ...step) {
	t.Helper()
	ctx, cancel := context.WithTimeout(tab, patience)
	defer cancel()
	for n, one := range all {
		if err := chromedp.Do(ctx, one); err != nil {
			shown, _ := chromedp.Run(tab, chromedp.Evaluate[string](`document.body.innerText`))
			t.Fatalf("step %d: %v\nthe page shows: %s", n+1, err, shown)
		}
	}
}

// until waits for a JavaScript expression to be true.
func until(expression string) step {
	return chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		tick := time.NewTicker(20 * time.Millisecond)
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

// says writes a message as a person does and waits until it is stored for good.
func says(text string) step {
	return chromedp.Steps(chromedp.SendKeys(chromedp.CSS("#text"), text), chromedp.Click(chromedp.CSS("#send")))
}

// shows waits for words among the messages.
func shows(words string) step {
	return until(fmt.Sprintf("document.querySelector('#log').innerText.includes(%q)", words))
}

// TestAChatBecomesAVisit plays the same story in a real browser: a nan opens the chat, her bus goes
// into a tunnel in the middle, she reloads the page, and nothing is missing and nothing twice.
func TestAChatBecomesAVisit(t *testing.T) {
	t.Parallel()
	bus := newTunnel(t)
	d := deploy(t, func(c *config.Config) { c.PublicURL = bus.url() })
	bus.leadTo(strings.TrimPrefix(d.base, "http://"))
	tab := browser(t)
	steps(t, tab, chromedp.Navigate(bus.url()+"/chat"),
		says("I am Jade's nan. Nobody at the council rings me back and her visits keep getting cancelled."),
		shows("These first replies are automatic"))
	reference := d.onlyCase()
	talk := d.seen(reference).Conversations[0].ID

	bus.cut()
	steps(t, tab, says("no that is all for now"), until("document.querySelector('#log').innerText.includes('no that is all for now')"))
	bus.back()
	steps(t, tab, shows("safe right now?"), chromedp.Reload(), shows("safe right now?"))
	d.nan(t, tab, talk)
	d.eventually("the case knows that the talk was handed over", func() bool { return d.seen(reference).Talk == "handed_over" })

	v := d.seen(reference)
	if v.SubmittedBy.Who != "on_behalf" || v.SubmittedBy.Relationship == nil || *v.SubmittedBy.Relationship != "grandparent" {
		t.Errorf("submitted by %+v, want a grandparent on behalf", v.SubmittedBy)
	}
	d.act(reference, "claim", map[string]any{"version": v.Version})
	d.act(reference, "messages", map[string]any{"to": talk, "text": "Hello Maureen, I am Priya. Can I come on Friday?"})
	steps(t, tab, shows("Hello Maureen, I am Priya. Can I come on Friday?"))
	at := time.Now().Add(48 * time.Hour).UTC().Truncate(time.Hour)
	d.act(reference, "visits", map[string]any{"version": d.seen(reference).Version, "conversation": talk, "at": at, "until": at.Add(time.Hour), "place": "your house", "with": "Priya"})
	steps(t, tab, shows("Place: your house"), says("yes"), shows("See you then"))
	d.eventually("the visit is confirmed", func() bool { return d.seen(reference).Visits[0].State == "confirmed" })
	d.conclude(reference, talk)
	steps(t, tab, shows("We have finished looking at this"))
	d.sameOnTheScreen(tab, talk)
	d.keptSecret("Maureen", "Jade", "your house")
}

// nan answers what she is asked until the talk is handed over.
func (d *deployment) nan(t *testing.T, tab context.Context, talk string) {
	t.Helper()
	p := person{
		conversation.AskAnythingElse: "no", conversation.AskAboutWho: "someone else", conversation.AskSafeNow: "yes", conversation.AskContactSafe: "yes",
		conversation.AskRelationship: "nan", conversation.AskChildName: "Jade", conversation.AskChildAge: "12", conversation.AskChildKnows: "yes",
		conversation.AskKeepFrom: "no one", conversation.AskWanted: "somebody to ring me", conversation.AskCarryOn: "no", conversation.AskAdvocate: "no", conversation.AskName: "Maureen",
	}
	d.finishBy(talk, p, func(seq int, answer string) {
		steps(t, tab, until(fmt.Sprintf(`document.querySelectorAll('#log .line').length >= %d`, seq)), says(answer))
	})
}

// sameOnTheScreen compares the page with the transcript: nothing missing, nothing twice.
func (d *deployment) sameOnTheScreen(tab context.Context, talk string) {
	d.t.Helper()
	lines, err := d.node.store.Transcript(within(d.t), talk, 0)
	if err != nil {
		d.t.Fatal(err)
	}
	var want []string
	for _, l := range lines {
		want = append(want, l.Text)
	}
	got, err := chromedp.Run(tab, chromedp.Evaluate[[]string](`Array.from(document.querySelectorAll('#log .line .words'), n => n.textContent)`))
	if err != nil {
		d.t.Fatal(err)
	}
	if !slices.Equal(got, want) {
		d.t.Errorf("the page shows %q\nthe transcript has %q", got, want)
	}
}
