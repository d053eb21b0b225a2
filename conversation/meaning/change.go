package meaning

import (
	"slices"
	"strings"
)

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
			if !m.namedNext(h) { // "my social worker Karen" is Karen
				add(m.span(h.from, h.to, "").Text)
			}
		case "owned":
			w := m.words[h.from]
			if base, _ := strings.CutSuffix(w.text, "s"); w.owns || base != w.text && m.reader.knownName(base) {
				add(m.span(h.from, h.to, "").Text)
			}
		case "after":
			// "my sw karen": small letters are a name where it is known and stands right after a worker.
			known := m.in("forename", h.to-1) && m.in("professional", h.to-2) && !m.words[h.to-1].opens
			if _, ok := m.name(h.to - 1); ok && (m.capital(h.to-1) || known) {
				add(m.words[h.to-1].raw(m.text))
			}
		case "doer":
			if at := m.byFirstName(h); at >= 0 {
				add(m.words[at].raw(m.text))
			}
		case "before":
			if _, ok := m.name(h.from); ok && m.capital(h.from) {
				add(m.words[h.from].raw(m.text))
			}
		}
	}
	return names
}

// byFirstName is where a known first name stands in a hit that is of a stranger: not "my son Kyle", nor "its karen". -1
// where there is none.
func (m message) byFirstName(h hit) int {
	for i := h.from; i < h.to; i++ {
		if !m.in("forename", i) || m.words[i].owns {
			continue
		}
		if _, ok := m.name(i); ok && !m.in("young", i-1) && !m.in("kin", i-1) && !m.in("relative", i-1) && !m.in("introduces_self", i-1) {
			return i
		}
	}
	return -1
}

// namedNext reports whether the word after somebody's role is surely their name.
func (m message) namedNext(h hit) bool {
	if h.to >= len(m.words) || m.words[h.to].opens || m.words[h.to-1].pauses || !m.in("forename", h.to) || !m.capital(h.to) {
		return false
	}
	_, ok := m.name(h.to)
	return ok
}
