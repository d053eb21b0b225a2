package conversation

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// What asks something of us is answered as well as we can, is kept as nobody's name and no place, and the
// question is put again.
func TestAQuestionBackIsAnsweredAndAskedPast(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		ask       Ask
		who       string
		text, say string
	}{
		{AskAvoid, "self", "will he get in trouble", "ask_person"}, {AskAvoid, "self", "what on earth is an advocate", "advocate_is"},
		{AskAvoid, "self", "wots an advocate", "advocate_is"}, {AskAvoid, "self", "can u trace my number", "trace"},
		{AskAvoid, "self", "like who", "let_pass"}, {AskWanted, "self", "like what", "let_pass"}, {AskAvoid, "self", "will i get moved", "no_move"}, {AskAvoid, "self", "what will happen to her", "ask_person"},
		{AskKeepFrom, "behalf", "will she lose her job", "ask_person"}, {AskKeepFrom, "behalf", "can you see my number", "trace"},
		{AskAboutWho, "", "can u trace my number", "trace"}, {AskAboutWho, "", "can i stay anonymous", "anonymous"}, {AskAboutWho, "", "will they know its me", "ask_person"},
		{AskAdvocate, "self", "will they shout at me", "no_move"}, {AskAdvocate, "self", "do they work for you", "advocate_is"},
		{AskCarryOn, "self", "whats an advacate", "advocate_is"}, {AskCarryOn, "self", "who would come", "who_comes"},
		{AskName, "self", "Who is dealing with this?", "status"}, {AskName, "self", "will it be written down", "ask_person"},
		{AskWanted, "self", "can they see where i am", "trace"}, {AskWanted, "self", "what can you do", "ask_person"},
		{AskVisitWhere, "self", "what would they ask me", "ask_person"}, {AskVisitWhen, "self", "what times do they work", "ask_person"},
		{AskRelationship, "behalf", "will his mum lose her job", "ask_person"}, {AskContactSafe, "self", "is this number traced", "trace"},
	} {
		p := inTheMiddle(t, row.who, row.ask)
		for _, a := range AllAsks() {
			if a == row.ask {
				break
			}
			if p.s.Put[a] = 2; a == AskCarryOn {
				p.s.Answers[a] = Answer{Value: Yes, Seq: 1}
			}
		}
		said, _ := p.happens(time.Minute, text(row.text))
		if got, want := strings.Join(said, " "), row.say+" "+string(row.ask); got != want {
			t.Errorf("%s: to %q we say %q, want %q", row.ask, row.text, got, want)
		}
		if got, answered := p.s.Answers[row.ask]; answered {
			t.Errorf("%s: %q is kept as %+v", row.ask, row.text, got)
		}
	}
}

// Asked if there is anything else, a question is answered and no matter; what is to be done is one.
func TestAQuestionIsNothingElseThatIsWrong(t *testing.T) {
	t.Parallel()
	for words, say := range map[string]string{
		"are you the police": "who_we_are", "are you childline": "who_we_are", "who even are you lot": "who_we_are", "how do i know ur not my sw": "who_we_are", "can i get in trouble": "no_trouble",
		"could we be in trouble": "no_trouble", "can i stop whenever": "have_to", "what do you do with this": "who_sees", "so you wont tell my sw?": "who_sees", "will you tell my sw": "who_sees",
		"will you tell my mum what i said": "who_sees", "whats gonna happen": "status", "r u allowed to do this": "ask_person", "when can i see my mum": "ask_person", "can you see my texts": "trace",
	} {
		p := inTheMiddle(t, "self", AskAnythingElse)
		before := len(p.s.Issues)
		if said, _ := p.happens(time.Minute, text(words)); len(p.s.Issues) > before || !slices.Contains([]string{say, "ask_person"}, said[0]) || said[len(said)-1] != "anything_else" {
			t.Errorf("to %q we say %v, with %d matters", words, said, len(p.s.Issues))
		}
	}
	for _, words := range []string{
		"will you tell my sw to ring me", "can you tell her to ring me", "will you ask my sw to call me", "can you tell them to stop moving me", "will you tell my mum i miss her",
		"can they just take my stuff", "why did they move me", "how come i cant see my brother", "could you make him stop",
	} {
		p := inTheMiddle(t, "self", AskAnythingElse)
		before := len(p.s.Issues)
		if p.happens(time.Minute, text(words)); len(p.s.Issues) != before+1 || p.s.Issues[before].Words != words {
			t.Errorf("%q is no matter: %+v", words, p.s.Issues)
		}
	}
}

// They ask if they may tell, and have told nothing yet: no harm, and nothing else is asked for before it.
func TestWhoAsksIfTheyMayTellIsAskedWhatHappened(t *testing.T) {
	t.Parallel()
	for _, words := range []string{
		"is it ok if i say something here", "is it alright if i ask something", "would it be ok if i told you something here", "can i tell you a secret", "can you keep a secret",
		"can i say something about my carer", "is it ok to complain", "can i say anything here", "is this ok to tell you stuff",
	} {
		p := newTalking(t)
		if said, _ := p.happens(0, text(words)); len(p.s.Issues) > 0 || p.s.Danger.Tier != "" && p.s.Danger.Tier != NoTier || said[len(said)-1] != "limits_concern" {
			t.Errorf("%q: said %v, tier %q, %d matters", words, said, p.s.Danger.Tier, len(p.s.Issues))
		}
	}
	for _, words := range []string{"is it ok if i tell you something bad", "what if i told you something happened", "is it ok if i say something about my stepdad hitting me"} {
		p := newTalking(t)
		if p.happens(0, text(words)); p.s.Danger.Tier == "" || p.s.Danger.Tier == NoTier {
			t.Errorf("%q raises nothing", words)
		}
	}
}

// An answer may be put as a question.
func TestAnAnswerPutAsAQuestionIsTaken(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		ask  Ask
		text string
		kept Ask
	}{
		{AskWanted, "can i go back to my nans", AskWanted}, {AskWanted, "why cant i just live with nan", AskWanted}, {AskVisitWhere, "my nans?", AskVisitWhere},
		{AskVisitWhere, "is it ok at my nans", AskVisitWhere}, {AskVisitWhen, "can it be tuesday", AskVisitWhen}, {AskVisitWhen, "tuesday?", AskVisitWhen},
		{AskWanted, "can you trace my birth mum", AskWanted}, {AskCarryOn, "can it be tuesday", AskVisitWhen}, {AskCarryOn, "can they come to school", AskVisitWhere}, {AskAvoid, "gary?", AskAvoid},
		{AskAvoid, "do i have to see my sw", AskAvoid}, {AskAvoid, "can it not be gary", AskAvoid}, {AskAvoid, "like gary", AskAvoid}, {AskWanted, "will you tell my sw to ring me", AskWanted}, {AskName, "can you call me Kai", AskName},
	} {
		p := inTheMiddle(t, "self", row.ask)
		p.happens(time.Minute, text(row.text))
		if got := p.s.Answers[row.kept]; got.Seq < 2 || got.Words == "" {
			t.Errorf("%s: %q is kept as %+v", row.ask, row.text, got)
		}
	}
}
