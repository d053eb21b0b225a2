package meaning

import (
	"slices"
	"strings"
)

// amends reads a sentence that says which answer it puts right, and what it should be: "changed my
// mind about where to meet: our bungalow", "its Poppy actually, not Teddy". What is told in the place
// of something else is no part of it.
func (m message) amends() (Told, bool) {
	const most = 24 // words; more is a story
	if len(m.words) == 0 || len(m.words) > most || m.several() {
		return Told{}, false
	}
	named := m.of("amends")
	if len(named) == 0 {
		if t, ok := m.otherName(); ok {
			return t, true
		}
		if t, ok := m.otherAge(); ok {
			return t, true
		}
		if t, ok := m.ageAnew(); ok {
			return t, true
		}
		return m.otherTime()
	}
	ask := named[0].rule.about[1]
	other := slices.ContainsFunc(named, func(h hit) bool { return h.rule.about[1] != ask })
	signed := slices.ContainsFunc(m.words, func(w word) bool { return hasTerm(w, m.reader.phrases.ids["<amending>"]) })
	if other || !signed && !m.star() {
		return Told{}, false
	}
	said := make([]bool, len(m.words))
	for _, h := range slices.Concat(named, m.of("corrects")) {
		if h.rule.is("corrects") && h.rule.about[1] == "whole" {
			continue // "friday instead" has the answer in it
		}
		for i := h.from; i < h.to; i++ {
			said[i] = true
		}
	}
	from, to := m.left(said)
	to = m.insteadOf(from, to)
	if from >= to {
		return Told{}, false
	}
	return m.amendment(ask, from, to)
}

// amendment reads the words from..to-1 as the answer that they put right.
func (m message) amendment(ask string, from, to int) (Told, bool) {
	s, reply := m.span(from, to, ""), m.read(ask, from, to)
	if reply.Value != "" {
		reply.Rest = s.Text
	}
	return Told{ask, reply, s.Start, s.End}, reply.Value != ""
}

// star reports whether a star of a correction stands just before the words or after them.
func (m message) star() bool {
	last := m.words[len(m.words)-1]
	return strings.HasSuffix(strings.TrimSpace(m.text[:m.words[0].from]), "*") != strings.HasPrefix(strings.TrimSpace(m.text[last.to:]), "*")
}

// left is the longest run of words that are not yet accounted for, without what only leads to them.
func (m message) left(said []bool) (from, to int) {
	most := 0
	for i := 0; i < len(said); {
		j, tells := i, 0
		for ; j < len(said) && !said[j]; j++ {
			if !m.in("opens_tell", j) {
				tells++
			}
		}
		if tells > most {
			from, to, most = i, j, tells
		}
		i = j + 1
	}
	for from < to-1 && (m.reader.phrases.fills(m.words[from]) || m.in("amending", from)) {
		from++
	}
	return from, to
}

// insteadOf cuts off what it is not: "our bungalow instead of the church hall", "Jo, not Joe".
func (m message) insteadOf(from, to int) int {
	for i := from + 1; i < to; i++ {
		if text := m.at(i); text == "instead" || text == "not" && (m.words[i].pauses || m.sameKind(i-1, i+1)) {
			return i
		}
	}
	return to
}

// otherName reads "its Poppy actually, not Teddy" and "*Kayleigh not Mo", where both are names.
func (m message) otherName() (Told, bool) {
	not := slices.IndexFunc(m.words, func(w word) bool { return w.text == "not" })
	if not < 1 || not+1 >= len(m.words) {
		return Told{}, false
	}
	from, to := 0, not
	for to > from+1 && m.in("amending", to-1) {
		to--
	}
	for from < to && (m.in("amending", from) || m.at(from) == "its" || m.at(from) == "im" || m.reader.phrases.fills(m.words[from])) {
		from++
	}
	const longest = 3
	if corrects := from > 0 || to < not || m.star(); !corrects || from >= to || to-from > longest || len(m.words)-not-1 > longest {
		return Told{}, false
	}
	for _, i := range []int{to - 1, len(m.words) - 1} {
		if _, ok := m.called(i, false); !ok || m.in("kin", i) {
			return Told{}, false
		}
	}
	return m.amendment("name", from, to)
}

