package conversation

import (
	"slices"
	"testing"
	"time"
)

// Two things that are told in one breath are two matters, and to see more of one's family is one, with the wish.
func TestWhatIsToldInOneBreathIsTwoMatters(t *testing.T) {
	t.Parallel()
	for _, words := range []string{
		"they lost my stuff when i moved and my social worker never comes", "my social worker never comes and they lost my stuff when i moved", "they lost my shoes and my key worker never visits me",
	} {
		p := newTalking(t)
		if p.happens(0, text(words)); len(p.s.Issues) != 2 {
			t.Errorf("%q: matters %+v", words, p.s.Issues)
		}
	}
	for _, words := range []string{"i want to see my brother more", "id like to see my mum more often", "i want to see my sister"} {
		for _, before := range [][]string{nil, {"they lost my shoes"}} {
			p := newTalking(t)
			for _, said := range before {
				p.happens(time.Minute, text(said))
			}
			p.happens(time.Minute, text(words))
			last := p.s.Issues[len(p.s.Issues)-1]
			if len(p.s.Issues) != len(before)+1 || !slices.Contains(last.Kinds, "family_time") || p.s.words(AskWanted) == "" {
				t.Errorf("after %q %q: wish %q, matters %+v", before, words, p.s.words(AskWanted), p.s.Issues)
			}
		}
	}
}

// What is plainly a yes calls nobody, though a "no" or a "not" stands in it; what is none calls as before.
func TestAYesToBeingSafeMayHaveANoInIt(t *testing.T) {
	t.Parallel()
	for words, calls := range map[string]int{
		"nah shes ok": 0, "nah hes fine": 0, "not too bad": 0, "not too bad thanks": 0, "no complaints there lol": 0, "no complaints": 0, "nah all good": 0,
		"nah shes not ok": 1, "nah shes ok but hes here": 1, "no": 1, "nah": 1, "not good": 1, "not ok": 1, "no shes hurt": 1, "not too good": 1, "no complaints just scared": 1,
	} {
		p := nansTalk(t, AskSafeNow)
		if _, alerts := p.happens(time.Minute, text(words)); alerts != calls {
			t.Errorf("%q: %d alerts, want %d; safe %q", words, alerts, calls, p.s.value(AskSafeNow))
		}
	}
}

// "No im not" is no answer to "is it OK to text you here?", and may be one to the question before. So that is asked again, a
// person reads it soon, and the phone counts as not known to be safe.
func TestNoImNotMayBeOfBeingSafe(t *testing.T) {
	t.Parallel()
	for _, words := range []string{"no im not", "nah im not", "no i am not"} {
		p := askedFor(t, AskContactSafe)
		p.happens(time.Minute, text(words))
		if p.s.Pending.Ask != AskSafeNow || p.s.tier() != R2 || p.s.Contact(SMS).SafeToReply == Yes || p.s.Stage == HandedOver {
			t.Errorf("%q: %s is asked, tier %s, phone %s, %s", words, p.s.Pending.Ask, p.s.tier(), p.s.Contact(SMS).SafeToReply, p.s.Stage)
		}
		if _, alerts := p.happens(time.Minute, text("no")); alerts != 1 {
			t.Errorf("%q, and then no: %d alerts", words, alerts)
		}
	}
}

// Whom not to tell is no wish for what would help, and no matter of its own, however often it is said. Who begs for it is read soon.
func TestWhomNotToTellIsNoWish(t *testing.T) {
	t.Parallel()
	for _, again := range []string{"dont tell my carer", "please dont tell my carer", "dont tell my carer ok", "and dont tell my carer i said", "dont tell my carer i told u"} {
		p := askedFor(t, AskWanted)
		p.tells("dont tell my carer")
		p.tells(again)
		if p.s.words(AskWanted) != "" || p.s.words(AskKeepFrom) == "" || p.s.tier() == R1 || len(p.s.Issues) != 1 || p.s.Pending.Ask != AskWanted {
			t.Errorf("%q: wish %q, to keep from %q, tier %s, %d matters, %s is asked", again, p.s.words(AskWanted), p.s.words(AskKeepFrom), p.s.tier(), len(p.s.Issues), p.s.Pending.Ask)
		}
	}
}

