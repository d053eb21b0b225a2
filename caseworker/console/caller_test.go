package console_test

import (
	"net/http"
	"net/url"
	"testing"

	"sayso/caseworker/console"
)

// guess is a try to sign in as Priya with a wrong password, through a proxy that says from where.
func (b *browser) guess(forwarded ...string) int {
	b.t.Helper()
	r := b.request("/staff/sign-in", url.Values{"email": {priya}, "password": {"copper kettle"}})
	r.Header["X-Forwarded-For"] = forwarded
	return b.do(r).status
}

func TestBehindAProxyGuessingIsSlowedDownByTheAddressThatTheProxyWrote(t *testing.T) {
	t.Parallel()
	d := open(t, func(c *console.Config) { c.ProxyHeader = "X-Forwarded-For" })
	b := d.browser(t)
	for _, claimed := range []string{"203.0.113.1", "203.0.113.2", "203.0.113.3"} {
		if got := b.guess(claimed + ", 198.51.100.7"); got != http.StatusUnauthorized {
			t.Fatalf("a free try: %d", got)
		}
	}
	if got := b.guess("203.0.113.4", "198.51.100.7"); got != http.StatusTooManyRequests {
		t.Errorf("the fourth try, with another claim: %d", got)
	}
	if got := b.guess("198.51.100.8"); got != http.StatusUnauthorized {
		t.Errorf("somebody else behind the same proxy: %d", got)
	}
	for n, of := range []string{"2001:db8:1:2::1", "2001:db8:1:2::2", "2001:db8:1:2:3::", "2001:db8:1:2::4"} {
		if got := b.guess(of); (got == http.StatusTooManyRequests) != (n == 3) {
			t.Errorf("try %d from one home's IPv6: %d", n+1, got)
		}
	}
}

func TestWithoutAProxyAnAddressThatIsClaimedCountsForNothing(t *testing.T) {
	t.Parallel()
	b := open(t, nil).browser(t)
	for n, claimed := range []string{"203.0.113.1", "203.0.113.2", "203.0.113.3", "203.0.113.4"} {
		if got := b.guess(claimed); (got == http.StatusTooManyRequests) != (n == 3) {
			t.Errorf("try %d: %d", n+1, got)
		}
	}
}
