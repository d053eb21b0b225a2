package meaning

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// matter is a run of words from..to-1 that tells of one thing, and the kinds of complaint in it.
type matter struct {
	from, to int
	kinds    []string
}

// issues takes a complaint apart where a new matter begins. Each is the exact stretch in which it is
// told; they stand in order and never overlap. Left out is only what complains of nothing: greetings,
// who writes, and the words that join ("hi im his mum, ... and also ...").
func (m message) issues(kinds []hit, d danger) []IssueSpan {
	edges := m.edges(m.afterGreeting())
	var matters []matter
	for e, from := range edges[:len(edges)-1] {
		next := matter{from, edges[e+1], kindsIn(kinds, from, edges[e+1])}
		if d.harmIn(next.from, next.to) && !slices.Contains(next.kinds, "safety") {
			next.kinds = append([]string{"safety"}, next.kinds...)
		}
		if len(matters) == 0 || m.newMatter(matters[len(matters)-1], next, d.risk == None) {
			matters = append(matters, next)
			continue
		}
		last := &matters[len(matters)-1]
		last.to = next.to
		for _, k := range next.kinds {
			if !slices.Contains(last.kinds, k) {
				last.kinds = append(last.kinds, k)
			}
		}
	}
	var issues []IssueSpan
	at := 0
	for _, t := range matters {
		if len(t.kinds) == 0 {
			t.kinds = []string{"other"}
		}
		issue := m.stretch(m.afterJoin(t), t.to)
		issue.Start, issue.Kinds = max(issue.Start, at), t.kinds
		issues, at = append(issues, issue), issue.End
	}
	return issues
}

// edges lists the words at which a new matter may begin, from the first on, and the end.
func (m message) edges(first int) []int {
	edges := []int{first}
	within := first // the end of words that join: "also, my bike" begins once
	for i := first + 1; i < len(m.words); i++ {
		join, joins := m.joinAt(i)
		if joins || i > within && (m.words[i].opens || m.words[i].pauses || m.at(i) == "and" || m.numbered(i)) {
			edges = append(edges, i)
		}
		switch {
		case joins:
			within = max(within, join.to)
		case m.numbered(i):
			within = max(within, i+1)
		}
	}
	return append(edges, len(m.words))
}

// The shortest matters, in words.
const (
	leastOpened = 3 // after words that say a new one begins
	leastOther  = 4 // where only its kind tells that it is another
)

// newMatter reports whether a stretch begins a new matter after the last one: it says so ("also",
// "2.", a sentence with "And"), or tells that nobody was told, or of a further thing "as well", or
// somebody does something of quite another kind. A further sentence of another kind is a matter only
// where nothing worries (calm): what frightens is told in many sentences and is one.
func (m message) newMatter(last, next matter, calm bool) bool {
	said := next.to - next.from
	join, joins := m.joinAt(next.from)
	_, untold := m.hitAt("untold", next.from)
	begun := m.words[next.from]
	subject := next.from
	if begun.text == "and" || begun.text == "but" {
		subject++
	}
	switch {
	case m.in("thanks", subject):
		return false
	case joins:
		return next.to-join.to >= leastOpened-1
	case begun.opens && begun.text == "and", m.numbered(next.from):
		return said >= leastOpened
	case untold:
		return last.to-last.from >= leastOpened
	case m.headline(last) && m.headline(next):
		return true // "PA silent and grant unpaid"
	case m.endsIn("as_well", next.to), m.alsoWithin(next):
		return said >= leastOther
	}
	return (calm || !begun.opens) && m.in("complainer", subject) && !m.ofSame(subject) && said >= leastOther && last.to-last.from >= leastOther &&
		len(last.kinds) > 0 && len(next.kinds) > 0 && !overlap(last.kinds, next.kinds)
}

// numbered reports whether a word is the number of an entry in a list, "2." or "(b)", where the one
// before it stands too and is marked so. A bare "2" is one only in a list of three.
func (m message) numbered(i int) bool {
	text := m.at(i)
	if len(text) != 1 || !(text >= "2" && text <= "9" || text >= "b" && text <= "f") {
		return false
	}
	const near = 150 // words between one entry and the next
	entry := func(step int, marked string) bool {
		for j := max(0, i-near); j < min(len(m.words), i+near); j++ {
			if m.at(j) == string(rune(int(text[0])+step)) && (j < i) == (step < 0) && m.mark(j) == marked {
				return true
			}
		}
		return false
	}
	if mark := m.mark(i); mark != "" {
		return entry(-1, mark)
	}
	return text <= "9" && entry(-1, "") && (entry(1, "") || text > "2" && entry(-2, ""))
}

// mark is the bracket or the full stop after a number, as lists have it.
func (m message) mark(i int) string {
	after := m.between(i + 1)
	if after != "" && (after[0] == ')' || after[0] == '.') {
		return after[:1]
	}
	return ""
}

