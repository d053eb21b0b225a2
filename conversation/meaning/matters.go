package meaning

import "slices"

// matters is what a message complains of, if it complains.
type matters struct {
	category string
	kinds    []string
	issues   []IssueSpan
}

// matters says what sort of message it is, and takes a complaint apart into its separate matters.
func (m message) matters(d danger) matters {
	all := m.of("kind")
	category := m.category(all, d)
	if category != Complaint {
		return matters{category, []string{}, []IssueSpan{}}
	}
	issues := m.issues(all, d)
	var kinds []string
	for _, i := range issues {
		for _, k := range i.Kinds {
			if !slices.Contains(kinds, k) {
				kinds = append(kinds, k)
			}
		}
	}
	return matters{category, kinds, issues}
}

// category decides between the four. What complains of something is a complaint, even where it
// also thanks or asks; where a message is about care at all and nothing else fits it is one too,
// because to take a complaint for less is the graver mistake.
func (m message) category(kinds []hit, d danger) string {
	sort, found := first(m.of("category"))
	praise := len(m.of("praised")) > 0 && len(m.of("but")) == 0
	switch {
	case len(m.words) == 0:
		return Other
	case d.risk != None && !d.toOthers() && len(kinds) == 0:
		return Other // a statement of suicide or self-harm names no failing of a service
	case d.risk == None && found && sort.rule.about[1] == Other:
		return Other
	case d.risk == None && praise:
		return Compliment
	case d.risk != Immediate && found && sort.rule.about[1] == Question && m.asks():
		return Question
	case d.risk == None && len(kinds) == 0 && found:
		return sort.rule.about[1]
	case len(kinds) > 0 || d.risk != None || len(m.of("care")) > 0:
		return Complaint
	}
	return Other
}

// asks reports whether the message is one question and no more: what tells of something before or
// after it complains.
func (m message) asks() bool {
	sentences := 0
	for _, w := range m.words {
		if w.opens {
			sentences++
		}
	}
	return sentences <= 2 && len(m.words) <= 25
}

// issues cuts a message where a new matter begins: at a sentence, a line or an "also", where what
// follows is of another kind. What is of no kind belongs to what was said before it.
func (m message) issues(kinds []hit, d danger) []IssueSpan {
	cuts := m.cuts()
	var issues []IssueSpan
	for c, from := range cuts {
		to := len(m.words)
		if c+1 < len(cuts) {
			to = cuts[c+1]
		}
		here := kindsIn(kinds, from, to)
		if d.harmIn(from, to) && !slices.Contains(here, "safety") {
			here = append([]string{"safety"}, here...)
		}
		span := m.span(from, to, "")
		if last := len(issues) - 1; last >= 0 && (len(here) == 0 || len(issues[last].Kinds) == 0 || overlap(here, issues[last].Kinds)) {
			issues[last].End = span.End
			for _, k := range here {
				if !slices.Contains(issues[last].Kinds, k) {
					issues[last].Kinds = append(issues[last].Kinds, k)
				}
			}
			continue
		}
		issues = append(issues, IssueSpan{span.Start, span.End, here})
	}
	for i := range issues {
		if len(issues[i].Kinds) == 0 {
			issues[i].Kinds = []string{"other"}
		}
	}
	return issues
}

// cuts lists the words at which a new matter may begin.
func (m message) cuts() []int {
	cuts := []int{0}
	joins := m.of("and_also")
	for i := 1; i < len(m.words); i++ {
		also := slices.ContainsFunc(joins, func(h hit) bool { return h.from == i })
		if m.words[i].opens || also {
			cuts = append(cuts, i)
		}
	}
	return cuts
}

func kindsIn(hits []hit, from, to int) []string {
	kinds := []string{}
	for _, h := range hits {
		if h.from >= from && h.from < to && !slices.Contains(kinds, h.rule.about[1]) {
			kinds = append(kinds, h.rule.about[1])
		}
	}
	return kinds
}

func overlap(a, b []string) bool {
	return slices.ContainsFunc(a, func(k string) bool { return slices.Contains(b, k) })
}
