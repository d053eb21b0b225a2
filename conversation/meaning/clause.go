package meaning

import (
	"slices"
	"strings"
)

// in reports whether a word is in a set of the rules. There is no such word before the first and
// after the last.
func (m message) in(set string, i int) bool {
	if i < 0 || i >= len(m.words) {
		return false
	}
	id, ok := m.reader.phrases.ids["<"+set+">"]
	if !ok {
		return false
	}
	_, ok = slices.BinarySearch(m.words[i].terms, id)
	return ok
}

// guarded reports whether a hit of rules/told.txt stands where its heading says it must.
func (m message) guarded(h hit) bool {
	for _, guard := range h.rule.about[3:] {
		switch guard {
		case "clause":
			if !m.begins(h.from) && m.at(h.from-1) != "and" {
				return false
			}
		case "bid":
			if !m.begins(h.from) {
				return false
			}
		case "flat":
			if m.limited(h.from, h.to) {
				return false
			}
		case "intro":
			if !m.introduces(h) {
				return false
			}
		case "someone":
			if !m.names(h.from+1, h.to) {
				return false
			}
		}
	}
	return true
}

// names reports whether one of the words from..to-1 is a person: a name, a relative, a worker.
func (m message) names(from, to int) bool {
	for i := from; i < to; i++ {
		if _, named := m.called(i, false); named || m.in("someone", i) {
			return true
		}
	}
	return false
}

// begins reports whether a clause begins at a word, and is nobody else's.
func (m message) begins(i int) bool {
	return i == 0 || m.words[i].opens || m.words[i].pauses || m.in("leads", i-1)
}

// introduces reports whether a hit begins a sentence, greetings aside, and the sentence ends with it
// or goes on as an introduction does ("its his mum again").
func (m message) introduces(h hit) bool {
	return m.begins(h.from) && (m.ends(h.to) || m.in("goes_on", h.to))
}

// ends reports whether a stretch that goes up to a word ends there.
func (m message) ends(to int) bool {
	return to >= len(m.words) || m.words[to].opens || m.words[to].pauses
}

// limited reports whether the sentence around from..to-1 limits what is said, or asks it.
func (m message) limited(from, to int) bool {
	for from > 0 && !m.words[from].opens {
		from--
	}
	for to < len(m.words) && !m.words[to].opens {
		to++
	}
	for i := from; i < to; i++ {
		if m.in("unless", i) {
			return true
		}
	}
	return strings.Contains(m.between(to), "?")
}

// between is what stands in the message before a word and after the word before it; "" where one
// word was typed for both ("wanna").
func (m message) between(i int) string {
	from, to := 0, len(m.text)
	if i > 0 {
		from = m.words[i-1].to
	}
	if i < len(m.words) {
		to = m.words[i].from
	}
	if from > to {
		return ""
	}
	return m.text[from:to]
}

// reportedWords is how far before a clause "he said" may stand.
const reportedWords = 5

// reported reports whether what begins at a word is told in somebody else's words, is quoted, or
// hangs on an "if".
func (m message) reported(from int) bool {
	for i := from; i > 0 && i > from-reportedWords; i-- {
		if m.in("said", i-1) {
			return true
		}
		if m.words[i].opens || m.words[i].pauses {
			break
		}
	}
	before := m.text[:m.words[from].from]
	return strings.Count(before, `"`)%2 == 1 || strings.Count(before, "“") > strings.Count(before, "”")
}

// clauseWords is the longest that a clause in answer to a question may be.
const clauseWords = 40

// clause says where the clause ends in which a word stands: with its sentence, at a "but" or a
// "because", or where after a comma or an "and" somebody does something else.
func (m message) clause(i int) int {
	for to := i; to < len(m.words); to++ {
		w := m.words[to]
		if w.opens || to-i > clauseWords || m.in("turns", to) {
			return to
		}
		if (w.pauses || w.text == "and") && (m.in("subject", to) || w.text == "and" && m.in("subject", to+1)) {
			return to
		}
	}
	return len(m.words)
}

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
