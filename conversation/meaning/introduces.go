package meaning

import "strings"

// Introduction is someone saying who writes from now on: "this is his mum now".
type Introduction struct {
	Who          string // Self or Behalf
	Relationship string // on behalf: who they are to the young person, or ""
	Name         string // who they say they are ("its jade now"), or ""
	Now          bool   // they say themselves that they are somebody else than before
	Greets       bool   // they say it as one does to a stranger: "this is his mum", not "im his mum"
}

// introduction finds where somebody says who writes: what they are to the young person at the
// beginning of the message, or anywhere that the phone has changed hands, or their name as one
// gives it in greeting ("its jade here"). Who only gives a name is taken for the young person.
func (m message) introduction(v voice) *Introduction {
	var i Introduction
	changed := false
	for _, h := range longest(m.of("introduces")) {
		name, now := "", h.rule.about[len(h.rule.about)-1] == "now"
		switch h.rule.about[1] {
		case "name":
			at := h.from
			if h.rule.about[2] == "last" {
				at = m.lastName(h)
			}
			known := m.in("forename", at) || now && m.titled(at)
			if !known || m.words[at].owns || !m.introduces(h) || m.reported(h.from) || m.namesWhoWasAsked(h) {
				continue
			}
			name, _ = m.called(at, true)
		case "now":
			changed = true
			continue
		}
		if name != "" || now {
			i = Introduction{Who: Self, Name: name, Now: i.Now || now}
		}
	}
	for _, h := range longest(m.of("told")) {
		if h.rule.about[1] != "relationship" || h.rule.about[2] == "is" && len(h.rule.about) == 4 || m.reported(h.from) {
			continue // "my nephew" says who they are, and introduces nobody
		}
		now := changed || m.at(h.to) == "now"
		if t, ok := m.tells(h); ok && (now || m.opening(h.from)) {
			i.Who, i.Relationship, i.Now = Behalf, t.Reply.Value, i.Now || now
			i.Greets = m.at(h.from) != "im" && m.introduces(h)
			break
		}
	}
	if changed && i.Who == "" {
		i.Name = m.afterIts() // "nan let me use her phone its jade"
	}
	switch {
	case i.Who == "" && i.Name != "":
		i.Who = Self
	case i.Who == "":
		return nil
	case v.who == Behalf && v.plain:
		i.Who = Behalf
	}
	i.Now = i.Now || changed
	return &i
}

// opening reports whether nothing but a greeting stands before a word.
func (m message) opening(at int) bool {
	for i := range at {
		if !m.in("greets", i) && !m.reader.phrases.fills(m.words[i]) {
			return false
		}
	}
	return true
}

// wants names what they want of us, where it has no name among the wishes.
func (m message) wants() string {
	if h, ok := m.wanted(); ok {
		return h.rule.about[1]
	}
	return ""
}

// wanted is the hit of what they want of us that stands first in its file.
func (m message) wanted() (hit, bool) {
	best := hit{}
	for _, h := range m.of("wants") {
		if m.reported(h.from) || len(h.rule.about) > 2 && !m.begins(h.from) {
			continue
		}
		if best.rule == nil || h.rule.order < best.rule.order {
			best = h
		}
	}
	return best, best.rule != nil
}

// afterIts is the name in "its jade" or "im jade", or "".
func (m message) afterIts() string {
	for i := range m.words {
		if (m.at(i-1) == "its" || m.at(i-1) == "im") && m.in("forename", i) && !m.words[i].owns && !m.in("kin", i+1) {
			name, _ := m.called(i, true)
			return name
		}
	}
	return ""
}

// BeforeSecret is what stands before whom we are not to tell, where that ends the message and says nothing of who looks
// at a phone: "yes" of "yes but dont tell my carer". Else it is the message.
func (r *Reader) BeforeSecret(text string) string {
	const whom = 3 // words: "... my foster mum"
	m := r.message(text)
	h, ok := m.wanted()
	if !ok || h.rule.about[1] != "not_tell" || h.from == 0 || len(m.words)-h.to > whom || m.part(h.from, len(m.words)).any("looks") {
		return text
	}
	from := h.from
	for from > 0 && (m.at(from-1) == "but" || m.at(from-1) == "and" || m.at(from-1) == "just" || m.reader.phrases.fills(m.words[from-1])) {
		from--
	}
	if from == 0 {
		return text
	}
	return strings.TrimRight(strings.TrimSpace(text[:m.words[from].from]), ",;:-. ")
}

// BesideWant is a message without the clause that wants something of us, or "" where that is all of it:
// "at the library but dont tell becky" is "at the library".
func (r *Reader) BesideWant(text string) string {
	m := r.message(text)
	h, ok := m.wanted()
	if !ok {
		return ""
	}
	joins := func(i int) bool { return m.at(i) == "but" || m.at(i) == "and" }
	from := h.from
	for from > 0 && joins(from-1) {
		from--
	}
	if from > 0 {
		return strings.TrimRight(strings.TrimSpace(text[:m.words[from].from]), ",;:-. ")
	}
	for i := h.to; i < len(m.words); i++ {
		switch {
		case joins(i) && i+1 < len(m.words):
			return text[m.words[i+1].from:]
		case m.words[i].opens || m.words[i].pauses:
			return text[m.words[i].from:]
		}
	}
	return ""
}
