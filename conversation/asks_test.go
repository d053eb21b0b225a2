package conversation

import (
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
		{AskAvoid, "self", "will i get moved", "no_move"}, {AskAvoid, "self", "what will happen to her", "ask_person"},
		{AskKeepFrom, "behalf", "will she lose her job", "ask_person"}, {AskKeepFrom, "behalf", "can you see my number", "trace"},
		{AskAboutWho, "", "can u trace my number", "trace"}, {AskAboutWho, "", "can i stay anonymous", "anonymous"}, {AskAboutWho, "", "will they know its me", "ask_person"},
		{AskAdvocate, "self", "will they shout at me", "no_move"}, {AskAdvocate, "self", "do they work for you", "advocate_is"},
		{AskCarryOn, "self", "whats an advacate", "advocate_is"}, {AskCarryOn, "self", "who would come", "who_comes"},
		{AskName, "self", "Who is dealing with this?", "ask_person"}, {AskName, "self", "will it be written down", "ask_person"},
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
		{AskAvoid, "do i have to see my sw", AskAvoid}, {AskAvoid, "can it not be gary", AskAvoid}, {AskName, "can you call me Kai", AskName},
	} {
		p := inTheMiddle(t, "self", row.ask)
		p.happens(time.Minute, text(row.text))
		if got := p.s.Answers[row.kept]; got.Seq < 2 || got.Words == "" {
			t.Errorf("%s: %q is kept as %+v", row.ask, row.text, got)
		}
	}
}
