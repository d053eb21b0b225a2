package meaning

// Further is a matter that is announced beside the answer to a question. Offsets count runes.
type Further struct {
	Announced  int // where the words begin that announce it
	Start, End int
	Kinds      []string
}

// Further finds a further matter in the reply to a question, by the words that announce it: "Kai, another
// thing, they lost my passport". Of what somebody wishes for "also" is part, and so is "also not my dad".
func (r *Reader) Further(ask, text string) (Further, bool) {
	m := r.message(text)
	for i := range m.words {
		join, ok := m.joinAt(i)
		if !ok || i > 0 && !m.words[i].opens && !m.words[i].pauses && m.at(i) != "and" && m.at(i) != "another" {
			continue
		}
		if len(join.rule.about) > 1 || join.to-join.from == 1 && (ask == "wanted_outcome" || m.in("denies", join.to) || m.at(join.to) == "not") {
			continue
		}
		end := m.beforeWho(join.to)
		if end-join.to < leastOpened || i == 0 && end == len(m.words) {
			continue
		}
		matter := r.Read(m.span(join.to, end, "").Text)
		if matter.Category != Complaint || len(matter.Told) > 0 {
			continue
		}
		s := m.stretch(join.to, end)
		return Further{m.span(i, join.to, "").Start, s.Start, s.End, matter.Kinds}, true
	}
	return Further{}, false
}

// beforeWho is where the words from a word on end before a last sentence that says no more than who writes.
func (m message) beforeWho(from int) int {
	for i := len(m.words) - 1; i > from; i-- {
		if (m.words[i].opens || m.words[i].pauses) && m.whoTo(i) == len(m.words) {
			return i
		}
	}
	return len(m.words)
}
