package meaning

import "slices"

// danger is what the danger words of a message come to.
type danger struct {
	risk         Risk
	kinds        []string // the most worrying first
	because      []Span
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
			}
		}
	}
	d.professional = m.byProfessional(d)
	return d
}

// level is how worrying a hit is where it stands.
func (m message) level(h hit) Risk {
	level := Risk(h.rule.about[2])
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

// byProfessional reports whether the harm is said to come from a worker or a carer, or whether
// something is said of one that his employer must look into at once.
func (m message) byProfessional(d danger) bool {
	if len(m.of("allegation")) > 0 {
		return true
	}
	if d.risk == None {
		return false
	}
	for _, h := range m.of("professional") {
		for _, s := range d.because {
			p := m.span(h.from, h.to, "")
			if p.Start < s.End && s.Start < p.End {
				return true
			}
		}
	}
	return false
}

// covered reports whether a hit lies within one of the others, or crosses one.
func covered(h hit, by []hit) bool {
	return slices.ContainsFunc(by, func(o hit) bool { return o.from < h.to && h.from < o.to })
}
