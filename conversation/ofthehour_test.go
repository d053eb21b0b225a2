package conversation

import (
	"testing"
	"time"
)

// TestWhatIsSaidAtTheHourOfAVisitIsTheirs: whoever waits for a worker speaks of the worker.
func TestWhatIsSaidAtTheHourOfAVisitIsTheirs(t *testing.T) {
	t.Parallel()
	for _, words := range []string{"she isnt here", "shes not here", "shes here now thanks", "has she left yet", "hes not turned up yet", "she is late"} {
		p := withAVisit(t, "yes")
		p.at = p.s.Visits[0].At.Add(30 * time.Minute)
		p.s.StaffAt = p.at.Add(-2 * time.Hour) // and so not long away
		if p.goesElsewhere(words) {
			t.Errorf("%q is another's", words)
			continue
		}
		if p.tells(words); p.s.Contact(SMS).SafeToReply != Yes {
			t.Errorf("%q makes the phone %s", words, p.s.Contact(SMS).SafeToReply)
		}
	}
	p := withAVisit(t, "yes")
	p.happens(0, VisitOver{ID: p.s.Visits[0].ID, State: "done"})
	if p.goesElsewhere("no but shes trying") {
		t.Error("what came of the visit is another's")
	}
	for _, words := range []string{"this is his mum", "you have the wrong number"} {
		p := withAVisit(t, "yes")
		p.at = p.s.Visits[0].At.Add(30 * time.Minute)
		if !p.goesElsewhere(words) {
			t.Errorf("%q at that hour is not another's", words)
		}
	}
}
