package meaning

import "sayso/conversation/meaning/learned"

// scorns reports whether words of praise are none: what went wrong stands beside them, and nothing takes it
// back (rules/scorn.txt). "Best social worker ever, hasnt seen me since march" complains.
func (m message) scorns() bool {
	praise, hard := len(m.of("praised")) > 0 || len(m.of("warm")) > 0, false
	for _, h := range m.of("category") {
		praise = praise || h.rule.about[1] == Compliment
	}
	for _, h := range m.of("scorn") {
		switch h.rule.about[1] {
		case "plain":
			return true
		case "praise":
			praise = true
		case "hard":
			hard = hard || !m.spared(h)
		}
	}
	return praise && hard
}

// spared reports whether what sounds as if it went wrong is itself part of the praise: "she never forgets".
func (m message) spared(h hit) bool {
	for _, s := range m.of("scorn") {
		if s.rule.about[1] == "spared" && s.from < h.to && h.from < s.to {
			return true
		}
	}
	return false
}

// mixed reports whether praise holds what elsewhere complains, where nothing takes it back.
func (m message) mixed() bool {
	for _, room := range []string{"kind", "complains", "faults", "but"} {
		for _, h := range m.of(room) {
			if !m.spared(h) {
				return true
			}
		}
	}
	return false
}

// buts reports whether a complaint goes on after praise; "she has never let me down" is none.
func (m message) buts() bool {
	for _, h := range m.of("but") {
		if !m.spared(h) {
			return true
		}
	}
	return false
}

// warms reports whether something is told that was done well, and nothing after it that was not: "she even came on her
// day off". What stands before a "but" does not count against it.
func (m message) warms(how string) bool {
	last, found := hit{}, false
	for _, h := range m.of("warm") {
		if h.rule.about[1] == how && !m.deniedAt(h.from) && (!found || h.from > last.from) {
			last, found = h, true
		}
	}
	if !found || m.at(last.to) == "nothing" {
		return false
	}
	for _, room := range []string{"but", "faults"} {
		for _, h := range m.of(room) {
			if h.from >= last.to && !m.spared(h) {
				return false
			}
		}
	}
	return true
}

// warmDeed reports whether a short message tells of nothing but what was done well, as far as was learned from others: "my
// sw stayed with me at the hospital all night".
func (m message) warmDeed(likely []learned.Likely) bool {
	const most, unlikely = 18, 0.62 // words
	if len(m.words) > most || !m.warms("deed") || len(m.of("complains")) > 0 || m.scorns() || m.asksOfFault() {
		return false
	}
	for _, l := range likely {
		if l.Label == Complaint && l.P > unlikely {
			return false
		}
	}
	return true
}

// deniedAt reports whether what begins at a word is denied just before it: "never listens".
func (m message) deniedAt(i int) bool {
	for _, at := range []int{i - 1, i - 2} {
		if at >= 0 && (m.in("undone_by", at) || m.at(at) == "nobody" || m.at(at) == "noone" || m.at(at) == "wish" || m.at(at) == "if") {
			return true
		}
	}
	return false
}
