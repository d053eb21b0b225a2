package conversation

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// TestWhatIsTakenOutOfAThoughtLeavesTheRestInItsPlace takes out one stretch after another: what is left is
// found at its parts, in the lines as they were written.
func TestWhatIsTakenOutOfAThoughtLeavesTheRestInItsPlace(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		lines := rapid.SliceOfN(rapid.StringMatching(`[ ,.é👍a-z]{1,12}`), 1, 4).Draw(t, "lines")
		var pieces []Piece
		for i, text := range lines {
			pieces = append(pieces, Piece{Seq: i, Text: text})
		}
		rest := of(pieces)
		for range rapid.IntRange(1, 4).Draw(t, "times") {
			length := len([]rune(rest.text))
			start := rapid.IntRange(0, length).Draw(t, "start")
			rest = rest.without(start, rapid.IntRange(start, length).Draw(t, "end"))
			if rapid.Bool().Draw(t, "tidied") {
				rest = rest.tidied()
			}
		}
		var found []string
		for _, p := range rest.parts(0, len([]rune(rest.text))) {
			found = append(found, string([]rune(lines[p.Seq])[p.Start:p.End]))
		}
		if got := strings.Join(found, "\n"); got != rest.text {
			t.Fatalf("left %q, and its parts are %q", rest.text, got)
		}
	})
}

// TestAMatterStandsWhereItWasWritten: whatever stood before it in the same message.
func TestAMatterStandsWhereItWasWritten(t *testing.T) {
	t.Parallel()
	for _, words := range []string{"no but they lost my passport again", "nah. also my room is freezing and nobody fixes it", "no. my bike got sold by the staff", "nope, actually they stopped my pocket money"} {
		p := askedFor(t, AskAnythingElse)
		before := len(p.s.Issues)
		p.happens(time.Minute, text(words))
		if len(p.s.Issues) == before {
			t.Errorf("%q: no matter", words)
		}
		for _, i := range p.s.Issues[before:] {
			var stands []string
			for _, part := range i.Parts {
				stands = append(stands, string([]rune(words)[part.Start:part.End]))
			}
			if !slices.Equal(stands, strings.Split(i.Words, "\n")) {
				t.Errorf("%q: the matter is %q, and where it stands is %q", words, i.Words, stands)
			}
		}
	}
}
