package meaning

import "slices"

// putOff reports whether an open question is left for later, or met with anger: "hang on", "why do
// you keep asking me things". In the answer to "what is wrong" anger may be the matter.
func (r *Reader) putOff(ask, text string) bool {
	if _, isOpen := open(ask); ask == "concern" || !isOpen && ask != "visit_when" {
		return false
	}
	m := r.asTyped(text)
	_, later := m.best("later")
	_, anger := m.best("anger")
	return later || anger || r.lastlyLater(ask, m)
}

// lastlyLater reports whether the last sentence puts the answer off, and nothing before it could be one:
// "I am slow on this phone. will tell you in a bit".
func (r *Reader) lastlyLater(ask string, m message) bool {
	lines := m.lines()
	if len(lines) < 2 {
		return false
	}
	last := lines[len(lines)-1]
	if _, later := r.asTyped(last.said()).best("later"); !later {
		return false
	}
	for _, s := range lines[:len(lines)-1] {
		parts, _, _ := s.times()
		if len(parts) > 0 || s.any("place") || s.any("of_wish") || s.any("of_person") || s.names(0, len(s.words)) {
			return false
		}
	}
	return true
}

// tellsInstead reports whether a reply plainly complains of something else, and says nothing of being
// safe. Danger in it is seen by its own rules.
func (r *Reader) tellsInstead(text string) bool {
	const least = 8
	m := r.message(text)
	if len(m.words) < least || m.any("yes") || m.saysNo() || m.ofSafety() || m.danger().risk != None {
		return false
	}
	if m.in("they", 0) || m.at(0) == "she" || m.at(0) == "he" {
		return false // "she won't answer her phone" is of her
	}
	read := m.matters(danger{risk: None}, nil)
	return read.category == Complaint && slices.ContainsFunc(read.kinds, func(k string) bool { return k != "other" && k != "safety" })
}

// ofSafety reports whether there is a word of being safe. "When he arrived" and "there was" have none.
func (m message) ofSafety() bool {
	for i := range m.words {
		was := m.at(i) == "when" && (m.in("it_was", i+2) || m.in("it_was", i+3)) || m.at(i) == "there" && (m.at(i+1) == "was" || m.at(i+1) == "were")
		if m.in("safety_words", i) && !was {
			return true
		}
	}
	return false
}

// saysNo reports whether there is a no in a message, other than before a word that it denies: "we had no information" has
// none.
func (m message) saysNo() bool {
	for i := range m.words {
		if m.in("no", i) && (m.ends(i+1) || m.in("after_a_no", i+1) || m.at(i) != "no" && m.words[i].opens) {
			return true
		}
	}
	return false
}

// saysWhen reports whether words that no rule reads as a time may still say when: they ask nothing,
// and are no yes or no, no anger and nothing besides.
func (r *Reader) saysWhen(m message) bool {
	const least, most = 2, 16 // words
	if len(m.words) < least || len(m.words) > most || m.leads() && m.at(0) != "not" || len(m.of("when_null")) > 0 {
		return false
	}
	for _, s := range r.asTyped(m.text).sentences() {
		if s.angers() || len(s.words) == 1 && len(s.words[0].text) == 1 && s.words[0].text <= "9" {
			return false
		}
	}
	return !m.in("ask_word", 0) && !m.in("ask_verb", 0) && !r.Beside(m.text)
}

// whenAlone reports whether a reply begins with when the young person is alone: "when my mum is at work".
func (m message) whenAlone() bool {
	first := m.at(0)
	return (first == "when" || first == "while" || first == "whenever") && !slices.ContainsFunc(m.of("when_null"), func(h hit) bool { return h.from > 0 })
}

// whenNot reports whether a reply says when not to come, or a time with what must be seen to: "not while
// the match is on", "any morning when hes asleep, about 10".
func (m message) whenNot() bool {
	const most = 16 // words
	if len(m.words) > most || m.sends() {
		return false
	}
	parts, _, _ := m.times()
	onDays := m.in("days_when", 0) && m.in("when_it_is", 1)
	return len(m.words) > 2 && (onDays || m.at(0) == "not" && m.in("leads_time", 1) || m.at(0) == "any" && len(parts) > 0)
}
