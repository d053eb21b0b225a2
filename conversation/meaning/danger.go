package meaning

import "slices"

// danger is what the danger words of a message come to.
type danger struct {
	risk         Risk
	kinds        []string // the most worrying first
	because      []Span
	hits         []hit
	professional bool
}

// danger weighs the phrases of rules/danger.txt. A phrase that touches a harmless one ("this maths
// is killing me") does not count. A phrase that is denied ("he has never hit me") counts one step
// less, so that an immediate one is still read by a person today.
func (m message) danger() danger {
	harmless := m.of("harmless")
	d := danger{risk: None, kinds: []string{}, because: []Span{}}
	for _, level := range []Risk{Immediate, Concern} {
		for _, h := range m.of("risk") {
			if m.level(h) == level && !covered(h, harmless) {
				d.add(m, h, level)
				d.hits = append(d.hits, h)
			}
		}
	}
	d.professional = m.byProfessional(d)
	return d
}

// IsBack reports whether a few words say that somebody has come: "he came back", "hes here". Alone that
// is nothing; to whom a human was called for, it is all.
func (r *Reader) IsBack(text string) bool {
	const most = 6 // words
	m := r.message(text)
	if len(m.words) < 2 || len(m.words) > most {
		return false
	}
	switch m.at(0) {
	case "he", "hes", "she", "shes", "they", "theyre", "dad", "dads", "mum", "mums", "stepdad":
	default:
		return false
	}
	for i := 1; i < len(m.words); i++ {
		switch m.at(i) {
		case "not", "isnt", "gone", "never":
			return false
		case "back", "here", "outside", "inside", "upstairs", "downstairs", "coming":
			return true
		}
	}
	return false
}

// toOthers reports whether there is harm besides what someone may do to themselves.
func (d danger) toOthers() bool {
	return slices.ContainsFunc(d.kinds, func(kind string) bool { return !toThemselves(kind) })
}

// harmIn reports whether harm by someone else, or an unsafe place, is told of in the words from..to-1.
func (d danger) harmIn(from, to int) bool {
	return slices.ContainsFunc(d.hits, func(h hit) bool {
		return h.from >= from && h.from < to && !toThemselves(h.rule.about[1])
	})
}

func toThemselves(kind string) bool { return kind == "suicide" || kind == "self_harm" }

// level is how worrying a hit is where it stands.
func (m message) level(h hit) Risk {
	level := Concern
	if h.rule.is("risk") {
		level = Risk(h.rule.about[2])
	}
	if !m.denied(h) {
		return level
	}
	if level == Immediate {
		return Concern
	}
	return None
}

// denied reports whether the words before a hit deny it. "Never" and "nobody" deny a whole clause,
// "not" and its like only what they touch.
func (m message) denied(h hit) bool {
	for i := h.from; i > 0 && i > h.from-3; i-- {
		if m.words[i].opens {
			return false
		}
		switch m.words[i-1].text {
		case "never", "nobody", "hasnt", "havent", "didnt", "isnt", "wasnt", "doesnt", "not", "without":
			return true
		}
	}
	return false
}

func (d *danger) add(m message, h hit, level Risk) {
	if level.Worse(d.risk) {
		d.risk = level
	}
	if kind := h.rule.about[1]; !slices.Contains(d.kinds, kind) {
		d.kinds = append(d.kinds, kind)
	}
	span := m.span(h.from, h.to, h.rule.why)
	if i := slices.IndexFunc(d.because, func(s Span) bool { return s.Why == span.Why && s.Start < span.End && span.Start < s.End }); i >= 0 {
		if span.End-span.Start > d.because[i].End-d.because[i].Start {
			d.because[i] = span
		}
		return
	}
	d.because = append(d.because, span)
}

// covered reports whether a hit lies within one of the others, or crosses one.
func covered(h hit, by []hit) bool {
	return slices.ContainsFunc(by, func(o hit) bool { return o.from < h.to && h.from < o.to })
}
