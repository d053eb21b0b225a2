package meaning

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// people lists those complained of as they are named: "my sw", "Dave". Each once.
func (m message) people() []string {
	names := []string{}
	add := func(s string) {
		if !slices.Contains(names, s) {
			names = append(names, s)
		}
	}
	for _, h := range m.of("person") {
		switch h.rule.about[1] {
		case "role":
			if !m.namedNext(h) { // "my social worker Karen" is Karen
				add(m.span(h.from, h.to, "").Text)
			}
		case "owned":
			w := m.words[h.from]
			if base, _ := strings.CutSuffix(w.text, "s"); w.owns || base != w.text && m.reader.knownName(base) {
				add(m.span(h.from, h.to, "").Text)
			}
		case "after":
			// "my sw karen": small letters are a name where it is known and stands right after a worker.
			known := m.in("forename", h.to-1) && m.in("professional", h.to-2) && !m.words[h.to-1].opens
			if _, ok := m.name(h.to - 1); ok && (m.capital(h.to-1) || known) {
				add(m.words[h.to-1].raw(m.text))
			}
		case "doer":
			if at := m.byFirstName(h); at >= 0 {
				add(m.words[at].raw(m.text))
			}
		case "belittled":
			if name := m.withoutS(h.from); name != "" && !m.ofFamily(h.from) {
				add(name)
			}
		case "before":
			if _, ok := m.name(h.from); ok && m.capital(h.from) {
				add(m.words[h.from].raw(m.text))
			}
		}
	}
	return names
}

// byFirstName is where a known first name stands in a hit that is of a stranger: not "my son Kyle", nor "its karen". -1
// where there is none.
func (m message) byFirstName(h hit) int {
	unmeant := m.of("unmeant")
	for i := h.from; i < h.to; i++ {
		if !m.in("forename", i) && !m.nameNotWord(i, h) || m.words[i].owns || m.ofFamily(i) || covered(hit{from: i, to: i + 1}, unmeant) {
			continue
		}
		if _, ok := m.name(i); (ok || m.in("name_and_word", i)) && (i > h.from || !m.in("introduces_self", i-1)) {
			return i
		}
	}
	return -1
}

// nameNotWord: "Grace took my phone", "mark lied to me", and no "it was may".
func (m message) nameNotWord(i int, h hit) bool {
	if !m.in("name_and_word", i) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(m.words[i].raw(m.text))
	return unicode.IsUpper(r) || m.at(i+1) == "who" || i == h.from && (m.words[i].opens || m.in("begins_clause", i-1)) && !m.in("begins_too", i)
}

// ofFamily: "my son Kyle", "me and my mate dan".
func (m message) ofFamily(i int) bool {
	return slices.ContainsFunc([]string{"young", "kin", "relative", "partner", "mate"}, func(set string) bool { return m.in(set, i-1) })
}

// withoutS is a known name that stands with an "is" or a possessive grown to it ("karens", "Karen's"), or "".
func (m message) withoutS(i int) string {
	base, cut := strings.CutSuffix(m.words[i].text, "s")
	if !cut || !m.reader.knownName(base) {
		return ""
	}
	raw := []rune(m.words[i].raw(m.text))
	return string(raw[:min(utf8.RuneCountInString(base), len(raw))])
}

// namedNext reports whether the word after somebody's role is surely their name.
func (m message) namedNext(h hit) bool {
	if h.to >= len(m.words) || m.words[h.to].opens || m.words[h.to-1].pauses || !m.in("forename", h.to) || !m.capital(h.to) {
		return false
	}
	_, ok := m.name(h.to)
	return ok
}

// mentioned lists whoever is named at all, complained of or not, as they are named, each once: any of them may be
// meant. Left out are those who are greeted, thanked, liked, asked for or of the family, and words that are
// names only by chance.
func (m message) mentioned(risk Risk, language string) []string {
	names := []string{}
	unmeant := slices.DeleteFunc(m.of("unmeant"), func(h hit) bool { return !m.isUnmeant(h, risk) })
	for i := range m.words {
		name := m.nameAt(i, language)
		if name == "" || m.ofFamily(i) || slices.Contains(names, name) || covered(hit{from: i, to: i + 1}, unmeant) {
			continue
		}
		names = append(names, name)
	}
	return names
}

// isUnmeant reports whether what sounds friendly is so: "i like karen", but not "i like karen but she hits me", nor "hey
// karen is being horrible".
func (m message) isUnmeant(h hit, risk Risk) bool {
	switch h.rule.about[1] {
	case "greeted":
		return !m.in("says_of", h.to)
	case "liked":
		return risk == None && m.ends(h.to)
	case "wanted":
		return risk == None
	}
	return true
}

// shortestName is how many letters a name has at least.
const shortestName = 2

// nameAt is the name that a word is, as it was written, or "".
func (m message) nameAt(i int, language string) string {
	if name := m.withoutS(i); name != "" {
		return name
	}
	w := m.words[i]
	if w.end-w.start < shortestName || !m.likeAName(i, language) || m.in("title", i) {
		return ""
	}
	if _, ok := m.name(i); !ok && !m.in("name_and_word", i) {
		return ""
	}
	return strings.TrimRight(w.raw(m.text), "'’‘`´")
}

// likeAName: a name that is known, any word after a "mrs", one with a capital, and any word that no rule knows.
func (m message) likeAName(i int, language string) bool {
	w := m.words[i]
	const few = 3 // letters, of which there are too many that no rule knows
	strange := language == "en" && len(w.terms) == 0 && w.end-w.start > few
	if m.in("forename", i) || m.in("title", i-1) || strange && (m.in("says_of", i+1) || m.in("before_name", i-1)) {
		return true
	}
	raw := w.raw(m.text)
	word := m.in("name_and_word", i)
	if len(m.words) == 1 && (word || strange) {
		return true // "who was it?" "mark"
	}
	if r, _ := utf8.DecodeRuneInString(raw); !unicode.IsUpper(r) {
		asName := !m.in("begins_too", i) && (m.in("before_name", i-1) || m.in("says_of", i+1) && (w.opens || m.in("begins_clause", i-1)))
		return word && (!m.in("common_name", i) || asName)
	}
	shouted := len(raw) > 1 && raw == strings.ToUpper(raw)
	short := raw[0] == 'I' && strings.IndexFunc(raw, isApostrophe) == 1 // "I'd"
	return !short && (!shouted || word || strange) && (!w.opens || word && !m.in("begins_too", i))
}
