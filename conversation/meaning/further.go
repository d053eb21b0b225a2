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

// headline reports whether a stretch says in a few words what is in a bad state: "bike missing".
func (m message) headline(t matter) bool {
	const least, most = 2, 4
	from := t.from
	for m.at(from) == "and" {
		from++
	}
	if t.to-from < least || t.to-from > most {
		return false
	}
	for i := from; i < t.to-1; i++ {
		if m.in("complainer", i) || m.in("tells_verb", i) || m.in("he_or_she", i) {
			return false
		}
	}
	return m.in("bad_state", t.to-1) && !m.in("bad_state", from) && !m.in("padding", from)
}

// ofSame reports whether what somebody does goes on with what was told before it: "and they wont replace it".
func (m message) ofSame(subject int) bool {
	const near = 3
	for i := subject + 1; i <= subject+near && i < len(m.words); i++ {
		switch m.at(i) {
		case "it", "them", "that":
			return true
		case "my", "our", "the", "a":
			return false
		}
	}
	return false
}
