package conversation

import (
	"testing"
	"time"
)

// What is said to an open question is kept as they said it: put right in the same breath, of no day that we
// know, or said again because we could not read it.
func TestWhatIsSaidToAnOpenQuestionIsKeptAsTheySaidIt(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		asked Ask
		texts []string
		words string
	}{
		{AskAvoid, []string{"sir I mean Mr Pell"}, "sir I mean Mr Pell"},
		{AskVisitWhen, []string{"Not Sabbath. Sunday is fine."}, "Not Sabbath. Sunday is fine."},
		{AskVisitWhen, []string{"days when it's raining cos I lay patios"}, "days when it's raining cos I lay patios"},
		{AskKeepFrom, []string{"the agency like", "the agency like"}, "the agency like"},
		{AskVisitWhen, []string{"who will come?", "are you a robot"}, ""},
		{AskAvoid, []string{"how long does it take?", "my hamster is called biscuit"}, ""},
	} {
		p := reached(t, "behalf", row.asked)
		p.s.Answers[AskVisitWhere] = Answer{Value: "text", Words: "school", Seq: 1}
		p.s.Put[row.asked] = 1
		for _, said := range row.texts {
			p.happens(time.Minute, text(said))
		}
		if got := p.s.words(row.asked); got != row.words {
			t.Errorf("%s %q: kept %q, want %q", row.asked, row.texts, got, row.words)
		}
	}
}
