package console

import (
	"strconv"

	"sayso/caseworker"
)

func learn(f form) caseworker.Act {
	return caseworker.Learn{
		Version: f.version(), Issues: f.numbers("issue"), Cause: f.text("cause"), Change: f.text("change"), Owner: f.text("owner"),
		Due: f.date("due"), DrawsOn: f.drawsOn(),
	}
}

func endLearning(f form) caseworker.Act {
	n, _ := strconv.Atoi(f.PathValue("learning")) // 0 is no number of a change
	return caseworker.EndLearning{Version: f.version(), Number: n, Done: f.text("done") == "yes", Note: f.text("note"), DrawsOn: f.drawsOn()}
}

func showLearning(f form) caseworker.Act {
	n, _ := strconv.Atoi(f.PathValue("learning"))
	return caseworker.ShowLearning{Version: f.version(), Number: n, YouSaid: f.text("you_said"), WeDid: f.text("we_did")}
}

func hideLearning(f form) caseworker.Act {
	n, _ := strconv.Atoi(f.PathValue("learning"))
	return caseworker.HideLearning{Version: f.version(), Number: n}
}

// numbers are those of the boxes that are ticked.
func (f form) numbers(name string) (all []int) {
	for _, text := range f.many(name) {
		n, _ := strconv.Atoi(text) // 0 is no issue, and the act says so
		all = append(all, n)
	}
	return all
}

// LearningForm names the form about one thing that is to change.
func (casePage) LearningForm(number int) string { return "learning-" + strconv.Itoa(number) }

// ShowForm names the form by which everybody is told of it.
func (casePage) ShowForm(number int) string { return "show-" + strconv.Itoa(number) }

// Overdue reports whether something that is to change should have by now.
func (p casePage) Overdue(l caseworker.Learning) bool {
	return l.Ended == nil && l.Due.Before(p.today())
}
