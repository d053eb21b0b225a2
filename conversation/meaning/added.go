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

// TakesOut reports whether a reply to what a line should say is that it should go: "leave it out".
func (r *Reader) TakesOut(text string) bool { return len(r.message(text).of("taken_out")) > 0 }
