package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"sayso/cmd/sayso/config"
	"sayso/conversation"
)

// TestAMessageWaitsThroughAKill: Sayso is killed by SIGKILL, a message is written meanwhile, and it comes back. The
// page says all the while that the message waits, and nothing is lost or said twice.
func TestAMessageWaitsThroughAKill(t *testing.T) {
	t.Parallel()
	d := deploy(t)
	v := d.apart()
	tab := browser(t)
	steps(t, tab, chromedp.Navigate(d.base+"/chat"), says("nobody ever rings me back"), shows("These first replies are automatic"))
	v.kill()
	steps(t, tab, says("and they moved my room"), until(`document.querySelector('.waiting') !== null`),
		until(`document.getElementById('line').textContent.startsWith('No signal')`))
	v.start()
	d.ready()
	steps(t, tab, until(`JSON.parse(sessionStorage.getItem('m')).outbox.length === 0 && document.querySelector('.waiting') === null`),
		until(fmt.Sprintf(`document.getElementById('line').textContent === '' && Array.from(document.querySelectorAll('.you .words'), n => n.textContent).join('|') === %q`,
			"nobody ever rings me back|and they moved my room")))
}

// TestARollingRestartLosesNoWord: one node takes the other's place, twice, while tabs talk. Each comes back by itself.
func TestARollingRestartLosesNoWord(t *testing.T) {
	t.Parallel()
	bus := newTunnel(t)
	d := deploy(t, func(c *config.Config) { c.PublicURL = bus.url() })
	bus.leadTo(strings.TrimPrefix(d.base, "http://"))
	var tabs []*tab
	said := map[*tab][]string{}
	for range 10 {
		p := &tab{t: t, base: bus.url(), origin: bus.url()}
		p.open()
		t.Cleanup(func() { p.conn.Close() })
		tabs = append(tabs, p)
	}
	speak := func() {
		for _, p := range tabs {
			words := fmt.Sprintf("nobody rings me back, message %d", len(said[p]))
			said[p] = append(said[p], words)
			p.says(words)
			p.heard()
		}
	}
	speak()
	for range 2 {
		doors, err := listen("127.0.0.1:0", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		stop := d.stop
		d.run(doors)
		bus.leadTo(doors.public.Addr().String())
		ended := make(chan struct{})
		go func() {
			defer close(ended)
			stop()
		}()
		for going := true; going; {
			speak()
			select {
			case <-ended:
				going = false
			default:
			}
		}
		speak()
	}
	for n, p := range tabs {
		last := fmt.Sprintf("tab %d shows all that it said", n)
		p.until(last, func() bool { return len(mine(p)) == len(said[p]) })
		if got := mine(p); !slices.Equal(got, said[p]) {
			t.Errorf("tab %d: got %q, want %q", n, got, said[p])
		}
		id := d.chatTalk(p)
		lines, err := d.node.store.Transcript(within(t), id, 0)
		if err != nil {
			t.Fatal(err)
		}
		var kept []string
		for _, l := range lines {
			if l.From == conversation.FromPerson {
				kept = append(kept, l.Text)
			}
		}
		if !slices.Equal(kept, said[p]) {
			t.Errorf("tab %d: kept %q, want %q", n, kept, said[p])
		}
	}
}

// mine are the lines on the screen that its own person wrote.
func mine(p *tab) []string {
	var all []string
	for _, f := range p.lines {
		if f.From == "you" {
			all = append(all, f.Text)
		}
	}
	return all
}
