package webchat_test

import (
	"context"
	"net"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"sayso/channels/webchat"
)

// without makes a browser that what lies at such an address never reaches.
func without(pattern string) step {
	return func(ctx context.Context, tab *chromedp.Target) (chromedp.Void, error) {
		if _, err := cdp.Call(ctx, tab, network.Enable, network.EnableParams{}); err != nil {
			return chromedp.Void{}, err
		}
		_, err := cdp.Call(ctx, tab, network.SetBlockedURLs, network.SetBlockedURLsParams{
			URLPatterns: []*network.BlockPattern{{URLPattern: pattern, Block: true}},
		})
		return chromedp.Void{}, err
	}
}

func TestWhereAScriptDoesNotComeTheFormWorks(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	for _, script := range []string{"chat", "leave"} {
		tab := phone(t)
		run(t, tab, without("*://*:*/chat/assets/"+script+"-*"), chromedp.Navigate(w.url+"/chat"),
			say("they moved me"), untilShown("they moved me", question),
			click("#help"), untilShown("they moved me", question, "I need help now", "We are telling a worker now."))
		token := ask(t, tab, `document.querySelector('#say [name=token]').value`)
		if got := w.texts(t, token); !slices.Equal(got, []string{"they moved me", question, "I need help now", "We are telling a worker now."}) {
			t.Errorf("without %s.js: got %q", script, got)
		}
	}
}

// far carries bytes to an address and back, each of them late. Making a connection takes a way there and back too.
func far(t *testing.T, to string, each time.Duration) (address string) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			near, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				beyond, err := net.Dial("tcp", to)
				if err != nil {
					near.Close()
					return
				}
				go late(near, beyond, each, 2*each)
				late(beyond, near, each, 0)
			}()
		}
	}()
	return l.Addr().String()
}

func late(from, to net.Conn, each, first time.Duration) {
	type part struct {
		due   time.Time
		bytes []byte
	}
	onTheWay := make(chan part, 10000)
	go func() {
		defer to.Close()
		for p := range onTheWay {
			<-time.After(time.Until(p.due))
			if _, err := to.Write(p.bytes); err != nil {
				return
			}
		}
	}()
	defer close(onTheWay)
	ready := time.Now().Add(first)
	for {
		b := make([]byte, 32<<10)
		n, err := from.Read(b)
		if n > 0 {
			due := time.Now()
			if due.Before(ready) {
				due = ready
			}
			onTheWay <- part{due.Add(each), b[:n]}
		}
		if err != nil {
			return
		}
	}
}

// The other end of the country by two satellites: three seconds there and back.
func TestASlowLineIsSlowAndNoMore(t *testing.T) {
	t.Parallel()
	var address string
	w := newWorld(t, func(c *webchat.Config) {
		address = far(t, strings.TrimPrefix(c.PublicURL, "http://"), 1500*time.Millisecond)
		c.PublicURL = "http://" + address
	})
	tab := phone(t)
	within := func(steps ...step) {
		t.Helper()
		ctx, cancel := context.WithTimeout(tab, time.Minute)
		defer cancel()
		for _, step := range steps {
			if err := chromedp.Do(ctx, step); err != nil {
				t.Fatalf("%v: %s", err, ask(t, tab, `document.body.innerText`))
			}
		}
	}
	within(chromedp.Navigate("http://"+address+"/chat"), say("they moved me"), untilShown("they moved me", question), until(nothingWaits))
	token := tokenOf(t, tab)
	within(chromedp.Reload(), say("again"), untilShown("they moved me", question, "again", question), until(nothingWaits))
	if got := w.texts(t, token); !slices.Equal(got, []string{"they moved me", question, "again", question}) {
		t.Errorf("got %q", got)
	}
}
