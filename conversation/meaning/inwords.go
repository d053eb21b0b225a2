package meaning

// inWords reads what no rule knows: a name, an age, a time, or what an open question is answered with.
func (r *Reader) inWords(ask string, m message) Reply {
	kin := ask
	if f := family(ask); f != "" {
		kin = f
	}
	switch kin {
	case "age":
		return m.age()
	case "name":
		return r.asTyped(m.text).nameReply()
	case "when":
		if m.idle() {
			return Reply{Rest: whole(m.text)}
		}
		reply := m.when()
		if h, ok := m.best("visit_in_words"); ok && reply.Value == "" && ask == "visit_when" && (len(m.of("when_null")) == 0 || m.whenAlone()) {
			return m.valued(h)
		}
		if reply.Value == "" && ask == "visit_when" && (r.saysWhen(m) || m.whenNot()) {
			return Reply{Value: "text", Rest: whole(m.text)} // "any point in the next ten days", in their words
		}
		return reply
	case "about_who":
		if _, named := m.called(0, false); named && len(m.words) == 1 {
			return Reply{Value: Behalf} // nobody names themselves here
		}
	case "anything_else":
		if m.idle() {
			return Reply{Rest: whole(m.text)}
		}
		return Reply{Value: "issue", Rest: whole(m.text)}
	}
	nothing, isOpen := open(kin)
	if isOpen && m.idle() {
		return Reply{Rest: whole(m.text)}
	}
	if kin == "visit_where" && r.OnlyWhen(m.text) {
		return Reply{Rest: whole(m.text)} // it says when, and not where
	}
	if !isOpen {
		return r.plainly(ask, m, Reply{Rest: whole(m.text)})
	}
	if h, ok := m.best("open"); ok && nothing != "" {
		reply := m.valued(h)
		if reply.Value == "none" {
			reply.Value = nothing
		}
		return reply
	}
	return Reply{Value: "text", Rest: whole(m.text)}
}

// idle reports whether nothing is said that could answer a question: a greeting, a face.
func (m message) idle() bool {
	for _, w := range m.words {
		if !m.reader.phrases.fills(w) {
			return false
		}
	}
	return !m.any("yes") && !m.any("no")
}
