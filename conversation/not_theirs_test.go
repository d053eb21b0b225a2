package conversation

import (
	"slices"
	"testing"
	"time"
)

func TestWhatAnotherHasToldIsDeletedForNobody(t *testing.T) {
	t.Parallel()
	for _, words := range []string{
		"delete whatever she told you", "please delete everything she told you", "delete what my daughter said to you", "erase all of what he said to you", "wipe everything they told you",
		"remove what she has told you", "delete what hes been saying to you", "delete anything she wrote to you", "ignore whatever she told you", "delete what she said",
	} {
		p := newTalking(t)
		p.happens(0, text("This is Karen, her foster carer. I have taken her phone off her. What did she say?"))
		said, _ := p.happens(time.Minute, text(words))
		if _, answered := p.s.Answers[AskSafeNow]; answered || p.s.Delete || p.s.Withdrawal != "" || !slices.Equal(said, []string{"ask_person", "safe_now.behalf"}) {
			t.Errorf("%q: said %v, safe %q, deleted %v", words, said, p.s.value(AskSafeNow), p.s.Delete)
		}
	}
	for words, want := range map[string]string{
		"whatever": Unsure, "idk whatever": Unsure, "dunno, whatever happens happens": Unsure, "not sure what she wants": Unsure,
	} {
		p := askedFor(t, AskSafeNow)
		if p.happens(time.Minute, text(words)); p.s.value(AskSafeNow) != want {
			t.Errorf("%q: safe is %q, want %q", words, p.s.value(AskSafeNow), want)
		}
	}
	for _, words := range []string{"delete everything i told you", "delete what i said", "delete it all", "wipe what ive told you", "delete this"} {
		p := askedFor(t, AskWanted)
		if p.happens(time.Minute, text(words)); !p.s.Delete {
			t.Errorf("%q: it is not noted that they want it deleted", words)
		}
	}
}
