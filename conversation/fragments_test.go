package conversation

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// fragments are what people put together in one message, in any order.
var fragments = []string{
	"im Dee", "no advocate", "yes", "no", "1", "2", "not jane", "dont send gary", "dont tell my mum", "at school", "tuesday after 3", "friday not tuesday", "a new sw", "my bike back",
	"another thing", "they took my phone off me last week", "can my nan come", "who sees this", "are you a bot", "actually", "sorry i meant friday", "im 14", "C home", "d friday", "A is wrong",
	"not his mum, his nan", "his name is josh", "he knows", "forget it", "my mum looks at this", "lol", "🙂", "thats all", "idk", "and it was april not may", "yes but not after 9",
	"hes hitting me again", "thank you", "my social worker never rings me back and nobody has told me why", "also", "é ł  ", "-- ,", "to see my sister a lot more often than now",
}

// Whatever is put together in one message, at any question: the turn ends, and every matter is exactly the words of
// the lines in which it stands.
func TestFragmentsInAnyOrder(t *testing.T) {
	t.Parallel()
	asks := AllAsks()
	rapid.Check(t, func(r *rapid.T) {
		who := rapid.SampledFrom([]string{"self", "behalf"}).Draw(r, "who")
		p := newTalking(t)
		lines := map[int]string{}
		says := func(words string) {
			before := p.s.LastHeard
			if p.happens(time.Minute, text(words)); p.s.LastHeard > before { // what is another's is no line here
				lines[p.s.LastHeard] = words
			}
		}
		says("my social worker never rings me back")
		if a := rapid.SampledFrom(asks).Draw(r, "asked"); a != AskConcern {
			p.s.Answers[AskAboutWho] = Answer{Value: who, Seq: 1}
			for _, b := range asks {
				if b == a {
					break
				}
				p.s.Put[b] = 2
			}
			p.s.Answers[AskCarryOn] = Answer{Value: Yes, Seq: 1}
			p.s.Pending = Asked{Ask: a, Seq: p.s.Lines, At: p.at, Channel: SMS}
		}
		for range rapid.IntRange(1, 3).Draw(r, "messages") {
			var b strings.Builder
			for i, f := range rapid.SliceOfN(rapid.SampledFrom(fragments), 1, 6).Draw(r, "fragments") {
				if i > 0 {
					b.WriteString(rapid.SampledFrom([]string{", ", " and ", ". ", " ", "\n", " - "}).Draw(r, "join"))
				}
				b.WriteString(f)
			}
			says(b.String())
		}
		for _, issue := range p.s.Issues {
			var said []string
			for _, part := range issue.Parts {
				line := []rune(lines[part.Seq])
				if part.Start < 0 || part.End > len(line) {
					r.Fatalf("%q stands at %d to %d of %q", issue.Words, part.Start, part.End, string(line))
				}
				said = append(said, string(line[part.Start:part.End]))
			}
			if got := strings.Join(said, "\n"); got != issue.Words {
				r.Fatalf("the matter is %q, and its lines say %q", issue.Words, got)
			}
		}
	})
}
