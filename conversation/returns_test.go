package conversation

import (
	"testing"
	"time"
)

// back are the words of young people who have their phone again, after another wrote from it.
var back = []string{
	"its me again sorry mum took my phone", "its me sorry that was mum", "its jordan again i got my phone back", "got my phone back",
	"hi its me not my mum", "sorry about that my mum grabbed my phone", "that was my mum not me", "that wasnt me that was my mum",
	"ignore that that was my mum", "i'm the one who texted before", "my mum wrote that not me", "mums gone now its me", "me again. mum had my phone",
	"it's the person from before my mum took it", "ok mum's given it back", "i wrote to you yesterday before my mum took my phone",
	"can u still hear me its jordan mum was on my phone", "sorry that was my dad on my phone", "my phone got taken its me again", "it wasnt me who sent that it was my carer",
	"Its me, the girl from before. My carer had my phone", "staff gave me my phone back", "im the girl that was texting you yesterday",
}

// hers are words of the one who wrote in between, and goes on.
var hers = []string{
	"its me again, any news?", "me again", "he lost his phone", "i took his phone", "my son has got his phone back", "that was him not me he sent it",
	"that was my son", "i wrote before", "i texted you yesterday", "his dad has his phone now", "he got it back", "its me", "no", "im his mum",
	"hes not going back to that home", "my mum is his nan", "they took his phone off him",
}

// hisMum is a mother's talk, begun on the phone of somebody who wrote before.
func hisMum(t *testing.T) *talking {
	t.Helper()
	p := newTalking(t)
	p.at = time.Date(2026, 3, 9, 10, 0, 0, 0, time.UTC)
	p.happens(time.Minute, Said{Channel: SMS, Text: "this is his mum now who is this", Shared: true})
	p.happens(time.Minute, text("why is nobody telling me anything about school"))
	return p
}

func TestWhoeverHasTheirPhoneAgainDoesNotWriteIntoTheOthersTalk(t *testing.T) {
	t.Parallel()
	p := hisMum(t)
	for _, words := range back {
		if !p.goesElsewhere(words) {
			t.Errorf("%q is written down in mum's talk", words)
		}
	}
	for _, words := range hers {
		if p.goesElsewhere(words) {
			t.Errorf("%q is not mum's", words)
		}
	}
}

func TestWhoeverIsBackIsToldHowToGoOnAndCallsNobody(t *testing.T) {
	t.Parallel()
	for _, words := range back {
		p := newTalking(t)
		p.happens(time.Minute, Said{Channel: SMS, Text: words, Shared: true})
		p.happens(time.Minute, Woke{})
		if p.s.Shared {
			t.Errorf("%q: the phone is taken for another's", words)
		}
		if p.s.tier() == R1 {
			t.Errorf("%q calls somebody", words)
		}
	}
}

func TestAfterAnotherWroteInTheTalkItIsAskedAnewIfThePhoneIsSafe(t *testing.T) {
	t.Parallel()
	for words, anew := range map[string]bool{
		"sorry that was my mum not me": true, "ignore that that was my dad": true, "got my phone back": true,
		"that was my dad who shouted": false, "it was my mum": false, "its me": false, "the one who shouted was my carer": false, "not my mum": false,
	} {
		p := askedFor(t, AskWanted)
		p.happens(time.Minute, text(words))
		p.happens(time.Minute, Woke{})
		if got := p.s.Contact(SMS).SafeToReply != Yes; got != anew {
			t.Errorf("%q: asked anew %v, want %v", words, got, anew)
		}
	}
}
