package meaning

import "slices"

// plannedChange finds a move or change that is said to be coming, with its day where one is said
// in the same sentence.
func (m message) plannedChange() *PlannedChange {
	var moves []hit
	for _, h := range m.of("change") {
		if !covered(h, m.of("unchanged")) {
			moves = append(moves, h)
		}
	}
	if len(moves) == 0 {
		return nil
	}
	days := m.of("day")
	for _, h := range moves {
		for _, d := range days {
			if from, to := min(h.from, d.from), max(h.to, d.to); m.oneSentence(from, to) && to-from <= 14 {
				return &PlannedChange{Words: m.span(from, to, "").Text, When: m.longest(days, d)}
			}
		}
	}
	for _, h := range moves {
		if h.rule.about[1] == "coming" {
			return &PlannedChange{Words: m.span(h.from, h.to, "").Text}
		}
	}
	return nil
}

// longest gives the words of the longest of the hits that begin where this one does.
func (m message) longest(hits []hit, at hit) string {
	for _, h := range hits {
		if h.from == at.from && h.to > at.to {
			at = h
		}
	}
	return m.span(at.from, at.to, "").Text
}

func (m message) oneSentence(from, to int) bool {
	return !slices.ContainsFunc(m.words[from+1:to], func(w word) bool { return w.opens })
}

// people lists those complained of as they are named: "my sw", "Dave". Each once.
func (m message) people() []string {
	names := []string{}
	add := func(s string) {
		if !slices.Contains(names, s) {
			names = append(names, s)
		}
	}
	for _, h := range m.of("person") {
		switch h.rule.about[1] {
		case "role":
			add(m.span(h.from, h.to, "").Text)
		case "after":
			if _, ok := m.name(h.to - 1); ok && m.capital(h.to-1) {
				add(m.words[h.to-1].raw(m.text))
			}
		case "before":
			if _, ok := m.name(h.from); ok && m.capital(h.from) {
				add(m.words[h.from].raw(m.text))
			}
		}
	}
	return names
}
