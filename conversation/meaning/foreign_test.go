package meaning

import (
	"os"
	"strings"
	"testing"
)

// TestPlainDangerIsNoticedInEveryLanguage reads testdata/danger-languages.txt: a first message goes
// to a person at once whatever language it is in.
func TestPlainDangerIsNoticedInEveryLanguage(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile("testdata/danger-languages.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(raw)) {
		level, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		if level == "#" {
			continue
		}
		code, text, _ := strings.Cut(rest, " ")
		if got := Read(text); Risk(level).Worse(got.Risk) {
			t.Errorf("%s: %q is read as %s, want %s at least", code, text, got.Risk, level)
		}
	}
}
