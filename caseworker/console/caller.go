package console

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// caller is the network address by which tries to sign in are slowed down. It is never logged, and
// kept only as a keyed hash. An IPv6 home has a whole /64 of addresses, so that is what counts as one.
func (c *Console) caller(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	if c.config.ProxyHeader != "" {
		// The last entry is the one that the council's own proxy wrote; those before it are the
		// caller's claim, and a guesser would claim another address with each try.
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
