package meaning

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
			if !known || m.words[at].owns || !m.introduces(h) || m.reported(h.from) {
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
	switch {
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
	best := hit{}
	for _, h := range m.of("wants") {
		if m.reported(h.from) || len(h.rule.about) > 2 && !m.begins(h.from) {
			continue
		}
		if best.rule == nil || h.rule.order < best.rule.order {
			best = h
		}
	}
	if best.rule == nil {
		return ""
	}
	return best.rule.about[1]
}
