package conversation

import (
	"testing"
	"time"
)

// What is told as what has happened is kept whole, though a wish is in it, and though the reader
// knows nothing of the rest. Nobody who has told something is sent away.
func TestWhatIsToldWhenAskedForIsKeptThoughAWishIsInIt(t *testing.T) {
	t.Parallel()
	for _, words := range []string{
		"i want to sleep at my nans on fridays", "she wants to go to dance and the staff laugh it off", "he wants to play out with the other lads and the carer goes mad", "id like to keep my cat with me",
		"he wants to stop at ours for tea now and then",
	} {
		p := newTalking(t)
		p.happens(0, text("hi"))
		p.happens(time.Minute, text(words))
		if len(p.s.Issues) != 1 || p.s.Issues[0].Words != words || p.s.Category != "statutory_complaint" {
			t.Errorf("%q: %s with %v", words, p.s.Category, p.s.Issues)
		}
	}
	for _, words := range []string{"he wants to play out with the other lads and the carer goes mad", "id like to keep my cat and the lady said it has fleas"} {
		p := inTheMiddle(t, "behalf", AskAnythingElse)
		before := len(p.s.Issues)
		if p.happens(time.Minute, text("also "+words)); len(p.s.Issues) != before+1 {
			t.Errorf("also %q: %v", words, p.s.Issues)
		}
	}
	for _, words := range []string{"im his mum", "hes 14", "my name is Jo", "you can text me here", "my phone is safe to text"} {
		p := newTalking(t)
		p.happens(0, text("hi"))
		if p.happens(time.Minute, text(words)); len(p.s.Issues) != 0 {
			t.Errorf("%q: %v", words, p.s.Issues)
		}
	}
}
