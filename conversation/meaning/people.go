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
			if _, ok := m.name(h.to - 1); ok && (m.capital(h.to-1) || known) && !m.in("season", h.to-1) {
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

// ofFamily: "my son Kyle", "me and my mate dan", but not "my keyworker Dan".
func (m message) ofFamily(i int) bool {
	return !m.in("professional", i-1) && !m.in("worker", i-1) && slices.ContainsFunc([]string{"young", "kin", "relative", "partner", "mate"}, func(set string) bool { return m.in(set, i-1) })
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
