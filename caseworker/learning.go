package caseworker

import (
	"slices"
	"strings"
)

// Learning is something that is to change because of a complaint, so that it need not be made again (Walsall's report of
// 2011/12: "ensure we follow up and embed learning").
type Learning struct {
	Number int    `json:"number"`           // on the case, from 1
	Issues []int  `json:"issues,omitempty"` // those that it comes from; none is the complaint as a whole
	Cause  string `json:"cause,omitempty"`  // why it went wrong
	Change string `json:"change"`           // what will be done differently
	Owner  string `json:"owner"`            // who sees to it, as colleagues know them
	Due    Date   `json:"due"`
	Stamp
	DrawsOn []string       `json:"draws_on,omitempty"`
	Ended   *LearningEnded `json:"ended,omitempty"` // nil while it is to be done
	Shown   *Shown         `json:"shown,omitempty"` // nil where everybody was never told
}

// LearningEnded is what came of it.
type LearningEnded struct {
	Stamp
	Done    bool     `json:"done"`
	Note    string   `json:"note"` // what shows that it was done, or why it was not
	DrawsOn []string `json:"draws_on,omitempty"`
}

type (
	// Learn agrees what is to change.
	Learn struct {
		Version int      `json:"version"`
		Issues  []int    `json:"issues"`
		Cause   string   `json:"cause"`
		Change  string   `json:"change"`
		Owner   string   `json:"owner"`
		Due     Date     `json:"due"`
		DrawsOn []string `json:"draws_on"`
	}
	// EndLearning says what came of it. Saying it again replaces that; history keeps both.
	EndLearning struct {
		Version int      `json:"version"`
		Number  int      `json:"-"` // stands in the path
		Done    bool     `json:"done"`
		Note    string   `json:"note"`
		DrawsOn []string `json:"draws_on"`
	}
)

func (a Learn) Terms() Terms {
	return Terms{Name: "learning", Needs: MayWork, Versioned: true, Version: a.Version, Why: a.Change, DrawsOn: a.DrawsOn, OnClosed: true}
}

func (a Learn) do(t *turn) error {
	switch {
	case strings.TrimSpace(a.Change) == "":
		return invalid("change", "Say what will be done differently.")
	case strings.TrimSpace(a.Owner) == "":
		return invalid("owner", "Say who sees to it.")
	case a.Due.IsZero() || a.Due.Before(t.m.Rules.Day(t.m.At)):
		return invalid("due", "Say by which day. It cannot be a day that is over.")
	}
	for _, n := range a.Issues {
		if !slices.ContainsFunc(t.issuesNow(t.m.Facts), func(i Issue) bool { return i.Number == n }) {
			return invalid("issues", "There is no such issue on this case.")
		}
	}
	t.Learning = append(t.Learning, Learning{
		Number: len(t.Learning) + 1, Issues: slices.Compact(slices.Sorted(slices.Values(a.Issues))), Cause: strings.TrimSpace(a.Cause),
		Change: strings.TrimSpace(a.Change), Owner: strings.TrimSpace(a.Owner), Due: a.Due,
		Stamp: Stamp{By: mark(t.m.By), At: t.m.At}, DrawsOn: a.DrawsOn,
	})
	t.answer.Learning = len(t.Learning)
	return nil
}

func (a EndLearning) Terms() Terms {
	return Terms{Name: "learning/end", Needs: MayWork, Versioned: true, Version: a.Version, Why: a.Note, DrawsOn: a.DrawsOn, OnClosed: true}
}

func (a EndLearning) do(t *turn) error {
	l, err := t.change(a.Number)
	if err != nil {
		return err
	}
	if strings.TrimSpace(a.Note) == "" {
		return invalid("note", "Say what shows that it was done, or why it was not.")
	}
	if l.Shown != nil && !l.Shown.Down && !a.Done {
		return invalid("shown", "Everybody is told that it was done. Take that down first.")
	}
	l.Ended = &LearningEnded{
		Stamp: Stamp{By: mark(t.m.By), At: t.m.At}, Done: a.Done, Note: strings.TrimSpace(a.Note), DrawsOn: a.DrawsOn,
	}
	return nil
}

// joinLearning gives the other's changes numbers of this case, and those of their issues, which have new ones too.
func (t *turn) joinLearning(others []Learning, renumbered map[int]int) {
	for _, l := range others {
		l.Number = len(t.Learning) + 1
		l.Issues = slices.Clone(l.Issues)
		for n := range l.Issues {
			l.Issues[n] = renumbered[l.Issues[n]]
		}
		t.Learning = append(t.Learning, l)
	}
}

// changeDue is the first day by which something that was agreed is to change; nil where nothing is.
func (c Case) changeDue() (first *Date) {
	for _, l := range c.Learning {
		if l.Ended == nil && (first == nil || l.Due.Before(*first)) {
			first = &l.Due
		}
	}
	return first
}

// learnt is how a report counts it.
func (c Case) learnt(rules Rules) (all []TallyLearning) {
	for _, l := range c.Learning {
		one := TallyLearning{Agreed: rules.Day(l.At)}
		if l.Ended != nil {
			one.Ended, one.Done = rules.Day(l.Ended.At), l.Ended.Done
		}
		all = append(all, one)
	}
	return all
}
