package conversation

import (
	"slices"
	"testing"
	"time"
)

func TestAnAnswerIsGivenAnewWhileOthersAreAsked(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]struct {
		ask  Ask
		says string // "" where it is asked for once more
	}{
		"can i change where we meet": {AskVisitWhere, ""}, "can i change the place": {AskVisitWhere, ""}, "wait can i change what i said about where": {AskVisitWhere, ""},
		"hang on i want to change the time": {AskVisitWhen, ""}, "i need to change when we meet": {AskVisitWhen, ""}, "could i change my answer about the time": {AskVisitWhen, ""},
		"can i change what i said about where, id rather mcdonalds": {AskVisitWhere, "mcdonalds"}, "can i change my answer about where to meet to the park": {AskVisitWhere, "the park"},
		"can i change the place to the library": {AskVisitWhere, "the library"}, "wait i want to change the time, 4pm": {AskVisitWhen, "4pm"},
		"id like to change when you come. tuesday": {AskVisitWhen, "tuesday"}, "oh and can i change the day to friday": {AskVisitWhen, "friday"},
	} {
		p := nearlyDone(t, AskAvoid, false, "at school", "thursday after 3")
		names, _ := p.tells(words)
		if want.says == "" && (p.s.Pending.Ask != want.ask || !slices.Equal(names, []string{string(want.ask)})) {
			t.Errorf("%q: said %v, %q is asked, want %q", words, names, p.s.Pending.Ask, want.ask)
		}
		if want.says != "" && (p.s.words(want.ask) != want.says || !slices.Equal(names, []string{"changed", "avoid"})) {
			t.Errorf("%q: %q, said %v, want %q", words, p.s.words(want.ask), names, want.says)
		}
		if _, avoided := p.s.Answers[AskAvoid]; avoided {
			t.Errorf("%q: answers whom to leave out: %+v", words, p.s.Answers[AskAvoid])
		}
		if p.tells("at the library on friday"); want.says == "" && (p.s.words(want.ask) == "" || p.s.Pending.Ask != AskAvoid) {
			t.Errorf("%q, then a place and a day: %+v, and %q is asked", words, p.s.Answers[want.ask], p.s.Pending.Ask)
		}
	}
}

func TestWhatOthersChangeIsNoAnswerAnew(t *testing.T) {
	t.Parallel()
	for _, words := range []string{
		"they keep changing the time of my contact", "can someone change the place i live", "i want to change my school", "my mum, she changed when we meet",
		"miss bell, she said can i change where i sleep", "they wont let me change the time of my bus", "the man who said i could change the place",
		"whoever changed the day", "can you change my social worker", "not the one who moved the time",
	} {
		p := nearlyDone(t, AskAvoid, false, "at school", "thursday after 3")
		if p.tells(words); p.s.words(AskVisitWhere) != "at school" || p.s.words(AskVisitWhen) != "thursday after 3" {
			t.Errorf("%q: where %q, when %q", words, p.s.words(AskVisitWhere), p.s.words(AskVisitWhen))
		}
	}
}

func TestWhoAsksWhoWeAreIsAskedOfThePhoneOnceMoreOnly(t *testing.T) {
	t.Parallel()
	for _, back := range []string{"who are you", "is this free", "why do you need to know"} {
		p := nearlyDone(t, AskAvoid, false, "at school", "thursday after 3")
		put := 0
		for _, words := range []string{"who are you", back, back} {
			names, _ := p.tells(words)
			for _, name := range names {
				if name == "contact_safe" {
					put++
				}
			}
		}
		if p.tells("yes"); put != 1 || p.s.Contact(SMS).SafeToReply != Yes || p.s.Pending.Ask != AskAvoid {
			t.Errorf("%q: asked %d times, safe %q, then %q is asked", back, put, p.s.Contact(SMS).SafeToReply, p.s.Pending.Ask)
		}
	}
}

func TestADoubtAboutAnAdvocateThatIsAskedTwiceIsKept(t *testing.T) {
	t.Parallel()
	p := nearlyDone(t, AskAdvocate, false, "at school", "thursday after 3")
	if p.tells("would they tell my carers"); p.s.Pending.Ask != AskAdvocate || p.s.value(AskAdvocate) != "" {
		t.Errorf("once: %q is asked, advocate %q", p.s.Pending.Ask, p.s.value(AskAdvocate))
	}
	if names, _ := p.tells("would they tell my carers"); p.s.value(AskAdvocate) != "unsure" || !slices.Equal(names, []string{"who_sees"}) {
		t.Errorf("twice: advocate %q, said %v", p.s.value(AskAdvocate), names)
	}
	if p.tells("ok yes then"); p.s.value(AskAdvocate) != Yes {
		t.Errorf("and then yes: %q", p.s.value(AskAdvocate))
	}
}

func TestNobodyIsCalledText(t *testing.T) {
	t.Parallel()
	for _, words := range []string{"sorry dear I pressed the wrong button", "oh dear I think I have pressed the wrong button again sorry", "i didnt mean to send that one sorry love"} {
		p := nearlyDone(t, AskName, false, "at school", "thursday after 3")
		if p.tells(words); p.s.words(AskName) != "" {
			t.Errorf("%q: called %q", words, p.s.words(AskName))
		}
		p = newTalking(t)
		for _, said := range []string{"my grandson has not had his glasses since they broke at christmas", "no", "yes", "yes", words} {
			p.happens(time.Minute, text(said))
		}
		if called := p.s.words(AskChildName); called != "" {
			t.Errorf("%q: the child is called %q", words, called)
		}
	}
}
