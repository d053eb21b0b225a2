package conversation

import (
	"slices"
	"testing"
	"time"
)

func TestADoubtAboutBeingSafeIsNoAnswerOfThePhone(t *testing.T) {
	t.Parallel()
	for _, words := range []string{
		"no wait not sure", "no wait i dont know", "no hold on im not sure", "no actually maybe not", "nah wait idk", "nope actually not sure", "no wait im not sure if im safe", "actually not sure",
		"hang on not sure", "wait actually idk", "i meant not sure", "no actually wait dunno",
	} {
		p := askedFor(t, AskContactSafe)
		said, _ := p.happens(time.Minute, text(words))
		if p.s.value(AskSafeNow) != Unsure || p.s.tier() != R2 || p.s.Contact(SMS).SafeToReply != Unknown || !slices.Equal(said, []string{"danger_unsure", "contact_safe"}) {
			t.Errorf("%q: said %v, safe %q, %s, the phone is %q", words, said, p.s.value(AskSafeNow), p.s.tier(), p.s.Contact(SMS).SafeToReply)
		}
	}
	for _, words := range []string{
		"no", "no wait", "no wait not here", "no wait its my mums phone", "no actually my mum looks", "no actually im not sure who looks at it", "no not sure", "nah actually", "no wait dont", "no actually he sees it",
	} {
		p := askedFor(t, AskContactSafe)
		if p.happens(time.Minute, text(words)); p.s.value(AskSafeNow) != Yes || p.s.Contact(SMS).SafeToReply != No {
			t.Errorf("%q: safe %q, the phone is %q", words, p.s.value(AskSafeNow), p.s.Contact(SMS).SafeToReply)
		}
	}
	p := askedFor(t, AskWanted)
	p.happens(time.Minute, text("no wait not sure")) // of the phone, which was asked last
	if _, taken := p.s.Answers[AskWanted]; taken || p.s.Contact(SMS).SafeToReply != Unknown {
		t.Errorf("what they want is %q, the phone is %q", p.s.words(AskWanted), p.s.Contact(SMS).SafeToReply)
	}
}
