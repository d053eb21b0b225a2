package caseworker

import (
	"strings"
	"testing"
)

// TestEverybodyIsToldOfAChangeThatWasMade, by a manager, and never by a name.
func TestEverybodyIsToldOfAChangeThatWasMade(t *testing.T) {
	t.Parallel()
	d := newDesk(t, jade())
	show := ShowLearning{Number: 1, YouSaid: "Nobody rings back.", WeDid: "The team answers now."}
	d.refuses("no_such_learning", morag, show)
	d.do(priya, Learn{Change: "calls are answered", Owner: "Sam", Due: rules(t).Day(d.now).AddDays(9)})
	d.refuses("not_done", morag, show)
	d.do(priya, EndLearning{Number: 1, Done: false, Note: "no money"})
	d.refuses("not_done", morag, show)
	d.do(priya, EndLearning{Number: 1, Done: true, Note: "the rota"})
	d.refuses("not_allowed", priya, show)
	d.refuses("words", morag, ShowLearning{Number: 1, YouSaid: "Nobody rings back."})
	d.refuses("words", morag, ShowLearning{Number: 1, YouSaid: "x", WeDid: strings.Repeat("x", 301)})
	d.refuses("names", morag, ShowLearning{Number: 1, YouSaid: "Jade said that nobody rings.", WeDid: "The team answers."})
	d.refuses("not_shown", morag, HideLearning{Number: 1})
	d.do(morag, show)
	first := d.c.Learning[0].Shown
	if first.WeDid != show.WeDid || first.Down || !strings.HasPrefix(first.ID, "ABCD-2345/") {
		t.Fatalf("shown: %+v", first)
	}
	d.refuses("shown", priya, EndLearning{Number: 1, Done: false, Note: "it was not"})
	show.WeDid = "The team answers within a day."
	d.do(morag, show)
	if again := d.c.Learning[0].Shown; again.ID != first.ID || again.WeDid != show.WeDid {
		t.Errorf("shown again: %+v", again)
	}
	d.do(morag, HideLearning{Number: 1})
	if !d.c.Learning[0].Shown.Down {
		t.Error("it is still shown")
	}
	d.refuses("not_shown", morag, HideLearning{Number: 1})
}
