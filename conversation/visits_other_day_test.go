package conversation

import (
	"testing"
	"time"
)

// Another day, asked for with the reason, takes back the yes to a visit.
func TestAnotherDayIsAskedForWithItsReason(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]string{
		"can it be tues i got a trip mon": "refused", "could we do wednesday because i have football": "refused", "can it be 3 instead": "refused",
		"can it be over quick i hate meetings": "confirmed", "can my mate come i want her there": "confirmed",
	} {
		p := newTalking(t)
		for _, said := range []string{"my key worker told everyone about my mum being ill", "no", "yes", "yes", "for her to say sorry", "at school on friday", "no", "no", "Kai", "1"} {
			p.happens(time.Minute, text(said))
		}
		p.happens(time.Minute, VisitBooked{Effect: "c/v", ID: "v1", At: p.at.AddDate(0, 0, 3), Place: "school", With: "Priya"})
		p.happens(time.Minute, text("yes"))
		p.happens(time.Minute, text(words))
		if got := p.s.Visits[len(p.s.Visits)-1].State; got != want {
			t.Errorf("%q after a yes: the visit is %q, want %q", words, got, want)
		}
	}
}
