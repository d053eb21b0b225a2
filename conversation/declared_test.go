package conversation

import (
	"slices"
	"testing"
	"time"
)

// told is a whole talk, up to the read-back or past it.
func told(t *testing.T, about string, agreed bool) *talking {
	t.Helper()
	p := newTalking(t)
	talk := map[string][]string{
		"themselves": {"my social worker never rings me, she came 3 times on the 3rd of may", "they took my xbox off me", "1", "1", "a new worker", "yes", "at my nans", "thursday", "0", "no", "Kai"},
		"another":    {"I'm Anna's nan. She is 7 and her carers never let her ring me", "no", "yes", "1", "yes", "0", "a phone call every week", "yes", "my house", "wednesday at 4", "0", "no", "Jean"},
		"no visit":   {"my social worker never rings me", "0", "me", "1", "1", "a new worker", "no", "no"},
	}[about]
	for _, words := range talk {
		p.happens(time.Minute, text(words))
	}
	if agreed {
		p.happens(time.Minute, text("1"))
	}
	if handed := p.s.Stage == HandedOver; handed != (agreed || about == "no visit") {
		t.Fatalf("%s: the talk is %s, and %q is asked", about, p.s.Stage, p.s.Pending.Ask)
	}
	return p
}

func TestAnAnswerIsChangedInTheirOwnWords(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		about  string
		agreed bool
		text   string
		ask    Ask
		want   string // the words where there are any, else the value
	}{
		{"themselves", true, "no friday is better", AskVisitWhen, "friday"},
		{"themselves", true, "the day should be tuesday", AskVisitWhen, "tuesday"},
		{"themselves", true, "can it be fri insted", AskVisitWhen, "fri"},
		{"themselves", true, "can u change thursday to monday", AskVisitWhen, "monday"},
		{"themselves", true, "thursday isnt good now can u do saturday", AskVisitWhen, "saturday"},
		{"themselves", true, "thursdays no good anymore got football", AskVisitWhen, "thursdays no good anymore got football"},
		{"themselves", true, "not at my nans at school", AskVisitWhere, "at school"},
		{"themselves", true, "can we meet at school instead", AskVisitWhere, "at school"},
		{"themselves", true, "id rather meet at school", AskVisitWhere, "at school"},
		{"themselves", true, "sorry im 14", AskChildAge, "14"},
		{"another", true, "sorry shes 14", AskChildAge, "14"},
		{"another", true, "shes 8 now sorry", AskChildAge, "8"},
		{"another", true, "I MADE A MISTAKE SHE IS 8", AskChildAge, "8"},
		{"another", true, "anna doesnt know ive told you", AskChildKnows, "anna doesnt know ive told"},
		{"another", true, "Don't you dare tell her father", AskKeepFrom, "Don't you dare tell her father"},
		{"themselves", true, "i dont want you to come any more", AskCarryOn, No},
		{"themselves", true, "dont come", AskCarryOn, No},
		{"themselves", false, "i dont want a visit no more", AskCarryOn, No},
		{"no visit", true, "can someone come see me after all", AskCarryOn, Yes},
		{"no visit", true, "actually you can come", AskCarryOn, Yes},
		{"no visit", true, "changed my mind pls send someone", AskCarryOn, Yes},
		{"themselves", true, "dont send tracey", AskAvoid, "dont send tracey"},
		{"themselves", true, "not with karen there", AskAvoid, "not with karen there"},
		{"themselves", true, "its spelt Kye", AskName, "Kye"},
		{"themselves", false, "my name isnt kai its kay", AskName, "Kay"},
		{"another", false, "youve got my name wrong, its Jeannie", AskName, "Jeannie"},
		{"another", false, "B its actually hannah not anna", AskChildName, "Hannah"},
		{"themselves", false, "no its tuesday", AskVisitWhen, "tuesday"},
		{"themselves", false, "e shud be fri", AskVisitWhen, "fri"},
		{"themselves", true, "i dont want a new worker i want my old one back", AskWanted, "my old one back"},
		{"themselves", false, "no i want my phone back not a new worker", AskWanted, "my phone back"},
		{"themselves", true, "i said i didnt want an advocate but i do", AskAdvocate, "i said i didnt want an advocate but i do"},
		{"themselves", true, "im not called kai its kyle", AskName, "Kyle"},
		{"themselves", true, "im 15 not 14", AskChildAge, "15"},
		{"themselves", true, "nobody needs to come now its sorted", AskCarryOn, No},
		{"no visit", true, "yeah alright someone can come", AskCarryOn, Yes},
		{"another", true, "No no, Friday at 10 would suit me better", AskVisitWhen, "Friday at 10"},
		{"another", true, "it must be at the church hall, not here at the house", AskVisitWhere, "at the church hall"},
		{"another", true, "You have put Jean, it is Jeanne", AskName, "Jeanne"},
		{"another", true, "It isn't every week I want, it's twice a week", AskWanted, "a phone call twice a week"},
		{"themselves", false, "yes apart from the name its kye", AskName, "Kye"},
		{"themselves", false, "no i said school", AskVisitWhere, "school"},
		{"themselves", true, "my sister wants to be there", AskVisitWith, "my sister wants to be there"},
	} {
		p := told(t, row.about, row.agreed)
		before := p.s.clone()
		said, _ := p.happens(time.Minute, text(row.text))
		got := p.s.words(row.ask)
		if got == "" {
			got = p.s.value(row.ask)
		}
		if got != row.want || len(said) == 0 {
			t.Errorf("%q: %s is %q, want %q; said %v", row.text, row.ask, got, row.want, said)
		}
		for _, a := range AllAsks() {
			if before.Answers[a] != p.s.Answers[a] && a != row.ask {
				t.Errorf("%q: %s became %q", row.text, a, p.s.words(a))
			}
		}
		if len(p.s.Issues) != len(before.Issues) || slices.ContainsFunc(p.s.Issues, func(i Issue) bool { return len(i.Versions) > 0 }) {
			t.Errorf("%q: the matters are %+v", row.text, p.s.Issues)
		}
	}
}