// NameAlone is the name in a message that says nothing else: "Megan actually", "its megan".
func (r *Reader) NameAlone(text string) (string, bool) {
	m := r.message(text)
	found := ""
	for i, w := range m.words {
		name, ok := m.called(i, false)
		switch {
		case (ok || m.in("forename", i)) && found == "" && !m.in("kin", i):
			found = name
		case !m.in("amending", i) && !m.in("own_name", i) && !r.phrases.fills(w) && !slices.Contains([]string{"its", "im", "me", "my", "is", "actually"}, w.text):
			return "", false
		}
	}
	return found, found != ""
}

// otherAge reads "sorry i meant 14, not 13" and "hes 8 not 7", where both are ages of a young person.
// Of small numbers that are of nobody either may be a time.
func (m message) otherAge() (Told, bool) {
	const oldest, clock = 25, 12
	not := slices.IndexFunc(m.words, func(w word) bool { return w.text == "not" })
	if not < 1 {
		return Told{}, false
	}
	now, used := m.number(not - 1)
	was, also := m.number(not + 1)
	if used != 1 || also != 1 || now > oldest || was > oldest || now == was || !m.ends(not+2) && now <= clock {
		return Told{}, false
	}
	theirs, meant := false, false
	for i, w := range m.words[:not-1] {
		switch {
		case w.text == "hes" || w.text == "shes" || w.text == "im":
			theirs = true
		case w.text == "meant":
			meant = true
		case w.text != "i" && w.text != "its" && !m.in("amending", i) && !m.reader.phrases.fills(w):
			return Told{}, false
		}
	}
	if !theirs && !(meant && now > clock && was >= clock) {
		return Told{}, false
	}
	return m.amendment("child_age", not-1, not)
}

// OfMyself reports whether an age in a message is that of the one who writes: "sorry im 14".
func (r *Reader) OfMyself(text string) bool {
	m := r.message(text)
	for i := range m.words {
		if _, used := m.number(i); used > 0 {
			return m.at(i-1) == "im" || m.at(i-1) == "am"
		}
	}
	return false
}

// ageAnew reads "sorry shes 14", "shes 8 now", "i made a mistake she is 8": an age that is said again, with a
// word that puts right, and nothing beside it.
func (m message) ageAnew() (Told, bool) {
	const oldest = 25
	at, signed := -1, false
	if len(m.of("corrects")) > 0 {
		return Told{}, false
	}
	for i, w := range m.words {
		n, used := m.number(i)
		switch {
		case used == 1 && n > 0 && n <= oldest && at < 0 && i > 0 && m.in("is_aged", i-1):
			at = i
		case m.in("amending", i) || w.text == "now" || w.text == "right_now" || w.text == "sorry":
			signed = true
		case !m.in("is_aged", i) && !m.in("says_age", i) && !m.reader.phrases.fills(w) && !m.in("forename", i):
			return Told{}, false
		}
	}
	if at < 0 || !signed || m.at(at-1) == "is" && at > 1 && (m.at(at-2) == "it" || m.at(at-2) == "that") {
		return Told{}, false
	}
	return m.amendment("child_age", at, at+1)
}

// otherTime reads "sorry not saturday, i meant at lunch time", where both are times.
func (m message) otherTime() (Told, bool) {
	meant := slices.IndexFunc(m.words, func(w word) bool { return w.text == "meant" })
	not := slices.IndexFunc(m.words, func(w word) bool { return w.text == "not" })
	if not < 0 || not > 2 || meant < not+3 || meant+1 >= len(m.words) || m.at(meant-1) != "i" {
		return Told{}, false
	}
	was, now := m.read("visit_when", not+1, meant-1), m.read("visit_when", meant+1, len(m.words))
	if !was.OnlyHere || !now.OnlyHere {
		return Told{}, false
	}
	return m.amendment("visit_when", meant+1, len(m.words))
}

// several reports whether more than one sentence is said.
func (m message) several() bool {
	return slices.ContainsFunc(m.words[min(1, len(m.words)):], func(w word) bool { return w.opens })
}

// amended lists what is put right beside other things, sentence by sentence: "yes. its Poppy actually,
// not Teddy".
func (m message) amended() []Told {
	if !m.several() {
		return nil
	}
	var found []Told
	for from := 0; from < len(m.words); {
		to := from + 1
		for to < len(m.words) && !m.words[to].opens {
			to++
		}
		one := m
		one.words = slices.Clone(m.words[from:to])
		one.hits = m.reader.find(one.words)
		if to < len(m.words) {
			one.text = m.text[:m.words[to].from]
		}
		if t, ok := one.amends(); ok && !(t.Ask == "child_age" && m.reader.OfMyself(one.text)) {
			found = append(found, t)
		}
		from = to
	}
	return found
}
