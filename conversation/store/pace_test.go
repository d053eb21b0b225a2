package store_test

import (
	"context"
	"testing"
	"time"
)

// Two nodes together keep to what the sender may send; what may not wait goes at once, and those behind it pay.
func TestAllNodesShareTheLineOfASender(t *testing.T) {
	t.Parallel()
	one, d := start(t)
	other := open(t, d.redis, d.keyset, parrot, quick())
	ctx := context.Background()
	const each = time.Hour // long against the time that the test takes
	take := func(n int, most time.Duration) (hours int, taken bool) {
		t.Helper()
		s := one
		if n%2 == 1 {
			s = other
		}
		wait, taken, err := s.Pace(ctx, "sender", each, most)
		if err != nil {
			t.Fatal(err)
		}
		return int((wait + each/2) / each), taken
	}
	for n := range 4 {
		if got, taken := take(n, 10*each); got != n || !taken {
			t.Errorf("the text %d waits %d hours, taken %v", n, got, taken)
		}
	}
	if got, taken := take(0, each); got != 4 || taken {
		t.Errorf("with no time to wait: %d hours, taken %v", got, taken)
	}
	if got, taken := take(1, -1); got != 4 || !taken {
		t.Errorf("a word about danger: behind %d hours, taken %v", got, taken)
	}
	if got, taken := take(0, 10*each); got != 5 || !taken {
		t.Errorf("the next behind it waits %d hours, taken %v", got, taken)
	}
	if wait, taken, err := one.Pace(ctx, "another", each, 0); wait != 0 || !taken || err != nil {
		t.Errorf("another sender waits %s, taken %v, %v", wait, taken, err)
	}
}
