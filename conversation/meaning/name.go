package meaning

import "slices"

// nameReply finds a name in the reply to "what shall we call you" ("my names Mohammed but everyone
// says Mo" is Mo). Value is the name, or "" where none is given.
func (m message) nameReply() Reply {
	if h, ok := m.firstName(); ok {
		name, _ := m.name(h.to - 1)
		return Reply{Value: m.withTitle(h.to-1, name), Rest: m.beyond(h)}
	}
	// A bare name: one to three words that begin the message, up to a comma, a bracket or "not".
	to := 0
	for to < len(m.words) && (to == 0 || !m.words[to].opens && !m.words[to].pauses && !m.nameEnds(to)) {
		to++
	}
	from := 0
	for to-from > 1 && m.reader.phrases.fills(m.words[from]) && !isTitle(m.words[from].text) {
		from++
	}
	for to > from+1 && m.reader.phrases.fills(m.words[to-1]) {
		to--
	}
	if to-from == 0 || to-from > 3 {
		return Reply{Rest: whole(m.text)}
	}
	var name string
	for i := from; i < to; i++ {
		part, ok := m.name(i)
		if isTitle(m.words[i].text) && i+1 < to {
			part, ok = titled(m.words[i].raw(m.text)), true
		}
		if !ok {
			return Reply{Rest: whole(m.text)}
		}
		if name != "" {
			name += " "
		}
		name += part
	}
	return Reply{Value: name, Rest: m.beyond(hit{from: from, to: to})}
}

// firstName gives the phrase that names someone ("call me J"): the first heading wins, and among
// equals the first place. What follows "im" is only a name where the sentence ends there or goes on
// with "and", so that "im not sure i should" names nobody.
func (m message) firstName() (hit, bool) {
	var best hit
	for _, h := range m.of("named") {
		if _, ok := m.name(h.to - 1); !ok {
			continue
		}
		if h.rule.about[1] == "alone" && h.to < len(m.words) && !m.words[h.to].opens && !m.words[h.to].pauses && !m.nameEnds(h.to) {
			continue
		}
		if best.rule == nil || h.rule.order < best.rule.order {
			best = h
		}
	}
	return best, best.rule != nil
}

// nameEnds reports whether a word ends a name before it.
func (m message) nameEnds(i int) bool {
	w := m.words[i]
	return m.reader.phrases.fills(w) || slices.Contains([]string{"and", "not", "but", "im", "btw", "from", "like", "or", "here", "shes", "hes"}, w.text)
}

// withTitle keeps the title that someone is called by: "Miss Grace".
func (m message) withTitle(i int, name string) string {
	if i > 0 && isTitle(m.words[i-1].text) {
		return titled(m.words[i-1].raw(m.text)) + " " + name
	}
	return name
}

func isTitle(word string) bool {
	return slices.Contains([]string{"miss", "mr", "mrs", "ms", "sir"}, word)
}
