package meaning

import "slices"

// matters is what a message complains of, if it complains.
type matters struct {
	category string
	kinds    []string
	issues   []IssueSpan
}

// matters says what sort of message it is, and takes a complaint apart into its separate matters.
func (m message) matters(risk Risk) matters {
	all := m.of("kind")
	category := m.category(all, risk)
	if category != Complaint {
		return matters{category, []string{}, []IssueSpan{}}
	}
	issues := m.issues(all, risk)
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
func (m message) category(kinds []hit, risk Risk) string {
	sort, found := first(m.of("category"))
	switch {
	case found && sort.rule.about[1] == Other:
		return Other
	case len(m.words) == 0:
		return Other
	case found && (sort.rule.about[1] == Compliment || len(kinds) == 0 && risk == None):
		return sort.rule.about[1]
	case len(kinds) > 0:
		return Complaint
	case risk != None && len(m.of("bare")) > 0:
		return Other
	case risk != None || len(m.of("care")) > 0:
		return Complaint
	}
	return Other
}

// issues cuts a message where a new matter begins: at a sentence, a line or an "also", where what
// follows is of another kind. What is of no kind belongs to what was said before it.
func (m message) issues(kinds []hit, risk Risk) []IssueSpan {
	cuts := m.cuts()
	var issues []IssueSpan
	for c, from := range cuts {
		to := len(m.words)
		if c+1 < len(cuts) {
			to = cuts[c+1]
		}
		here := kindsIn(kinds, from, to)
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
			if risk != None {
				issues[i].Kinds = []string{"safety"}
			}
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
