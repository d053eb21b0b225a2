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
	return m.words[i].satisfies(id)
}

// guarded reports whether a hit of rules/told.txt stands where its heading says it must.
func (m message) guarded(h hit) bool {
	for _, guard := range h.rule.about[3:] {
		switch guard {
		case "beside":
			if m.reader.asked != "confirm" {
				return false
			}
		case "calm":
			if m.reader.asked == "safe_now" { // "im at school hes off till monday" is said of whom they fear
				return false
			}
		case "clause":
			if !m.begins(h.from) && m.at(h.from-1) != "and" {
				return false
			}
		case "bid":
			if !m.begins(h.from) {
				return false
			}
		case "begged":
			if !m.begs(h.from) {
				return false
			}
		case "asked":
			if m.doer(h.from - 1) {
				return false
			}
		case "flat":
			if m.limited(h.from, h.to) {
				return false
			}
		case "signs":
			if !m.opening(h.from) {
				return false
			}
		case "intro":
			if !m.introduces(h) {
				return false
			}
		case "stops":
			if h.to < len(m.words) && !m.words[h.to].pauses && !m.words[h.to].opens {
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

// doer reports whether a word is somebody who may do what comes after it: "they dont tell".
func (m message) doer(i int) bool {
	if i < 0 || m.words[i+1].opens || m.words[i+1].pauses {
		return false
	}
	for _, set := range []string{"subject", "relative", "professional", "young", "forename", "partner", "lookers"} {
		if m.in(set, i) {
			return !slices.Contains([]string{"please", "so", "also", "no", "not"}, m.at(i))
		}
	}
	return m.at(i) == "to" || m.at(i) == "who" || m.at(i) == "people"
}

// begs reports whether what begins at a word may be asked of us: a clause begins there, or the reason
// for it stands before. In "my worker just dont text me back" somebody else does not.
func (m message) begs(i int) bool {
	for i > 0 && !m.words[i].opens && !m.words[i].pauses && m.in("leads", i-1) {
		if i--; m.in("begs", i) {
			return true
		}
	}
	return i == 0 || m.words[i].opens || m.words[i].pauses || m.in("before_bid", i-1)
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
	return m.begins(h.from) && (m.ends(h.to) || m.in("introduced", h.to))
}

// ends reports whether a stretch that goes up to a word ends there.
func (m message) ends(to int) bool {
	return to >= len(m.words) || m.words[to].opens || m.words[to].pauses
}

// limited reports whether the sentence around from..to-1 limits what is said, or asks it.
func (m message) limited(from, to int) bool {
	first, end := from, to
	for from > 0 && !m.words[from].opens {
		from--
	}
	for to < len(m.words) && !m.words[to].opens {
		to++
	}
	for i := from; i < to; i++ {
		if m.in("unless", i) && (i < first || i >= end) { // "its only mine" says no less
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
			return !m.recalls(i)
		}
		if m.words[i].opens || m.words[i].pauses || m.at(i) == "but" || m.at(i) == "and" && m.in("own_clause", i+1) { // "dont tell karen and i dont need one"
			break
		}
	}
	before := m.text[:m.words[from].from]
	return strings.Count(before, `"`)%2 == 1 || strings.Count(before, "“") > strings.Count(before, "”")
}

// recalls reports whether words up to a word go back to a question: "what you asked before, ..." is
// told in nobody else's words.
func (m message) recalls(to int) bool {
	return slices.ContainsFunc(m.of("recalls"), func(h hit) bool { return h.to >= to })
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
