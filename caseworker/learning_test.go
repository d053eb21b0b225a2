package caseworker

import (
	"slices"
	"testing"
)

// TestWhatChangesIsAgreedAndItsEndWrittenDown: who, by when, and what shows it; after the case is closed too.
func TestWhatChangesIsAgreedAndItsEndWrittenDown(t *testing.T) {
	t.Parallel()
	d := newDesk(t, jade())
	due := d.onDay(20)
	d.onDay(1)
	good := Learn{Issues: []int{2, 1, 2}, Cause: "nobody covers leave", Change: "calls are answered by the team while somebody is away", Owner: "Morag", Due: due}
	for code, change := range map[string]func(*Learn){
		"change": func(a *Learn) { a.Change = " " },
		"owner":  func(a *Learn) { a.Owner = "" },
		"due":    func(a *Learn) { a.Due = rules(t).Day(d.now).AddDays(-2) },
		"issues": func(a *Learn) { a.Issues = []int{3} },
	} {
		act := good
		change(&act)
		d.refuses(code, priya, act)
	}
	d.refuses("not_allowed", system, good)
	d.do(priya, good)
	if got := d.view().Learning; d.said.Learning != 1 || len(got) != 1 || !slices.Equal(got[0].Issues, []int{1, 2}) || got[0].Ended != nil || got[0].By != priya.Email {
		t.Fatalf("agreed: %+v", got)
	}
	d.refuses("no_such_learning", priya, EndLearning{Number: 2, Done: true, Note: "rota"})
	d.refuses("note", priya, EndLearning{Number: 1, Done: true})
	for n := range 2 {
		d.do(priya, IssueOutcome{Number: n + 1, Outcome: Upheld, Seen: seenAll})
	}
	d.do(priya, Close{Seen: seenAll})
	d.do(priya, EndLearning{Number: 1, Done: false, Note: "no money this year"})
	d.do(morag, EndLearning{Number: 1, Done: true, Note: "the rota of March"})
	if got := d.view().Learning[0].Ended; !got.Done || got.Note != "the rota of March" || got.By != morag.Email {
		t.Errorf("ended: %+v", got)
	}
	h := d.c.History
	if last, before := h[len(h)-1], h[len(h)-2]; last.Act != "learning/end" || last.Why != "the rota of March" || before.Why != "no money this year" {
		t.Errorf("history: %+v", h)
	}
	counted := d.c.Tally(d.facts, rules(t), d.now).Learning
	if len(counted) != 1 || !counted[0].Done || counted[0].Ended != rules(t).Day(d.now) {
		t.Errorf("counted: %+v", counted)
	}
}

// TestAJoinedCaseBringsWhatItChanges, with the numbers that its issues have now.
func TestAJoinedCaseBringsWhatItChanges(t *testing.T) {
	t.Parallel()
	other := newDesk(t, nan())
	other.do(priya, AddIssue{Words: "nobody rings me", Kinds: []string{"communication"}})
	other.do(priya, Learn{Issues: []int{1}, Change: "relatives are rung back", Owner: "Sam", Due: rules(t).Day(other.now).AddDays(9)})
	d := newDesk(t, jade())
	d.do(priya, Learn{Issues: []int{2}, Change: "brothers meet", Owner: "Sam", Due: rules(t).Day(d.now).AddDays(9)})
	d.joins = &Joining{Case: other.c, Facts: other.facts}
	d.do(priya, Join{Case: other.c.Reference})
	got := d.c.Learning
	if len(got) != 2 || got[1].Number != 2 || !slices.Equal(got[1].Issues, []int{3}) || !slices.Equal(got[0].Issues, []int{2}) {
		t.Errorf("joined: %+v", got)
	}
	if !slices.Equal(other.c.Learning[0].Issues, []int{1}) {
		t.Error("the other case was changed")
	}
}
