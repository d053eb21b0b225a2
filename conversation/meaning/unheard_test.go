package meaning

import "testing"

// Whom nobody listens to, and who was left without knowing, complains, however plainly it is put.
func TestWhoIsNotHeardOrDoesNotKnowComplains(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"she wants to come and live with me and noone is listening", "no one is listening to him", "nobody was listening", "noones helping us", "no one seems to care", "nobody is telling us anything",
		"no ones bothering to reply", "nobody is interested in what he wants", "no one is taking it seriously", "nobody seems to know whats going on",
		"she has no idea who her social worker is", "he has no clue when hes seeing his mum", "hes got no idea whats happening", "i have no idea who my social worker is", "we have no idea where she is being moved to",
		"i havent got a clue whos coming to see me", "they havent a clue what theyre doing", "no clue when im seeing mum", "no idea why contact was stopped", "my daughter has no idea where shes going to live",
	} {
		if got := Read(text); got.Category != Complaint || len(got.Issues) == 0 {
			t.Errorf("%q is a %s with %d matters", text, got.Category, len(got.Issues))
		}
	}
	for _, text := range []string{
		"no idea", "ive no idea", "i have no idea how this works", "no idea what to say", "i have no idea who you are", "no clue what that is", "haha no idea sorry", "good idea",
		"no idea what to do here", "is anyone listening", "nobody special", "nobody is at home",
	} {
		if got := Read(text).Category; got == Complaint {
			t.Errorf("%q is a complaint", text)
		}
	}
}
