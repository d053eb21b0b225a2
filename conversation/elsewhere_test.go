package conversation

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// askedFor plays a young person's talk up to a question.
func askedFor(t *testing.T, a Ask) *talking {
	t.Helper()
	p := newTalking(t)
	p.at = time.Date(2026, 3, 9, 10, 0, 0, 0, time.UTC)
	for _, words := range []string{
		"my key worker told everyone about my mum being ill", "no", "yes", "yes", "for her to say sorry", "at school on friday", "no dont tell my mum", "no",
	} {
		if p.s.Pending.Ask == a {
			break
		}
		p.happens(time.Minute, text(words))
	}
	if p.s.Pending.Ask != a {
		t.Fatalf("%q is asked, want %q", p.s.Pending.Ask, a)
	}
	return p
}

// goesElsewhere reports whether a message starts a talk of its own.
func (p *talking) goesElsewhere(words string) bool {
	_, effects := p.talk.Step(p.s, Event{At: p.at.Add(time.Minute), Fresh: strings.Repeat("a", 26), What: text(words)})
	return slices.Contains(effects, Effect(Elsewhere{}))
}

// others are the words of grown-ups who have found a young person's phone.
var others = []string{
	"this is his mum, who are you", "his mum here, who is this", "who is this? this is Kai's mum", "this is his foster carer, what is this about",
	"hi its mum, he left his phone", "this is his dad", "sorry this is staff at the home, whose number is this", "who are you and why are you texting my son",
	"this is his mum now who is this",
	"hi this is leos mum why is he texting this number", "Hello, I'm his mother. Who am I speaking to?", "his carer here who is this pls",
	"im his foster mum, can you tell me what this is about", "This is Jayden's dad. What do you want with my son?", "why are you messaging my daughter",
	"who is this and why have you got my sons number", "my son left his phone here who are you", "you're texting my child, who are you?",
	"this is staff at oakfield, she is not allowed her phone", "hello i work at the children's home. who is texting this phone",
	"its his nan love he's at football", "this is her sister she's in the shower", "she's not here right now, this is her mum",
	"he's asleep. who's this?", "i found this phone on the bus whose is it", "this isnt kai its his mum", "im not kai im his dad",
	"Kai's mum speaking, who is this please", "I have my daughter's phone. What complaint?",
	"i've just seen these messages on my sons phone", "what has he been telling you. this is his stepdad", "stop texting my son",
	"dont contact my daughter again", "who gave you my sons number", "Good evening, this is the manager of Elm House. Who am I corresponding with?",
	"you are talking to his father now", "it's mum, she's left her phone at mine", "ive took his phone off him, who is this", "what are u sayin to my lad",
	"hiya am leo's auntie, hes not got his phone atm", "just got this number who is this", "a lad sold me this phone", "Hello this is Linda, who is Sam?",
}

// theirOwn are words of young people that are near to those.
var theirOwn = []string{
	"my mum wants to know who you are", "who are you", "this is his fault", "its my mums fault", "my dad is here", "its my carer shes mean",
	"this is staff shouting at us again", "its staff at the home they shout", "im a mum myself", "this is about his mum", "tell his mum",
	"its his mum that hits me", "its mums boyfriend", "my carer keeps asking who you are", "staff ask why im texting", "its her mum who told them",
	"why are you asking me this", "they took my son", "my son is 2 and they wont let me see him", "why did you text me", "stop texting me",
	"i want my mum here", "its mum who shouts", "mum said sorry", "i found my phone on the bus", "he took my phone", "my mum is his mum too", "call me Mum of Two",
	"this is the manager who shouted", "staff here are rude", "Kai", "its kai", "my foster carer", "this is my nans house", "at my dads", "not my mum",
	"I have not been given the number", "i was given this number by school", "they gave me this phone", "i got this number off my teacher",
}

func TestWhoeverSaysThatTheyAreSomebodyElseHasATalkOfTheirOwn(t *testing.T) {
	t.Parallel()
	for _, a := range []Ask{AskWanted, AskName} {
		p := askedFor(t, a)
		for _, words := range others {
			if !p.goesElsewhere(words) {
				t.Errorf("%s: %q stays in the young person's talk", a, words)
			}
		}
		for _, words := range theirOwn {
			if p.goesElsewhere(words) {
				t.Errorf("%s: %q is taken for somebody else's", a, words)
			}
		}
	}
}

func TestWhoeverSpokeForSomebodyFromTheStartMaySayItAgain(t *testing.T) {
	t.Parallel()
	mother := []string{"im Leos mum. nobody has rang me about contact", "no", "yes"}
	friend := []string{"its about my friend keyleigh, she gets no pocket money at her home", "no"}
	for _, c := range []struct {
		began     []string
		words     string
		elsewhere bool
	}{
		{mother, "im his mum", false}, {mother, "this is his mum", false}, {mother, "its his mum, who is this", false}, {mother, "who are you", false},
		{mother, "why are you asking about my son", false}, {mother, "my son left his phone here", false}, {mother, "hes at school, im his mum", false},
		{mother, "this is his dad, who is this", true}, {mother, "this is his dad now", true},
		{friend, "why are you texting my daughter", true}, {friend, "this is her mum who are you", true}, {friend, "im her friend", false}, {friend, "who are you", false},
	} {
		p := newTalking(t)
		for _, words := range c.began {
			p.happens(time.Minute, text(words))
		}
		if got := p.goesElsewhere(c.words); got != c.elsewhere {
			t.Errorf("after %q, %q: a talk of its own %v, want %v", c.began[0], c.words, got, c.elsewhere)
		}
	}
}

