package conversation

import (
	"strings"

	"sayso/conversation/meaning"
)

// visitAnew hears that they want a visit after all, or none any more, whatever is asked; where it is asked for,
// that is its answer.
func (n *turn) visitAnew(a Ask, r meaning.Reading, t thought) bool {
	known, answered := n.s.Answers[AskCarryOn]
	told, ok := n.reader().Anew(t.text)
	if !ok || Ask(told.Ask) != AskCarryOn || !answered || a == AskCarryOn || a == AskVisitOK || a == AskChange || n.s.LetGo {
		return false
	}
	if again := known.Value == told.Reply.Value; again && a != "" && a != AskConfirm {
		return false
	}
	if told.Reply.Value == No {
		return n.noVisit(r, t)
	}
	return n.visitAfterAll(r, t)
}

// noVisit: they want nobody to come. An advocate is their right, visit or none.
func (n *turn) noVisit(r meaning.Reading, t thought) bool {
	if n.openVisit() != nil {
		return n.visitAnswered(meaning.Reply{Value: "refuses"}, t)
	}
	if few := 8; r.TellsOfHarm() || len(strings.Fields(t.text)) > few { // "i dont want a visit no more" is no matter of its own
		n.addPlain(r, t)
	}
	n.record(AskCarryOn, Answer{Value: No, Seq: t.seq()})
	n.say("noted", LaneAnswer, nil)
	if n.s.Stage == HandedOver && !n.s.settled(AskAdvocate) {
		n.ask(AskAdvocate, "advocate", LaneAnswer, nil)
	}
	n.s.Put[AskConfirm] = 0 // it is read back as it now stands
	return true
}

// visitAfterAll: they want somebody to come. Where is asked for, where that is not known.
func (n *turn) visitAfterAll(r meaning.Reading, t thought) bool {
	if n.openVisit() != nil {
		return false
	}
	n.addPlain(r, t)
	n.record(AskCarryOn, Answer{Value: Yes, Seq: t.seq()})
	switch {
	case n.s.Stage != HandedOver:
		n.s.Put[AskConfirm] = 0
		n.say("noted", LaneAnswer, nil)
	case n.s.words(AskVisitWhere) != "" || n.s.Put[AskVisitWhere] >= 2:
		n.s.Thanked = n.at
		n.say("noted", LaneAnswer, nil)
	case !n.ask(AskVisitWhere, "visit_where", LaneAnswer, nil):
		n.thank()
	}
	return true
}
