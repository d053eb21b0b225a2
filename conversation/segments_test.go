package conversation

import (
	"strings"
	"testing"
)

func TestSegmentsAreCountedAsTheNetworkCountsThem(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name     string
		text     string
		segments int
		gsm      bool
	}{
		{"nothing", "", 1, true},
		{"160 letters", strings.Repeat("a", 160), 1, true},
		{"161 letters", strings.Repeat("a", 161), 2, true},
		{"306 letters", strings.Repeat("a", 306), 2, true},
		{"307 letters", strings.Repeat("a", 307), 3, true},
		{"80 brackets", strings.Repeat("[", 80), 1, true},
		{"81 brackets", strings.Repeat("[", 81), 2, true},
		{"a bracket is not cut", strings.Repeat("a", 152) + "[" + strings.Repeat("a", 20), 2, true},
		{"a backtick is not in the alphabet", "`", 1, false},
		{"70 with a curly quote", strings.Repeat("a", 69) + "’", 1, false},
		{"71 with a curly quote", strings.Repeat("a", 70) + "’", 2, false},
		{"35 faces", strings.Repeat("😀", 35), 1, false},
		{"36 faces", strings.Repeat("😀", 36), 2, false},
		{"a face is not cut", strings.Repeat("a", 66) + "😀" + strings.Repeat("a", 10), 2, false},
	} {
		if segments, gsm := Segments(c.text); segments != c.segments || gsm != c.gsm {
			t.Errorf("%s: %d segments, gsm %v; want %d, %v", c.name, segments, gsm, c.segments, c.gsm)
		}
	}
}
