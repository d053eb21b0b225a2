package meaning

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// voice is who speaks, and for whom.
type voice struct {
	who          string
	shown        bool   // some of the words say so
	plain        bool   // the words say so plainly; else it is the likelier of the two
	relationship string // only on behalf
}

// othersWords is how often "he" or "her" must be said, by someone who says nothing of themselves, for
// the message to be about another.
const othersWords = 2

// How much must weigh for the words to say plainly who speaks. Below it one must ask: measured on
// the messages of testdata, a guess is wrong as often as one in three.
const (
	plainBehalf = 6
	plainSelf   = 3
	plainTimes  = 3 // as much as what speaks for the other
)

// speaker weighs what the words say about who is writing (rules/speaker.txt: each heading has a
// weight). Where nothing weighs, what is ours at all is taken for the young person's own.
func (m message) speaker(ours bool) voice {
	var self, family, behalf, most int
	var best *rule
	var seen []*rule
	for _, h := range m.of("speaker") {
		if slices.Contains(seen, h.rule) {
			continue
		}
		seen = append(seen, h.rule)
		if h.rule.about[1] == Self {
			if self += h.rule.weight; slices.Contains(h.rule.about, "family") {
				family += h.rule.weight
			}
			continue
		}
		behalf += h.rule.weight
		if h.rule.weight > most || h.rule.weight == most && h.rule.order < best.order {
			best, most = h.rule, h.rule.weight
		}
	}
	switch {
	case behalf > self:
		return voice{Behalf, true, behalf >= plainBehalf && behalf >= plainTimes*self, best.about[2]}
	case self > 0:
		of := len(m.of("third_person"))
		said := (self > family || of < othersWords && !m.namesSomebody()) && (of == 0 || len(m.of("about_me")) > 0)
		return voice{who: Self, shown: true, plain: said && !m.unnamed() && self >= plainSelf && self >= plainTimes*behalf}
	case len(m.of("about_me")) == 0 && len(m.of("third_person")) >= othersWords:
		return voice{who: Behalf}
	case ours:
		return voice{who: Self}
	}
	return voice{who: Unclear}
}

// namesSomebody reports whether somebody is named: "Zofias not allowed at mine cos my mum needs checks" is
// of Zofia.
func (m message) namesSomebody() bool {
	for i := range m.words {
		base, owns := strings.CutSuffix(m.at(i), "s")
		written := m.words[i].opens || m.titled(i)
		if m.in("professional", i-1) || m.in("worker", i-1) {
			continue // "my key worker Kev": of the worker, not of a young person
		}
		if written && (m.in("forename", i) && !m.in("aunt", i) || owns && m.reader.knownName(base)) {
			return true
		}
	}
	return false
}

// unnamed reports whether "he" or "her" is said of somebody who was not named before: "they moved my phone
// call with him". A parent writes so of the child, and then "my" says nothing of who it is about.
func (m message) unnamed() bool {
	for i := range m.words {
		if m.in("professional", i) && m.at(i-1) == "my" {
			return false // "she talks down to me. my worker i mean"
		}
	}
	for i := range m.words {
		switch {
		case m.in("he_or_she", i) && !m.in("spies", i+1): // "she checks my phone" is of a carer
			return true
		case m.in("person", i), m.titled(i) && !strings.HasPrefix(m.at(i), "i"):
			return false
		}
	}
	return false
}

// capital reports whether a word is written with a capital that begins no sentence.
func (m message) capital(i int) bool {
	r, _ := utf8.DecodeRuneInString(m.words[i].raw(m.text))
	return unicode.IsUpper(r) && !m.words[i].opens
}

// name gives a word as a name, without its possessive, or false where the word is not a name.
func (m message) name(i int) (string, bool) {
	w := m.words[i]
	initial := w.to-w.from == 1 && unicode.IsUpper(rune(m.text[w.from])) && w.text != "i" && w.text != "a"
	if !initial && (hasTerm(w, m.reader.notName) || slices.Contains(numberWords, w.text)) || strings.Contains(w.text, "_") {
		return "", false
	}
	raw := w.raw(m.text)
	if w.owns {
		raw = strings.TrimRight(raw[:len(raw)-1], "'’‘`´")
	}
	for _, r := range raw {
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '-' && !isApostrophe(r) {
			return "", false
		}
	}
	return titled(raw), raw != ""
}

func hasTerm(w word, term int) bool { return slices.Contains(w.terms, term) }

// titled writes a name as names are written, where it was typed all small or all large.
func titled(s string) string {
	if s != strings.ToLower(s) && s != strings.ToUpper(s) {
		return s
	}
	out := []rune(strings.ToLower(s))
	if len(out) > 0 {
		out[0] = unicode.ToUpper(out[0])
	}
	return string(out)
}
