package conversation

import (
	"testing"
	"time"
)

// Who was not sure, and says it later, has said it.
func TestWhatTheyWereNotSureOfAndSayLaterIsTaken(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		asked Ask
		unsure, later,
		value string
	}{
		{AskChildAge, "not sure", "oh hes 14", "14"},
		{AskChildAge, "let me think", "for the last one, hes 15", "15"},
		{AskChildAge, "dont know off hand", "he is 9 years old", "9"},
		{AskWanted, "idk", "i want to see my brother more", "text"},
		{AskContactSafe, "not sure", "its ok to text me here", "unsure"}, // this is never taken lightly
	} {
		p := reached(t, "behalf", row.asked)
		p.happens(time.Minute, text(row.unsure))
		p.s = p.s.clone()
		p.s.Answers[row.asked] = Answer{Value: "unsure", Seq: p.s.Lines}
		p.s.Pending = Asked{Ask: AskKeepFrom, Seq: p.s.Lines, At: p.at, Channel: SMS}
		p.happens(time.Minute, text(row.later))
		if got := p.s.value(row.asked); got != row.value {
			t.Errorf("%s %q, %q: %q, want %q", row.asked, row.unsure, row.later, got, row.value)
		}
	}
}
