package main

import (
	"crypto/sha1"
	"encoding/hex"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// point is a moment between two steps: just before or just after Redis has run a script for the
// n-th time since it was set.
type point struct {
	name   string
	script string // its file, from the top of the repository
	n      int
	after  bool // Redis has run it, and Sayso has not heard so
}

// proxy stands between Sayso and its Redis and ends Sayso at a point. Everything that Sayso does for
// good is a script, so its points are all there are.
type proxy struct {
	t      *testing.T
	to     string // the server's socket
	listen net.Listener
	strike func()

	mu     sync.Mutex
	sha    string
	left   int
	after  bool
	struck chan struct{}
}

func newProxy(t *testing.T, redisURL string) *proxy {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	p := &proxy{t: t, to: strings.TrimPrefix(redisURL, "unix://"), listen: listener}
	go p.serve()
	return p
}

func (p *proxy) url() string { return "redis://" + p.listen.Addr().String() + "/0" }

// set arms a point; the channel is closed once it was met and Sayso was ended there.
func (p *proxy) set(at point) <-chan struct{} {
	source, err := os.ReadFile(filepath.Join("..", "..", at.script))
	if err != nil {
		p.t.Fatal(err)
	}
	sum := sha1.Sum(source)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.sha, p.left, p.after, p.struck = hex.EncodeToString(sum[:]), at.n, at.after, make(chan struct{})
	return p.struck
}

// meets counts what is on its way to Redis. It reports whether this is the point.
func (p *proxy) meets(sent string) (hit, after bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.left == 0 {
		return false, false
	}
	n := strings.Count(sent, p.sha)
	if hit = n >= p.left; hit {
		p.left = 0
	} else {
		p.left -= n
	}
	return hit, p.after
}

func (p *proxy) serve() {
	for {
		conn, err := p.listen.Accept()
		if err != nil {
			return
		}
		go p.carry(conn)
	}
}

func (p *proxy) carry(from net.Conn) {
	defer from.Close()
	to, err := net.Dial("unix", p.to)
	if err != nil {
		return
	}
	defer to.Close()
	held := make(chan struct{}) // closed: the answers are kept back
	answered := make(chan struct{})
	go func() {
		defer close(answered)
		b := make([]byte, 64<<10)
		for {
			n, err := to.Read(b)
			if err != nil {
				return
			}
			select {
			case <-held:
				return
			default:
			}
			if _, err := from.Write(b[:n]); err != nil {
				return
			}
		}
	}()
	b := make([]byte, 64<<10)
	for {
		n, err := from.Read(b)
		if err != nil {
			return
		}
		if hit, after := p.meets(string(b[:n])); hit {
			close(held)
			if after {
				to.Write(b[:n])
				<-answered // Redis has run it
			}
			p.strike()
			close(p.struck)
			return
		}
		if _, err := to.Write(b[:n]); err != nil {
			return
		}
	}
}
