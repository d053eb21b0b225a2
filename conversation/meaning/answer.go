package meaning

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Answer says what a message means as the reply to a question. ask is the name of a question
// ("safe_now") or of a family of questions ("yes_no", "age", "when"); any other name is read as an
// open question. It takes any bytes.
func Answer(ask, text string) Reply { return Default().Answer(ask, text) }

// open lists the questions that are answered in words, and what "nothing" and "0" mean there.
func open(ask string) (nothing string, ok bool) {
	switch ask {
	case "concern", "where_now", "visit_where", "change":
		return "", true
	case "keep_from", "avoid":
		return "none", true
	case "wanted_outcome":
		return "unsure", true
	}
	return "", false
}

// family names the question by whose rules a reply is read too, after those of its own, or "".
func family(ask string) string {
	switch ask {
	case "contact_safe", "carry_on", "visit_ok", "forget", "child_knows", "advocate":
		return "yes_no"
	case "child_age":
		return "age"
	case "child_name":
		return "name"
	case "visit_when":
		return "when"
	}
	return ""
}

// Answer says what a message means as the reply to a question, by this reader's rules. The rules
// of the question itself come first, then wishes that may come at any point, then its family's.
func (r *Reader) Answer(ask, text string) Reply {
	m := r.message(text)
	if len(m.words) == 0 {
		return Reply{}
	}
	if letter := m.letter(); ask == "confirm" && letter != "" {
		return Reply{Value: "change", Rest: letter}
	}
	if reply, ok := m.byRules(ask); ok {
		if ask == "safe_now" && reply.Value == "yes" {
			return m.unlessDanger(reply)
		}
		return reply
	}
	if wish := m.wish(); wish != "" {
		return Reply{}
	}
	kin := ask
	if f := family(ask); f != "" {
		kin = f
		if reply, ok := m.byRules(kin); ok {
			return reply
		}
	}
	switch kin {
	case "age":
		return m.age()
	case "name":
		return m.nameReply()
	case "when":
		return m.when()
	case "relationship":
		return Reply{Rest: whole(text)}
	case "anything_else":
		return Reply{Value: "issue", Rest: whole(text)}
	}
	nothing, isOpen := open(kin)
	if !isOpen {
		return Reply{Rest: whole(text)}
	}
	if nothing != "" {
		if reply, ok := m.byRules("open"); ok {
			if reply.Value == "none" {
				reply.Value = nothing
			}
			return reply
		}
	}
	return Reply{Value: "text", Rest: whole(text)}
}

// unlessDanger takes back a "yes, safe" beside which danger is told ("im fine he hit me again").
func (m message) unlessDanger(reply Reply) Reply {
	switch m.danger().risk {
	case Immediate:
		reply.Value = "no"
	case Concern:
		reply.Value = "unsure"
	}
	return reply
}

// letter is the letter of a line in the read-back, where that is all that is said: "c", "change c please".
func (m message) letter() string {
	found := ""
	for _, w := range m.words {
		raw := strings.ToLower(w.raw(m.text))
		switch {
		case m.reader.phrases.fills(w) || raw == "letter" || raw == "line" || raw == "change":
		case len(raw) == 1 && raw >= "a" && raw <= "z" && found == "":
			found = raw
		default:
			return ""
		}
	}
	return found
}

// byRules reads a reply by the phrases under [answer ASK VALUE]; the first heading that is met wins.
// The value "null" is one that is no answer.
func (m message) byRules(ask string) (Reply, bool) {
	var best hit
	for _, h := range m.of("answer") {
		if h.rule.about[1] != ask {
			continue
		}
		if best.rule == nil || h.rule.order < best.rule.order || h.rule == best.rule && h.from == best.from && h.to > best.to {
			best = h
		}
	}
	if best.rule == nil {
		return Reply{}, false
	}
	value := best.rule.about[2]
	if value == "null" {
		return Reply{Rest: whole(m.text)}, true
	}
	return Reply{Value: value, Rest: m.beyond(best), OnlyHere: len(best.rule.about) > 3}, true
}

// beyond is what a message says besides the words that answer: the condition in "yes but only
// after 4". Words that carry nothing ("pls", "x") are left out where nothing else is said.
func (m message) beyond(h hit) string {
	said := func(words []word) bool {
		return slices.ContainsFunc(words, func(w word) bool { return !m.reader.phrases.fills(w) })
	}
	head, tail := said(m.words[:h.from]), said(m.words[h.to:])
	switch {
	case head && tail:
		return whole(m.text)
	case head:
		return whole(m.text[:m.words[h.from].from])
	case tail:
		return whole(m.text[m.words[h.to-1].to:])
	}
	return ""
}

// whole is a stretch of a message without the spaces and the punctuation around it.
func whole(text string) string {
	text = strings.Trim(text, " \t\r\n,.;:-")
	if !utf8.ValidString(text) {
		return strings.ToValidUTF8(text, "")
	}
	return text
}
