package conversation

import (
	"strings"
	"testing"
)

func TestSmartLettersCostNoMoreThanPlainOnes(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text, smart   string
		before, after int
	}{
		{"plain", "plain", 1, 1},
		{strings.Repeat("a", 100) + "’", strings.Repeat("a", 100) + "'", 2, 1},
		{"“I’ll come” – 3 o’clock…", `"I'll come" - 3 o'clock...`, 1, 1},
		{"１２ ＡＺ ᴀʀ ½ ‼", "12 AZ AR 1/2 !!", 1, 1},
		{"a\u200bb\ufeff", "ab", 1, 1},
		{strings.Repeat("a", 100) + "’😀", strings.Repeat("a", 100) + "'😀", 2, 2},
		{strings.Repeat("ŵ", 80), strings.Repeat("ŵ", 80), 2, 2}, // Welsh is not in the table
		{strings.Repeat("…", 60), strings.Repeat("...", 60), 1, 2},
	} {
		smart := Smart(c.text)
		before, _ := Segments(c.text)
		after, _ := Segments(smart)
		if smart != c.smart || before != c.before || after != c.after {
			t.Errorf("%q is sent as %q, in %d for %d texts; want %q, %d for %d", c.text, smart, after, before, c.smart, c.after, c.before)
		}
	}
	for from, to := range SmartLetters() {
		if _, plain := Segments(from); plain {
			t.Errorf("%q is a letter of a text message already", from)
		}
		if _, plain := Segments(to); !plain {
			t.Errorf("%q becomes %q, which is no letter of a text message", from, to)
		}
	}
}
