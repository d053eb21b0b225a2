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

// AsksBack reports whether a reply is one question to us ("can u trace my number", "will he get in trouble"), and
// so no answer to ask. "Can it be tuesday" and "can i go back to my nans" are answers that are put as a question.
func (r *Reader) AsksBack(ask, text string) bool {
	m := r.message(text)
	if len(m.words) == 0 || m.leads() {
		return false
	}
	from := m.carrying(0)
	if m.at(from) == "like" && m.in("ask_word", from+1) {
		from++ // "like who"
	}
	if slices.ContainsFunc(m.words[from+1:], func(w word) bool { return w.opens }) {
		return false // more is said than that
	}
	next := m.carrying(from + 1)
	switch {
	case m.in("ask_word", from):
		return (m.asksFrom(from) || m.in("asks_thing", from+1)) && !m.suggests(ask, from)
	case !m.in("ask_verb", from) && !m.in("asks_shall", from):
		return false
	case from+1 < len(m.words) && m.words[from+1].pauses:
		return false // "will, my brother"
	case m.in("ask_for_it", from) && m.in("any_thing", next):
		return false // "do something about it"
	case m.in("ask_about", next) || m.in("ask_whom", next) || m.in("of_person", next):
		return !m.offers(ask, from)
	}
	return false
}

// Bids reports whether a question asks that something be done: "can you tell her to ring me", where "can you see this"
// only wants to know.
func (r *Reader) Bids(text string) bool {
	m := r.message(text)
	if len(m.words) < 3 || !r.AsksBack("anything_else", text) {
		return false
	}
	from := m.carrying(0)
	verb := m.skip(from+2, "leads")
	if !m.in("ask_for", from) && m.at(from) != "will" || !m.in("asks_somebody", from+1) && m.at(from+1) != "they" || m.in("any_thing", verb+1) {
		return false
	}
	tells := m.at(verb) == "tell" && m.at(verb+1) != "me" && m.at(verb+1) != "us"
	return tells || !m.in("asks_us_to", verb) && m.at(verb) != "explain"
}

// Proposed is what a question says of where or when to come: "can it be tuesday" is "tuesday", "could they come to
// mine" is "to mine". ok is false where nothing is proposed so.
func (r *Reader) Proposed(text string) (rest string, ok bool) {
	const near = 3 // words between "can" and "come"
	m := r.message(text)
	if len(m.words) == 0 {
		return "", false
	}
	from := m.carrying(0)
	if !m.in("ask_for", from) {
		return "", false
	}
	for i := from + 2; i <= from+near && i+1 < len(m.words); i++ {
		if m.at(i) == "send" { // "can you send someone tuesday"
			for i+1 < len(m.words)-1 && m.in("is_sent", i+1) {
				i++
			}
			return strings.TrimSpace(text[m.words[i+1].from:]), true
		}
		if m.in("of_meeting", i) {
			return strings.TrimSpace(text[m.words[i+1].from:]), true
		}
	}
	return "", false
}

// suggests reports whether words that begin like a question name an answer: "what about my sw", "why cant i live
// with nan".
func (m message) suggests(ask string, from int) bool {
	switch next := m.at(from + 1); {
	case next == "about" || next == "not":
		return true
	case next == "if" && m.at(from+2) == "i" && m.in("after_what_if", from+3):
		return false // "what if i change my mind"
	case ask != "wanted_outcome":
		return false
	case m.at(from) == "why":
		return m.in("denies", from+1) || m.in("asks_denied", from+1)
	default:
		return next == "if" || m.in("asks_shall", from+1) && m.in("of_help", from+2)
	}
}

// offers reports whether a question that begins with a verb holds what was asked for.
func (m message) offers(ask string, from int) bool {
	rest := m.part(from+1, len(m.words))
	bids := m.in("ask_for", from)
	switch ask {
	case "wanted_outcome":
		if told := m.carrying(from + 2); m.at(told) == "tell" && m.at(told+1) != "me" && slices.ContainsFunc(m.words[min(told+2, len(m.words)):], func(w word) bool { return w.text == "to" }) {
			return true // "will you tell my sw to ring me"
		}
		if m.in("asks_us_to", from+2) && !(m.at(from+1) != "you" && m.at(from+2) == "see") { // "can i see my sister more"
			return false
		}
		return bids || m.at(from) == "will" && rest.any("asks_somebody") || rest.any("of_leave") && !rest.any("asks_of_telling")
	case "visit_when":
		parts, _, _ := rest.times()
		return len(parts) > 0 || bids && rest.any("of_meeting")
	case "visit_where", "where_now", "where_am_i":
		placed := rest.any("place")
		for i := range rest.words {
			placed = placed || rest.in("locates", i) && rest.placed(i)
		}
		return placed || ask == "visit_where" && (rest.any("of_leave") || bids && rest.any("of_meeting"))
	case "avoid", "keep_from":
		return (rest.any("of_person") || rest.names(0, len(rest.words))) && (rest.any("asks_denied") || rest.any("of_choice"))
	case "name", "child_name":
		return rest.any("of_naming") || rest.at(1) == "be" && len(rest.words) == 3
	case "about_who":
		return rest.any("of_whom")
	case "advocate":
		return bids && rest.any("of_having")
	case "carry_on":
		return bids && rest.any("of_meeting")
	}
	return false
}

// AsksOn reports whether what is asked is how it goes on: who comes and when, what has been done or said.
// "Can my friend come?" asks for something, and not how it goes on.
func (r *Reader) AsksOn(text string) bool {
	m := r.message(text)
	return m.asks(true) && m.any("goes_forward")
}

// Waits reports whether it is said that something has not come: "nobody has got in touch", "its been a week".
func (r *Reader) Waits(text string) bool { return len(r.message(text).of("waits")) > 0 }

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
	return i+1 >= len(m.words) || m.in("ask_verb", i+1) || slices.Contains([]string{"come", "if", "old", "far", "often", "soon", "safe", "private", "time", "day", "about", "long", "many", "much", "for", "else", "happens", "happened", "cant", "wont", "didnt", "isnt", "doesnt", "hasnt", "nobody"}, next)
}

// carrying is the first word from a word on that carries something.
func (m message) carrying(i int) int {
	for i < len(m.words)-1 && (m.reader.phrases.fills(m.words[i]) || m.in("leads", i) || slices.Contains([]string{"and", "but", "wait"}, m.at(i))) {
		i++
	}
	return i
}
