package conversation

import (
	"testing"
	"time"

	"sayso/conversation/meaning"
)

// TestWhoHoldsThePhoneIsNoticed sends messages into the middle of a talk, half of which show that somebody
// else holds the phone now: by writers from whom nothing was learned. It is noticed where they get a talk
// of their own, or where the phone is no longer safe. The floors may only be raised.
func TestWhoHoldsThePhoneIsNoticed(t *testing.T) {
	t.Parallel()
	const least, most = 62, 2 // of a hundred: that are noticed, and that are taken for another wrongly
	type message struct {
		Who     string
		Ask     Ask
		Text    string
		Changed bool
	}
	var changed, noticed, same, wrongly int
	for _, m := range readLines[message](t, "meaning/hands/heldback.jsonl") {
		who := map[string]string{"young_person": "self", "relative": "behalf"}[m.Who]
		got := noticedInTheMiddle(t, who, m.Ask, m.Text)
		switch {
		case m.Changed:
			if changed++; got {
				noticed++
			}
		default:
			if same++; got {
				wrongly++
				t.Logf("[%s %s] %s", m.Who, m.Ask, m.Text)
			}
		}
	}
	t.Logf("noticed %d of %d, wrongly %d of %d", noticed, changed, wrongly, same)
	if noticed*100 < least*changed || wrongly*100 > most*same {
		t.Errorf("want at least %d of 100 noticed, and at most %d wrongly", least, most)
	}
}

func noticedInTheMiddle(t *testing.T, who string, a Ask, words string) bool {
	t.Helper()
	p := inTheMiddle(t, who, a)
	if p.goesElsewhere(words) {
		return true
	}
	p.happens(time.Minute, text(words))
	return p.s.Contact(SMS).SafeToReply == No && meaning.Answer(string(AskContactSafe), words).Value != No
}
