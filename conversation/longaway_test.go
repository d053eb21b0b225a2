package conversation

import (
	"slices"
	"strings"
	"testing"
	"time"

	"sayso/conversation/meaning"
)

// withAVisit is a talk that was handed over, with a visit in somebody's diary.
func withAVisit(t *testing.T, answer string) *talking {
	t.Helper()
	p := askedFor(t, AskName)
	p.happens(time.Minute, text("Tash"))
	p.happens(time.Minute, text("1"))
	if p.s.Stage != HandedOver || p.s.Contact(SMS).SafeToReply != Yes {
		t.Fatalf("stage %s, the phone is %s", p.s.Stage, p.s.Contact(SMS).SafeToReply)
	}
	p.happens(time.Minute, CaseClaimed{Name: "Priya"})
	p.happens(time.Minute, VisitBooked{Effect: "e", ID: "v", At: p.at.AddDate(0, 0, 20), Place: "the library", With: "Priya"})
	if answer != "" {
		p.happens(time.Minute, text(answer))
	}
	p.happens(time.Minute, CaseRead{Seq: 1000})
	return p
}

// tells brings a message, and gives what is said back: names of sentences, and words.
func (p *talking) tells(words string) (names []string, all string) {
	p.at = p.at.Add(time.Minute)
	var texts []string
	for what := Happening(text(words)); ; what = (Woke{}) {
		next, effects := p.talk.Step(p.s, Event{At: p.at, Fresh: strings.Repeat("b", 26), What: what})
		p.s = next
		for _, e := range effects {
			if say, ok := e.(Say); ok {
				names, texts = append(names, say.Sentence), append(texts, say.Text)
			}
		}
		if p.s.AnswerAt.IsZero() {
			return names, strings.Join(texts, "\n")
		}
		p.at = p.s.AnswerAt
	}
}

// tellsOfThem: something that only the one who talked to us before should know.
func tellsOfThem(text string) bool {
	return slices.ContainsFunc([]string{"Priya", "library", "29 Mar", "key worker", "school", "sorry", "KQ", "ABCD"}, func(s string) bool { return strings.Contains(text, s) })
}

func TestAfterALongSilenceNeitherNameNorVisitIsSaidBeforeItIsKnownWhoAsks(t *testing.T) {
	t.Parallel()
	for _, answered := range []string{"", "yes"} {
		for _, words := range []string{
			"what is happening?", "whats going on", "any news", "any update?", "is anyone coming", "is someone coming to see me", "who is coming to see me", "is my visit still on", "what time is my visit",
			"whats my workers name", "who is dealing with it", "when are u coming", "go back", "what did i tell you", "whats my number", "where are we meeting", "hello?",
			"what is this number for", "B: it was my brother", "hi who has my case", "cancel the visit", "i dont want a visit any more", "can i change the day", "tuesday is better", "i meant friday",
		} {
			p := withAVisit(t, answered)
			p.at = p.at.AddDate(0, 0, 9)
			for i := range 2 {
				if p.s.Pending.Ask == AskSameNew && meaning.Answer(string(AskSameNew), words).Value == "same" {
					break // "is it still on"
				}
				if names, said := p.tells(words); tellsOfThem(said) {
					t.Errorf("visit answered %q, message %d, %q: %v: %q", answered, i+1, words, names, said)
				}
			}
		}
	}
}

func TestWhatWasAskedAfterALongSilenceIsAnsweredOnceItIsAboutTheSame(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]string{
		"what is happening?": "status_visit", "any news": "status_visit", "is anyone coming": "status_visit", "go back": "confirm",
	} {
		p := withAVisit(t, "yes")
		p.at = p.at.AddDate(0, 0, 9)
		if names, _ := p.tells(words); !slices.Equal(names, []string{"same_new"}) {
			t.Errorf("%q: said %v, want same_new alone", words, names)
		}
		if names, _ := p.tells("1"); !slices.Equal(names, []string{want}) {
			t.Errorf("%q, about the same: said %v, want %s", words, names, want)
		}
		if names, _ := p.tells("what is happening"); !slices.Equal(names, []string{"status_visit"}) {
			t.Errorf("%q, and asked again: said %v", words, names)
		}
	}
	p := withAVisit(t, "yes")
	p.at = p.at.AddDate(0, 0, 9)
	p.tells("what is happening?")
	p.tells("something new")
	if names, said := p.tells("what is happening?"); tellsOfThem(said) {
		t.Errorf("something new, and then %v: %q", names, said)
	}
}

