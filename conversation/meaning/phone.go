package meaning

import "slices"

// closes gives the reply to "is it OK to text you here?". A no ends the talk on that phone, so it is one
// only where the words are of the phone, of who may see it or when, or are a plain no. "I'm at home" and
// "not tonight" are neither: they answer nothing, and it is asked once more.
func (r *Reader) closes(text string, reply Reply) Reply {
	m := r.reply(text)
	if reply.Value != "no" || len(m.words) == 0 || m.bars() {
		return reply
	}
	return Reply{Rest: whole(text)}
}

// bars reports whether something is said against writing here: a no, a limit, a phone, or somebody who looks.
func (m message) bars() bool {
	if m.any("of_writing") || m.onlooked() {
		return true
	}
	later := len(m.words) == 2 && m.at(0) == "not" && m.in("day", 1)
	for i, w := range m.words {
		subject := w.text == "nobody" || w.text == "nothing" || w.text == "never"
		switch {
		case subject && len(m.words) > 1:
		case m.in("no", i), w.text == "2", !later && (m.in("limits", i) || m.in("denies", i)), m.in("barred", i):
			return true
		}
	}
	return false
}

// asksElse reports whether a sentence asks for something, and for nothing that has to do with writing here.
func (m message) asksElse() bool {
	asks := m.has("asks_us", 0) || m.has("asks_when", 0) && (m.in("ask_verb", 1) || m.at(1) == "long")
	return (asks || (m.at(0) == "i" || m.at(0) == "id") && m.in("wishing", 1)) && !m.any("of_writing")
}

// somebodyNear reports whether somebody is named who may see a message that comes here.
func (m message) somebodyNear() bool {
	return slices.ContainsFunc(m.sentences(), func(s message) bool { return !s.asksElse() && s.any("nearby") })
}