func TestAMatterIsMendedInTheirOwnWords(t *testing.T) {
	t.Parallel()
	const first, second = "my social worker never rings me, she came 3 times on the 3rd of may", "they took my xbox off me"
	for _, row := range []struct {
		agreed              bool
		text, first, second string
	}{
		{false, "B it was my ps5 not xbox", first, "they took my ps5 off me"},
		{true, "B it was my ps5 not xbox", first, "they took my ps5 off me"},
		{true, "it wasnt my xbox it was my ps4", first, "they took my ps4 off me"},
		{true, "actually it was 4 times not 3", "my social worker never rings me, she came 4 times on the 3rd of may", second},
		{true, "it was the 13th not the 3rd", "my social worker never rings me, she came 3 times on the 13th of may", second},
		{true, "i put 3 times it was like 5", "my social worker never rings me, she came 5 times on the 3rd of may", second},
		{true, "it was may 4th not 3rd", first + "\nit was may 4th not 3rd", second},
		{true, "i never said 3 times i said 5", "my social worker never rings me, she came 5 times on the 3rd of may", second},
		{true, "sorry it was 6 times", first + "\nsorry it was 6 times", second},
		{true, "sorry i ment 5 times", first + "\nsorry i ment 5 times", second},
	} {
		p := told(t, "themselves", row.agreed)
		p.happens(time.Minute, text(row.text))
		if len(p.s.Issues) != 2 || p.s.Issues[0].Now() != row.first || p.s.Issues[1].Now() != row.second {
			t.Errorf("%q: the matters are %+v", row.text, p.s.Issues)
		}
		if p.s.Issues[0].Words != first || p.s.Issues[1].Words != second {
			t.Errorf("%q: the words as said were changed", row.text)
		}
	}
}

func TestWhatIsNewAfterAWordThatPutsRightIsAMatterOfItsOwn(t *testing.T) {
	t.Parallel()
	for _, agreed := range []bool{false, true} {
		p := told(t, "themselves", agreed)
		p.happens(time.Minute, text("actually no wait. they stopped my therapy"))
		if len(p.s.Issues) != 3 || len(p.s.Issues[1].Versions) > 0 {
			t.Errorf("the matters are %+v", p.s.Issues)
		}
	}
}

