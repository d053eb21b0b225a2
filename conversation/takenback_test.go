package conversation

import (
	"slices"
	"testing"
	"time"
)

// A yes to "are you safe?" that is taken back is a no, though the next question stands on their screen.
func TestAYesToBeingSafeIsTakenBack(t *testing.T) {
	t.Parallel()
	for words, no := range map[string]bool{
		"actually im not": true, "no wait im not": true, "actually i am not": true, "im not really": true, "sorry im not": true, "actually no im not": true, "i lied im not": true, "tbh im not": true,
		"no": false, "nah actually": false, "no wait not here": false, "actually im not sure who looks at it": false, "im not bothered": false, "im not fussed": false, "no im not": false,
	} {
		p := askedFor(t, AskContactSafe)
		p.happens(time.Minute, text(words))
		if got := p.s.value(AskSafeNow) == No && p.s.tier() == R1; got != no {
			t.Errorf("%q: safe %q, %s", words, p.s.value(AskSafeNow), p.s.tier())
		}
	}
}

// That something was pressed by mistake, and a bare yes or no with which they go back on something, stands in no matter, and nothing
// is said to be changed.
func TestWhatIsNoMatterIsPutInNone(t *testing.T) {
	t.Parallel()
	for _, words := range []string{"oops wrong one", "oops misclick", "oops", "soz pressed 1 by mistake", "i pressed yes by accident", "whoops wrong button", "actually yes its ok"} {
		p := askedFor(t, AskWanted)
		said, _ := p.happens(time.Minute, text(words))
		if len(p.s.Issues) != 1 || len(p.s.Issues[0].Versions) > 0 || slices.Contains(said, "changed") {
			t.Errorf("%q: said %v, matters %+v", words, said, p.s.Issues)
		}
		if p.s.words(AskWanted) == words && words != "actually yes its ok" {
			t.Errorf("%q is what they want", words)
		}
	}
}

// Who wanted it left alone, and goes back on that in the next words, wants it looked into.
func TestAWithdrawalIsTakenBack(t *testing.T) {
	t.Parallel()
	for words, back := range map[string]bool{
		"wait no i do want to": true, "no actually carry on": true, "actually dont leave it": true, "sorry i want you to carry on": true, "actually no": true, "no wait": true, "actually yes do look into it": true,
		"i meant no": true, "thanks": false, "ok": false, "yes": false, "my carer took my phone too": false, "good": false,
	} {
		p := askedFor(t, AskWanted)
		p.happens(time.Minute, text("forget it"))
		p.happens(time.Minute, text("1"))
		if p.s.Withdrawal == "" {
			t.Fatal("nothing was withdrawn")
		}
		said, _ := p.happens(time.Minute, text(words))
		if got := p.s.Withdrawal == ""; got != back || got != slices.Contains(said, "forget_no") {
			t.Errorf("%q: withdrawal %q, said %v", words, p.s.Withdrawal, said)
		}
	}
}

// Who says in the very next words how old they are was not understood, or wrote something else by mistake.
func TestAnAgeThatIsSaidAgain(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]string{"he is 9": "9", "hes 9": "9", "he's 9 sorry": "9", "yes he knows im 9": "1", "his sister is 9": "1", "kai is 9": "1"} {
		p := inTheMiddle(t, "behalf", AskChildAge)
		p.happens(time.Minute, text("1"))
		p.happens(time.Minute, text(words))
		if got := p.s.value(AskChildAge); got != want {
			t.Errorf("%q: %q, want %q", words, got, want)
		}
	}
}

// What puts a matter right is nobody to leave out.
func TestWhatPutsAMatterRightIsNobodyToLeaveOut(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]string{
		"no I told you April not March": "nobody rang in April", "it was april not march": "nobody rang in april",
		"not my dad, my mum": "", "tracey not gill": "",
	} {
		p := inTheMiddle(t, "self", AskAvoid)
		p.s.Issues[0].Words = "nobody rang in March"
		p.happens(time.Minute, text(words))
		if now := p.s.Issues[0].Now(); want != "" && (now != want || p.s.words(AskAvoid) != "") || want == "" && p.s.words(AskAvoid) == "" {
			t.Errorf("%q: the matter is %q, to leave out %q", words, now, p.s.words(AskAvoid))
		}
	}
}

// The hour, said after the day, stands beside it.
func TestTheHourStandsBesideTheDay(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]string{
		"2pm": "wednesday 2pm", "after 4": "wednesday after 4", "at 2pm": "wednesday at 2pm", "friday": "friday", "thursday at 2": "thursday at 2", "actually friday 2pm": "friday 2pm",
	} {
		p := askedFor(t, AskCarryOn)
		p.happens(time.Minute, text("at my flat wednesday"))
		if p.s.Pending.Ask == AskVisitWhen {
			t.Fatal("it is asked when")
		}
		p.happens(time.Minute, text(words))
		if got := p.s.words(AskVisitWhen); got != want {
			t.Errorf("%q: %q, want %q", words, got, want)
		}
	}
}

// Who wanted no visit, and then says where somebody should come, wants one.
func TestWhoSaysWhereToComeWantsAVisitAfterAll(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]string{"actually yes come see me at nans tomorrow at 4": Yes, "no": No, "can you come and see me at school": Yes, "they never came to my nans": No} {
		p := inTheMiddle(t, "self", AskCarryOn)
		p.happens(time.Minute, text("2"))
		p.happens(time.Minute, text(words))
		if got := p.s.value(AskCarryOn); got != want {
			t.Errorf("%q: %q, want %q", words, got, want)
		}
	}
}
