package meaning

import (
	"slices"
	"strings"
	"unicode"
)

// nameReply finds a name in the reply to "what shall we call you" ("my names Mohammed but everyone
// says Mo" is Mo). Value is the name, or "" where none is given.
func (m message) nameReply() Reply {
	if names := m.severalNamed(false); names != "" {
		return Reply{Value: names}
	}
	if all := m.sentences(); len(all) > 1 {
		if c := all[len(all)-1]; isTitle(c.at(0)) && len(c.words) > 1 {
			if titled := c.oneName(); titled.Value != "" {
				return Reply{Value: titled.Value, Rest: whole(m.text)} // "Much obliged. Mr Stan Holroyd"
			}
		}
	}
	for i := 0; i+1 < len(m.words); i++ {
		if m.in("office", i) && !m.in("whose_event", i-1) && m.titled(i+1) && !m.words[i+1].pauses {
			return Reply{Value: titled(m.words[i].raw(m.text)) + " " + m.words[i+1].raw(m.text), Rest: whole(m.text)} // "Sister Bello"
		}
	}
	reply := m.oneName()
	reply.Value = m.withoutKiss(reply.Value)
	if reply.Value != "" && m.inPassing(reply.Value) {
		return Reply{Rest: whole(m.text)}
	}
	if reply.Value != "" {
		return reply
	}
	for _, name := range []string{m.severalNamed(true), m.capitals(), m.anyName()} {
		if name != "" {
			return Reply{Value: name}
		}
	}
	for _, c := range append(m.lines(), m.sentences()...) {
		if len(c.words) < len(m.words) && len(c.words) <= 3 && (c.in("forename", 0) || isTitle(c.at(0))) {
			if alone := c.oneName(); alone.Value != "" {
				return Reply{Value: alone.Value, Rest: whole(m.text)} // "My head knows. Ruth Adeyemi"
			}
		}
	}
	return reply
}

// withoutKiss is a name without the kiss behind it: "his name is Alfie X". Who is called Mr X keeps it.
func (m message) withoutKiss(name string) string {
	first, kissed := strings.CutSuffix(name, " X")
	if words := strings.Fields(strings.ToLower(first)); !kissed || len(words) == 0 || isTitle(words[len(words)-1]) {
		return name
	}
	return first
}

// inPassing reports whether what reads as a name stands in a longer story and is none that is known, nor
// written as one: "they said its already decided".
func (m message) inPassing(name string) bool {
	const story = 8 // words
	if len(m.words) <= story {
		return false
	}
	for i := range m.words {
		if strings.Contains(name, titled(m.words[i].raw(m.text))) && (m.in("forename", i) || m.titled(i) || m.initial(i) || isTitle(m.at(i-1))) {
			return false
		}
	}
	return !m.in("calls", m.carrying(0)) && m.at(m.carrying(0)) != "my"
}

// anyName is what somebody wants to be called, be it no name that we know: the only word of a reply
// ("Will", "Ty"), what follows "im" with a capital, or all that follows "call me" ("call me the boss").
func (m message) anyName() string {
	const longest = 3 // words
	from, to := 0, len(m.words)
	carries := func(i int) bool {
		return m.reader.phrases.fills(m.words[i]) && !strings.EqualFold(m.words[i].raw(m.text), "ty")
	}
	for from < to && carries(from) {
		from++
	}
	for to > from && carries(to-1) {
		to--
	}
	asked := to-from > 2 && m.at(from) == "call" && m.at(from+1) == "me"
	switch {
	case asked:
		from += 2
	case to-from == 2 && m.at(from) == "im" && m.capital(from+1):
		from++
	case to-from != 1 || m.in("forename", from):
		return ""
	}
	var names []string
	for i := from; i < to; i++ {
		raw := m.words[i].raw(m.text)
		alone := i == from && !(asked && to-from > 1 && (m.at(i) == "the" || m.at(i) == "your"))
		if alone && m.in("unnamed", i) && !strings.EqualFold(raw, "ty") || i > from && m.words[i].opens || strings.ContainsFunc(raw, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' && !isApostrophe(r) }) {
			return ""
		}
		names = append(names, titled(raw))
	}
	if len(names) == 0 || len(names) > longest || len(names) == 1 && len([]rune(names[0])) == 1 {
		return ""
	}
	return strings.Join(names, " ")
}

