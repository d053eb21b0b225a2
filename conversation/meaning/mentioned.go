package meaning

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// mentioned lists whoever is named at all, complained of or not, as they are named, each once: any of them may be
// meant. Left out are those who are greeted, thanked, liked, asked for or of the family, and words that are
// names only by chance.
func (m message) mentioned(risk Risk) []string {
	names := []string{}
	unmeant := slices.DeleteFunc(m.of("unmeant"), func(h hit) bool { return !m.isUnmeant(h, risk) })
	for i := range m.words {
		name := m.nameAt(i)
		if name == "" || m.ofFamily(i) || slices.Contains(names, name) || covered(hit{from: i, to: i + 1}, unmeant) {
			continue
		}
		names = append(names, name)
	}
	return names
}

// LeavesOut reports whether an answer to who should be there says who should not: "anyone but karen".
func (r *Reader) LeavesOut(text string) bool {
	m := r.message(text)
	for i := range m.words {
		if m.in("leaves_out", i) {
			return true
		}
	}
	return false
}

// isUnmeant reports whether what sounds friendly is so: "i like karen", but not "i like karen but she hits me", nor "hey
// karen is being horrible".
func (m message) isUnmeant(h hit, risk Risk) bool {
	switch h.rule.about[1] {
	case "greeted":
		return !m.in("says_of", h.to) && !m.reproaches(h.to)
	case "liked":
		return risk == None && m.ends(h.to)
	case "wanted":
		return risk == None
	case "family":
		return !slices.ContainsFunc([]string{"professional", "worker"}, func(set string) bool { return m.in(set, h.to-1) }) // "dave is my carer"
	}
	return true
}

// reproaches reports whether something is said against whoever is spoken to, from a word on: "thanks sam. you hit me",
// "hey sam why did you tell mum".
func (m message) reproaches(from int) bool {
	for i := from; i < len(m.words); i++ {
		if m.at(i) == "you" && (m.in("says_of", i+1) || i > from+1 && m.at(i-2) == "why") {
			return true
		}
	}
	return false
}

// shortestName is how many letters a name has at least.
const shortestName = 2

// nameAt is the name that a word is or could be, as it was written, or "".
func (m message) nameAt(i int) string {
	if name := m.withoutS(i); name != "" {
		return name
	}
	if base := m.wordWithoutS(i); base != "" {
		return base
	}
	if m.initials(i) {
		return m.text[m.words[i].from:m.words[i+1].to] // "K.B."
	}
	w := m.words[i]
	if w.end-w.start < shortestName && !m.letterOf(i) || !m.likeAName(i) || m.in("title", i) {
		return ""
	}
	if _, ok := m.name(i); !ok && !m.in("name_and_word", i) && !m.in("surname_and_word", i) && !m.surelySomebody(i) && !m.titledBefore(i) && !m.standsAsName(i) {
		return ""
	}
	return strings.TrimRight(w.raw(m.text), "'’‘`´")
}

// letterOf reports whether a letter stands for a surname: "miss p", but not "miss u".
func (m message) letterOf(i int) bool {
	return m.in("title", i-1) && !m.in("no_letter", i)
}

// likeAName: a name that is known, any word after a "mrs", one with a capital, and any word that no rule knows, in whatever
// language: there is about one of those in an English message, and it does no harm that most are nobody's name.
func (m message) likeAName(i int) bool {
	w := m.words[i]
	const few = 3 // letters, below which a word that no rule knows is as a rule not finished
	strange := len(w.terms) == 0
	if m.in("forename", i) || m.in("title", i-1) || m.surelySomebody(i) || m.standsAsName(i) || strange && (w.end-w.start >= few || m.nameStands(i)) {
		return true
	}
	if len(m.words) == 1 && m.in("name_and_word", i) {
		return true // "who was it?" "mark"
	}
	if r, _ := utf8.DecodeRuneInString(w.raw(m.text)); !unicode.IsUpper(r) {
		return m.in("name_and_word", i) && !m.usedAsWord(i) || m.in("surname_and_word", i) && m.nameStands(i)
	}
	raw := w.raw(m.text)
	shouted := len(raw) > 1 && raw == strings.ToUpper(raw)
	word := m.in("name_and_word", i)
	short := raw[0] == 'I' && strings.IndexFunc(raw, isApostrophe) == 1 // "I'd"
	opening := word && (!m.in("begins_too", i) || !m.usedAsWord(i)) || m.in("surname_and_word", i) && m.nameStands(i)
	return !short && (!shouted || word && !m.usedAsWord(i)) && (!w.opens || opening)
}

