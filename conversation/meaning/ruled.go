package meaning

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// ruled reads a reply by the rules of the question and of its family. own is set where the question's
// own decided. A reply to a yes-or-no question is read clause by clause: the first that says anything
// is the answer, and what follows are reasons ("that works, but ring twice, i dont hear well").
func (m message) ruled(ask string) (reply Reply, own, ok bool) {
	kin := family(ask)
	if kin == "" || kin == "age" || kin == "name" || kin == "when" {
		for _, a := range []string{ask, kin} {
			if h, ok := m.best(a); ok && a != "" && !m.strays(ask, h) {
				return m.valued(h), a == ask, true
			}
		}
		return Reply{}, false, false
	}
	for _, c := range m.parts() {
		if m.story && c.first > soonest {
			break
		}
		for _, a := range []string{ask, kin} {
			h, found := c.best(a)
			if !found || c.strays(ask, h) || ask == "carry_on" && a == kin && c.first > 0 {
				continue // "granddad's shed, any day but not cubs night" is no no
			}
			h.from, h.to = h.from+c.first, h.to+c.first
			read := m.valued(h)
			if read.Value != "" {
				return read, a == ask, true
			}
			reply, own, ok = read, a == ask, true // a question back, unless more is said
			break
		}
	}
	return reply, own, ok
}

// A reply of more words than storyReply tells a story. In it only what stands at the very beginning,
// up to the word soonest, is an answer: "yes. and they never ...".
const (
	storyReply = 22
	soonest    = 2
)

// best gives the phrase under [answer ASK VALUE] that decides: the first heading that is met wins,
// and among equals the first place and the longest. A relationship is what is said first.
func (m message) best(ask string) (hit, bool) {
	var best hit
	for _, h := range m.of("answer") {
		if h.rule.about[1] != ask || m.story && h.from > soonest {
			continue
		}
		switch {
		case best.rule == nil:
			best = h
		case ask == "relationship" && h.onlyHere() && best.onlyHere():
			if h.from < best.from || h.from == best.from && h.to-h.from > best.to-best.from {
				best = h
			}
		case h.rule.order < best.rule.order, h.rule == best.rule && h.from == best.from && h.to > best.to:
			best = h
		}
	}
	return best, best.rule != nil
}

// strays reports whether a phrase stands in the midst of a sentence that is of something else, where
// it answers nothing: "best grandchild a man could have" is no "not sure".
func (m message) strays(ask string, h hit) bool {
	const sentence = 5 // words; fewer hang together
	if len(m.words) < sentence || m.leads() || m.words[0].text == "1" {
		return false
	}
	value := h.rule.about[2]
	switch {
	case ask == "contact_safe" && value == "no" && !m.in("denies", 0) && !m.any("unsure"):
		return h.to-h.from <= soonest && !m.any("of_phone") && !m.any("looks") && !m.any("yes") && !m.any("fine")
	case h.from < soonest:
		return false
	}
	switch ask {
	case "anything_else":
		return value == "no" && h.to-h.from == 1
	case "carry_on":
		return strings.TrimSuffix(h.rule.about[1], "!") != ask
	}
	return false
}

// onlyHere reports whether a phrase has a form that fits no other question.
func (h hit) onlyHere() bool { return len(h.rule.about) > 3 }

// valued is the reply that a phrase stands for. The value "null" is one that is no answer.
func (m message) valued(h hit) Reply {
	value := h.rule.about[2]
	switch value {
	case "null":
		return Reply{Rest: whole(m.text)}
	case "text", "issue":
		return Reply{Value: value, Rest: whole(m.text)}
	}
	return Reply{Value: value, Rest: m.beyond(h), OnlyHere: h.onlyHere()}
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
