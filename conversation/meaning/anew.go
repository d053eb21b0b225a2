package meaning

import "slices"

// Anew reads a short message, written when nothing is asked or at the read-back, for an answer that is to
// stand from now on: that they want no visit any more, or one after all ("carry_on"), or a time or a place
// that would be better.
func (r *Reader) Anew(text string) (Told, bool) {
	const most = 14 // words; more is a story
	m := r.message(text)
	if len(m.words) == 0 || len(m.words) > most || m.danger().risk == Immediate {
		return Told{}, false
	}
	if h, ok := first(m.of("anew")); ok && h.rule.about[1] == "carry_on" {
		return Told{"carry_on", Reply{Value: h.rule.about[2]}, 0, len([]rune(text))}, true
	}
	return m.better()
}

// WishesAnew gives what would help, where a message begins with words that say so: "actually what i want is my cat back".
func (r *Reader) WishesAnew(text string) (rest string, ok bool) {
	m := r.message(text)
	for _, h := range longestFirst(m.of("anew")) {
		if h.rule.about[1] == "wish" && h.from == m.carrying(0) && h.to < len(m.words) {
			return whole(text[m.words[h.to].from:]), true
		}
	}
	return "", false
}

// better reads "no friday is better", "the day should be tuesday", "can we meet at school instead": a time
// or a place, beside which nothing is said but that it should be that.
func (m message) better() (Told, bool) {
	from, to, signed := 0, len(m.words), false
	for moved := true; moved && from < to; {
		moved = false
		for _, h := range longestFirst(m.part(from, to).of("anew")) {
			if how := h.rule.about[1]; (how == "lead" || how == "weak") && h.from == 0 {
				from, moved, signed = from+h.to, true, signed || how == "lead"
				break
			}
		}
		if !moved && m.reader.phrases.fills(m.words[from]) {
			from, moved = from+1, true
		}
	}
	for moved := true; moved && from < to; {
		moved = false
		for _, h := range longestFirst(m.part(from, to).of("anew")) {
			if h.rule.about[1] == "tail" && h.to == to-from && h.from > 0 {
				to, moved, signed = from+h.from, true, true
				break
			}
		}
		if !moved && m.reader.phrases.fills(m.words[to-1]) {
			to, moved = to-1, true
		}
	}
	if !signed || from >= to {
		return Told{}, false
	}
	part := m.part(from, to)
	s := m.span(from, to, "")
	if reply := m.read("visit_when", from, to); reply.OnlyHere && m.reader.OnlyWhen(part.said()) {
		reply.Rest = s.Text
		return Told{"visit_when", reply, s.Start, s.End}, true
	}
	if m.onlyPlace(part) && part.led() {
		return Told{"visit_where", Reply{Value: "text", Rest: s.Text}, s.Start, s.End}, true
	}
	return Told{}, false
}

// led reports whether a place is named as one to go to: "at school", "my nans".
func (m message) led() bool {
	return m.in("leads_place", 0) || m.at(0) == "the" || m.at(0) == "to" || len(m.words) == 1
}

func longestFirst(hits []hit) []hit {
	slices.SortStableFunc(hits, func(a, b hit) int { return (b.to - b.from) - (a.to - a.from) })
	return hits
}
