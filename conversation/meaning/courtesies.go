package meaning

import "slices"

// onlyCourtesies reports whether a message is nothing but what is said out of politeness or in anger: "sorry was busy",
// "im back", "for gods sake".
func (r *Reader) onlyCourtesies(text string) bool {
	const least = 2 // words
	m := r.asTyped(text)
	return len(r.words(text)) >= least && len(m.words) > 0 && m.idle() && len(m.words) < len(r.words(text))
}

// courtesy reports whether thanks only open or close a message that tells of something else.
func (m message) courtesy(h hit) bool {
	const story = 5 // words, fewer than which are part of the thanks
	if text := m.at(h.from); text != "thanks" && text != "thankyou" {
		return false
	}
	to := h.to
	for to < len(m.words) && !m.words[to].opens {
		to++
	}
	if h.from == 0 || m.words[h.from].opens && m.closes(0, h.from) {
		return to-h.from <= story+1 && len(m.words)-to >= story
	}
	return h.from >= story && m.closes(h.from, len(m.words))
}

// closes reports whether the words from..to-1 are no more than thanks and what goes with them.
func (m message) closes(from, to int) bool {
	const most = 4
	return to-from <= most && !slices.ContainsFunc(m.of("kind"), func(h hit) bool { return h.from >= from && h.to <= to })
}

// brief reports whether the message is one question or one thanks and no more: what tells of
// something before or after it complains.
func (m message) brief() bool {
	sentences := 0
	for _, w := range m.words {
		if w.opens {
			sentences++
		}
	}
	return sentences <= 2 && len(m.words) <= 25
}
