package meaning

import (
	"slices"
	"strings"
)

// Told is an answer to a question that nobody had asked yet, or an earlier one put right. Offsets
// count runes and say where in the message it stands.
type Told struct {
	Ask   string // "child_age", "contact_safe" ...
	Reply Reply
	Start int
	End   int
}

// told lists the answers that were given without being asked for, in the order in which they stand
// (rules/told.txt). It tells nothing that is only likely, and never that somebody is safe: a yes to
// that lowers nothing, and is taken only where it was asked for.
func (m message) told(d danger, v voice) []Told {
	var found []Told
	for _, h := range longest(m.of("told")) {
		if m.reported(h.from) || aboutChild(h.rule.about[1]) && !m.mayBeOfAnother(h.rule.about[1], v) {
			continue
		}
		if t, ok := m.tells(h); ok && (t.Ask != "wanted_outcome" || m.wishes(t, d)) {
			found = append(found, t)
		}
	}
	found = append(found, m.listed()...)
	found = append(found, m.signed()...)
	slices.SortStableFunc(found, func(a, b Told) int { return a.Start - b.Start })
	return agreed(found)
}

// longest keeps, of what one heading finds at one place, the longest.
func longest(hits []hit) []hit {
	var kept []hit
	for _, h := range hits {
		i := slices.IndexFunc(kept, func(k hit) bool { return k.rule == h.rule && k.from == h.from })
		switch {
		case i < 0:
			kept = append(kept, h)
		case h.to > kept[i].to:
			kept[i] = h
		}
	}
	return kept
}

// aboutChild are the questions that are asked of those who write for a young person.
func aboutChild(ask string) bool {
	switch ask {
	case "relationship", "child_name", "child_age", "child_knows":
		return true
	}
	return false
}

// mayBeOfAnother reports whether the words may be of a young person for whom somebody else writes.
// "Hes 25" from one who also speaks of themselves is of whoever they complain of.
func (m message) mayBeOfAnother(ask string, v voice) bool {
	if v.who != Self {
		return true
	}
	return !v.plain && (ask == "relationship" || ask == "child_knows" || len(m.of("about_me")) == 0)
}

// tells reads one hit by the way that its heading says.
func (m message) tells(h hit) (Told, bool) {
	about := h.rule.about
	ask, how := about[1], about[2]
	if !m.guarded(h) {
		return Told{}, false
	}
	from, to := h.from, h.to
	var reply Reply
	switch how {
	case "is":
		reply.Value = about[3]
	case "kin":
		if m.whose(h) {
			reply.Value = about[3]
		}
	case "read":
		if !m.ofAnother(from) {
			reply.Value = m.read(ask, from, to).Value
		}
	case "aged":
		if (m.in("forename", from) || m.initial(from)) && !m.in("signs", from-1) {
			reply.Value = m.read(ask, from+1, to).Value
		}
	case "words":
		to = m.clause(to)
		reply = Reply{Value: "text", Rest: m.span(from, to, "").Text}
	case "where":
		if from, to = to, m.clause(to); m.place(from, &to) {
			reply = Reply{Value: "text", Rest: m.span(from, to, "").Text}
		}
	case "when":
		from, to, reply.Value = m.time(to, m.clause(to))
	case "last":
		reply.Value = m.namedBy(m.lastName(h), about)
	case "first":
		reply.Value = m.namedBy(from, about)
	case "owner":
		reply.Value, _ = m.owner(h, slices.Contains(about, "sure"))
	}
	if reply.Value == "" {
		return Told{}, false
	}
	s := m.span(from, to, "")
	return Told{ask, reply, s.Start, s.End}, true
}

// read reads the words from..to-1 as the reply to a question.
func (m message) read(ask string, from, to int) Reply {
	return m.reader.Answer(ask, m.span(from, to, "").Text)
}

