package meaning

// OwnAge is the age that whoever writes says they are: "im 22", "i turned 19 last week". What is counted ("im 20
// mins late") and what is to come ("im 19 in june") is no age.
func (r *Reader) OwnAge(text string) (years int, ok bool) {
	m := r.message(text)
	for i := range m.words {
		n, used := m.number(i)
		if used == 0 || i > 0 && m.words[i].opens || !m.ofWriter(i) || m.counts(i+used) {
			continue
		}
		return n, true
	}
	return 0, false
}

// ofWriter: the words before a number say that it is their own age.
func (m message) ofWriter(i int) bool {
	for i > 1 && m.in("age_now", i-1) {
		i--
	}
	switch m.at(i - 1) {
	case "im", "am":
		return true
	case "turned":
		return m.at(i-2) == "i" || m.at(i-2) == "ive" || m.at(i-2) == "just" && (m.at(i-3) == "i" || m.at(i-3) == "ive")
	case "aged":
		return i == 1 // "aged 21, care leaver"
	}
	return false
}

// counts: the words after a number say that it is one of minutes, pounds or miles, or an age to come.
func (m message) counts(i int) bool {
	if m.ends(i) {
		return false
	}
	switch m.at(i) {
	case "in":
		_, used := m.number(i + 1)
		return used > 0 || m.in("month", i+1) || m.at(i+1) == "a" || m.at(i+1) == "about"
	case "on":
		return m.in("day", i+1) || m.at(i+1) == "the"
	}
	return m.in("counted", i) || m.in("month", i) || m.in("day", i)
}
