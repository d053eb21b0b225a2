package meaning

import (
	"slices"
	"strings"
)

// AsksAtOnce reports whether a message begins as a question does, or has the sign of one.
func (r *Reader) AsksAtOnce(text string) bool {
	m := r.message(text)
	return strings.Contains(text, "?") || m.in("ask_word", m.carrying(0)) || m.asksFrom(0)
}

// Asks reports whether something is asked in a message: one of its clauses begins as a question does, or
// it has the sign of one.
func (r *Reader) Asks(text string) bool {
	return strings.Contains(text, "?") || r.message(text).asks(false)
}

// OnlyAsks reports whether a message is one question that asks for nothing ("am I allowed to complain about my
// IRO?"): it answers nothing either.
func (r *Reader) OnlyAsks(text string) bool {
	m := r.message(text)
	from := m.carrying(0)
	if !m.in("asks_whether", from) || !m.in("asked_of", from+1) {
		return false
	}
	return !slices.ContainsFunc(m.words[from+1:], func(w word) bool { return w.opens })
}

// AsksOn reports whether what is asked is how it goes on: who comes and when, what has been done or said.
// "Can my friend come?" asks for something, and not how it goes on.
func (r *Reader) AsksOn(text string) bool {
	m := r.message(text)
	return m.asks(true) && m.any("goes_forward")
}

// asks reports whether a clause is a question; where on is set, one that asks for nothing.
func (m message) asks(on bool) bool {
	for i, w := range m.words {
		if (i == 0 || w.opens || w.pauses) && m.asksFrom(i) && !(on && m.in("ask_for", m.carrying(i))) {
			return true
		}
	}
	return false
}

// asksFrom reports whether the clause that begins at a word, but for those that carry nothing, is a
// question: "did you", "what time", "how come". "What he did was wrong" is none.
func (m message) asksFrom(i int) bool {
	i = m.carrying(i)
	next := m.at(i + 1)
	switch {
	case m.in("ask_verb", i):
		return m.in("ask_about", i+1) || m.in("ask_whom", i+1) || m.in("forename", i+1)
	case !m.in("ask_word", i):
		return false
	}
	return i+1 >= len(m.words) || m.in("ask_verb", i+1) || slices.Contains([]string{"come", "time", "day", "about", "long", "many", "much", "for", "else", "happens", "happened", "cant", "wont", "didnt", "isnt", "doesnt", "hasnt", "nobody"}, next)
}

// carrying is the first word from a word on that carries something.
func (m message) carrying(i int) int {
	for i < len(m.words)-1 && (m.reader.phrases.fills(m.words[i]) || m.in("leads", i) || slices.Contains([]string{"and", "but", "wait"}, m.at(i))) {
		i++
	}
	return i
}