// capitals is the whole of a short message in which every word is written as a name is: "A. J. Pryce",
// "Sister Obi"; or "".
func (m message) capitals() string {
	const most = 4
	if len(m.words) < 2 || len(m.words) > most || m.in("notname", len(m.words)-1) || strings.ContainsRune(m.text, '?') {
		return ""
	}
	for _, w := range m.words {
		raw := []rune(w.raw(m.text))
		if !unicode.IsUpper(raw[0]) || len(raw) > 1 && string(raw) == strings.ToUpper(string(raw)) {
			return ""
		}
	}
	return whole(m.text)
}

// oneName finds the name in words that are not taken apart any more.
func (m message) oneName() Reply {
	if h, ok := m.firstName(); ok {
		at := h.to - 1 - h.rule.weight
		name, to := m.fullName(at)
		if h.rule.about[1] != "best" && to < len(m.words) && m.endsAsName(to) && (!m.words[to].opens && !m.words[to].pauses || len(name) == 1) {
			last, end := m.fullName(to)
			name, to = name+" "+last, end
		} else if m.at(to) == "and" && m.endsAsName(to+1) {
			last, end := m.fullName(to + 1)
			name, to = name+" and "+last, end // a couple
		}
		return Reply{Value: m.withTitle(at, name), Rest: m.beyond(hit{h.rule, h.from, max(h.to, to)})}
	}
	// A bare name: one to three words that begin the message, up to a comma, a bracket or "not".
	from := 0
	for from+1 < len(m.words) && m.reader.phrases.fills(m.words[from]) && !isTitle(m.words[from].text) {
		from++ // "oh, charlotte"
	}
	to := from + 1
	for to < len(m.words) && (m.couple(to) || m.hyphened(to-1) || isTitle(m.words[to-1].text) || !m.words[to].opens && !m.words[to].pauses && !m.nameEnds(to)) {
		to++
	}
	for to > from+1 && m.reader.phrases.fills(m.words[to-1]) && !isTitle(m.words[to-2].text) {
		to-- // a kiss, but "Mr X" is called so
	}
	if len(m.words) == 0 || to-from > 3 {
		return Reply{Rest: whole(m.text)}
	}
	var names []string
	for i := from; i < to; {
		if isTitle(m.words[i].text) && i+1 < to {
			names = append(names, titled(m.words[i].raw(m.text)))
			i++
			continue
		}
		if m.couple(i) {
			names = append(names, "and")
			i++
			continue
		}
		name, next := m.fullName(i)
		if name == "" && i > from && i == to-1 && len(m.words[i].raw(m.text)) == 1 {
			name, next = strings.ToUpper(m.words[i].raw(m.text)), i+1 // "bilal k"
		}
		if name == "" {
			return Reply{Rest: whole(m.text)}
		}
		names = append(names, name)
		if next < to && strings.ContainsAny(m.between(next), "&+") {
			names = append(names, "and") // "ruby & tom"
		}
		i = next
	}
	return Reply{Value: strings.Join(names, " "), Rest: m.beyond(hit{from: from, to: to})}
}

