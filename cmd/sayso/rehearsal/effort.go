package rehearsal

import (
	"slices"
	"strings"

	"sayso/conversation"
)

// Effort is what a talk costs, from the first text until it is handed over.
type Effort struct {
	Messages int  // that the person sends
	Theirs   int  // text segments of these
	Ours     int  // text segments that the service sends
	Whole    bool // everything was asked and answered
}

func (e *Effort) sent(text string) {
	segments, _ := conversation.Segments(text)
	e.Messages++
	e.Theirs += segments
}

func (e *Effort) heard(text string) {
	segments, _ := conversation.Segments(text)
	e.Ours += segments
}

// countsForEffort is the line of a story that says that these people co-operate.
const countsForEffort = "Counts for effort."

// CountsForEffort says that the people of this scene co-operate, so that what it costs them says how
// much is asked of people.
func (s Scene) CountsForEffort() bool {
	return slices.Contains(strings.Split(s.Story, "\n"), countsForEffort)
}

// whole: everything was asked that is asked before a visit, and what was written down is agreed.
func whole(f conversation.Facts) bool {
	return f.Agreed != nil && f.VisitWhere != "" && f.VisitWhen != "" && len(f.Missing) == 0
}
