package meaning

import "slices"

// How many words may stand between a worker and what is said of them: "staff called dave grabbed me",
// and where it is joined to what else they did, "staff came in my room and grabbed me".
const (
	nearWords   = 2
	joinedWords = 5
)

// byProfessional reports whether the harm is said to come from a worker or a carer, or whether
// something is said of one that their employer must look into at once.
func (m message) byProfessional(d danger) bool {
	meantWell := m.of("meant_well")
	if slices.ContainsFunc(m.of("allegation"), func(h hit) bool { return m.level(h) != None && !covered(h, meantWell) }) {
		return true
	}
	harms := slices.DeleteFunc(slices.Clone(d.hits), func(h hit) bool { return toThemselves(h.rule.about[1]) || covered(h, meantWell) })
	not := append(meantWell, m.of("harmless")...)
	for _, h := range m.of("handled") {
		if m.level(h) != None && !covered(h, not) {
			harms = append(harms, h)
		}
	}
	for _, p := range m.of("professional") {
		if slices.ContainsFunc(harms, func(h hit) bool { return m.done(h, p) || m.does(p, h) }) {
			return true
		}
	}
	return false
}

// done: "i was hit by one of the staff".
func (m message) done(h, p hit) bool {
	begins := m.named(p)
	if m.at(p.to) == "own" || m.in("grown_child", p.to) {
		return false // "by my carers own kids"
	}
	return begins > 0 && m.words[begins-1].text == "by" && (begins == h.to || begins-1 == h.to) && m.oneSentence(h.from, p.to)
}

// does: "a member of staff at my home hit me". Whom they told of it does not do it, nor who writes.
func (m message) does(p, h hit) bool {
	if p.from >= h.to || !m.oneSentence(min(p.from, h.from), max(p.to, h.to)) || m.hears(p) || m.isWriter(p) {
		return false
	}
	between := h.from - p.to
	return (between <= nearWords || between <= joinedWords && m.joined(p, h)) && !m.someoneElse(p, h)
}

// named is where the words begin that name a worker: "one of the" in "one of the staff".
func (m message) named(p hit) int {
	i := p.from
	for i > 0 && !m.words[i].opens {
		switch m.words[i-1].text {
		case "a", "an", "the", "my", "our", "his", "her", "their", "this", "that", "these", "one", "two", "three", "some", "any", "another", "other",
			"of", "member", "members", "old", "new", "senior", "male", "female":
			i--
		default:
			return i
		}
	}
	return i
}

// hears: "i told my carer he hits me" is not of the carer. "I told my carer and she hit me" is.
func (m message) hears(p hit) bool {
	begins := m.named(p)
	switch m.at(begins - 1) {
	case "told", "tell", "telling", "asked":
		return m.at(p.to) != "and" || !m.in("they", p.to+1)
	}
	return isTold(m.at(begins-1)) || isTold(m.at(p.from-2))
}

func isTold(word string) bool {
	return slices.Contains([]string{"told", "tell", "telling", "to", "asked", "with"}, word)
}

// isWriter: "im his teacher and he hit me".
func (m message) isWriter(p hit) bool {
	begins := m.named(p)
	switch m.at(begins - 1) {
	case "im", "am", "as":
		return true
	case "are":
		return m.at(begins-2) == "we"
	}
	return false
}

// joined: "staff came in my room and grabbed me". Of "and he grabbed me" nobody knows who he is, unless they
// came or lost their temper just before.
func (m message) joined(p, h hit) bool {
	last := h.from - 1
	switch m.at(last) {
	case "he", "she", "they":
		switch m.at(p.to) {
		case "came", "comes", "come", "went", "lost", "got", "gets":
		default:
			return false
		}
		last--
	}
	switch m.at(last) {
	case "and", "then":
		return !m.in("they", h.from) && !m.in("subject", p.to)
	}
	return false
}

// someoneElse: between the worker and the harm stands somebody else who does it ("staff know my dad hits me"),
// or what the worker knows and did not do ("my worker knew he hit me").
func (m message) someoneElse(p, h hit) bool {
	for i := p.to; i <= h.from && i < len(m.words); i++ {
		switch m.at(i) {
		case "know", "knows", "knew", "saw", "sees", "seen", "heard", "watched", "believe", "believes", "nothing", "stopped", "ignored", "ignores":
			return i < h.from
		}
		if i > p.to && (m.in("relative", i) || m.in("partner", i) || m.in("grown_child", i)) {
			return true // "my carers partner" is of the placement
		}
	}
	return false
}
