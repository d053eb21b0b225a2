package meaning

import "slices"

// beside reads the sentences of a reply one by one, where the answer stands in one of them and what
// the others say does not touch it: "1. im on the bus", "bless you. 0", "nah, no advocate thanks".
// It reports false where only the whole can be read.
func (r *Reader) beside(ask string, m message) (Reply, bool) {
	switch ask {
	case "safe_now", "contact_safe", "carry_on", "advocate", "child_knows", "about_who", "keep_from", "avoid":
	default:
		return Reply{}, false
	}
	clauses := r.apart(ask, m)
	if len(clauses) == 0 || len(clauses) == 1 && len(clauses[0].words) == len(m.words) {
		return Reply{}, false
	}
	var found Reply
	if first, rest := clauses[0], clauses[1:]; (ask == "keep_from" || ask == "avoid") && len(first.words) <= 2 && (first.leads() || first.words[0].text == "0") {
		named := func(c message) bool { return c.names(0, len(c.words)) || c.any("denies") || c.has("limits", 0) }
		if reply, plain := r.plainAnswer(ask, first); plain && reply.Value == "none" && !slices.ContainsFunc(rest, named) {
			return Reply{Value: "none", Rest: whole(m.text)}, true // "0. Biscuits located, order restored."
		}
	}
	whom := func(c message) bool {
		return c.names(0, len(c.words)) || c.any("denies") || c.any("of_person") || c.has("limits", 0)
	}
	nobody := func(c message) bool { return len(c.words) == 1 && (c.words[0].text == "0" || c.in("nobody", 0)) }
	if (ask == "keep_from" || ask == "avoid") && slices.ContainsFunc(clauses, nobody) && !slices.ContainsFunc(clauses, func(c message) bool { return !nobody(c) && whom(c) }) {
		return Reply{Value: "none", Rest: whole(m.text)}, true // what we offer for nobody: "stand by. 0"
	}
	for _, c := range clauses {
		reply, plain := r.plainAnswer(ask, c)
		switch {
		case (ask == "keep_from" || ask == "avoid") && len(c.words) == 1 && c.words[0].text == "0" && !m.names(0, len(m.words)):
			return Reply{Value: "none", Rest: whole(m.text)}, true // what we offer for nobody: "blowing a gale. 0"
		case plain && found.Value != "" && found.Value != reply.Value:
			return Reply{}, false
		case plain:
			found = reply
		case r.touches(ask, c):
			return Reply{}, false
		}
	}
	found.Rest, found.OnlyHere = whole(m.text), false
	return found, found.Value != ""
}

// apart takes a reply apart: its sentences, and what answers another question after an "and".
func (r *Reader) apart(ask string, m message) []message {
	var out []message
	for _, c := range m.sentences() {
		if _, anger := r.asTyped(c.said()).best("anger"); anger || c.idle() && !c.any("of_safety") {
			continue
		}
		for i := 1; i+1 < len(c.words); i++ {
			if first, rest := c.part(0, i), c.part(i+1, len(c.words)); c.words[i].text == "and" && r.tellsOf(ask, rest) && !r.tellsOf(ask, first) {
				out = append(out, first)
				c = rest
				break
			}
		}
		out = append(out, c)
	}
	return out
}

// part is some of the words of a message, read by themselves.
func (m message) part(from, to int) message {
	words := m.words[from:to]
	return message{reader: m.reader, text: m.text, words: words, hits: m.reader.find(words), story: m.story}
}

// plainAnswer reads a sentence that is an answer and nothing else.
func (r *Reader) plainAnswer(ask string, c message) (Reply, bool) {
	if c.has("limits", 0) {
		return Reply{}, false
	}
	reply := r.answer(ask, c.said())
	switch reply.Value {
	case "", "text", "refuses":
		return Reply{}, false
	case "none":
		return reply, true
	}
	return reply, (reply.Rest == "" || ask == "safe_now" && c.leads()) && (ask != "contact_safe" || c.leads() || c.grounded()) && (len(c.words) == 1 || !r.tellsOf(ask, c))
}

// touches reports whether a sentence may change the answer that stands beside it.
func (r *Reader) touches(ask string, m message) bool {
	if m.has("limits", 0) && !(ask == "contact_safe" && m.asksElse()) {
		return true
	}
	switch ask {
	case "safe_now":
		return !r.tellsOf(ask, m) && (m.short() || m.any("of_safety")) || r.message(m.said()).danger().risk != None
	case "contact_safe":
		if m.ofMyself() || m.asksElse() {
			return false
		}
		return !r.tellsOf(ask, m) && (m.short() || m.grounded() || m.any("of_hours"))
	case "keep_from", "avoid":
		const long = 6
		if len(m.words) > long && m.in("adds_to", 0) && !m.sends() {
			return false
		}
		return !r.tellsOf(ask, m) && (len(m.words) <= 3 || m.names(0, len(m.words)) || m.any("denies"))
	}
	return !r.tellsOf(ask, m) && (len(m.words) <= 2 || m.leads())
}

// short reports whether a sentence is so short that it hangs on the one before it ("yes. mostly").
func (m message) short() bool {
	const few = 4
	return len(m.words) <= few && !(m.at(0) == "im" && len(m.words) == 2 && m.aged(1)) || m.any("guess") || m.any("partly") || m.any("unsure")
}

// tellsOf reports whether a sentence answers a question that was not asked.
func (r *Reader) tellsOf(ask string, m message) bool {
	for _, h := range r.message(m.said()).of("told") {
		switch about := h.rule.about[1]; about {
		case "contact_safe", "advocate", "visit_where", "visit_when":
			return about != ask
		}
	}
	return false
}

// aged reports whether a word is a number, as in "im 8".
func (m message) aged(i int) bool {
	_, used := m.number(i)
	return used > 0
}

// ofMyself reports whether a sentence is of the writer alone, and of nobody who could look.
func (m message) ofMyself() bool {
	const some = 4
	return len(m.words) >= some && m.has("of_myself", 0) && !m.any("overlooks")
}

// said is the stretch of the text that the words cover.
func (m message) said() string { return m.span(0, len(m.words), "").Text }

// grounded reports whether words are of a telephone, or of who may read there. A long story must name
// one or the other in so many words.
func (m message) grounded() bool {
	const short, shorter = 8, 3
	switch {
	case len(m.words) <= shorter, m.any("of_phone"), m.at(len(m.words)-1) == "no":
		return true
	}
	return len(m.words) <= short && m.any("of_onlookers")
}

// any reports whether a word of a set of the rules stands in the message.
func (m message) any(set string) bool {
	for i := range m.words {
		if m.in(set, i) {
			return true
		}
	}
	return false
}

// has reports whether the first word but for those that carry nothing is of a set.
func (m message) has(set string, i int) bool {
	for i < len(m.words)-1 && m.reader.phrases.fills(m.words[i]) && !m.in(set, i) {
		i++
	}
	return m.in(set, i)
}

// sentences takes a reply apart at the ends of its sentences and its commas, and at an "and" after a
// figure, a yes or a no.
func (m message) sentences() []message {
	var out []message
	from := 0
	add := func(to int) {
		if from < to {
			out = append(out, m.part(from, to))
		}
	}
	for i, w := range m.words {
		switch {
		case i > from && (w.opens || w.pauses):
			add(i)
			from = i
		case w.text == "and" && i == from+1 && (m.in("yes", from) || m.in("no", from) || m.words[from].text <= "9"):
			add(i)
			from = i + 1
		}
	}
	add(len(m.words))
	return out
}
