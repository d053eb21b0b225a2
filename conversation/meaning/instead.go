package meaning

import (
	"slices"
	"strings"
)

// Instead is something that is to stand in the place of something else: "the library, not costa".
type Instead struct {
	Now string // "the library"
	Was string // "costa"
	// Loose is set where the words may well tell something new: "it wasnt her it was the manager".
	Loose bool
	// Rest is what stands in other sentences beside it: "my sw. and friday not tuesday".
	Rest string
}

// Instead lists the ways in which a short message may put one thing in the place of another: "X not Y",
// "not Y, X", "X instead of Y", "rather X than Y", "Y wont work. X". Which of them is meant, and if any,
// only somebody can tell who knows what was said before.
func (r *Reader) Instead(text string) []Instead {
	const most = 16 // words; more is a story
	m := r.message(text)
	if len(m.words) == 0 || len(m.words) > most || len(m.of("amends")) > 0 {
		return nil
	}
	var found []Instead
	loose, rest := false, ""
	add := func(nowFrom, nowTo, wasFrom, wasTo int) {
		nowFrom, nowTo = m.bare(nowFrom, nowTo)
		wasFrom, wasTo = m.bare(wasFrom, wasTo)
		if nowFrom < nowTo && wasFrom < wasTo && !m.in("they", nowFrom) && !m.in("unless", nowFrom) && m.at(nowFrom) != "i" && m.at(nowFrom) != "we" {
			found = append(found, Instead{m.stretchOf(nowFrom, nowTo), m.stretchOf(wasFrom, wasTo), loose, rest})
		}
	}
	end := len(m.words)
	for i := range m.words {
		if to := m.turnsFrom(i); to > i && !m.in("unless", to) && m.at(to) != "with" { // "not with karen there" is what it is
			first := m.beginsBefore(i)
			if lead, _ := m.bare(first, i); lead < i || m.in("is_aged", i-1) { // "im not very good with this"
				last := min(m.nextOpens(to+1), m.clauseTurns(to+1), end)
				rest = m.around(first, min(m.nextOpens(to+1), end))
				add(first, i, to, last) // "X not Y"
				rest = ""
				continue
			}
			for at := to + 1; at < end; at++ {
				again := m.in("leads_place", to) && m.at(at) == m.at(to) // "not at Y at X"
				two := at == to+1 && at == end-1 && m.sameTime(to, at)   // "not wednesday thursday"
				if two || again || m.words[at].opens || m.words[at].pauses || m.at(at) == "but" || m.leadsInstead(at, end) > at {
					add(at, end, to, at) // "not Y, X"
					break
				}
			}
		}
	}
	for _, h := range longest(m.of("instead")) {
		how := h.rule.about[1]
		loose = how != "unfit"
		switch {
		case how == "unfit" && h.from > 0 && h.to < end && (m.ends(h.to) || m.leadsInstead(h.to, end) > h.to):
			add(h.to, end, 0, h.from) // "Y wont work. X"
		case how == "denied":
			for at := h.to + 1; at < end; at++ {
				if m.leadsInstead(at, end) > at {
					add(at, end, h.to, at) // "it wasnt Y it was X", "i dont want Y i want X"
					break
				}
			}
		case how == "self":
			for at := h.to + 1; at < end; at++ {
				if m.in("is_aged", at) {
					add(at, end, h.to, at) // "im not Y im X"
					break
				}
			}
		case how == "swap":
			for at := h.to + 1; at < end-1; at++ {
				if m.at(at) == "to" || m.at(at) == "for" || m.at(at) == "with" {
					add(at+1, end, h.to, at) // "change Y to X"
					break
				}
			}
		}
	}
	return found
}

// sameTime reports whether two words are two days, two months or two parts of a day.
func (m message) sameTime(i, j int) bool {
	return slices.ContainsFunc([]string{"day", "month", "part_of_day"}, func(set string) bool { return m.in(set, i) && m.in(set, j) })
}

// beginsBefore is where what stands before a "not" begins: with its sentence, or where "and its ..." leads on to it.
func (m message) beginsBefore(not int) int {
	from := not - 1
	for from > 0 && !m.words[from].opens && !(m.at(from) == "and" && (m.words[from].pauses || m.leadsInstead(from+1, not) > from+1)) {
		from--
	}
	return max(from, 0)
}

// nextOpens is the first word from one on that begins a sentence.
func (m message) nextOpens(i int) int {
	for i < len(m.words) && !m.words[i].opens {
		i++
	}
	return i
}

// clauseTurns is the first word from one on that says why: "not school cos my mates will see".
func (m message) clauseTurns(i int) int {
	for i < len(m.words) && !m.in("turns", i) {
		i++
	}
	return i
}

// around is what a message says before and after the words from..to-1, where that says anything.
func (m message) around(from, to int) string {
	before, after := "", ""
	if a, b := m.bare(0, from); a < b {
		before = m.stretchOf(0, from)
	}
	if a, b := m.bare(to, len(m.words)); a < b {
		after = m.stretchOf(to, len(m.words))
	}
	return strings.TrimSpace(before + "\n" + after)
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
	for to > from && !m.in("kin", to-1) && (m.reader.phrases.fills(m.words[to-1]) || m.at(to-1) == "instead" || m.at(to-1) == "but" || m.in("no_more", to-1)) {
		to--
	}
	return from, to
}

// leadsInstead gives the word after a phrase that leads to what it should be, where one begins at a
// word; else from.
func (m message) leadsInstead(from, to int) int {
	next := from
	for _, h := range m.reader.find(m.words[from:to]) {
		if h.rule.is("instead") && h.rule.about[1] == "lead" && h.from == 0 {
			next = max(next, from+h.to)
		}
	}
	return next
}

// stretchOf is what the words from..to-1 say, as it was written.
func (m message) stretchOf(from, to int) string { return whole(m.span(from, to, "").Text) }

// Alike reports whether what it should be is of one kind with what it was: two numbers, two days, or two
// things that are spoken of in one way ("my ps4", "my xbox").
func (o Instead) Alike(r *Reader) bool {
	now, was := r.message(o.Now), r.message(o.Was)
	owned := len(now.words) > 1 && len(was.words) > 1 && now.at(0) == was.at(0) && (now.in("its_whose", 0) || now.saysLittle(0))
	return owned || r.MayStandFor(o.Now, o.Was)
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
