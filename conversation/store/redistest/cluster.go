package redistest

import (
	"context"
	"net"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/redis/go-redis/v9/maintnotifications"

	"sayso/conversation/store/redisd"
)

// slots is how many hash slots every Redis Cluster has.
const slots = 16384

// Cluster runs a Redis Cluster of three masters, which share all slots, and gives a client for it and
// the addresses of its nodes ("127.0.0.1:40001"). It ends with the test.
func Cluster(t testing.TB) (client redis.UniversalClient, nodes []string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 60*time.Second)
	defer cancel()
	var members []*redis.Client
	var meet []any
	const size = 3
	for i := range size {
		port, bus := freePort(t), freePort(t)
		s, err := redisd.Start(ctx, redisd.Config{Dir: t.TempDir(), TCP: port, Extras: []string{
			"--cluster-enabled", "yes", "--cluster-port", strconv.Itoa(bus), "--cluster-node-timeout", "5000",
		}})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { s.Stop() })
		c := Client(t, s).(*redis.Client)
		if err := c.ClusterAddSlotsRange(ctx, i*slots/size, (i+1)*slots/size-1).Err(); err != nil {
			t.Fatal(err)
		}
		// Distinct epochs, so that the nodes need not first find out who is who.
		if err := c.Do(ctx, "CLUSTER", "SET-CONFIG-EPOCH", i+1).Err(); err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			meet = []any{"CLUSTER", "MEET", "127.0.0.1", port, bus}
		} else if err := c.Do(ctx, meet...).Err(); err != nil {
			t.Fatal(err)
		}
		members = append(members, c)
		nodes = append(nodes, net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	}
	for _, m := range members {
		agrees(ctx, t, m, size)
	}
	c := redis.NewClusterClient(&redis.ClusterOptions{
		Addrs: nodes, DisableIdentity: true, ContextTimeoutEnabled: true,
		MaintNotificationsConfig: &maintnotifications.Config{Mode: maintnotifications.ModeDisabled},
	})
	t.Cleanup(func() { c.Close() })
	return c, nodes
}

// agrees waits until a node sees the whole cluster working.
func agrees(ctx context.Context, t testing.TB, c *redis.Client, size int) {
	t.Helper()
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for {
		info, err := c.ClusterInfo(ctx).Result()
		if err == nil && strings.Contains(info, "cluster_state:ok") && strings.Contains(info, "cluster_known_nodes:"+strconv.Itoa(size)) {
			return
		}
		select {
		case <-ctx.Done():
			t.Fatalf("the cluster did not come together: %v, %s", err, info)
		case <-tick.C:
		}
	}
}

func freePort(t testing.TB) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}