// joinAt gives the words that join a matter to the one before, where they begin at a word; "they
// also" joins nothing there.
func (m message) joinAt(i int) (hit, bool) {
	if m.inner(i) {
		return hit{}, false
	}
	if m.at(i) == "also" && m.in("named_as", i+1) {
		return hit{}, false // "also known as Fiona"
	}
	return m.hitAt("and_also", i)
}

// inner reports whether a word stands in the middle of what somebody does: "they also", "her foster carer also".
// After "i hate my carer" an "also" begins something new, so that only a subject may stand before it.
func (m message) inner(i int) bool {
	const longest = 4 // words of a subject
	if i == 0 || i < len(m.words) && (m.words[i].opens || m.words[i].pauses) {
		return false
	}
	if m.in("inner", i-1) {
		return true
	}
	from := i - 1
	for from > 0 && !m.words[from].opens && !m.words[from].pauses && !m.in("joins", from) && i-from <= longest {
		from--
	}
	for m.in("joins", from) || m.decides(from) {
		from++
	}
	return (m.in("does_it", i-1) || m.in("forename", i-1)) && i-from <= longest && (m.in("subject_of", from) || m.in("forename", from))
}

// alsoWithin reports whether a further thing is told in the middle of a stretch: "they also binned it".
func (m message) alsoWithin(t matter) bool {
	for i := t.from + 1; i < t.to; i++ {
		if m.at(i) == "also" && m.inner(i) {
			return true
		}
	}
	return false
}

// hitAt gives the longest hit of a room that begins at a word. Hits stand in the order of where they begin.
func (m message) hitAt(room string, i int) (best hit, ok bool) {
	at, _ := slices.BinarySearchFunc(m.hits, i, func(h hit, i int) int { return h.from - i })
	for _, h := range m.hits[at:] {
		if h.from != i {
			break
		}
		if h.rule.is(room) && h.to > best.to {
			best, ok = h, true
		}
	}
	return best, ok
}

func (m message) endsIn(room string, to int) bool {
	return slices.ContainsFunc(m.hits, func(h hit) bool { return h.to == to && h.rule.is(room) })
}

// afterJoin is where a matter begins after the words that join it to the one before.
func (m message) afterJoin(t matter) int {
	from := t.from
	if join, ok := m.joinAt(from); ok && len(join.rule.about) == 1 {
		from = join.to
	}
	for from < t.to-2 && m.in("joins", from) && !(m.words[from].opens && m.in("exclaims", from) && !m.words[from+1].opens) {
		from++
	}
	return min(from, t.to-1)
}

// afterGreeting is where a message begins after a greeting and after saying who writes.
func (m message) afterGreeting() int {
	at := 0
	for _, h := range m.hits {
		if h.rule.is("greeting") && len(h.rule.about) == 1 && h.from <= at {
			at = max(at, h.to)
		}
	}
	begun := at
	for i := at; i < len(m.words); {
		to := m.whoTo(i)
		if to == i {
			break
		}
		if i = to; m.ends(i) || m.at(i) == "and" {
			begun = i
		}
	}
	if len(m.words)-begun >= leastOpened {
		return begun
	}
	if len(m.words)-at >= leastOpened {
		return at
	}
	return 0
}

// whoTo is where words end that begin at a word and say no more than who writes, or the word itself.
func (m message) whoTo(i int) int {
	to := i
	if m.in("who_writes", i) {
		to++
	}
	if _, age := m.number(i + 1); m.at(i) == "im" && age > 0 {
		to = i + 1 + age
	}
	at, _ := slices.BinarySearchFunc(m.hits, i, func(h hit, i int) int { return h.from - i })
	for ; at < len(m.hits) && m.hits[at].from == i; at++ {
		if h := m.hits[at]; h.rule.is("told") && h.to > to && saysWho(h.rule.about) {
			if _, ok := m.tells(h); ok {
				to = h.to
			}
		}
	}
	return to
}

// saysWho reports whether a heading of rules/told.txt finds words that say no more than who writes.
func saysWho(about []string) bool {
	switch about[1] {
	case "name", "child_age", "about_who":
		return true
	case "relationship", "child_name":
		return about[2] == "kin" || about[2] == "owner" || slices.Contains(about, "intro") || slices.Contains(about, "clause")
	}
	return false
}

// stretch is the span of the words from..to-1 with the marks that belong to them: an opening
// quotation mark, the full stop, but not a comma that only joins.
func (m message) stretch(from, to int) IssueSpan {
	s := m.span(from, to, "")
	first := m.words[from]
	for before := m.text[:first.from]; before != ""; {
		r, size := utf8.DecodeLastRuneInString(before)
		if !strings.ContainsRune("\"'“‘(£#", r) {
			break
		}
		before = before[:len(before)-size]
		s.Start--
	}
	end := s.End
	for _, r := range m.between(to) {
		if unicode.IsSpace(r) {
			break
		}
		end++
		if !strings.ContainsRune(",;:-–—/", r) {
			s.End = end
		}
	}
	return IssueSpan{Start: s.Start, End: s.End}
}