func TestAnAnswerAboutAVisitIsTakenAfterALongSilenceToo(t *testing.T) {
	t.Parallel()
	for words, state := range map[string]string{"1": "confirmed", "yes thats fine": "confirmed", "2": "refused"} {
		p := withAVisit(t, "")
		p.at = p.at.AddDate(0, 0, 9)
		if names, said := p.tells(words); p.s.Visits[0].State != state || tellsOfThem(said) || slices.Contains(names, "same_new") {
			t.Errorf("%q: the visit is %s, said %v: %q", words, p.s.Visits[0].State, names, said)
		}
		if names, _ := p.tells("what is happening"); !slices.Equal(names, []string{"same_new"}) {
			t.Errorf("%q, then what is happening: said %v", words, names)
		}
	}
}

func TestWhatShowsNothingIsAnsweredAtOnceAfterALongSilence(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]string{"who sees this": "who_sees", "are you a robot": "is_robot", "help": "help", "can i talk to a real person": "person"} {
		p := withAVisit(t, "yes")
		p.at = p.at.AddDate(0, 0, 9)
		if names, said := p.tells(words); !slices.Contains(names, want) || tellsOfThem(said) {
			t.Errorf("%q: said %v, want %s", words, names, want)
		}
	}
}

func TestWhoCameIsSaidThoughNobodyHasTheCaseNow(t *testing.T) {
	t.Parallel()
	p := withAVisit(t, "yes")
	p.happens(time.Minute, CaseReleased{})
	p.happens(time.Minute, text("thanks"))
	_, effects := p.talk.Step(p.s, Event{At: p.at.Add(time.Minute), Fresh: strings.Repeat("b", 26), What: VisitOver{ID: "v", State: "done"}})
	for _, e := range effects {
		if say, ok := e.(Say); ok && !strings.HasPrefix(say.Text, "A worker came to see you.") {
			t.Errorf("said %q", say.Text)
		}
	}
}

func TestANoToTheQuestionOfThePhoneIsHeardAfterALongSilence(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		words string
		safe  string
	}{
		{"2", No}, {"no", No}, {"no my mum looks", No}, {"nah not really", No}, {"1", Unknown}, {"yes", Unknown}, {"what is happening?", Unknown},
	} {
		p := askedFor(t, AskContactSafe)
		p.happens(time.Minute, NeedHelpNow{Channel: SMS}) // a word of danger ends in a hand-over, with that question left
		p.happens(30*time.Hour, Woke{})
		p.s.Pending = Asked{Ask: AskContactSafe, Seq: p.s.Lines, At: p.at, Channel: SMS}
		if p.s.Stage != HandedOver {
			t.Fatalf("stage %s", p.s.Stage)
		}
		p.happens(10*24*time.Hour, Woke{})
		names, _ := p.tells(c.words)
		if got := p.s.Contact(SMS).SafeToReply; got != c.safe {
			t.Errorf("%q: the phone is %s, want %s; said %v", c.words, got, c.safe, names)
		}
		if c.safe == No && !slices.Equal(names, []string{"not_safe"}) {
			t.Errorf("%q: said %v", c.words, names)
		}
	}
}

// wentQuiet is a talk that was handed over because they said no more, with a question on their screen, months ago.
func wentQuiet(t *testing.T, asked Ask) *talking {
	t.Helper()
	p := askedFor(t, asked)
	p.happens(25*time.Hour, Woke{})
	if p.s.Stage != HandedOver || p.s.Pending.Ask != asked {
		t.Fatalf("stage %s, %q is asked", p.s.Stage, p.s.Pending.Ask)
	}
	p.happens(time.Minute, CaseRead{Seq: 1000})
	p.at = p.at.AddDate(0, 3, 0)
	return p
}

