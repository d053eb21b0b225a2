package meaning

// nobodyBut puts the reply to "who must not know, or come?" right where they begin with nobody: somebody may be left
// out after all ("no one. well not dave"), and whoever is only said to know is not ("nobody. my social worker knows im
// unhappy"). An answer of nobody would send the one that they named.
func (r *Reader) nobodyBut(text string, reply Reply) Reply {
	m := r.reply(text)
	from := m.skip(0, "nobody")
	if reply.Value != "none" && reply.Value != "text" || !m.part(0, from).any("nobody") || from == len(m.words) {
		return reply
	}
	for i := from; i < len(m.words); i++ {
		if m.in("after_all", i) && m.names(i+1, min(i+4, len(m.words))) && !m.part(i+1, len(m.words)).spares() {
			return Reply{Value: "text", Rest: whole(text)}
		}
	}
	named, spared := 0, 0
	for _, c := range m.part(from, len(m.words)).sentences() {
		if c.in("nobody", 0) || !c.names(0, len(c.words)) {
			continue
		}
		named++
		if c.spares() {
			spared++
		} else if c.barely() {
			return Reply{Value: "text", Rest: whole(text)}
		}
	}
	if named > 0 && named == spared {
		return Reply{Value: "none", Rest: whole(text)}
	}
	return reply
}

// spares reports whether it is said of somebody that they know, or do no harm by knowing.
func (m message) spares() bool {
	return len(m.of("spares")) > 0 && !m.any("denies") && !m.has("limits", 0)
}

// barely reports whether somebody is named in so few words that nothing else can be meant than to leave them out.
func (m message) barely() bool {
	const few = 4
	return len(m.words) <= few
}
