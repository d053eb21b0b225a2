package meaning

// scorns reports whether words of praise are none: what went wrong stands beside them, and nothing takes it
// back (rules/praise.txt). "Best social worker ever, hasnt seen me since march" complains.
func (m message) scorns() bool {
	praise, hard := len(m.of("praised")) > 0, false
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
