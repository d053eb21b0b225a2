package conversation

import (
	"strings"
	"testing"
	"time"
)

func TestAQuestionAfterHandOverIsNeverMetWithSilence(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]string{
		"has anyone been to see her, has she said anything":                  "status_named",
		"whats happening? has anyone been to see her, has she said anything": "status_named",
		"whats happening. did someone tell you about me, was it my nan":      "status_named",
		"whats going on with my thing":                                       "status_named",
		"wait whats happening on friday":                                     "status_named",
		"when is he coming again":                                            "status_named",
		"who is coming to see me":                                            "status_named",
		"can someone just text me instead":                                   "got_it_named",
		"do i have to go":                                                    "got_it_named",
		"how come nobody has rang me":                                        "status_named",
		"will she know it was me":                                            "not_tell",
		"does my mum know i told you":                                        "not_tell",
		"im not in trouble am i":                                             "no_trouble",
		"but who are you":                                                    "who_we_are",
		"ok":                                                                 "", "thanks": "", "what he did was wrong": "",
	} {
		p := nearlyDone(t, "", false, "costa in town", "wednesday at 4")
		p.happens(time.Minute, CaseClaimed{Name: "Priya"})
		p.happens(time.Minute, text("ok thanks for that, see you soon"))
		said, _ := p.happens(time.Minute, text(words))
		if got := strings.Join(said, " "); got != want {
			t.Errorf("%q: said %q, want %q", words, got, want)
		}
	}
}

func TestAQuestionAboutTheVisitIsAnsweredWithItsDay(t *testing.T) {
	t.Parallel()
	p := nearlyDone(t, "", false, "costa in town", "wednesday at 4")
	p.happens(time.Minute, CaseClaimed{Name: "Priya"})
	p.happens(time.Minute, VisitBooked{Effect: "c/v", ID: "v1", At: p.at.Add(48 * time.Hour), Place: "the library", With: "Priya"})
	p.happens(time.Minute, text("1"))
	if said, _ := p.happens(time.Minute, text("when is he coming again")); strings.Join(said, " ") != "status_visit" {
		t.Errorf("said %v", said)
	}
}

func TestWhoWouldComeIsSaid(t *testing.T) {
	t.Parallel()
	for _, words := range []string{"who would come", "what for"} {
		p := nearlyDone(t, AskCarryOn, false, "", "")
		if said, _ := p.happens(time.Minute, text(words)); strings.Join(said, " ") != "who_comes carry_on" {
			t.Errorf("%q: said %v", words, said)
		}
	}
}

func TestInABurstAQuestionIsAnsweredToo(t *testing.T) {
	t.Parallel()
	p := newTalking(t)
	p.happens(0, text("my social worker never rings me back"))
	p.happens(time.Minute, text("no"))
	p.happens(time.Minute, text("me"))
	var said []string
	for _, words := range []string{"yh im safe", "im not in trouble am i", "lol"} {
		more := 0
		p.at = p.at.Add(3 * time.Second)
		p.n++
		p.take(&said, &more, Event{At: p.at, Fresh: "abcdefghijklmnopqrstuvwxyz", What: text(words)})
	}
	more, _ := p.happens(time.Minute, Woke{})
	if all := strings.Join(append(said, more...), " "); !strings.Contains(all, "no_trouble") {
		t.Errorf("said %q", all)
	}
}

// A question that is put instead of an answer is none: the answer to it is a person's, and ours is asked anew.
func TestAQuestionIsNoAnswer(t *testing.T) {
	t.Parallel()
	for words, asks := range map[string]bool{
		"Am I allowed to complain about my IRO?": true, "are you sure its deleted": true, "is that bad": true,
		"can i go back to my nans": false, "please can i see my sister more": false, "can we see nan": false, "do something about it": false, "will someone ring me": false, "is it ok. i want my phone back": false,
	} {
		p := newTalking(t)
		p.happens(0, text("i got moved without being told"))
		for _, w := range []string{"0", "yes", "yes"} {
			p.happens(time.Minute, text(w))
		}
		said, _ := p.happens(time.Minute, text(words))
		if got := strings.Join(said, " ") == "ask_person wanted_outcome" && p.s.words(AskWanted) == ""; got != asks {
			t.Errorf("%q: said %q, kept %q", words, said, p.s.words(AskWanted))
		}
	}
}

func TestTwoChildrenAreSpokenOfAsTwo(t *testing.T) {
	t.Parallel()
	p := newTalking(t)
	p.happens(0, text("i look after Ruby, their sw is awful"))
	p.s.Answers = map[Ask]Answer{AskChildName: {Value: "Ruby and Tom", Words: "Ruby and Tom"}}
	n := &turn{Talk: p.talk, s: p.s}
	if got := n.child(); got != "each child" {
		t.Errorf("how old is %s?", got)
	}
}
