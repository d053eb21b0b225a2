package rehearsal

import (
	"slices"
	"strings"

	"sayso/conversation"
)

// Effort is what a talk costs, from the first text until it is handed over.
type Effort struct {
	Messages int  // that the person sends
	Theirs   int  // text segments of these; none in the chat
	Ours     int  // text segments that the service sends
	Whole    bool // everything was asked and answered
	// Plain: and they did nothing else. Each message after the first answers one question of ours, no question was put
	// twice, and no answer was changed.
	Plain bool

	put map[conversation.Ask]int // how often each question was put
}

func (e *Effort) sent(on conversation.Channel, text string) {
	e.Messages++
	e.Theirs += segments(on, text)
}

func (e *Effort) heard(say conversation.Say) {
	e.Ours += segments(say.Channel, say.Text)
	if say.Ask != "" {
		if e.put == nil {
			e.put = map[conversation.Ask]int{}
		}
		e.put[say.Ask]++
	}
}

// ends says at the end what kind of talk it was.
func (e *Effort) ends(f conversation.Facts) {
	e.Whole = whole(f)
	e.Plain = e.Whole && len(f.Earlier) == 0 && e.Messages == len(e.put) && e.put[conversation.AskConfirm] == 1
	for _, times := range e.put {
		e.Plain = e.Plain && times == 1
	}
}

func segments(on conversation.Channel, text string) int {
	if on == conversation.Chat {
		return 0
	}
	n, _ := conversation.Segments(text)
	return n
}

// CountsForEffort is the line of a story that says that these people co-operate. Where everything is asked it
// stands in each scene that is Plain, and in no other.
const CountsForEffort = "Counts for effort."

// CountsForEffort says that the people of this scene co-operate, so that what it costs them says how
// much is asked of people.
func (s Scene) CountsForEffort() bool {
	return slices.Contains(strings.Split(s.Story, "\n"), CountsForEffort)
}

// whole: everything was asked that is asked before a visit, and what was written down is agreed.
func whole(f conversation.Facts) bool {
	return f.Agreed != nil && f.VisitWhere != "" && f.VisitWhen != "" && len(f.Missing) == 0
}

// Totals adds up what some talks cost.
type Totals struct {
	Talks, Messages, Theirs, Ours int
	Least, Most                   int // messages
	Median                        float64
	MedianOurs                    float64 // of the talks by text
}

// Total adds efforts up; the zero value where there are none.
func Total(all []Effort) Totals {
	t := Totals{Talks: len(all)}
	if len(all) == 0 {
		return t
	}
	var messages, ours []int
	for _, e := range all {
		t.Messages += e.Messages
		t.Theirs += e.Theirs
		t.Ours += e.Ours
		if messages = append(messages, e.Messages); e.Ours > 0 {
			ours = append(ours, e.Ours)
		}
	}
	t.Least, t.Most = slices.Min(messages), slices.Max(messages)
	t.Median, t.MedianOurs = median(messages), median(ours)
	return t
}

func median(of []int) float64 {
	if len(of) == 0 {
		return 0
	}
	slices.Sort(of)
	return float64(of[(len(of)-1)/2]+of[len(of)/2]) / 2
}