func TestAfterMonthsAGreetingIsAskedIfItIsAboutSomethingNew(t *testing.T) {
	t.Parallel()
	for _, asked := range []Ask{AskAnythingElse, AskSafeNow, AskContactSafe, AskWanted, AskCarryOn, AskAdvocate, AskName} {
		for _, words := range []string{"hello", "hi", "hiya", "you there?", "hello is this still the complaints number", "can i tell you something", "i need to tell someone something", "hang on", "skip", "ok what now", "hi its me again", "they moved me to a new placement and lost my stuff"} {
			p := wentQuiet(t, asked)
			if names, _ := p.tells(words); !slices.Equal(names, []string{"same_new"}) {
				t.Errorf("%s was on the screen, %q: said %v, want same_new alone", asked, words, names)
				continue
			}
			if names, said := p.tells("something new"); !p.s.WentOn || len(names) > 0 {
				t.Errorf("%s was on the screen, %q, something new: no talk of its own; said %v: %q", asked, words, names, said)
			}
			p = wentQuiet(t, asked)
			p.tells(words)
			if names, _ := p.tells("before"); len(names) == 0 || p.s.Stage == HandedOver {
				t.Errorf("%s was on the screen, %q, before: said %v, stage %s", asked, words, names, p.s.Stage)
			}
		}
	}
}

func TestAfterMonthsWhatIsAnsweredAtOnceDoesNotHideTheQuestion(t *testing.T) {
	t.Parallel()
	for _, words := range []string{"who sees this", "are you a robot", "can i ask something", "is it free", "can i talk to a real person"} {
		p := wentQuiet(t, AskWanted)
		if names, _ := p.tells(words); len(names) == 0 || slices.Contains(names, "same_new") {
			t.Errorf("%q: said %v", words, names)
		}
		if names, _ := p.tells("they moved me again and lost my stuff"); !slices.Equal(names, []string{"same_new"}) {
			t.Errorf("%q, then something that is wrong: said %v, want same_new", words, names)
		}
	}
}

func TestAfterMonthsAnAnswerToBeingSafeIsHeard(t *testing.T) {
	t.Parallel()
	for words, value := range map[string]string{"no": No, "not really no": No, "im not safe": No, "yes": Yes, "not sure": Unsure} {
		p := wentQuiet(t, AskSafeNow)
		names, _ := p.tells(words)
		if got := p.s.value(AskSafeNow); got != value || len(names) == 0 || (value == No) != (p.s.tier() == R1) {
			t.Errorf("%q: safe now %q, tier %s, said %v", words, got, p.s.tier(), names)
		}
	}
}

func TestWhatDoesNotSayIfItIsNewIsAskedOnceMore(t *testing.T) {
	t.Parallel()
	p := wentQuiet(t, AskWanted)
	for i, words := range []string{"hello", "ummm", "ummm"} {
		if names, _ := p.tells(words); slices.Contains(names, "same_new") != (i < 2) {
			t.Errorf("message %d: said %v", i+1, names)
		}
	}
	if names, _ := p.tells("something new"); !slices.Equal(names, []string{"same_new"}) {
		t.Errorf("something new, later: said %v", names)
	}
}

func TestAQuestionBesideBeforeOrNewWaitsForItsAnswer(t *testing.T) {
	t.Parallel()
	for words, want := range map[string][]string{"2": nil, "1": {"status_visit"}} {
		for _, later := range []time.Duration{time.Second, time.Minute} { // it crosses "before or new?", or not
			p := withAVisit(t, "yes")
			p.at = p.at.AddDate(0, 0, 9)
			p.tells("hello")
			p.at = p.at.Add(later)
			p.s, _ = p.talk.Step(p.s, Event{At: p.at, Fresh: strings.Repeat("b", 26), What: text("what's happening with my case?")})
			p.at = p.at.Add(time.Second - time.Minute) // tells adds a minute
			if names, said := p.tells(words); !slices.Equal(names, want) {
				t.Errorf("%q, %v after the question: said %v: %q, want %v", words, later, names, said, want)
			}
		}
	}
}

func TestANoToBeforeOrNewIsNoAnswerToWhatWasAskedMonthsAgo(t *testing.T) {
	t.Parallel()
	p := wentQuiet(t, AskSafeNow)
	p.tells("hello")
	p.at = p.at.Add(2*time.Second - time.Minute)
	if p.tells("2"); p.s.tier() == R1 || !p.s.WentOn {
		t.Errorf("tier %s, a talk of its own %v", p.s.tier(), p.s.WentOn)
	}
}