// A name sent after hand-over, where it was never asked for, is their name, and is answered.
func TestANameAfterHandOverIsTheirs(t *testing.T) {
	t.Parallel()
	for _, words := range []string{"Sam", "its Sam", "sam btw"} {
		p := newTalking(t)
		for _, said := range []string{"my social worker never rings me", "no", "1", "1", "idk", "no", "no"} {
			p.happens(time.Minute, text(said))
		}
		if p.s.Stage != HandedOver || p.s.Pending.Ask != "" {
			t.Fatalf("%s, %s is asked", p.s.Stage, p.s.Pending.Ask)
		}
		p.tells("ok thanks")
		if said, _ := p.tells(words); p.s.words(AskName) != "Sam" && p.s.words(AskName) != "sam" || len(said) != 1 {
			t.Errorf("%q: the name is %q; said %v", words, p.s.words(AskName), said)
		}
	}
}

// A worker who is late is no danger to whoever waits for them.
func TestAWorkerWhoIsLateIsNoDanger(t *testing.T) {
	t.Parallel()
	for _, words := range []string{"shes not turned up", "she hasnt turned up", "hes not shown up yet", "they never turned up"} {
		p := readBackOf(t, "self", true)
		if _, alerts := p.happens(time.Minute, text(words)); alerts != 0 || p.s.tier() == R1 {
			t.Errorf("%q: %d alerts, tier %s", words, alerts, p.s.tier())
		}
	}
	p := readBackOf(t, "behalf", true)
	if _, alerts := p.happens(time.Minute, text("shes not turned up")); alerts != 1 {
		t.Errorf("a nan who says that she has not turned up: %d alerts", alerts)
	}
}

// What is asked while a visit waits for its answer is answered, and the visit still waits.
func TestWhatIsAskedOfAVisitIsAnswered(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]string{"is it today?": "status_visit", "is it today": "status_visit", "where are you calling": "status_visit", "where are you coming": "status_visit", "whats the time of it": "status_visit"} {
		p := readBackOf(t, "self", true)
		p.happens(time.Minute, VisitBooked{Effect: "c/v", ID: "v1", At: p.at.Add(26 * time.Hour), Place: "the library", With: "Priya"})
		said, _ := p.tells(words)
		if !slices.Contains(said, want) || p.s.Pending.Ask != AskVisitOK || p.s.Visits[0].State != "booked" {
			t.Errorf("%q: said %v, %s is asked, the visit is %s", words, said, p.s.Pending.Ask, p.s.Visits[0].State)
		}
	}
}

// What is asked back of what was written is no matter: on another's talk nothing of it is told, on their own it is read back.
func TestWhatWasWrittenIsToldToNobodyElse(t *testing.T) {
	t.Parallel()
	for _, words := range []string{"tell me what you wrote", "show me what he said", "what did he say", "what did she tell you", "what did you write"} {
		p := newTalking(t)
		p.happens(0, text("who is this"))
		said, _ := p.happens(time.Minute, text(words))
		if len(p.s.Issues) != 0 || !slices.Contains(said, "ask_person") || p.s.Pending.Ask != AskConcern {
			t.Errorf("%q: said %v, matters %+v, %s is asked", words, said, p.s.Issues, p.s.Pending.Ask)
		}
	}
	p := readBackOf(t, "self", true)
	if said, _ := p.tells("what did i write"); !slices.Contains(said, "confirm") {
		t.Errorf("said %v", said)
	}
	p.tells("1")
	p.tells("oh wait not ok to text here")
	if said, _ := p.tells("tell me what you wrote"); slices.Contains(said, "confirm") {
		t.Errorf("where they must not write: said %v", said)
	}
}

// A wish for something else is no yes to "is it OK to text you here?".
func TestAWishMakesNoPhoneSafe(t *testing.T) {
	t.Parallel()
	for _, words := range []string{"id like to see my mum more often", "i want to see my brother more", "id like a new social worker", "i would like someone to ring me"} {
		p := askedFor(t, AskContactSafe)
		if p.tells(words); p.s.Contact(SMS).SafeToReply == Yes {
			t.Errorf("%q makes the phone safe", words)
		}
	}
	p := askedFor(t, AskContactSafe)
	if p.tells("yes and id like to see my mum more often"); p.s.Contact(SMS).SafeToReply != Yes {
		t.Error("a yes beside a wish is one")
	}
}

// Two young people have two ages, and both are read back.
func TestTwoAgesAreBothKept(t *testing.T) {
	t.Parallel()
	p := nansTalk(t, AskConfirm)
	line := readableLetters(p)[AskChildAge]
	p.tells(line + " its Kai 8 Leo 10")
	lines, _ := (&turn{Talk: p.talk, s: p.s}).letters()
	for _, l := range lines {
		if l.ask == AskChildAge && l.words != "Kai 8 Leo 10" {
			t.Errorf("the age is read back as %q", l.words)
		}
	}
	if p.s.value(AskChildAge) != "8" {
		t.Errorf("age %q", p.s.value(AskChildAge))
	}
}
