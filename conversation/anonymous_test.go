package conversation

import (
	"slices"
	"testing"
	"time"
)

func TestTheyNeedNotSayWhoTheyAre(t *testing.T) {
	t.Parallel()
	for _, words := range []string{
		"i dont want to say who i am", "is this anonymous", "is this anonymous?", "can i stay anonymous", "id rather not say who i am", "i dont want to give my name", "do i have to say who i am",
		"do you know who i am", "i want to stay anonymous", "will this be anonymous", "keep it anonymous please", "im not comfortable giving my name", "can i do this anonymously", "do i need to give my name",
		"i dont wanna tell you who i am", "can i not say my name",
	} {
		for _, a := range []Ask{AskAnythingElse, AskContactSafe, AskWanted} {
			p := askedFor(t, a)
			if said, _ := p.happens(time.Minute, text(words)); !slices.Equal(said, []string{"anonymous", string(a)}) || len(p.s.Issues) != 1 {
				t.Errorf("%s, %q: said %v, %d matters", a, words, said, len(p.s.Issues))
			}
		}
		p := newTalking(t)
		if said, _ := p.happens(0, text(words)); !slices.Equal(said, []string{"welcome", "anonymous", "limits_concern"}) || len(p.s.Issues) != 0 {
			t.Errorf("first, %q: said %v, %d matters", words, said, len(p.s.Issues))
		}
	}
	for _, words := range []string{
		"they dont know who i am in that placement", "nobody asks who i am", "they wont let me say my name", "i dont want to say what he did", "she doesnt know who i am", "who sees this", "is this private",
		"my letter was anonymous", "i dont want to say who did it", "they dont keep my name right",
	} {
		p := askedFor(t, AskAnythingElse)
		if said, _ := p.happens(time.Minute, text(words)); slices.Contains(said, "anonymous") {
			t.Errorf("%q: said %v", words, said)
		}
	}
}
