package conversation

import (
	"strings"

	"sayso/conversation/meaning"
)

// inEnglish is the language that the service can always speak.
const inEnglish = "en"

// heardLanguage notes the language of what was written, once the words are enough to tell it by.
// Who began in another one and then writes English is answered in English; the case keeps the
// interpreter.
func (n *turn) heardLanguage(r meaning.Reading) {
	if n.s.Language == "" || r.LanguageSure || r.OtherScript && n.s.Language == inEnglish {
		n.s.Language = r.Language
	}
}

// speaks is the language that we answer in.
func (n *turn) speaks() string {
	if _, ok := n.Languages[n.s.Language]; ok {
		return n.s.Language
	}
	return inEnglish
}

// words are the wording in their language, where a named person has reviewed it; else English.
func (n *turn) words() Words {
	if w, ok := n.Languages[n.s.Language]; ok {
		return w
	}
	return n.Words
}

// cannotSpeak promises a person with an interpreter where we have no words in their language, and
// asks nothing that they could not read. What they wrote is a matter for that person.
func (n *turn) cannotSpeak(r meaning.Reading, t thought) bool {
	_, speak := n.Languages[n.s.Language]
	words := len(strings.Fields(t.text))
	if speak || n.s.Language == inEnglish || n.s.Interpret && r.Language == inEnglish && words > 1 || !n.s.Interpret && (!r.LanguageSure && !r.OtherScript || r.Language != n.s.Language) {
		return false
	}
	if words > 1 || len(n.s.Issues) == 0 { // "tak" answers something, and is no matter
		n.addWhole(t, r.Kinds)
	}
	n.readBy(true)                                                             // nobody here can tell how bad it is
	if asked := n.s.Pending.Ask; asked != AskSafeNow && asked != AskWhereNow { // those stay, until they are answered
		n.s.Pending, n.s.Before = Asked{}, n.s.Pending
	}
	n.s.Interpret, n.changed = true, true
	if n.s.Tongue == "" {
		n.s.Tongue = n.s.Language // it stays, though they try in English
	}
	if !n.s.Promised {
		n.s.Promised = n.say("interpreter", LaneAnswer, nil) && !n.silent
		return true
	}
	n.thank()
	return true
}

// littleEnglish promises a person with an interpreter to somebody who says in English that they have
// little of it. The talk goes on in plain English if they do; they are asked nothing twice for it.
func (n *turn) littleEnglish(t thought) bool {
	tongue := n.reader().Tongue(t.text)
	if n.s.Promised && (tongue == "" || tongue == n.s.Tongue) {
		return false
	}
	n.addPlain(n.read(t.text), t)
	n.readBy(true)
	n.s.Interpret, n.changed = true, true
	sentence := "interpreter"
	switch {
	case tongue == "" && n.s.Tongue == "":
		sentence = "interpreter_which" // we do not know who could speak with them
	case tongue != "":
		n.s.Tongue = tongue
	}
	n.s.Promised = n.say(sentence, LaneAnswer, nil) && !n.silent
	n.stays = n.s.Pending.Ask != ""
	return true
}

// language is what the case is told: the one that they wrote in, or asked for.
func (s State) language() string {
	if s.Interpret && s.Tongue != "" {
		return s.Tongue
	}
	return s.Language
}
