package meaning

import "slices"

// finderWords is how long a message may be that somebody sends who has found a phone.
const finderWords = 25

// finder reports whether the words are those of somebody who holds another's phone (rules/phone.txt,
// [finder ...]): some say so alone, of the others two must meet, since a young person may say each.
func (m message) finder() bool {
	if len(m.words) > finderWords {
		return false
	}
	asks, here, away := false, false, false
	told := m.of("finder")
	for _, h := range told {
		if h.rule.about[1] != "asks" && m.reported(h.from) { // "tell me what this is about" asks too
			continue
		}
		switch h.rule.about[1] {
		case "plain":
			return true
		case "asks":
			asks = true
		case "here":
			here = here || m.begins(h.from) || m.opening(h.from)
		case "away":
			begins := m.begins(h.from) || m.in("finder_before", h.from-1) ||
				slices.ContainsFunc(told, func(o hit) bool { return o.rule.about[1] == "here" && o.to == h.from })
			away = away || begins
		}
	}
	return asks && here || asks && away || here && away
}
