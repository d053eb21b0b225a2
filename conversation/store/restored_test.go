package store_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"sayso/conversation"
	"sayso/conversation/store"
)

// TestATextThatWaitedInABackupIsAskedForBeforeItGoes: it may have gone since.
func TestATextThatWaitedInABackupIsAskedForBeforeItGoes(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	s, _ := start(t)
	receive(t, s, phone(1), "SM1", "this went after the backup")
	receive(t, s, phone(2), "SM2", "this did not")
	for range 2 {
		if err := s.Restored(ctx, time.Now().Add(-time.Minute)); err != nil {
			t.Fatal(err)
		}
	}
	w := &world{settle: func(_ int, t conversation.Text) (bool, error) { return t.Body == "this went after the backup", nil }}
	run(t, s, w.doers())
	until(t, "what did not go goes", func() bool { return slices.Equal(w.bodies("phone2"), []string{"this did not"}) })
	until(t, "both are asked for", func() bool { _, asked, _, _ := w.counted(); return asked >= 2 })
	receive(t, s, phone(1), "SM3", "and the next")
	until(t, "the next goes", func() bool { return len(w.bodies("phone1")) > 0 })
	if got := w.bodies("phone1"); !slices.Equal(got, []string{"and the next"}) {
		t.Errorf("the phone was sent %q", got)
	}
}

func TestWhatABackupHoldsApart(t *testing.T) {
	t.Parallel()
	for key, want := range map[string]bool{
		"sayso:{p07}:conversation:07-abcdefghijklmnop":       true,
		"sayso:{p07}:conversation:07-abcdefghijklmnop:once":  false,
		"sayso:{p07}:conversation:07-abcdefghijklmnop:lines": false,
		"sayso:{cases}:case:ABCD-2345":                       false,
		"sayso:deployment":                                   false,
		"other:{p07}:conversation:07-abcdefghijklmnop":       false,
	} {
		if got := len(store.KeyFields("sayso", key)) == 1; got != want {
			t.Errorf("%s: %v", key, got)
		}
	}
	for key, want := range map[string]bool{"sayso:{p01}:lease": true, "sayso:{cases}:lease": true, "sayso:pace:x": true, "sayso:{p01}:outbox": false, "sayso:deployment": false} {
		if got := store.Passing("sayso", key); got != want {
			t.Errorf("%s: %v", key, got)
		}
	}
}
