package audit_test

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"sayso/caseworker/audit"
	"sayso/conversation/seal"
	"sayso/conversation/store/redistest"
)

const stream = "test:{cases}:audit"

var noon = time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)

// trailOf gives an empty trail and one with n lines about two cases, in a Redis of its own.
func trailOf(t *testing.T, n int) (audit.Trail, redis.UniversalClient) {
	t.Helper()
	db := redistest.Client(t, redistest.Start(t))
	seals, err := seal.NewKeyset()
	if err != nil {
		t.Fatal(err)
	}
	trail := audit.Of(stream, seals)
	for i := range n {
		writes(t, trail, db, fmt.Sprintf("CASE%d", i%2), i)
	}
	return trail, db
}

func writes(t *testing.T, trail audit.Trail, db redis.UniversalClient, reference string, i int) {
	t.Helper()
	if err := trail.Write(context.Background(), db, reference, "at", noon.UnixMilli(), "act", "view", "reference", reference, "count", i, "why", []byte("sealed")); err != nil {
		t.Fatal(err)
	}
}

func verified(t *testing.T, trail audit.Trail, db redis.UniversalClient, kept ...audit.Mark) audit.Verified {
	t.Helper()
	v, err := trail.Verify(context.Background(), db, kept...)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func marked(t *testing.T, trail audit.Trail, db redis.UniversalClient, at time.Time) audit.Mark {
	t.Helper()
	m, done, err := trail.Mark(context.Background(), db, at, time.Hour)
	if err != nil || !done {
		t.Fatalf("marked %v, %v", done, err)
	}
	return m
}

func TestATrailThatWasOnlyWrittenToIsWhole(t *testing.T) {
	t.Parallel()
	trail, db := trailOf(t, 0)
	if v := verified(t, trail, db); v.Lines != 0 || v.Breaks != nil {
		t.Errorf("an empty trail: %+v", v)
	}
	var all sync.WaitGroup
	for i := range 40 {
		all.Go(func() {
			for n := range 30 {
				writes(t, trail, db, fmt.Sprintf("CASE%d", i), n)
			}
		})
	}
	all.Wait()
	m := marked(t, trail, db, noon)
	if _, done, err := trail.Mark(t.Context(), db, noon.Add(2*time.Hour), time.Hour); done || err != nil {
		t.Errorf("marked again although nothing was written since: %v, %v", done, err)
	}
	writes(t, trail, db, "CASE1", 0)
	if _, done, err := trail.Mark(t.Context(), db, noon.Add(time.Minute), time.Hour); done || err != nil {
		t.Errorf("marked again a minute later: %v, %v", done, err)
	}
	v := verified(t, trail, db, m)
	if v.Lines != 1202 || v.Marks != 1 || v.Breaks != nil || v.Head.Seq != 1202 || m.Seq != 1200 {
		t.Errorf("%+v after mark %v, want 1202 lines, one of them a mark, and no break", v, m)
	}
	lines, err := trail.About(t.Context(), db, "CASE1", 0, 2)
	if err != nil || len(lines) != 2 || lines[0].Seq != 1202 || lines[1].Fields["count"] != "29" || lines[0].Fields["why"] != "sealed" {
		t.Errorf("about a case: %+v, %v", lines, err)
	}
	if lines, err := trail.Before(t.Context(), db, lines[0].ID, 1); err != nil || len(lines) != 1 || lines[0].Fields["act"] != "mark" {
		t.Errorf("before the last line: %+v, %v", lines, err)
	}
}

// tampering is what somebody does who can write to Redis and has not the keyset.
type tampering func(t *testing.T, db redis.UniversalClient, entries []redis.XMessage)

func TestWhoeverCanWriteToRedisChangesNothingUnseen(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		does tampering
		want string
	}{
		"takes a line out":       {without(6), "line 8 follows line 6"},
		"takes the last out":     {without(11), "ends with line 11, and should with line 12"},
		"takes the first out":    {without(0), "line 2 follows line 0"},
		"takes all and the head": {gone, "a mark was kept of line 9"},
		"changes a line":         {rewritten(func(all []map[string]any) []map[string]any { all[3]["by"] = "somebody"; return all }), "line 4 does not say"},
		"adds a field": {rewritten(func(all []map[string]any) []map[string]any {
			all[3]["x"] = "y"
			return all
		}), "line 4 does not say"},
		"exchanges two lines": {rewritten(func(all []map[string]any) []map[string]any {
			all[3], all[4] = all[4], all[3]
			return all
		}), "line 5 follows line 3"},
		"repeats a line and links all anew": {rewritten(func(all []map[string]any) []map[string]any {
			return linked(slices.Insert(all, 4, copied(all[3])))
		}), "is of other lines than stand before it"},
		"takes a line out and links all anew": {rewritten(func(all []map[string]any) []map[string]any {
			return linked(slices.Delete(all, 2, 3))
		}), "is of other lines than stand before it"},
		"takes the head away": {func(t *testing.T, db redis.UniversalClient, _ []redis.XMessage) {
			db.Del(t.Context(), stream+":head")
		}, "ends with line 12, and should with line 0"},
		"puts the head back": {func(t *testing.T, db redis.UniversalClient, all []redis.XMessage) {
			db.HSet(t.Context(), stream+":head", "seq", "11", "chain", all[10].Values["chain"])
		}, "ends with line 12, and should with line 11"},
		"cuts off the end with its mark, and links": {rewritten(func(all []map[string]any) []map[string]any {
			return all[:8]
		}), "a mark was kept of line 9"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			trail, db := trailOf(t, 9)
			m := marked(t, trail, db, noon)
			writes(t, trail, db, "CASE0", 10)
			writes(t, trail, db, "CASE1", 11)
			entries, err := db.XRange(t.Context(), stream, "-", "+").Result()
			if err != nil || len(entries) != 12 {
				t.Fatalf("%d entries, %v", len(entries), err)
			}
			c.does(t, db, entries)
			v := verified(t, trail, db, m)
			if !slices.ContainsFunc(v.Breaks, func(b audit.Break) bool { return strings.Contains(b.What, c.want) }) {
				t.Errorf("%+v, want a break: %q", v.Breaks, c.want)
			}
		})
	}
}

