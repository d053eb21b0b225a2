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
// (rules/told.txt). It tells nothing that is only likely. That somebody is safe lowers nothing, and
// is taken only where it was asked for.
func (m message) told(d danger, v voice) []Told {
	var found []Told
	for _, h := range longest(m.of("told")) {
		if slices.Contains(h.rule.about, "theirs") && v.who != Behalf {
			continue
		}
		if slices.Contains(h.rule.about, "own") && v.who == Behalf || h.rule.about[1] == "name" && m.namesWhoWasAsked(h) {
			continue
		}
		if m.reported(h.from) || aboutChild(h.rule.about[1]) && !m.mayBeOfAnother(h.rule.about[1], v) {
			continue
		}
		if t, ok := m.tells(h); ok && (t.Ask != "wanted_outcome" || m.wishes(t, d)) {
			found = append(found, t)
		}
	}
	if another := func(t Told) bool { return t.Ask == "about_who" && t.Reply.Value == "behalf" }; v.who != Behalf && slices.ContainsFunc(found, another) {
		v.who = Behalf // "its not me its her. her names Keisha"
		return m.told(d, v)
	}
	found = append(found, m.listed()...)
	found = append(found, m.signed()...)
	if put := m.amended(); len(put) > 0 { // what it was before may stand beside it
		found = append(slices.DeleteFunc(found, func(t Told) bool {
			return slices.ContainsFunc(put, func(p Told) bool { return p.Ask == t.Ask })
		}), put...)
	}
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

// namesWhoWasAsked: "its Jaydon", in reply to what the young person is called, says nothing of who writes.
func (m message) namesWhoWasAsked(h hit) bool {
	return m.reader.asked == "child_name" &&
		slices.ContainsFunc(m.words[h.from:h.to], func(w word) bool { return w.text == "its" || w.text == "this" })
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
// Where that is not plain, "hes 25" from one who also speaks of themselves is of whoever they
// complain of.
func (m message) mayBeOfAnother(ask string, v voice) bool {
	if v.plain {
		return v.who == Behalf
	}
	return ask != "child_age" || len(m.of("about_me")) == 0
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
		if (m.in("forename", from) || m.initial(from) || from > 0 && m.hyphened(from-1)) && !m.in("signs", from-1) {
			reply.Value = m.read(ask, from+1, to).Value
		}
	case "words":
		to = m.clause(to)
		if n := m.ands(from); ask == "avoid" && from+n < to {
			from += n
		}
		reply = Reply{Value: "text", Rest: m.span(from, to, "").Text}
	case "rest":
		from, to, reply = m.restOf(ask, h)
	case "where":
		if from, to = to, m.clause(to); m.place(from, &to) {
			reply = Reply{Value: "text", Rest: m.span(from, to, "").Text}
		}
	case "when":
		if m.at(to-1) == "in" && m.in("writes_at", to) {
			return Told{}, false // "im in meetings until 2" is of now
		}
		from, to, reply.Value = m.time(to, m.clause(to))
		if m.ofSomebodyElse(h.to, min(from, len(m.words))) {
			return Told{}, false
		}
	case "last":
		at := m.lastName(h)
		if reply.Value = m.namedBy(at, about); ask == "name" && slices.Contains(about, "sure") && m.nameGoesOn(at) {
			to = at + 2
			reply.Value = m.read(ask, at, to).Value
		}
		several := 3 // "my grandson Leo and Max" may be of Leo; "my grandsons Leo and Max" is of both
		if m.part(h.from, max(h.from, at)).any("several_young") {
			several = 2
		}
		if names, end := m.namesFrom(at, false); ask == "child_name" && len(names) >= several {
			reply.Value, to = inAList(names), end
		}
	case "first":
		reply.Value = m.namedBy(from, about)
	case "called":
		if slices.Contains(about, "within") {
			from, to = from+1, to-3
		} else {
			from, to = to, m.clause(to)
		}
		const longest = 3 // words of a name
		if from < to && to-from <= longest {
			reply.Value = m.read(ask, from, to).Value
		}
	case "owner":
		reply.Value, _ = m.owner(h, slices.Contains(about, "sure"))
	}
	if reply.Value == "" {
		return Told{}, false
	}
	s := m.span(from, to, "")
	return Told{ask, reply, s.Start, s.End}, true
}

// ofSomebodyElse reports whether the words from..to-1 turn to somebody else: in "im in my room hes not on shift til tmrw" tomorrow
// is the day when he is back, and nobody's to come and see them.
func (m message) ofSomebodyElse(from, to int) bool {
	for i := from; i < to; i++ {
		if m.in("they", i) || m.in("denies", i) {
			return true
		}
	}
	return false
}

// restOf reads what comes after the words of a hit as the answer that they announce: to the end of
// the sentence, since "my house, she is home by 4" is all one answer, or to where more is told.
func (m message) restOf(ask string, h hit) (from, to int, reply Reply) {
	from, to = h.to, h.to
	for to < len(m.words) && (!m.words[to].opens || to > from && (m.at(to) == "or" || m.at(to) == "because")) && to-from < clauseWords {
		if to > from && m.words[to].pauses && m.tellsMore(to) {
			break
		}
		to++
	}
	if from == to {
		return h.from, h.to, Reply{}
	}
	reply = m.read(ask, from, to)
	if reply.Value != "" {
		reply.Rest = m.span(from, to, "").Text
	}
	return from, to, reply
}

// tellsMore reports whether something else is told from a word on.
func (m message) tellsMore(i int) bool {
	if m.in("leads", i) || m.at(i) == "and" {
		i++
	}
	_, ok := m.hitAt("told", i)
	return ok
}

// read reads the words from..to-1 as the reply to a question.
func (m message) read(ask string, from, to int) Reply {
	return m.reader.Answer(ask, m.span(from, to, "").Text)
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

// saysRelationship is who somebody says that they themselves are ("same dad, but im her sister"), where they
// say one thing only.
func (m message) saysRelationship() string {
	found := ""
	for _, h := range longest(m.of("told")) {
		if h.rule.about[1] != "relationship" || m.at(h.from) != "im" && m.at(h.from) != "am" && m.at(h.from) != "i" {
			continue
		}
		t, ok := m.tells(h)
		if !ok || found != "" && found != t.Reply.Value {
			return ""
		}
		found = t.Reply.Value
	}
	return found
}

// goesBefore reports whether what is told of the phone counts more than the other: that it is not safe, then that
// it may be seen.
func (t Told) goesBefore(o Told) bool {
	return t.Reply.Value == "no" || t.Reply.Value == "perhaps" && o.Reply.Value != "no" || o.Reply.Value == "again"
}

// agreed drops what is told in two ways: of two ages neither is plainly the young person's. But a
// phone that is said to be unsafe is unsafe, words may stand beside other words, and of two times that
// suit the first is as good as the other.
func agreed(found []Told) []Told {
	var kept []Told
	for _, t := range found {
		words := t.Reply.Value == "text"
		if slices.ContainsFunc(found, t.beginsListOf) {
			continue
		}
		differs := func(o Told) bool {
			return o.Ask == t.Ask && !o.beginsListOf(t) && o.Reply.Value != t.Reply.Value && t.Ask != "visit_when" && !(t.Ask == "contact_safe" && t.goesBefore(o))
		}
		again := func(o Told) bool { return o.Ask == t.Ask && (!words || t.Start < o.End) }
		if !slices.ContainsFunc(found, differs) && !slices.ContainsFunc(kept, again) {
			kept = append(kept, t)
		}
	}
	return kept
}

// beginsListOf reports whether a name is the first of those that were read elsewhere: "Kofi" of "Kofi and Ben".
func (t Told) beginsListOf(o Told) bool {
	return t.Ask == "child_name" && o.Ask == t.Ask && (strings.HasPrefix(o.Reply.Value, t.Reply.Value+" and ") || strings.HasPrefix(o.Reply.Value, t.Reply.Value+", "))
}
