package webchat

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
	"sync"

	"github.com/gorilla/websocket"
)

// newUpgrader makes sockets that cost little while they are idle. Compression stays off: the
// read limit counts bytes before inflation, so a small frame could become a huge one.
func newUpgrader(knownOrigin func(*http.Request) bool) websocket.Upgrader {
	return websocket.Upgrader{
		ReadBufferSize: 1024, WriteBufferSize: 1024, WriteBufferPool: &sync.Pool{},
		CheckOrigin: knownOrigin,
	}
}

// knownOrigin refuses a missing Origin too: only browsers open this socket, and they all send it.
func (c *Chat) knownOrigin(r *http.Request) bool {
	return c.origins[r.Header.Get("Origin")]
}

// openSocket turns a request into a session, and serves it until it ends.
func (c *Chat) openSocket(w http.ResponseWriter, r *http.Request) {
	address := c.caller(r)
	if full := c.hub.enter(address); full != "" {
		c.log.Warn("chat socket refused", "full", full)
		c.pages.guard(w)
		w.Header().Set("Retry-After", "5")
		http.Error(w, c.speeches.english().problem(unavailable), http.StatusServiceUnavailable)
		return
	}
	defer c.hub.exit(address)
	conn, err := c.upgrader.Upgrade(w, r, nil)
	if err != nil {
		return // Upgrade has answered; a refused origin or a lost caller is no fault of ours
	}
	defer conn.Close()
	s := newSession(c, conn, address)
	c.hub.opened(s)
	defer c.hub.closed(s)
	s.serve(r.Context())
}

// caller is the network address that limits are counted by. It is never logged or kept. An IPv6
// home has a whole /64 of addresses, so that is what counts as one.
func (c *Chat) caller(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	if c.config.ProxyHeader != "" {
		// The last entry is the one that our own proxy wrote; those before it are the caller's claim.
		all := strings.Join(r.Header.Values(c.config.ProxyHeader), ",")
		if last := strings.TrimSpace(all[strings.LastIndexByte(all, ',')+1:]); last != "" {
			host = last
		}
	}
	address, err := netip.ParseAddr(host)
	if err != nil || address.Unmap().Is4() {
		return host
	}
	home, err := address.WithZone("").Prefix(64)
	if err != nil {
		return host
	}
	return home.String()
}
