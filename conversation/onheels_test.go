package conversation

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// bursts sends several texts three seconds apart, and gives the names of what was said.
func (p *talking) bursts(texts ...string) (said []string) {
	p.at = p.at.Add(time.Minute)
	for i, words := range texts {
		if i == len(texts)-1 {
			last, _ := p.happens(3*time.Second, text(words))
			return append(said, last...)
		}
		p.at = p.at.Add(3 * time.Second)
		p.n++
		fresh := []byte("abcdefghabcdefghijklmnopqr")
		fresh[8] = byte('a' + p.n)
		alerts := 0
		p.take(&said, &alerts, Event{At: p.at, Fresh: string(fresh), What: text(words)})
	}
	return said
}

func TestWhatComesOnTheHeelsOfAQuestionIsNoAnswerToIt(t *testing.T) {
	t.Parallel()
	for _, words := range []string{"sorry pressed send", "its been going on ages", "is this free"} {
		p := askedFor(t, AskContactSafe)
		p.happens(time.Minute, text("wdym")) // it is put again
		p.happens(2*time.Second, text(words))
		if p.s.Pending.Ask != AskContactSafe {
			t.Errorf("%q: %q is asked", words, p.s.Pending.Ask)
		}
		if p.happens(time.Minute, text("yes")); p.s.Contact(SMS).SafeToReply != Yes {
			t.Errorf("%q and then yes: the phone is %q", words, p.s.Contact(SMS).SafeToReply)
		}
	}
}

func TestAMatterThatCrossesTheQuestionOfThePhoneIsNoNo(t *testing.T) {
	t.Parallel()
	p := askedFor(t, AskSafeNow)
	p.happens(time.Minute, text("yes"))
	p.happens(2*time.Second, text("and my sw keeps cancelling on me like 3 times now"))
	if p.s.value(AskSafeNow) != Yes || p.s.Contact(SMS).SafeToReply == No || len(p.s.Issues) != 2 {
		t.Errorf("safe %q, the phone is %q, %d matters", p.s.value(AskSafeNow), p.s.Contact(SMS).SafeToReply, len(p.s.Issues))
	}
}

func TestABurstThatBreaksOffIsOneSentence(t *testing.T) {
	t.Parallel()
	p := askedFor(t, AskWanted)
	if p.bursts("to keep the", "same worker till", "i leave school"); p.s.words(AskWanted) != "to keep the same worker till i leave school" {
		t.Errorf("what they want is %q", p.s.words(AskWanted))
	}
	p = askedFor(t, AskWanted)
	if p.bursts("a new worker", "and my bike"); !strings.Contains(p.s.words(AskWanted), "\n") {
		t.Errorf("two texts are run together: %q", p.s.words(AskWanted))
	}
}

func TestAWrongButtonGoesBackOnce(t *testing.T) {
	t.Parallel()
	p := nearlyDone(t, AskAdvocate, false, "at school", "thursday after 3")
	if p.tells("sorry dear I pressed the wrong button"); p.s.Pending.Ask != AskAvoid {
		t.Fatalf("%q is asked", p.s.Pending.Ask)
	}
	p.tells("not Dave")
	if names, _ := p.tells("oh sorry I pressed the wrong button again"); slices.Contains(names, "avoid") {
		t.Errorf("it is asked a third time: %v", names)
	}
	if p.tells("2. sorry I hit the wrong button"); p.s.value(AskAdvocate) != No {
		t.Errorf("the answer beside it is %q", p.s.value(AskAdvocate))
	}
}

func TestAWishBesideWhoTheyAreIsNoMatter(t *testing.T) {
	t.Parallel()
	for words, matters := range map[string]int{
		"they cancelled my driving lessons. i just want my savings backdated. you can call me Sheila":                                   1,
		"they cancelled my driving lessons. i just want a personal adviser who answers. you can message me on here no one else sees it": 1,
		"they cancelled my driving lessons. i just want an apology. my social worker lied about me in court":                            2,
	} {
		p := newTalking(t)
		if p.happens(0, text(words)); len(p.s.Issues) != matters || p.s.words(AskWanted) == "" {
			t.Errorf("%q: %d matters, what they want is %q", words, len(p.s.Issues), p.s.words(AskWanted))
		}
	}
}

func TestAPhoneCalledUnsafeLosesNoAnswer(t *testing.T) {
	t.Parallel()
	p := askedFor(t, AskWanted)
	if said, _ := p.happens(time.Minute, text("im on my nannys tablet")); !slices.Equal(said, []string{"not_safe"}) {
		t.Fatalf("said %v", said)
	}
	matters := len(p.s.Issues)
	if said, _ := p.happens(time.Minute, text("my bike please")); len(said) > 0 || p.s.words(AskWanted) != "my bike please" || len(p.s.Issues) != matters {
		t.Errorf("said %v, what they want is %q, %d matters", said, p.s.words(AskWanted), len(p.s.Issues))
	}
	p = nearlyDone(t, AskAvoid, false, "at school", "thursday after 3")
	if p.tells("im on my nannys tablet. my foster dad"); p.s.words(AskAvoid) != "my foster dad" || p.s.Contact(SMS).SafeToReply != No {
		t.Errorf("whom to leave out: %q, the phone is %q", p.s.words(AskAvoid), p.s.Contact(SMS).SafeToReply)
	}
}

func TestWhoSaysMumOfSomebodyIsNotCalledByTheirName(t *testing.T) {
	t.Parallel()
	p := newTalking(t)
	for _, words := range []string{"they cancelled her driving lessons", "no", "2", "1", "1", "I am Ellie-Mae's mother"} {
		p.happens(time.Minute, text(words))
	}
	if p.s.value(AskRelationship) != "mother" || p.s.words(AskName) != "" {
		t.Errorf("they are %q, called %q", p.s.value(AskRelationship), p.s.words(AskName))
	}
}

func TestACorrectionInABurstLeavesTheAnswer(t *testing.T) {
	t.Parallel()
	p := newTalking(t)
	for _, words := range []string{"I am Yusuf's dad. they cancelled his driving lessons", "no", "yes", "1", "16"} {
		p.happens(time.Minute, text(words))
	}
	if p.bursts("actually hes 17 not 16", "1"); p.s.value(AskChildAge) != "17" || p.s.value(AskChildKnows) != Yes || p.s.Put[AskChildKnows] != 1 {
		t.Errorf("age %q, knows %q, asked %d times", p.s.value(AskChildAge), p.s.value(AskChildKnows), p.s.Put[AskChildKnows])
	}
}

func TestAWordInPassingDoesNotSayWhoItIsAbout(t *testing.T) {
	t.Parallel()
	p := newTalking(t)
	p.bursts("they binned her stuff when she moved house", "am i even allowed to do this")
	if who := p.s.value(AskAboutWho); who == "self" {
		t.Errorf("about %q", who)
	}
}
