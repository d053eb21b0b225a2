package meaning

import (
	"slices"
	"strings"
)

// Instead is something that is to stand in the place of something else: "the library, not costa".
type Instead struct {
	Now string // "the library"
	Was string // "costa"
}

// Instead lists the ways in which a short message may put one thing in the place of another: "X not Y",
// "not Y, X", "X instead of Y", "rather X than Y", "Y wont work. X". Which of them is meant, and if any,
// only somebody can tell who knows what was said before.
func (r *Reader) Instead(text string) []Instead {
	const most = 16 // words; more is a story
	m := r.message(text)
	if len(m.words) == 0 || len(m.words) > most || len(m.of("amends")) > 0 || len(m.words) > 1 && m.decides(0) && m.words[1].opens {
		return nil
	}
	var found []Instead
	add := func(nowFrom, nowTo, wasFrom, wasTo int) {
		nowFrom, nowTo = m.bare(nowFrom, nowTo)
		wasFrom, wasTo = m.bare(wasFrom, wasTo)
		if nowFrom < nowTo && wasFrom < wasTo && !m.in("they", nowFrom) && !m.in("unless", nowFrom) && m.at(nowFrom) != "i" && m.at(nowFrom) != "we" {
			found = append(found, Instead{m.stretchOf(nowFrom, nowTo), m.stretchOf(wasFrom, wasTo)})
		}
	}
	end := len(m.words)
	for i := range m.words {
		if to := m.turnsFrom(i); to > i && !m.in("unless", to) && m.at(to) != "with" { // "not with karen there" is what it is
			lead, _ := m.bare(0, i)
			if lead < i {
				add(0, i, to, end) // "X not Y"
				continue
			}
			for at := to + 1; at < end; at++ {
				if m.words[at].opens || m.words[at].pauses || m.at(at) == "but" || m.leadsInstead(at, end) > at {
					add(at, end, to, at) // "not Y, X"
					break
				}
			}
		}
	}
	for _, h := range m.of("instead") {
		if h.rule.about[1] == "unfit" && h.from > 0 && h.to < end && m.ends(h.to) {
			add(h.to, end, 0, h.from) // "Y wont work. X"
		}
	}
	return found
}

// turnsFrom gives the word after "not", "instead of" or "than", where one begins at a word; else i.
func (m message) turnsFrom(i int) int {
	for _, h := range m.of("instead") {
		if h.rule.about[1] == "of" && h.from == i {
			return h.to
		}
	}
	return i
}

// bare leaves out, at both ends of the words from..to-1, what only leads to a correction or carries
// nothing: "sorry i meant", "can it be", "please".
func (m message) bare(from, to int) (int, int) {
	for from < to {
		next := m.leadsInstead(from, to)
		if next == from && m.reader.phrases.fills(m.words[from]) {
			next++
		}
		if next == from {
			break
		}
		from = next
	}
	for to > from && (m.reader.phrases.fills(m.words[to-1]) || m.at(to-1) == "instead" || m.at(to-1) == "but") {
		to--
	}
	return from, to
}

// leadsInstead gives the word after a phrase that leads to what it should be, where one begins at a
// word; else from.
func (m message) leadsInstead(from, to int) int {
	next := from
	for _, h := range m.reader.phrases.find(m.words[from:to]) {
		if h.rule.is("instead") && h.rule.about[1] == "lead" && h.from == 0 {
			next = max(next, from+h.to)
		}
	}
	return next
}

// stretchOf is what the words from..to-1 say, as it was written.
func (m message) stretchOf(from, to int) string { return whole(m.span(from, to, "").Text) }

// Without takes words out of an answer in which they stand, whatever their spelling: "thurs" out of "my
// school, thursday". ok is false where they do not stand in it, or say too little to tell.
func (r *Reader) Without(answer, words string) (rest string, ok bool) {
	a, w := r.message(answer), r.message(words)
	from, to := 0, len(w.words)
	for from < to && w.saysLittle(from) {
		from++
	}
	if w.words = w.words[from:to]; len(w.words) == 0 {
		return "", false
	}
	same := func(x, y word) bool { return x.text == y.text }
	for i := 0; i+len(w.words) <= len(a.words); i++ {
		if slices.EqualFunc(a.words[i:i+len(w.words)], w.words, same) {
			head := a.text[:a.words[i].from]
			tail := a.text[a.words[i+len(w.words)-1].to:]
			return whole(strings.TrimRight(head, " ,.;:-") + " " + strings.TrimLeft(tail, " ,.;:-")), true
		}
	}
	return "", false
}

// MayStandFor reports whether a message has a month, a day, a number or a relative, where what it puts right
// has another of that kind.
func (r *Reader) MayStandFor(now, was string) bool {
	a, b := r.message(now), r.message(was)
	for _, set := range []string{"month", "day", "kin", "part_of_day"} {
		if a.any(set) && b.any(set) {
			return true
		}
	}
	return a.numbers() && b.numbers()
}

func (m message) numbers() bool {
	for i := range m.words {
		if _, used := m.number(i); used > 0 {
			return true
		}
	}
	return false
}

// saysLittle: a word by which nobody could tell which answer is meant.
func (m message) saysLittle(i int) bool {
	return m.in("says_little", i) || m.reader.phrases.fills(m.words[i])
}
