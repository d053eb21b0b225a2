package meaning

import (
	"slices"
	"strings"
)

// called gives a word as somebody's name. Unless it is surely one, it must be a known name, or be
// written with a capital where none is due.
func (m message) called(i int, sure bool) (string, bool) {
	if i < 0 || i >= len(m.words) || m.in("no_name", i) {
		return "", false
	}
	name, ok := m.name(i)
	if !ok || !sure && !m.in("forename", i) && !m.titled(i) {
		return "", false
	}
	if i+1 < len(m.words) && m.titled(i+1) && m.between(i+1) == "-" {
		name += "-" + m.words[i+1].raw(m.text) // Tia-Mae
	}
	return name, true
}

// titled reports whether a word has a capital and small letters, and begins no sentence.
func (m message) titled(i int) bool {
	raw := m.words[i].raw(m.text)
	return m.capital(i) && (len(raw) == 1 || raw != strings.ToUpper(raw))
}

// initial reports whether a word is one capital letter, as young people are named in papers.
func (m message) initial(i int) bool {
	raw := m.words[i].raw(m.text)
	return len(raw) == 1 && raw != "I" && raw != "A" && raw >= "A" && raw <= "Z"
}

// owner finds the name of the one who owns in a hit: "im Jade's nan", "im jades nan", "Ryans nan".
func (m message) owner(h hit, sure bool) (string, bool) {
	for i := h.from; i < h.to-1; i++ {
		w := m.words[i]
		if m.words[i+1].pauses {
			return "", false
		}
		if w.owns || m.in("forename", i) {
			return m.called(i, true)
		}
		base, plural := strings.CutSuffix(w.text, "s")
		if !plural || !sure && !m.reader.knownName(base) && !m.titled(i) {
			continue
		}
		if name, ok := m.called(i, true); ok {
			return name[:len(name)-1], true
		}
	}
	return "", false
}

// KnownName reports whether a word is a first name.
func KnownName(word string) bool { return Default().knownName(strings.ToLower(word)) }

// knownName reports whether a word that may not stand in the message is a known name.
func (r *Reader) knownName(word string) bool {
	_, ok := slices.BinarySearch(r.phrases.terms[word], r.phrases.ids["<forename>"])
	return ok
}

// signature finds the name with which a letter is signed: after "regards", after a dash or a "from"
// at the end. i is the first word that may be part of it.
func (m message) signature(i int) (to int, name string) {
	const most = 2
	for to = i; to < len(m.words) && to < i+most; to++ {
		raw := m.words[to].raw(m.text)
		part, ok := m.name(to)
		if !ok || m.in("no_name", to) || raw == strings.ToLower(raw) && !m.in("forename", to) {
			break
		}
		name = strings.TrimSpace(name + " " + part)
	}
	for end := to; end < len(m.words); end++ {
		if !m.reader.phrases.fills(m.words[end]) {
			return to, ""
		}
	}
	return to, name
}

// signs reports whether a name under a letter may begin at a word: after "regards", on a line of its
// own after "thanks", after "from" where that begins one, or after a dash.
func (m message) signs(i int) bool {
	if i == 0 {
		return false
	}
	switch {
	case m.in("signs", i-1), m.in("signs_line", i-1) && m.words[i].opens:
		return true
	case m.at(i-1) == "from":
		return i > 1 && m.words[i-1].opens
	}
	dash := strings.ContainsAny(m.between(i), "-–—") && strings.ContainsAny(m.between(i), " \n")
	return dash && m.in("forename", i)
}

// namedBy gives the name at a place, by the guards of a heading. A possessive is the name of the one
// who writes only in "im Jade's nan": "this is Kai's fault" names nobody who writes.
func (m message) namedBy(i int, guards []string) string {
	if slices.Contains(guards, "known") && (!m.in("forename", i) || m.in("aunt", i)) || guards[1] == "name" && (m.words[i].owns || m.hyphened(i)) {
		return ""
	}
	name, _ := m.called(i, slices.Contains(guards, "sure"))
	return name
}

// whose reports whether the words say whose mum or nan somebody is: "im Jade's nan", "this is his
// mum". "Im the mum of a girl in her class" is of somebody else's.
func (m message) whose(h hit) bool {
	for i := h.from + 1; i < h.to && i <= h.from+2; i++ {
		if m.words[i].pauses {
			return false
		}
		if m.in("its_whose", i) {
			return m.words[i].text != "the" || m.at(h.to) != "of" || m.names(h.to+1, min(h.to+2, len(m.words)))
		}
	}
	_, named := m.owner(h, false)
	return named
}

// signed gives the name under a letter.
func (m message) signed() []Told {
	const least = 4 // words of a letter; fewer are an answer
	for i := max(least, len(m.words)-4); i < len(m.words); i++ {
		if !m.signs(i) {
			continue
		}
		if to, name := m.signature(i); name != "" {
			s := m.span(i, to, "")
			return []Told{{"name", Reply{Value: name}, s.Start, s.End}}
		}
	}
	return nil
}

// nameGoesOn reports whether the word after the first of a name is of it too: "Mrs Doyle", "Claire Dobson".
func (m message) nameGoesOn(at int) bool {
	next := at + 1
	if next >= len(m.words) || m.words[next].opens || m.words[next].pauses {
		return false
	}
	_, ok := m.name(next)
	return ok && (m.in("title", at) || m.capital(at) && m.capital(next))
}

// lastName is where the name stands in words that it ends, or that end in "here" and the like.
func (m message) lastName(h hit) int {
	at := h.to - 1
	for at > h.from && m.in("introduced", at) {
		at--
	}
	return at
}
