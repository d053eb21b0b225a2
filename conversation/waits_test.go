package conversation

import (
	"slices"
	"strings"
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

// TestTheTalkWaitsThoughTheyDoNotSayIfTheyAreSafe: after the button, nothing that the form needs is asked of whoever
// pleads or asks back.
func TestTheTalkWaitsThoughTheyDoNotSayIfTheyAreSafe(t *testing.T) {
	t.Parallel()
	p := askedFor(t, AskWanted)
	p.happens(time.Minute, NeedHelpNow{Channel: SMS})
	for _, words := range []string{"my social worker also never rings", "she lost all my stuff", "please dont call the police", "my mum will go mad if they come"} {
		if names, said := p.tells(words); strings.Contains(said, "OK to text") || strings.Contains(said, "better") || said == "" {
			t.Errorf("%q: said %v", words, names)
		}
		p.at = p.at.Add(time.Minute)
	}
	if names, _ := p.tells("ok"); !slices.Contains(names, string(AskWanted)) {
		t.Errorf("ok: said %v", names)
	}
}
