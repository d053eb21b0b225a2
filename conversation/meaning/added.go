package meaning

import "strings"

// Added is what should stand in the read-back as well, by the words that ask for it ("add that she lied"), and the
// letter of the line where that is said ("add to B that she lied"). start counts runes.
func (r *Reader) Added(text string) (line string, start int, ok bool) {
	m := r.message(text)
	to := 0
	for _, h := range m.of("added") {
		to = max(to, h.to)
	}
	if to == 0 || to >= len(m.words) {
		return "", 0, false
	}
	if letter := m.at(to + 1); m.at(to) == "to" && len(letter) == 1 {
		line, to = strings.ToUpper(letter), to+2
		if m.at(to) == "that" {
			to++
		}
	}
	if to >= len(m.words) {
		return "", 0, false
	}
	return line, m.words[to].start, true
}

// OnesOwn reports whether a few words name somebody of their own, and nobody who works for the council: "my nan".
func (r *Reader) OnesOwn(text string) bool {
	const few = 5 // words
	m := r.message(text)
	own := false
	for i := range m.words {
		if m.in("professional", i) || m.in("worker", i) || m.in("staff", i) || m.in("title", i) {
			return false
		}
		own = own || m.in("kin", i) || m.in("relative", i) || m.in("young", i)
	}
	return own && len(m.words) <= few
}

// OnlyWho reports whether a few words name somebody, and say nothing of them.
func (r *Reader) OnlyWho(text string) bool {
	const few = 4 // words
	m := r.message(text)
	return m.ofAPerson() && len(m.words) <= few && len(m.of("kind")) == 0
}

// ToLine is what should be added to which line, where the line is named by what it holds: "my dad" and "avoid" of "my dad
// to who not to send".
func (r *Reader) ToLine(text string) (words, ask string) {
	m := r.message(text)
	for i := len(m.words) - 1; i > 0; i-- {
		if m.at(i) != "to" && m.at(i) != "on" && m.at(i) != "as" && m.at(i) != "in" || i+1 == len(m.words) {
			continue
		}
		if ask := r.LineNamed(m.span(i+1, len(m.words), "").Text); ask != "" {
			return m.span(0, i, "").Text, ask
		}
	}
	return text, ""
}

// TakesOut reports whether a reply to what a line should say is that it should go: "leave it out".
func (r *Reader) TakesOut(text string) bool { return len(r.message(text).of("taken_out")) > 0 }
