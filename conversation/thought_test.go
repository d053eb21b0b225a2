package conversation

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// Whatever is taken out of a thought, what is left is what was written there, and knows where it stood.
func TestWhatIsLeftOfAThoughtKnowsWhereItStood(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		lines := rapid.SliceOfN(rapid.StringOfN(rapid.RuneFrom([]rune("ab ,.é\n🙂")), 0, 12, -1), 1, 4).Draw(t, "lines")
		pieces := make([]Piece, len(lines))
		for i, line := range lines {
			pieces[i] = Piece{Seq: i, Text: line}
		}
		whole := of(pieces)
		for range rapid.IntRange(1, 3).Draw(t, "times") {
			var out []stretch
			at, length := 0, len([]rune(whole.text))
			for range rapid.IntRange(0, 3).Draw(t, "stretches") {
				from := rapid.IntRange(at, length).Draw(t, "from")
				at = rapid.IntRange(from, length).Draw(t, "to")
				out = append(out, stretch{from, at})
			}
			if whole = whole.without(out...); rapid.Bool().Draw(t, "tidied") {
				whole = whole.tidied()
			}
			for _, part := range whole.parts(0, len([]rune(whole.text))) {
				if said := string([]rune(lines[part.Seq])[part.Start:part.End]); !strings.Contains(whole.text, said) {
					t.Fatalf("%q is not in %q", said, whole.text)
				}
			}
			for _, p := range whole.pieces {
				if !strings.HasPrefix(string([]rune(lines[p.Seq])[p.From:]), p.Text) {
					t.Fatalf("%q does not stand at %d of %q", p.Text, p.From, lines[p.Seq])
				}
			}
		}
	})
}

// A matter is exactly the words of the line in which it stands, also where an answer stood before it.
func TestAMatterBesideAnAnswerIsTheWordsOfItsLine(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		asked Ask
		text  string
	}{
		{AskAnythingElse, "no thats it. oh wait they lost my phone last week"}, {AskAnythingElse, "no but they lost my passport again"},
		{AskAnythingElse, "nah. also my room is freezing and nobody fixes it"}, {AskAnythingElse, "no. my bike got sold by the staff"}, {AskAnythingElse, "nope, actually they stopped my pocket money"}, {AskAnythingElse, "im Dee, no advocate, and they never let me see my brother"},
		{AskAdvocate, "no and im Kai. another thing they took my bike off me"}, {AskCarryOn, "yes. also my keyworker shouted at me"},
		{AskWanted, "a phone, im Dee, no advocate, and to see my sister a lot more often than now"}, // the rest is longer than what stands before
		{AskAvoid, "my sw. and friday not tuesday. and another thing they lost my passport"},
		{AskConfirm, "yes and they lied to me about contact"},
	} {
		p := reached(t, "self", row.asked)
		before := len(p.s.Issues)
		if row.asked == AskConfirm {
			p.s.Put[AskConfirm], p.s.Pending = 1, Asked{Ask: AskConfirm, Seq: p.s.Lines, At: p.at, Channel: SMS}
		}
		p.happens(time.Minute, text(row.text))
		for _, issue := range p.s.Issues[before:] {
			var said []string
			for _, part := range issue.Parts {
				said = append(said, string([]rune(row.text)[part.Start:part.End]))
			}
			if got := strings.Join(said, "\n"); got != issue.Words {
				t.Errorf("%s: %q: the matter is %q, and its line says %q", row.asked, row.text, issue.Words, got)
			}
		}
		if row.asked != AskWanted && len(p.s.Issues) == before {
			t.Errorf("%s: %q: no matter is kept", row.asked, row.text)
		}
	}
}
