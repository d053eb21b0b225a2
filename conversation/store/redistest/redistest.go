// Package redistest gives each test a real redis-server of its own, so that all may run at once.
// It is imported by tests only, and a machine without redis-server fails them: nothing is skipped.
package redistest

import (
	"context"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/redis/go-redis/v9/maintnotifications"

	"sayso/conversation/store/redisd"
)

// Start runs a private redis-server (AOF, appendfsync always, noeviction) that ends with the test.
func Start(t testing.TB) *redisd.Server {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	s, err := redisd.Start(ctx, redisd.Config{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Stop() })
	return s
}

// Client gives a go-redis client for a server of Start.
func Client(t testing.TB, s *redisd.Server) redis.UniversalClient {
	t.Helper()
	o, err := redis.ParseURL(s.URL())
	if err != nil {
		t.Fatal(err)
	}
	o.DisableIdentity = true
	o.MaintNotificationsConfig = &maintnotifications.Config{Mode: maintnotifications.ModeDisabled}
	o.ContextTimeoutEnabled = true
	c := redis.NewClient(o)
	t.Cleanup(func() { c.Close() })
	return c
}