// namedBy gives the name at a place, by the guards of a heading. A possessive is the name of the one
// who writes only in "im Jade's nan": "this is Kai's fault" names nobody who writes.
func (m message) namedBy(i int, guards []string) string {
	if slices.Contains(guards, "known") && (!m.in("forename", i) || m.in("aunt", i)) || guards[1] == "name" && m.words[i].owns {
		return ""
	}
	name, _ := m.called(i, slices.Contains(guards, "sure"))
	return name
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

// whose reports whether the words say whose mum or nan somebody is: "im Jade's nan", "this is his
// mum". "Im the mum of a girl in her class" is of somebody else's.
func (m message) whose(h hit) bool {
	for i := h.from + 1; i < h.to && i <= h.from+2; i++ {
		if m.words[i].pauses {
			return false
		}
		if m.in("its_whose", i) {
			return m.words[i].text != "the" || m.at(h.to) != "of"
		}
	}
	_, named := m.owner(h, false)
	return named
}

// ofAnother reports whether "he" who is of this age may be somebody else than the young person:
// the last one spoken of was her boyfriend, or a lad in the home.
func (m message) ofAnother(at int) bool {
	const near = 14
	for i := at - 1; i > 0 && i > at-near; i-- {
		if m.in("partner", i) {
			return true
		}
		if m.in("rival", i) {
			return m.in("of_another", i-1)
		}
	}
	return false
}

// wishes reports whether what reads as a wish is one for what should happen, and none that must
// not be read out to anybody as one ("i want to die").
func (m message) wishes(t Told, d danger) bool {
	for i, w := range m.words {
		if w.start >= t.Start && w.end <= t.End && m.in("no_wish", i) {
			return false
		}
	}
	return !slices.ContainsFunc(d.hits, func(h hit) bool {
		s := m.span(h.from, h.to, "")
		return s.Start < t.End && t.Start < s.End && (toThemselves(h.rule.about[1]) || h.rule.about[1] == "violence")
	})
}

// agreed drops what is told in two ways: of two ages neither is plainly the young person's. A phone
// that is said to be unsafe is unsafe, and a mother is a parent. Words may stand beside other words.
func agreed(found []Told) []Told {
	var kept []Told
	for i, t := range found {
		differs := func(o Told) bool {
			return o.Ask == t.Ask && o.Reply.Value != t.Reply.Value && !(t.Ask == "contact_safe" && t.Reply.Value == "no") && !parentOf(t, o)
		}
		same := func(o Told) bool {
			return o.Ask == t.Ask && o.Reply.Value == t.Reply.Value && (t.Reply.Value != "text" || t.Start < o.End)
		}
		if !slices.ContainsFunc(found, differs) && !slices.ContainsFunc(kept, same) && !slices.ContainsFunc(found[i+1:], func(o Told) bool { return parentOf(o, t) && o.Ask == t.Ask }) {
			kept = append(kept, t)
		}
	}
	return kept
}

// parentOf: exact says more exactly what loose says.
func parentOf(exact, loose Told) bool {
	return loose.Reply.Value == "parent" && (exact.Reply.Value == "mother" || exact.Reply.Value == "father" || exact.Reply.Value == "carer")
}

// listed reads a short list of answers to "where and when shall we come": "school, tuesday after 3,
// not with dave there". All of it must be such an answer, else none of it is.
func (m message) listed() []Told {
	const most = 16
	if len(m.words) > most {
		return nil
	}
	var found []Told
	for from := 0; from < len(m.words); {
		to := from + 1
		for to < len(m.words) && !m.words[to].opens && !m.words[to].pauses {
			to++
		}
		t, ok := m.item(from, to)
		if !ok {
			return nil
		}
		found = append(found, t)
		from = to
	}
	if len(found) < 2 || found[0].Ask == "avoid" {
		return nil
	}
	return found
}

// item reads one entry of such a list.
func (m message) item(from, to int) (Told, bool) {
	s := m.span(from, to, "")
	told := func(ask, value string) (Told, bool) {
		return Told{ask, Reply{Value: value, Rest: s.Text}, s.Start, s.End}, true
	}
	if end := to; to-from <= 4 && m.at(from) != "not" && m.place(from, &end) && end == to {
		return told("visit_where", "text")
	}
	if m.at(from) == "not" {
		for i := from + 1; i < to; i++ {
			if _, named := m.called(i, false); named || m.in("someone", i) {
				return told("avoid", "text")
			}
		}
		return Told{}, false
	}
	if a, b, value := m.time(from, to); value != "" && a == from && b == to {
		s := m.span(a, b, "")
		return Told{"visit_when", Reply{Value: value}, s.Start, s.End}, true
	}
	return Told{}, false
}

// place reports whether a place to meet is named within the first words from..to, and cuts off what
// says when.
func (m message) place(from int, to *int) bool {
	const near = 5
	found := false
	for i := from; i < *to; i++ {
		if _, used := m.coarse(i); used > 0 || i > from && slices.Contains([]string{"on", "after", "before", "at", "when", "any"}, m.at(i)) {
			*to = i
			break
		}
		found = found || i < from+near && m.in("place", i)
	}
	return found && *to > from
}

// time finds the shortest stretch of the words from..to-1 that says a time, and the time.
func (m message) time(from, to int) (int, int, string) {
	if from >= to {
		return from, to, ""
	}
	reply := m.read("visit_when", from, to)
	if !reply.OnlyHere {
		return from, to, ""
	}
	for to-1 > from && m.read("visit_when", from, to-1).Value == reply.Value {
		to--
	}
	for from+1 < to && m.read("visit_when", from+1, to).Value == reply.Value {
		from++
	}
	return from, to, strings.TrimSpace(reply.Value)
}