func TestALineOfAnotherTrailIsFalse(t *testing.T) {
	t.Parallel()
	seals, err := seal.NewKeyset()
	if err != nil {
		t.Fatal(err)
	}
	db := redistest.Client(t, redistest.Start(t))
	other, trail := audit.Of("test:{staff}:audit", seals), audit.Of(stream, seals)
	writes(t, other, db, "CASE1", 1)
	for _, key := range []string{"", ":head"} {
		if err := db.Rename(t.Context(), "test:{staff}:audit"+key, stream+key).Err(); err != nil {
			t.Fatal(err)
		}
	}
	if v := verified(t, trail, db); len(v.Breaks) != 1 || v.Breaks[0].What != "line 1 does not say what was written" {
		t.Errorf("%+v", v)
	}
}

func TestMarksAreKeptAndLogged(t *testing.T) {
	t.Parallel()
	trail, db := trailOf(t, 3)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var out strings.Builder
	log := slog.New(slog.NewTextHandler(&writer{&out, stop}, nil))
	if err := audit.Keep(ctx, db, time.Hour, func() time.Time { return noon }, log, trail); err != context.Canceled {
		t.Fatal(err)
	}
	_, after, _ := strings.Cut(out.String(), "mark=")
	m, err := audit.ReadMark(after)
	if err != nil || m.Seq != 3 || m.String() != strings.TrimSpace(after) {
		t.Fatalf("%q: %v, %v", out.String(), m, err)
	}
	if v := verified(t, trail, db, m); v.Breaks != nil || v.Lines != 4 {
		t.Errorf("%+v", v)
	}
	for _, bad := range []string{"", "3", "x:" + m.Chain, "0:" + m.Chain, "3:abc", "3:" + strings.Repeat("z", 40)} {
		if _, err := audit.ReadMark(bad); err == nil {
			t.Errorf("%q is read as a mark", bad)
		}
	}
}

// writer stops the work once something was logged.
type writer struct {
	out  *strings.Builder
	stop func()
}

func (w *writer) Write(p []byte) (int, error) { defer w.stop(); return w.out.Write(p) }
