package meaning

import "slices"

// safeBeside reads a reply to "are you safe?" that goes on, or begins, with another matter: "yh im safe
// txt me whenever", "no, this is about me". What is said of being safe is read without it, where the rest
// touches nothing of the kind. It reports false where only the whole can be read.
func (r *Reader) safeBeside(text string) (Reply, bool) {
	m := r.reply(text)
	h, ok := m.besides()
	if !ok || r.message(text).danger().risk != None {
		return Reply{}, false
	}
	head, tail := whole(text[:m.words[h.from].from]), whole(text[m.words[h.from].from:])
	if h.rule.about[1] == "who" { // the no is to something else, so what counts is what follows
		tail = whole(text[m.words[h.to-1].to:])
		if tail == "" {
			return Reply{Rest: whole(text)}, true
		}
		reply := r.beyondAsides("safe_now", tail)
		reply.Rest = whole(text)
		return reply, true
	}
	if t := r.reply(tail); h.rule.about[1] != "asks" && t.any("of_harm") || r.answer("safe_now", tail).Value == "no" {
		return Reply{}, false
	}
	if head == "" {
		if h.rule.about[1] != "matter" {
			return Reply{}, false
		}
		said := m.any("yes") || m.any("no") || m.any("safety_words") && !m.any("of_phone")
		return Reply{Rest: whole(text)}, !said
	}
	reply := r.beyondAsides("safe_now", head)
	reply.Rest = whole(text)
	return reply, reply.Value == "yes"
}

// besides finds where another matter begins first.
func (m message) besides() (hit, bool) {
	var first hit
	for _, h := range longest(m.of("besides")) {
		if first.rule == nil || h.from < first.from {
			first = h
		}
	}
	return first, first.rule != nil
}

// reassures reports whether it is said in so many words that they, or their phone, are safe.
func (m message) reassures() bool {
	return slices.ContainsFunc(m.of("told"), func(h hit) bool {
		about := h.rule.about
		return (about[1] == "safe_now" || about[1] == "contact_safe" && len(about) > 3 && about[3] == "again") && m.guarded(h)
	})
}
