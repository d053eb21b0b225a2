package meaning

import (
	"slices"
	"strings"
)

// chats reports whether words are small talk by the phrases of rules/smalltalk.txt: of the weather, the dog,
// the tea. A few words more may stand beside the phrase.
func (m message) chats() bool {
	const more = 7
	if m.leads() || m.words[0].text <= "9" {
		return false
	}
	covered := 0
	for _, h := range m.of("chat") {
		if before := m.part(0, h.from); h.from <= 2 && !before.any("of_person") {
			covered = max(covered, h.to-h.from)
		}
	}
	return covered > 0 && len(m.words)-covered <= more && !m.onlooked()
}

// beyondChat leaves the clauses out of a sentence that are small talk. What stands beside one and only tells
// of something goes with it ("it has turned chilly, I've put my big cardigan on"). It reports false where
// there is none.
func (r *Reader) beyondChat(ask string, s, whole message) (rest string, chats bool) {
	clauses := s.sentences()
	for _, c := range clauses {
		chats = chats || c.chats()
		if ask == "safe_now" && c.any("of_safety") || ask == "contact_safe" && (c.any("overlooks") || c.any("barred")) {
			return "", false // there the least word may count
		}
	}
	if !chats {
		return "", false
	}
	var kept []string
	for _, c := range clauses {
		if !c.chats() && !r.onlyTells(ask, c, true) {
			kept = append(kept, c.toNext(whole))
		}
	}
	return strings.TrimRight(strings.Join(kept, " "), " ,;-"), true
}

// onlyTalks reports whether nothing in a reply to an open question could be its answer.
func (r *Reader) onlyTalks(ask, text string) bool {
	switch ask {
	case "visit_where", "visit_when", "wanted_outcome", "avoid", "keep_from", "child_name", "name":
	default:
		return false
	}
	clauses := r.asTyped(text).sentences()
	beside := slices.ContainsFunc(clauses, message.chats)
	for _, c := range clauses {
		if !c.chats() && !r.onlyTells(ask, c, beside) {
			return false
		}
	}
	return len(clauses) > 0
}

// onlyTells reports whether a clause tells of something that answers no open question: it has the form of
// a sentence ("my cat is sat on the keyboard"), and nothing in it could be what was asked for. beside small talk the beginning of one is enough.
func (r *Reader) onlyTells(ask string, c message, beside bool) bool {
	const near = 4 // words within which the verb stands
	i := c.carrying(0)
	if c.leads() || c.any("no") || !c.in("tells_form", i) || c.any("of_person") || c.names(0, len(c.words)) {
		return false
	}
	switch ask {
	case "visit_where", "visit_when":
		if c.any("of_visit") || c.any("place") {
			return false
		}
	case "wanted_outcome":
		if c.any("of_wish") {
			return false
		}
	}
	verb := beside
	for j := i; j < len(c.words) && j <= i+near; j++ {
		verb = verb || c.in("tells_verb", j)
	}
	m := r.message(c.said())
	parts, _, _ := m.times()
	said := func(part string) bool { return part != "now" && part != "today" && part != "tonight" }
	return verb && !slices.ContainsFunc(parts, said) && len(m.of("kind")) == 0 && len(m.of("told")) == 0 && m.danger().risk == None
}
