package main

import (
	"os"
	"strings"
	"testing"
)

// TestTheReaderIsNoWorseThanItWas measures on messages that nothing was learned from. The stored
// figures may only rise.
func TestTheReaderIsNoWorseThanItWas(t *testing.T) {
	t.Parallel()
	data := "../../conversation/meaning/testdata/"
	got, err := measure(data+"heldback.jsonl", data+"everyday.txt", data+"languages.txt")
	if err != nil {
		t.Fatal(err)
	}
	written, err := os.ReadFile(data + "measured.txt")
	if err != nil {
		t.Fatal(err)
	}
	stored, err := readStored(string(written))
	if err != nil {
		t.Fatal(err)
	}
	if err := worse(stored, got.figures()); err != nil {
		t.Error(err)
	}
	if n := got.everyday.all; n < 1000 {
		t.Errorf("measured with %d everyday texts, want 1,000 at least", n)
	}
}

func TestAFigureThatFallsIsNoticedAndOneThatRisesIsKept(t *testing.T) {
	t.Parallel()
	stored, err := readStored("# said\nnoticed 90.0\nin_vain 5.0\n")
	if err != nil {
		t.Fatal(err)
	}
	if err := worse(stored, []figure{{"noticed", 89.2, false}, {"in_vain", 5.9, true}}); err != nil {
		t.Errorf("within the margin: %v", err)
	}
	err = worse(stored, []figure{{"noticed", 88.5, false}, {"in_vain", 6.5, true}, {"new", 1, false}})
	for _, name := range []string{"noticed", "in_vain", "new"} {
		if err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s is not noticed: %v", name, err)
		}
	}
	var out strings.Builder
	if err := writeStored(&out, better(stored, []figure{{"noticed", 92, false}, {"in_vain", 7, true}})); err != nil {
		t.Fatal(err)
	}
	if got, want := strings.SplitN(out.String(), "\n", 2)[1], "noticed              92.0\nin_vain              5.0\n"; got != want {
		t.Errorf("stored %q, want %q", got, want)
	}
	if _, err := readStored("noticed many\n"); err == nil {
		t.Error("a figure that is no number is taken")
	}
}
