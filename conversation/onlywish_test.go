package conversation

import (
	"testing"
)

// A wish that follows a complaint stands under what would help, and is no matter besides; one with which they begin is
// all that is known of what is wrong.
func TestAWishIsNoMatterBesideTheComplaint(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]int{
		"they lost my bike. my sw never rings. i want a new social worker": 2,
		"my sw never rings me back. i just want my money and an apology":   1,
		"i want to see my brother they keep saying next month":             1,
		"i want a different worker":                                        1,
	} {
		p := newTalking(t)
		p.happens(0, text(words))
		if got := len(p.s.Issues); got != want || p.s.words(AskWanted) == "" {
			t.Errorf("%q: %d matters, want %d; what would help: %q", words, got, want, p.s.words(AskWanted))
		}
	}
}
