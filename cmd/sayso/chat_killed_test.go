package main

import (
	"context"
	"fmt"
	"net"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"

	"sayso/cmd/sayso/config"
)

// TestAMessageWaitsThroughAKill: Sayso is killed by SIGKILL with a message on its way, and comes back. The page
// has said all the while that it waits, and nothing is lost or said twice.
func TestAMessageWaitsThroughAKill(t *testing.T) {
	t.Parallel()
	d := deploy(t, onOneAddress)
	tab := browser(t)
	v := d.apart()
	steps(t, tab, chromedp.Navigate(d.base+"/chat"), says("nobody ever rings me back"), shows("These first replies are automatic"))
	v.kill()
	steps(t, tab, says("and they moved my room"), until(`document.querySelector('.waiting') !== null`),
		until(`document.getElementById('line').textContent !== ''`), chromedp.Func(func(context.Context, *chromedp.Target) error { v.start(); return nil }),
		until(`JSON.parse(sessionStorage.getItem('m')).outbox.length === 0 && document.querySelector('.waiting') === null`))
	d.ready()
	steps(t, tab, until(fmt.Sprintf(`document.getElementById('line').textContent === '' && Array.from(document.querySelectorAll('.you .words')).map(n => n.textContent).join('|') === %q`,
		"nobody ever rings me back|and they moved my room")))
}

// onOneAddress has pages and sockets at the address that the process will be found at, whoever runs it.
func onOneAddress(c *config.Config) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err == nil {
		c.Listen = l.Addr().String()
		c.PublicURL = "http://" + c.Listen
		l.Close()
	}
}

var _ = slices.Equal[[]string]
var _ = strings.Join
var _ sync.Mutex
