package meaning

import (
	"strings"
)

// secondThought reads a doubt behind words that put something right: the no of "no wait not sure" is to what was
// said before, and the doubt of that as well as of the phone.
func (r *Reader) secondThought(text string) Reply {
	m := r.message(text)
	for _, h := range longest(m.of("corrects")) {
		if h.from > 0 || h.to >= len(m.words) || h.rule.about[1] != "after" || !m.in("no", 0) {
			continue
		}
		rest := m.text[m.words[h.to].from:]
		if of := r.reply(rest); of.any("of_phone") || of.any("looks") {
			continue // "no actually im not sure who looks at it"
		}
		if r.Answer("contact_safe", rest).Value == "unsure" {
			return Reply{Value: "unsure", Rest: whole(text)}
		}
	}
	return Reply{}
}

// onlyYes is the yes with which a reply begins, or no answer.
func (r *Reader) onlyYes(text string) Reply {
	if r.BeginsYes(text) {
		return Reply{Value: "yes", Rest: whole(text)}
	}
	return Reply{Rest: whole(text)}
}

// BeginsYes reports whether a reply begins with a yes: "please ..." does not.
func (r *Reader) BeginsYes(text string) bool { return r.message(text).has("yes", 0) }

// BeginsNo reports whether a reply begins with a no: "no i dont understand".
func (r *Reader) BeginsNo(text string) bool { return r.message(text).has("no", 0) }

// farFromSafety reports whether a reply of more than a few words has none that is of being safe: "ten out of ten
// customer service so far" is no "not sure".
func (r *Reader) farFromSafety(text string) bool {
	const few = 4 // words
	m := r.reply(text)
	if language, sure := r.tongues.language(text); sure && language != "en" {
		return false
	}
	return len(m.words) > few && !m.any("near_safety")
}

// plainly takes back a yes to "are you safe" and "can we write here" that is not a plain one: beside
// which danger is told ("im fine he hit me again"), or which is itself asked ("yes?"). Danger that is
// told instead of a yes or a no is no yes either.
func (r *Reader) plainly(ask string, m message, reply Reply) Reply {
	if reply.Value != "yes" && !(reply.Value == "" && ask == "safe_now") {
		return reply
	}
	if reply.Value == "yes" && (ask == "safe_now" || ask == "contact_safe") && strings.HasSuffix(strings.TrimSpace(m.text), "?") {
		reply.Value = "unsure"
	}
	if ask != "safe_now" {
		return reply
	}
	switch risk := r.message(m.text).danger().risk; {
	case risk == Immediate:
		reply.Value = "no"
	case risk == Concern && !(m.story && reply.Value == ""), reply.Value == "yes" && m.any("hit") && !m.any("denies") && !m.any("no"):
		reply.Value = "unsure"
	}
	return reply
}

// yesOf are the questions to which a yes is looked at twice, and the sets of words that a yes to them may be put in.
var yesOf = map[string][]string{
	"contact_safe": {"of_phone", "of_writing"},
	"safe_now":     {"of_safety", "near_safety"},
	"child_knows":  {"of_knowing"},
	"advocate":     {"of_helping"},
}

// strayYes reports whether what looks like a yes is a word in a sentence of something else: "my charger is sound",
// "k pop is my fave". Whoever says a plain yes is believed, and so are two words.
func (r *Reader) strayYes(ask, text string) bool {
	const few = 2 // words
	m := r.reply(text)
	sets, looked := yesOf[ask]
	if language, sure := r.tongues.language(text); !looked || len(m.words) <= few || sure && language != "en" {
		return false
	}
	outside := false
	for i, w := range m.words {
		pauses := i+1 < len(m.words) && (m.words[i+1].opens || m.words[i+1].pauses)
		if m.in("plain_yes", i) || m.in("yes", i) && pauses {
			return false
		}
		for _, set := range sets {
			if m.in(set, i) {
				return false
			}
		}
		known := m.reader.phrases.fills(w) || m.in("yes", i) || m.in("fine", i) || m.in("padding", i) || m.in("curse", i)
		outside = outside || !known && !m.in("beside_yes", i)
	}
	return outside
}

// leads reports whether a message begins with a yes or a no.
func (m message) leads() bool {
	i := 0
	for i < len(m.words)-1 && m.reader.phrases.fills(m.words[i]) {
		i++
	}
	return hasTerm(m.words[i], m.reader.phrases.ids["<yes>"]) || hasTerm(m.words[i], m.reader.phrases.ids["<no>"])
}