// TestANoThatIsStillToBeAnsweredIsNotAnsweredBeforeAnother: they said that they are not safe, and a moment later somebody
// else writes from there. A worker is called, and the other learns nothing.
func TestANoThatIsStillToBeAnsweredIsNotAnsweredBeforeAnother(t *testing.T) {
	t.Parallel()
	for _, what := range []Happening{Parted{Channel: SMS}, Parted{Channel: Chat}, Said{Channel: Chat, Text: "this is his mum now who is this", After: 1 << 20}} {
		c := SMS
		if what != Happening(Parted{Channel: SMS}) {
			c = Chat
		}
		p := newTalking(t)
		for _, words := range []string{"my key worker told everyone about my mum being ill", "no"} {
			p.happens(time.Minute, Said{Channel: c, Text: words, After: 1 << 20})
		}
		if p.s.Pending.Ask != AskSafeNow {
			t.Fatalf("%q is asked", p.s.Pending.Ask)
		}
		p.s.Burst, p.s.AnswerAt = []Piece{{Seq: p.s.Lines, At: p.at, Text: "no not really hes here", Channel: c, After: 1 << 20}}, p.at.Add(8*time.Second)
		var said []string
		var alerts int
		p.take(&said, &alerts, Event{At: p.at.Add(time.Second), Fresh: strings.Repeat("c", 26), What: what})
		if alerts != 1 || slices.ContainsFunc(said, func(s string) bool { return !slices.Contains(anywhere, s) }) {
			t.Errorf("%T by %s: said %v, %d alerts", what, c, said, alerts)
		}
	}
}

func TestWhatWasJustWrittenElsewhereIsTakenInBeforeTheyGoOnHere(t *testing.T) {
	t.Parallel()
	p := newTalking(t)
	p.at = p.at.Add(time.Minute)
	var said []string
	var alerts int
	p.take(&said, &alerts, Event{At: p.at, Fresh: strings.Repeat("c", 26), What: text("my carer takes my money, dont text me back mum looks")})
	p.take(&said, &alerts, Event{At: p.at, Fresh: strings.Repeat("d", 26), What: Joined{Channel: SMS}})
	if len(p.s.Burst) != 0 || len(p.s.Issues) == 0 || p.s.Contact(SMS).SafeToReply != Unknown || !slices.Equal(said, []string{"joined", "contact_safe"}) {
		t.Errorf("%d texts wait, %d matters, the phone is %s; said %v", len(p.s.Burst), len(p.s.Issues), p.s.Contact(SMS).SafeToReply, said)
	}
	p = newTalking(t)
	said = nil
	p.take(&said, &alerts, Event{At: p.at, Fresh: strings.Repeat("c", 26), What: text("my carer takes my money")})
	p.take(&said, &alerts, Event{At: p.at, Fresh: strings.Repeat("d", 26), What: Joined{Channel: SMS}})
	if more, _ := p.happens(time.Minute, text("2")); len(said) == 0 || said[0] != "welcome" || slices.Contains(more, "welcome") {
		t.Errorf("said %v, then %v", said, more)
	}

	p = askedFor(t, AskSafeNow)
	p.take(&said, &alerts, Event{At: p.at.Add(time.Minute), Fresh: strings.Repeat("c", 26), What: text("hmm")})
	p.s.Burst[0].Text = "no not really hes here"
	said, alerts = nil, 0
	p.take(&said, &alerts, Event{At: p.at.Add(time.Minute), Fresh: strings.Repeat("d", 26), What: Joined{Channel: Chat}})
	if alerts != 1 || !slices.Contains(said, "danger_where") {
		t.Errorf("a no on the way to the chat: said %v, %d alerts", said, alerts)
	}
}

// TestAQuestionOnTheirOtherScreenKeepsItsAnswer: somebody else has their phone now, and they go on in the chat, where they
// have just been asked whether it is safe to write to them.
func TestAQuestionOnTheirOtherScreenKeepsItsAnswer(t *testing.T) {
	t.Parallel()
	p := askedFor(t, AskSafeNow)
	var said []string
	var alerts int
	p.take(&said, &alerts, Event{At: p.at, Fresh: strings.Repeat("d", 26), What: Joined{Channel: Chat}})
	p.happens(time.Minute, Said{Channel: Chat, Text: "yes", After: 1 << 20})
	if p.s.Pending.Ask != AskContactSafe {
		t.Fatalf("%q is asked", p.s.Pending.Ask)
	}
	p.happens(time.Second, Parted{Channel: SMS})
	p.happens(time.Minute, Said{Channel: Chat, Text: "2", After: 1 << 20})
	if got := p.s.Contacts[Chat].SafeToReply; got != No {
		t.Errorf("a 2 to whether the chat is safe makes it %q", got)
	}
}