func TestALineIsNamedInManyWays(t *testing.T) {
	t.Parallel()
	for words, letter := range map[string]string{
		"actually the C one is wrong": "C", "the 2nd one is wrong": "B", "the first bit isnt right": "A",
		"thurs is wrong": "E", "not thursday": "E", "my nans is wrong": "D", "yes but the day is wrong": "E", "e wrong": "E",
	} {
		p := told(t, "themselves", false)
		if p.happens(time.Minute, text(words)); p.s.Changing != letter {
			t.Errorf("%q: to change is %q, want %s", words, p.s.Changing, letter)
		}
	}
}

func TestToLeaveItIsHeardInManyWordsAfterHandOver(t *testing.T) {
	t.Parallel()
	for _, words := range []string{"i dont want to complain anymore", "forget the whole thing im not bothered", "actually forget it i got it", "forget it i sorted it myself"} {
		p := told(t, "themselves", true)
		if p.happens(time.Minute, text(words)); p.s.Pending.Ask != AskForget || len(p.s.Issues) != 2 {
			t.Errorf("%q: %q is asked, %d matters", words, p.s.Pending.Ask, len(p.s.Issues))
		}
	}
}

func TestWhatOnlySoundsLikeAChangeIsNone(t *testing.T) {
	t.Parallel()
	for _, words := range []string{
		"friday is when they took it", "they said they would come friday instead", "i dont want my dad to come near me", "sorry it was late when i wrote that",
		"my brother is 8", "the food isnt nice its cold", "she wasnt there it was her manager", "is friday better for you", "i told my sw it was friday",
		"i want someone to clean my room", "he changed my worker to a new one",
		"ok see you thursday", "can you cancel the visit with my dad", "i dont need a visit from my dad", "can we go home", "i would rather be at home than here", "id rather be at home",
		"its friday tomorrow yay", "tuesday would be better for contact", "i dont want anyone to come in my room", "i dont want to see my dad", "my sister is 9 now", "she came on friday and was nice", "sorry for going on",
	} {
		p := told(t, "themselves", true)
		before := p.s.clone()
		p.happens(time.Minute, text(words))
		for _, a := range AllAsks() {
			if a != AskAvoid && before.Answers[a] != p.s.Answers[a] {
				t.Errorf("%q: %s became %q", words, a, p.s.words(a))
			}
		}
		for _, issue := range p.s.Issues {
			if len(issue.Versions) > 0 {
				t.Errorf("%q: a matter became %q", words, issue.Now())
			}
		}
	}
}

func TestAFriendsOwnAgeIsNotThatOfWhomTheySpeakFor(t *testing.T) {
	t.Parallel()
	p := told(t, "another", true)
	for _, words := range []string{"sorry im 14", "im 15 not 14"} {
		if p.happens(time.Minute, text(words)); p.s.value(AskChildAge) != "7" {
			t.Errorf("%q: the age is %q", words, p.s.value(AskChildAge))
		}
	}
}

func TestWhatIsAddedAtTheReadBackIsAMatter(t *testing.T) {
	t.Parallel()
	p := told(t, "themselves", false)
	if said, _ := p.happens(time.Minute, text("yes but add they took my bike as well")); len(p.s.Issues) != 3 || said[0] != "confirm" {
		t.Errorf("said %v, the matters are %+v", said, p.s.Issues)
	}
}

func TestAVisitAfterAllIsAskedWhereAndWhen(t *testing.T) {
	t.Parallel()
	p := told(t, "no visit", true)
	for _, words := range []string{"can someone come and see me after all", "at school", "friday"} {
		p.happens(time.Minute, text(words))
	}
	if f := p.s.Facts(); f.VisitWhere != "at school" || f.VisitWhen != "friday" || p.s.Pending.Ask != "" {
		t.Errorf("where %q, when %q, and %q is asked", f.VisitWhere, f.VisitWhen, p.s.Pending.Ask)
	}
}