// firstName gives the phrase that names someone ("call me J"): the first heading wins, and among
// equals the first place. The name is its last word, or as many before as the number in its heading. What follows "im" is only a name where the sentence ends there or goes on
// with "and", so that "im not sure i should" names nobody.
func (m message) firstName() (hit, bool) {
	var best hit
	for _, h := range m.of("named") {
		if at := h.to - 1; h.rule.weight == 0 && isTitle(m.words[at].text) && h.to < len(m.words) && !m.words[h.to].opens {
			h.to++ // "im Auntie Bev"
		}
		name, to := m.fullName(h.to - 1 - h.rule.weight)
		if name == "" {
			continue
		}
		if h.rule.about[1] == "alone" && to < len(m.words) && !m.words[to].opens && !m.words[to].pauses && !m.nameEnds(to) && !m.endsAsName(to) {
			continue
		}
		if best.rule == nil || h.rule.order < best.rule.order {
			best = h
		}
	}
	return best, best.rule != nil
}

// endsAsName reports whether a word ends the message and may be a second name.
func (m message) endsAsName(i int) bool {
	if i >= len(m.words) {
		return false
	}
	name, to := m.fullName(i)
	for to < len(m.words) && m.reader.phrases.fills(m.words[to]) {
		to++
	}
	return name != "" && (to == len(m.words) || m.words[to].opens)
}

// couple reports whether a word is the "and" between two names, of which one is known and the other ends the message.
func (m message) couple(i int) bool {
	if m.at(i) != "and" || i == 0 || i+1 >= len(m.words) || !m.knownAt(i-1) && !m.knownAt(i+1) {
		return false
	}
	return m.knownAt(i-1) && m.knownAt(i+1) || i+2 == len(m.words) && m.isName(i-1) && m.isName(i+1)
}

func (m message) isName(i int) bool {
	_, ok := m.name(i)
	return ok
}

// knownAt reports whether a known name stands at a place.
func (m message) knownAt(i int) bool { return m.in("forename", i) }

// namesAfterAll reports whether a message says plainly which name to use, whatever else it says.
func (m message) namesAfterAll() bool {
	h, ok := m.firstName()
	return ok && h.rule.about[1] == "best"
}

// fullName gives the name that begins at a word, with what is joined to it by a hyphen ("Ellie-Mae"),
// and where it ends; or "" where the word is not a name.
func (m message) fullName(i int) (name string, to int) {
	name, ok := m.name(i)
	to = i + 1
	for ok && m.hyphened(to-1) {
		more := titled(m.words[to].raw(m.text))
		name, to = name+"-"+more, to+1
	}
	if !ok {
		return "", i
	}
	raw := m.words[i].raw(m.text)
	if !isTitle(m.words[i].text) && len(raw) <= 3 && !strings.ContainsAny(raw, "aeiouyAEIOUY") || len(raw) == 2 && raw == strings.ToUpper(raw) {
		name = strings.ToUpper(name) // "jj" and "AJ" are said letter by letter
	}
	return name, to
}

// hyphened reports whether a word is joined to the next by nothing but a hyphen.
func (m message) hyphened(i int) bool {
	return i+1 < len(m.words) && m.words[i+1].from == m.words[i].to+1 && m.text[m.words[i].to] == '-'
}

// nameEnds reports whether a word ends a name before it.
func (m message) nameEnds(i int) bool {
	w := m.words[i]
	_, counts := m.number(i)
	return counts > 0 && m.in("forename", i-1) || m.reader.phrases.fills(w) || hasTerm(w, m.reader.phrases.ids["<name_ends>"])
}

// withTitle keeps the title that someone is called by: "Miss Grace".
func (m message) withTitle(i int, name string) string {
	if i > 0 && isTitle(m.words[i-1].text) {
		return titled(m.words[i-1].raw(m.text)) + " " + name
	}
	return name
}

func isTitle(word string) bool {
	return slices.Contains([]string{"miss", "mr", "mrs", "ms", "sir", "dr", "auntie", "aunty", "aunt", "uncle", "nan", "nanny", "grandad", "big", "lil",
		"cpl", "sgt", "lt", "capt", "pc", "rev", "revd", "cllr", "prof", "pastor"}, word)
}
