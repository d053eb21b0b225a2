package redisd_test

import (
	"context"
	"testing"

	"sayso/conversation/store/redistest"
)

func TestWhatWasWrittenSurvivesAKill(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	s := redistest.Start(t)
	if err := redistest.Client(t, s).Set(ctx, "k", "v", 0).Err(); err != nil {
		t.Fatal(err)
	}
	if err := s.Kill(); err != nil {
		t.Fatal(err)
	}
	if err := s.Again(ctx); err != nil {
		t.Fatal(err)
	}
	if got, err := redistest.Client(t, s).Get(ctx, "k").Result(); err != nil || got != "v" {
		t.Fatalf("after the kill: %q, %v", got, err)
	}
}
