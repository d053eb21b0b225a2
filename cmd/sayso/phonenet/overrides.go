package phonenet

import (
	"errors"
	"net"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// overrides is how a webhook is tried, as what follows # in its address has it: rc, how many times more; rp, after which
// failures; rt and tt, how long one try and all of them may take, in milliseconds.
type overrides struct {
	retries  int
	after    []string      // of ct, rt, 4xx, 5xx, all
	read, in time.Duration // 0 is what the network has
}

// overridesOf reads them. What Twilio would not take it leaves as it is by itself: one more try, and only where no connection
// could be made.
func (n *Network) overridesOf(address string) overrides {
	o := overrides{retries: n.cfg.Retries, after: []string{"ct"}}
	_, fragment, _ := strings.Cut(address, "#")
	asked, err := url.ParseQuery(fragment)
	if err != nil {
		return o
	}
	if count, err := strconv.Atoi(asked.Get("rc")); err == nil && count >= 0 && count <= 5 {
		o.retries = count
	}
	if policy := asked.Get("rp"); policy != "" {
		o.after = strings.Split(policy, ",")
	}
	for key, d := range map[string]*time.Duration{"rt": &o.read, "tt": &o.in} {
		if ms, err := strconv.Atoi(asked.Get(key)); err == nil && ms >= 100 && ms <= 15_000 {
			*d = time.Duration(ms) * time.Millisecond
		}
	}
	return o
}

// again reports whether a try that failed so is followed by another.
func (o overrides) again(d Delivery) bool {
	how := "rt" // no answer, or a cut
	var failed *net.OpError
	switch {
	case errors.As(d.Err, &failed) && failed.Op == "dial":
		how = "ct"
	case d.Err == nil && d.Status >= 200 && d.Status <= 299:
		return false
	case d.Err == nil && d.Status < 400: // a redirect
		return false
	case d.Err == nil:
		how = strconv.Itoa(d.Status/100) + "xx"
	}
	return slices.Contains(o.after, how) || slices.Contains(o.after, "all")
}