// nameStands reports whether a word stands where a name would: "told jt", "brown was in my room", "its green who does nights".
func (m message) nameStands(i int) bool {
	is := m.at(i-1) == "its" || m.at(i-1) == "was" || m.at(i-1) == "is"
	return m.in("before_name", i-1) || m.in("says_of", i+1) && m.beginsAs(i) || is && (m.at(i+1) == "who" || m.at(i+1) == "that" || m.at(i+1) == "again")
}

// beginsAs: a sentence, or what follows a "because", begins at a word.
func (m message) beginsAs(i int) bool { return m.words[i].opens || m.in("begins_clause", i-1) }

// surelySomebody reports whether a word is somebody, be it no name at all: "star hit me", "happy shouts at us", "gift is my
// keyworker".
func (m message) surelySomebody(i int) bool {
	if !m.beginsAs(i) || slices.ContainsFunc([]string{"no_doer", "relative", "professional", "young", "kin"}, func(set string) bool { return m.in(set, i) }) {
		return false
	}
	if m.at(i+1) == "is" && (m.at(i+2) == "my" || m.at(i+2) == "our") {
		return m.in("professional", i+3) || m.in("professional", i+4)
	}
	whom := i + 2
	if m.at(whom) == "at" || m.at(whom) == "on" {
		whom++
	}
	return m.in("does_to", i+1) && m.in("to_whom", whom)
}

// standsAsName reports whether a word, whatever it is, stands where little else than a name would: "i told spring", "they call
// her honey", "ward was in my room". That "room was cold" is taken so as well keeps nobody out.
func (m message) standsAsName(i int) bool {
	if m.in("never_name", i) || m.in("no_doer", i) || m.in("ask_word", i) || m.in("begins_too", i) || m.in("name_and_word", i) && m.usedAsWord(i) {
		return false
	}
	return m.in("told_to", i-1) || m.in("called_so", i-2) && m.in("to_whom", i-1) || m.in("says_of", i+1) && m.words[i].opens
}

// titledBefore: whatever follows a "mr" is a name: "mr friday"; "i miss mum" names nobody.
func (m message) titledBefore(i int) bool { return m.in("title", i-1) && m.at(i-1) != "miss" }

// usedAsWord reports whether a name that is a word too is the word: "a mark", "i will", "will you", but not "will
// never turns up".
func (m message) usedAsWord(i int) bool {
	if m.in("called_so", i-2) && m.in("to_whom", i-1) {
		return false // "they call her grace"
	}
	if m.in("begins_too", i) {
		asked := m.in("after_will", i+1)
		named := m.in("before_will", i-1) && !asked
		does := m.in("says_of", i+1)
		if m.in("seldom", i+1) {
			does = m.in("says_of", i+2)
		}
		if !asked && m.words[i].opens && (m.at(i+1) == "from" || m.at(i+1) == "at") && (m.at(i+2) == "the" || m.at(i+2) == "my" || m.at(i+2) == "our") {
			return false // "may from the unit"
		}
		if m.at(i+1) == "and" && m.in("forename", i+2) || m.at(i-1) == "and" && m.in("forename", i-2) || (m.at(i-1) == "its" || m.at(i-1) == "is") && (m.at(i+1) == "who" || m.at(i+1) == "that") {
			return false // "will and dan", "its will that scares me"
		}
		begins := m.words[i].opens || m.in("begins_clause", i-1) || m.at(i-1) == "and" || m.in("professional", i-1)
		return !named && !(begins && does && !asked)
	}
	return m.in("before_word", i-1) && !(m.in("whom_or_whose", i-1) && m.in("says_of", i+1))
}

// wordWithoutS is a name that is a word too, with an "is" grown to it: "marks a bully", "joys horrible to me".
func (m message) wordWithoutS(i int) string {
	base, cut := strings.CutSuffix(m.words[i].text, "s")
	id, next := m.reader.phrases.ids["<name_and_word>"], i+1
	if _, named := slices.BinarySearch(m.reader.phrases.terms[base], id); !cut || !named || !m.beginsAs(i) {
		return ""
	}
	for m.in("very_much", next) {
		next++
	}
	if !m.in("unkind", next) {
		return ""
	}
	raw := []rune(m.words[i].raw(m.text))
	return string(raw[:min(utf8.RuneCountInString(base), len(raw))])
}

// initials: "K.B." are two words for a reader of words.
func (m message) initials(i int) bool {
	return i+1 < len(m.words) && m.initial(i) && m.initial(i+1) && m.between(i+1) == "."
}
