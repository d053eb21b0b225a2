package conversation

import (
	"slices"
	"testing"
	"time"
)

// Scorn is kept as a matter, in their words, and the talk goes on as it does after a complaint.
func TestScornIsTakenDownAsAComplaint(t *testing.T) {
	t.Parallel()
	for _, words := range []string{
		"oh brilliant my contact got cancelled again. love that for me", "well done council. my sw has cancelled 4 times. slow clap",
		"my social worker is amazing at forgetting i exist", "gold star for my iro who read off a sheet", "brilliant. cancelled again",
		"shoutout to my sw for ghosting me", "thanks for nothing", "perfect timing as always, an hour late",
	} {
		p := newTalking(t)
		p.happens(0, text(words))
		if p.s.Category != "statutory_complaint" || len(p.s.Issues) == 0 {
			t.Errorf("%q is %s with %d issues", words, p.s.Category, len(p.s.Issues))
		}
		if !p.s.applies(AskWanted) {
			t.Errorf("%q: what would make it better is not asked", words)
		}
	}
	for _, words := range []string{"my social worker is amazing", "thanks to my sw she never gives up on me", "best worker ever, she never forgets anything"} {
		p := newTalking(t)
		if p.happens(0, text(words)); p.s.Category != "compliment" || len(p.s.Issues) > 0 {
			t.Errorf("%q is %s with %d issues", words, p.s.Category, len(p.s.Issues))
		}
	}
}

// What was taken for praise and may complain is a matter too, once a complaint comes.
func TestWhatBeganAsPraiseIsNotLost(t *testing.T) {
	t.Parallel()
	for first, kept := range map[string]bool{
		"big thanks to my worker who says she is too busy": true,
		"my social worker is amazing":                      false,
	} {
		p := newTalking(t)
		p.happens(0, text(first))
		if p.s.Category != "compliment" {
			t.Fatalf("%q is %s", first, p.s.Category)
		}
		p.happens(time.Minute, text("and nobody told me about my review"))
		if p.s.Category != "statutory_complaint" || slices.ContainsFunc(p.s.Issues, func(i Issue) bool { return i.Words == first }) != kept {
			t.Errorf("%q is kept as a matter: %v (%s), want %v", first, !kept, p.s.Category, kept)
		}
	}
}
