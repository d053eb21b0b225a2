package conversation

import (
	"testing"
	"time"
)

// Who says after hand-over that nothing has come is told how it stands, and not met with silence, however lately they
// were thanked.
func TestWhoSaysThatNothingHasComeIsTold(t *testing.T) {
	t.Parallel()
	for _, words := range []string{"did u get my message", "nobody has got in touch", "its been a week", "still waiting", "ive heard nothing", "no one has rung me back", "i still havent heard anything", "have you read my text", "it has been 3 days now"} {
		p := askedFor(t, AskCarryOn)
		for p.s.Stage != HandedOver {
			p.happens(time.Minute, text("0"))
		}
		p.happens(time.Minute, text("ok thank you for that"))
		if said, _ := p.happens(5*time.Minute, text(words)); len(said) == 0 || said[0] == "got_it" {
			t.Errorf("%q: said %v", words, said)
		}
	}
	for _, words := range []string{"ok ta", "they lost my bag as well and nobody cares"} {
		p := askedFor(t, AskCarryOn)
		for p.s.Stage != HandedOver {
			p.happens(time.Minute, text("0"))
		}
		p.happens(time.Minute, text("ok thank you for that"))
		if said, _ := p.happens(5*time.Minute, text(words)); len(said) > 0 {
			t.Errorf("%q: said %v", words, said)
		}
	}
}
