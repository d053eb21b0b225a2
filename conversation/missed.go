package conversation

import (
	"strings"

	"sayso/conversation/meaning"
)

// missed keeps what was written instead of an answer: it may be the next thing that is wrong, or
// the answer to another question. Where it is nothing that we can use, it is let pass kindly. A
// question that was put twice is let be, and a human will ask.
func (n *turn) missed(a Ask, t thought) bool {
	r := n.read(t.text)
	before := len(n.s.Issues) + n.s.More
	if n.reader().Adds(t.text) {
		n.addAll(a, r, t)
	}
	n.addPlain(r, t)
	n.again = true
	if n.wasAll(a, t) {
		n.record(AskAnythingElse, Answer{Value: No, Seq: t.seq()})
	}
	nothing := len(n.s.Issues)+n.s.More == before && len(r.Told) == 0
	tried := n.reader().Answer("yes_no", t.text).Value != "" // "yes" to "you, or someone else?"
	switch {
	case a == AskCarryOn && n.reader().Asks(t.text):
		n.say("who_comes", LaneAnswer, nil)
	case a == AskAdvocate && nothing && n.s.Put[a] == 1 && n.reader().Asks(t.text):
		n.say("advocate_is", LaneAnswer, nil) // the one word that they may not know
	case a != AskConcern && nothing && n.s.Put[a] == 1 && len(strings.Fields(t.text)) > 2 && (r.Category == meaning.Question && n.reader().Asks(t.text) || n.asksUs(a, t.text)):
		n.say("ask_person", LaneAnswer, nil)
	case !(nothing && len(strings.Fields(t.text)) <= 2) || tried || n.s.Put[a] != 1 || a == AskConcern || a == AskSafeNow:
	case a == AskAdvocate:
		n.say("advocate_is", LaneAnswer, nil)
	case r.Category != meaning.Question: // "what" is no wish to leave it out
		n.say("let_pass", LaneAnswer, nil)
	}
	if nothing && n.takesAtLast(a, r, t) {
		n.record(a, Answer{Value: "text", Words: shorten(strings.TrimSpace(t.text), longestAnswer), Seq: t.seq()})
		n.done(a, t.text)
	}
	if a == AskSafeNow && n.s.Stage == HandedOver {
		n.say("danger_unsure", LaneSafety, nil)
		return true
	}
	return n.s.Stage == HandedOver && n.s.Put[a] >= 2 && n.afterHandOver()
}

// wasAll: "no that's everything" answers whether there is anything else, though it is not asked yet.
func (n *turn) wasAll(a Ask, t thought) bool {
	return a == AskSafeNow && n.s.value(AskAnythingElse) == "" && len(strings.Fields(t.text)) > 1 &&
		n.reader().Answer(string(AskAnythingElse), t.text).Value == No
}

// takesAtLast: what is said when an open question is put for the second time is their answer, though nobody here
// could read it: "days when its raining, i lay patios". A human will.
func (n *turn) takesAtLast(a Ask, r meaning.Reading, t thought) bool {
	const most = 25 // words
	switch a {
	case AskKeepFrom, AskWanted, AskVisitWhere, AskVisitWhen, AskAvoid:
	default:
		return false
	}
	asks := n.asksUs(a, t.text) || n.reader().Asks(t.text) || r.Wish != nil || r.Wants != ""
	return n.s.Put[a] >= 2 && !asks && r.Risk != meaning.Immediate && !wordless(t.text) && len(strings.Fields(t.text)) <= most &&
		n.reader().Answer("yes_no", t.text).Value == "" && !n.reader().Beside(t.text)
}
