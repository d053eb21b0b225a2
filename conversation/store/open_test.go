package store_test

import (
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"sayso/conversation/store"
	"sayso/conversation/store/redisd"
	"sayso/conversation/store/redistest"
)

func tryOpen(r redis.UniversalClient, d deployment, c store.Config) error {
	_, err := store.Open(context.Background(), r, d.keyset, parrot, rand.Reader, c, slog.New(slog.DiscardHandler))
	return err
}

func TestARedisThatMayForgetIsRefused(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		server redisd.Config
		want   string // in the error; "" for none
	}{
		{"keeps everything", redisd.Config{}, ""},
		{"keeps all but a second", redisd.Config{Fsync: "everysec"}, ""},
		{"no append-only file", redisd.Config{Fsync: "off"}, "appendonly yes"},
		{"evicts", redisd.Config{Extras: []string{"--maxmemory-policy", "allkeys-lru"}}, "noeviction"},
		{"does not say", redisd.Config{Extras: []string{"--rename-command", "CONFIG", ""}}, "durability: declared"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			c.server.Dir = t.TempDir()
			server, err := redisd.Start(context.Background(), c.server)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { server.Stop() })
			d := deployment{redistest.Client(t, server), keyset(t)}
			err = tryOpen(d.redis, d, quick())
			if c.want == "" && err != nil {
				t.Errorf("refused: %v", err)
			}
			if c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
				t.Errorf("error %v, want one with %q", err, c.want)
			}
			trial, declared := quick(), quick()
			trial.Trial, declared.Durability = true, "declared"
			for name, config := range map[string]store.Config{"trial": trial, "declared": declared} {
				if err := tryOpen(d.redis, d, config); err != nil {
					t.Errorf("%s: %v", name, err)
				}
			}
		})
	}
}

func TestWhatADeploymentBeganWithIsFixed(t *testing.T) {
	t.Parallel()
	_, d := start(t)
	more := quick()
	more.Partitions++
	if err := tryOpen(d.redis, d, more); err == nil || !strings.Contains(err.Error(), "began with 4") {
		t.Errorf("another number of partitions: %v", err)
	}
	if err := tryOpen(d.redis, deployment{d.redis, keyset(t)}, quick()); err == nil || !strings.Contains(err.Error(), "keyset") {
		t.Errorf("another keyset: %v", err)
	}
	if err := tryOpen(d.redis, d, quick()); err != nil {
		t.Errorf("the same again: %v", err)
	}
}

func TestAnImpossibleConfigurationIsRefused(t *testing.T) {
	t.Parallel()
	_, d := start(t)
	for name, change := range map[string]func(*store.Config){
		"too many partitions": func(c *store.Config) { c.Partitions = 101 },
		"no such durability":  func(c *store.Config) { c.Durability = "perhaps" },
		"a lease too long":    func(c *store.Config) { c.Lease = 4 * time.Second },
		"a wait too short":    func(c *store.Config) { c.RetryAfter = 1 },
	} {
		c := quick()
		change(&c)
		if err := tryOpen(d.redis, d, c); err == nil {
			t.Errorf("%s was taken", name)
		}
	}
}

func TestTheSweepBeginsAtTheFirstStartAndNeverGoesBack(t *testing.T) {
	t.Parallel()
	s, d := start(t)
	ctx := context.Background()
	began, err := s.SweptUntil(ctx)
	if err != nil || began.IsZero() {
		t.Fatalf("%v, %v", began, err)
	}
	d.node(t) // a later start moves nothing
	later := began.Add(time.Hour)
	for _, mark := range []time.Time{later, began} {
		if err := s.SetSweptUntil(ctx, mark); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := s.SweptUntil(ctx); err != nil || !got.Equal(later) {
		t.Errorf("%v, %v, want %v", got, err, later)
	}
}

func TestAddressesAreReadAsTheyAreWritten(t *testing.T) {
	t.Parallel()
	for _, good := range [][]string{
		{"redis://127.0.0.1:6379/0"},
		{"rediss://user:p%40ss@redis.example:6380/2"},
		{"unix:///tmp/redis.sock"},
		{"redis+sentinel://user:p%40ss@a:26379,b:26379/mymaster?db=1"},
		{"redis+sentinel://a:26379/mymaster", "redis+sentinel://b:26379/mymaster"},
		{"redis+cluster://a:6379,b:6379,c:6379"},
		{"rediss+cluster://a:6379"},
	} {
		r, err := store.Connect(good)
		if err != nil {
			t.Errorf("%v: %v", good, err)
			continue
		}
		_, isCluster := r.(*redis.ClusterClient)
		if isCluster != strings.Contains(good[0], "cluster") {
			t.Errorf("%v gives a %T", good, r)
		}
		r.Close()
	}
	for _, bad := range [][]string{
		nil, {""}, {"http://secret@a"}, {"redis+moon://secret@a"}, {"redis://a:1", "redis://b:1"},
		{"redis+sentinel://secret@a:26379"}, {"redis+cluster://secret@a:6379/master"}, {"redis+cluster://a,,b"},
		{"redis+cluster://a:6379", "redis+sentinel://b:26379/m"}, {"redis+sentinel://a/m", "redis+sentinel://b/n"},
		{"redis+cluster://a:6379?db=1"}, {"redis+sentinel://a/m?db=x"}, {"redis+cluster://%zz:secret@a"}, {"redis://secret:secret@a:x/y"},
	} {
		r, err := store.Connect(bad)
		if err == nil {
			r.Close()
			t.Errorf("%v was taken", bad)
		} else if strings.Contains(err.Error(), "secret") {
			t.Errorf("the error shows a password: %v", err)
		}
	}
}

// dry is a source of randomness that has run out.
type dry struct{}

func (dry) Read([]byte) (int, error) { return 0, errors.New("dry") }

func TestWithoutRandomnessNothingBegins(t *testing.T) {
	t.Parallel()
	_, d := start(t)
	if _, err := store.Open(context.Background(), d.redis, d.keyset, parrot, dry{}, quick(), slog.New(slog.DiscardHandler)); err == nil {
		t.Error("a store opened without randomness")
	}
}
