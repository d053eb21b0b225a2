package main

import (
	"bytes"
	"context"
	"crypto/sha1"
	"encoding/hex"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/redis/go-redis/v9"

	"sayso/caseworker/audit"
)

// point is a moment between two steps: just before or just after Redis has done something for the
// n-th time since it was set.
type point struct {
	name  string
	what  string // a script's file, from the top of the repository, or a key of the ladder that one command sets
	n     int
	after bool // Redis has done it, and Sayso has not heard so
	twice bool // "A worker knows" may be on its way, so that it may come twice
}

// proxy stands between Sayso and its Redis and ends Sayso at a point. On the road of an alert Sayso does for
// good what a script does, and two things by one command each: what a text is about (kept.go) and whether it
// arrived (arrived.go). These are all the points there are; that a wrong code is counted (reply.go) is on no
// alert's road.
type proxy struct {
	t      *testing.T
	to     string // the server's socket
	listen net.Listener
	strike func()

	mu     sync.Mutex
	sought *regexp.Regexp
	left   int
	at     point
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

// loads puts the scripts into Redis, so that each is met by its name alone, and only where it is run.
func (p *proxy) loads() {
	p.t.Helper()
	db := redis.NewClient(&redis.Options{Network: "unix", Addr: p.to})
	defer db.Close()
	for _, script := range []string{turnScript, ladderScript, textScript, wentScript, takeScript, caseScript} {
		if err := db.ScriptLoad(context.Background(), string(p.source(script))).Err(); err != nil {
			p.t.Fatal(err)
		}
	}
}

func (p *proxy) source(script string) []byte {
	source, err := os.ReadFile(filepath.Join("..", "..", script))
	if err != nil {
		p.t.Fatal(err)
	}
	if script == caseScript {
		source = append([]byte(audit.Append), source...) // as the register puts them together
	}
	return source
}

// set arms a point; the channel is closed once it was met and Sayso was ended there.
func (p *proxy) set(at point) <-chan struct{} {
	sought := `\$3\r\nset\r\n\$\d+\r\n[^\r]*` + regexp.QuoteMeta("{alerts}:"+at.what+":") // as it is on the wire
	if strings.HasSuffix(at.what, ".lua") {
		sum := sha1.Sum(p.source(at.what))
		sought = hex.EncodeToString(sum[:])
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.sought, p.left, p.at, p.struck = regexp.MustCompile(sought), at.n, at, make(chan struct{})
	return p.struck
}

// meets counts what is on its way to Redis. It reports whether this is the point.
func (p *proxy) meets(sent []byte) (hit, after bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.left == 0 {
		return false, false
	}
	n := len(p.sought.FindAllIndex(sent, -1))
	if hit = n >= p.left; hit {
		p.left = 0
	} else {
		p.left -= n
	}
	return hit, p.at.after
}

// tookNothing: that nothing was due is no step; the next time is looked at.
func (p *proxy) tookNothing(answer []byte) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.at.what != takeScript || !bytes.Equal(answer, []byte("*0\r\n")) {
		return false
	}
	p.left = 1
	return true
}

func (p *proxy) ends() {
	p.strike()
	close(p.struck)
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
	var asked atomic.Bool // the next answer ends Sayso, unheard
	go func() {
		b := make([]byte, 64<<10)
		for {
			n, err := to.Read(b)
			if err != nil {
				return
			}
			if asked.Load() {
				if !p.tookNothing(b[:n]) {
					p.ends()
					return
				}
				asked.Store(false)
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
		if hit, after := p.meets(b[:n]); hit && !after {
			p.ends()
			return
		} else if hit {
			asked.Store(true)
		}
		if _, err := to.Write(b[:n]); err != nil {
			return
		}
	}
}
