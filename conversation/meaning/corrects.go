package meaning

import (
	"slices"
	"strings"
)

// Corrected gives the words that put right what was said before, without those that only say so:
// "sorry i meant no" is "no", "she's 13 not 12" is "she's 13", "*tuesday" is "tuesday". rest is ""
// where it only takes something back ("scrap that"). A story that says "actually" corrects nothing.
func (r *Reader) Corrected(text string) (rest string, ok bool) {
	return r.message(text).corrected()
}

// OpensRight counts the runes of the words with which a message begins by saying that something was wrong, however long it goes
// on: 9 in "actually kai is 8 he had his birthday last week". It is 0 where it begins with none.
func (r *Reader) OpensRight(text string) int {
	m := r.message(text)
	for _, h := range longestFirst(m.of("corrects")) {
		if h.rule.about[1] == "after" && h.from <= m.skip(0, "mind_filler") && h.to < len(m.words) {
			return m.words[h.to].start
		}
	}
	return 0
}

// PutsRight says which question is answered anew, where the words alone say it ("change my name to
// Jo", "actually i do want an advocate", "she's 13 not 12"). ok is false where nothing is put right,
// or where it may be the answer to more than one question.
func (r *Reader) PutsRight(text string) (ask string, reply Reply, ok bool) {
	m := r.message(text)
	if t, ok := m.amends(); ok {
		return t.Ask, t.Reply, true
	}
	rest, ok := m.corrected()
	if !ok {
		return "", Reply{}, false
	}
	for _, words := range []string{text, rest} {
		told := r.Read(words).Told
		if len(told) > 0 {
			other := slices.ContainsFunc(told, func(t Told) bool { return t.Ask != told[0].Ask })
			return told[0].Ask, told[0].Reply, !other && (told[0].Ask != "name" || m.ownName())
		}
	}
	return "", Reply{}, false
}

// A correction is short: what goes on for longer tells something new.
const shortRest = 8 // words after an opener that may begin a story too: "actually"

func (m message) corrected() (string, bool) {
	if t, ok := m.amends(); ok {
		return t.Reply.Rest, true
	}
	if rest, ok := m.starred(); ok {
		return rest, true
	}
	if m.reader.message(m.reader.AfterYes(m.text)).wants() == "later" {
		return "", false // "yes wait a minute"
	}
	for _, h := range longest(m.of("corrects")) {
		rest, after, most := m.without(h), len(m.words)-h.to, h.rule.weight
		story := most <= shortRest && m.tellsOn(h.to)
		switch how := h.rule.about[1]; {
		case after > most:
		case how == "back" && story:
			return "", true // "ignore that my sister took my phone": what follows says why
		case how == "back", how == "after" && after > 0 && !story:
			return rest, true
		case how == "number" && after > 0 && m.part(h.to, len(m.words)).countsOrDates():
			return rest, true
		case how == "time" && after > 0 && m.reader.Answer("visit_when", rest).OnlyHere:
			return rest, true
		case how == "whole" && len(m.words) <= most && !m.reported(h.from):
			return whole(m.text), true
		}
	}
	return m.notThat()
}

// Slips reports whether it is only said that something was pressed or sent by mistake ("sorry I pressed the wrong button",
// "didnt mean to send that"), and neither which nor what it should have been.
func (r *Reader) Slips(text string) bool {
	return r.Wish(text) == "back" && r.message(text).any("slipped")
}

// SlipOfOwn reports whether what is put right stands in the same words, before the opener: "sir i mean mr pell".
func (r *Reader) SlipOfOwn(text string) bool {
	const few = 4 // words of a slip
	m := r.message(text)
	for _, h := range longest(m.of("corrects")) {
		said := slices.ContainsFunc(m.words[:h.from], func(w word) bool { return !r.phrases.fills(w) && !hasTerm(w, r.phrases.ids["<no>"]) })
		if h.rule.about[1] == "after" && said && h.from <= few {
			return true
		}
	}
	return false
}

// without is what follows an opener, cut short where it says what it is not.
func (m message) without(h hit) string {
	if h.to >= len(m.words) {
		return ""
	}
	rest := m.text[m.words[h.to].from:]
	if left, ok := m.reader.message(rest).notThat(); ok {
		return left
	}
	return whole(rest)
}

// countsOrDates reports whether a number, a day or a month is said.
func (m message) countsOrDates() bool { return m.numbers() || m.any("day") || m.any("month") }

// starred reads the star that people put before a word that they had misspelt: "*tuesday".
func (m message) starred() (string, bool) {
	const most = 4
	text := strings.TrimSpace(m.text)
	rest := strings.Trim(text, "* ")
	marked := strings.HasPrefix(text, "*") != strings.HasSuffix(text, "*")
	return whole(rest), marked && len(m.words) <= most && !strings.Contains(rest, "*")
}

// tellsOn reports whether what begins at a word tells of what somebody did ("actually she shouted at
// me") rather than how something is.
func (m message) tellsOn(i int) bool { return m.in("teller", i) && !m.in("is", i+1) }

// notThat reads "she's 13 not 12", "its kai not kie": what stands before the "not", where both sides
// are of one kind, so that one can stand for the other.
func (m message) notThat() (string, bool) {
	const most = 10
	for i := 1; i < len(m.words)-1 && len(m.words) <= most; i++ {
		other := i + 1
		if m.in("its_whose", other) || m.at(other) == "my" {
			other++
		}
		if m.words[i].text == "not" && other < len(m.words) && m.ends(other+1) && m.sameKind(i-1, other) {
			return whole(m.text[:m.words[i].from]), true
		}
	}
	return "", false
}

// sameKind reports whether one word may stand for the other: two days, two places, two numbers, or
// two spellings of a name.
func (m message) sameKind(i, j int) bool {
	for _, set := range []string{"day", "month", "place", "kin", "forename", "yes", "no", "age", "part_of_day"} {
		if m.in(set, i) && m.in(set, j) {
			return true
		}
	}
	if _, one := m.number(i); one > 0 {
		_, other := m.number(j)
		return other > 0
	}
	a, b := m.at(i), m.at(j)
	return (m.in("forename", i) || m.in("forename", j)) && a != "" && b != "" && a[0] == b[0]
}

// ownName reports whether a name is plainly that of the one who writes: "its kai not kie" may be
// another's.
func (m message) ownName() bool {
	for i := range m.words {
		if m.in("own_name", i) {
			return true
		}
	}
	return false
}
