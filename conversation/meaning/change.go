package meaning

import "slices"

// plannedChange finds a move or change that is said to be coming, with its day where one is said
// in the same sentence.
func (m message) plannedChange() *PlannedChange {
	var moves []hit
	for _, h := range m.of("change") {
		if !covered(h, m.of("unchanged")) && !m.calledOff(h) && !m.wasDue(h) {
			moves = append(moves, h)
		}
	}
	if len(moves) == 0 {
		return nil
	}
	days := m.of("day")
	for _, h := range moves {
		if d, ok := m.dayOf(h, days); ok {
			return &PlannedChange{Words: m.span(min(h.from, d.from), max(h.to, d.to), "").Text, When: m.span(d.from, d.to, "").Text}
		}
	}
	for _, h := range moves {
		if h.rule.about[1] == "coming" {
			return &PlannedChange{Words: m.span(h.from, h.to, "").Text}
		}
	}
	return nil
}

// calledOff: "they are not moving me friday anymore"; "not until friday" is still to come.
func (m message) calledOff(move hit) bool {
	if h := move.from - 1; h < 0 || !slices.Contains([]string{"not", "isnt", "arent", "aint", "never"}, m.at(h)) {
		return false
	}
	return !slices.Contains([]string{"till", "til", "until"}, m.at(move.to))
}

// wasDue: "she was due to move last tuesday" is over.
func (m message) wasDue(move hit) bool {
	d, ok := m.dayOf(move, m.of("day"))
	return ok && d.from > 0 && m.at(d.from-1) == "last"
}

// dayWords is how many words a move and its day may span.
const dayWords = 14

// dayOf finds the day of a move in its sentence: the nearest after it, else the nearest before it;
// of several phrases that begin at one place the longest.
func (m message) dayOf(move hit, days []hit) (hit, bool) {
	var best hit
	for _, d := range days {
		from, to := min(move.from, d.from), max(move.to, d.to)
		if to-from > dayWords || !m.oneSentence(from, to) {
			continue
		}
		later, wasLater := d.from >= move.from, best.from >= move.from
		switch {
		case best.rule == nil,
			later && !wasLater,
			later && wasLater && d.from < best.from,
			!later && !wasLater && d.from > best.from,
			d.from == best.from && d.to > best.to:
			best = d
		}
	}
	return best, best.rule != nil
}

func (m message) oneSentence(from, to int) bool {
	return !slices.ContainsFunc(m.words[from+1:to], func(w word) bool { return w.opens })
}
