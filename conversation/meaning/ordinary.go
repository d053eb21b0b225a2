package meaning

import (
	"slices"

	"sayso/conversation/meaning/learned"
)

// besideOrdinary is how much the learned reader worries over a message without what the rules know for ordinary ("hes
// got my phone at night", "my sw hasnt rung me"), which it takes for danger: what else is said must worry it by itself.
// Of what is a worry, but calls nobody ("promise me he wont find out"), only danger now is judged so.
func (m message) besideOrdinary(l learned.Reading) learned.Reading {
	hits := longest(m.of("ordinary"))
	if len(hits) == 0 || m.reader.learned == nil {
		return l
	}
	var rest []byte
	left, from := 0, 0
	for i, w := range m.words {
		if !covered(hit{from: i, to: i + 1}, hits) {
			left++
			continue
		}
		if w.from > from {
			rest = append(rest, m.text[from:w.from]...)
		}
		from = max(from, w.to)
	}
	var again learned.Reading
	if left >= fewWords {
		again = m.reader.learned.Read(string(append(rest, m.text[from:]...)))
	}
	l.Immediate = min(l.Immediate, again.Immediate)
	if !slices.ContainsFunc(hits, func(h hit) bool { return h.rule.about[1] == "worry" }) {
		l.Risk = min(l.Risk, again.Risk)
	}
	return l
}
