package backup_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"filippo.io/age"
	"github.com/redis/go-redis/v9"

	"sayso/cmd/sayso/backup"
	"sayso/conversation/store/redisd"
	"sayso/conversation/store/redistest"
)

// copyOf backs one Redis up and restores it into another, which it gives.
func copyOf(t *testing.T, from redis.UniversalClient) (redis.UniversalClient, backup.Made) {
	t.Helper()
	ctx := context.Background()
	identity, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	d := backup.Deployment{
		Redis: from, Prefix: "sayso",
		Keys: func(key string) ([]string, bool) {
			if strings.HasPrefix(key, "sayso:talk:") {
				return []string{"key"}, false
			}
			return nil, key == "sayso:wrapped"
		},
		Skips: func(key string) bool { return key == "sayso:lease" },
	}
	made, err := d.Write(ctx, t.TempDir(), time.Now(), identity.Recipient())
	if err != nil {
		t.Fatal(err)
	}
	pair := backup.Pair{Data: made.Data, Keys: made.Keys, Opens: []age.Identity{identity}}
	if _, err := pair.Check(ctx); err != nil {
		t.Fatal(err)
	}
	to := redistest.Client(t, redistest.Start(t))
	if err := pair.Restore(ctx, to); err != nil {
		t.Fatal(err)
	}
	return to, made
}

// fill writes what a deployment could hold: many keys, a large one, one that expires, one of somebody else's.
func fill(t *testing.T, db redis.UniversalClient) {
	t.Helper()
	ctx := context.Background()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(db.HSet(ctx, "sayso:deployment", "began", "1").Err())
	must(db.HSet(ctx, "sayso:wrapped", "ABCD", "the case's key").Err())
	must(db.Set(ctx, "sayso:lease", "node", 0).Err())
	must(db.Set(ctx, "sayso:soon", "over", time.Hour).Err())
	must(db.Set(ctx, "other:key", "not ours", 0).Err())
	must(db.RPush(ctx, "sayso:large", strings.Repeat("words ", 1<<20)).Err())
	for n := range 500 {
		must(db.HSet(ctx, fmt.Sprintf("sayso:talk:%d", n), "key", fmt.Sprint("key of ", n), "state", fmt.Sprint("state of ", n)).Err())
	}
}

func wants(t *testing.T, db redis.UniversalClient) {
	t.Helper()
	ctx := context.Background()
	for n := range 500 {
		got := db.HGetAll(ctx, fmt.Sprintf("sayso:talk:%d", n)).Val()
		if got["key"] != fmt.Sprint("key of ", n) || got["state"] != fmt.Sprint("state of ", n) {
			t.Fatalf("talk %d: %v", n, got)
		}
	}
	if got := db.HGet(ctx, "sayso:wrapped", "ABCD").Val(); got != "the case's key" {
		t.Errorf("wrapped: %q", got)
	}
	if got := db.LLen(ctx, "sayso:large").Val(); got != 1 || len(db.LIndex(ctx, "sayso:large", 0).Val()) != 6<<20 {
		t.Errorf("the large one: %d", got)
	}
	if left := db.PTTL(ctx, "sayso:soon").Val(); left <= 0 || left > time.Hour {
		t.Errorf("what expires has %s left", left)
	}
	if n := db.Exists(ctx, "sayso:lease", "other:key").Val(); n != 0 {
		t.Errorf("%d keys that do not belong there", n)
	}
}

func TestAPasswordedRedisIsCopied(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	server, err := redisd.Start(ctx, redisd.Config{Dir: t.TempDir(), Extras: []string{"--repl-diskless-sync-delay", "0"}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { server.Stop() })
	plain := redistest.Client(t, server)
	for _, who := range []string{"on >open sesame ~* +@all", "on >closed ~* +@all -sync -psync -replconf"} {
		name := strings.Fields(who)[1][1:5]
		args := []any{"ACL", "SETUSER", name}
		for _, part := range strings.Fields(strings.Replace(who, "open sesame", "open-sesame", 1)) {
			args = append(args, part)
		}
		if err := plain.Do(ctx, args...).Err(); err != nil {
			t.Fatal(err)
		}
	}
	fill(t, plain)
	o, err := redis.ParseURL(server.URL())
	if err != nil {
		t.Fatal(err)
	}
	o.Username, o.Password = "open", "open-sesame"
	allowed := redis.NewClient(o)
	defer allowed.Close()
	to, made := copyOf(t, allowed)
	wants(t, to)
	if made.Entries != 503 {
		t.Errorf("%d entries", made.Entries)
	}
	closed := *o
	closed.Username, closed.Password = "clos", "closed"
	barred := redis.NewClient(&closed)
	defer barred.Close()
	identity, _ := age.GenerateX25519Identity()
	dir := t.TempDir()
	_, err = backup.Deployment{Redis: barred, Prefix: "sayso", Keys: func(string) ([]string, bool) { return nil, false }, Skips: func(string) bool { return false }}.
		Write(ctx, dir, time.Now(), identity.Recipient())
	if err == nil || !strings.Contains(err.Error(), "does not let itself be copied") || strings.Contains(err.Error(), "closed") {
		t.Errorf("one who may not: %v", err)
	}
}

func TestAClusterIsCopied(t *testing.T) {
	t.Parallel()
	db, _ := redistest.Cluster(t)
	cluster := db.(*redis.ClusterClient)
	if err := cluster.ForEachMaster(context.Background(), func(ctx context.Context, master *redis.Client) error {
		return master.ConfigSet(ctx, "repl-diskless-sync-delay", "0").Err()
	}); err != nil {
		t.Fatal(err)
	}
	fill(t, db)
	to, _ := copyOf(t, db)
	wants(t, to)
}
