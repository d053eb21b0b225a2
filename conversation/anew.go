package conversation

import (
	"strings"

	"sayso/conversation/meaning"
)

// wantsAnew takes another day or another place, where they say what would be better when nothing is asked or at
// the read-back.
func (n *turn) wantsAnew(t thought) bool {
	told, ok := n.reader().Anew(t.text)
	if !ok {
		return n.noLongerSuits(t)
	}
	if a := Ask(told.Ask); a != AskCarryOn && n.openVisit() == nil { // else it is about a visit that stands in somebody's diary
		return n.putRightAnswer(a, told.Reply, t, told.Reply.Rest)
	}
	return false
}

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

// noLongerSuits: the time or the place that they had given is no good any more, and they name no other. Their
// words stand in its place.
func (n *turn) noLongerSuits(t thought) bool {
	was, ok := n.reader().Unfit(t.text)
	if !ok || n.openVisit() != nil {
		return false
	}
	for _, a := range []Ask{AskVisitWhen, AskVisitWhere} {
		_, stands := n.reader().Without(n.s.words(a), was)
		if when := n.reader().Answer(string(AskVisitWhen), was); a == AskVisitWhen && when.OnlyHere {
			stands = stands || strings.Contains(n.s.value(a), when.Value)
		}
		if stands && n.s.words(a) != "" {
			n.record(a, Answer{Value: "text", Words: shorten(strings.TrimSpace(t.text), longestAnswer), Seq: t.seq()})
			n.s.Put[AskConfirm] = 0
			return n.putsRight()
		}
	}
	return false
}

// nameAnew: the read-back is answered with a name and no more ("Megan actually"), so it is theirs put right. Where two
// names were read back nobody could tell which.
func (n *turn) nameAnew(t thought) bool {
	name, ok := n.reader().NameAlone(t.text)
	if !ok || n.s.words(AskName) == "" || n.s.words(AskChildName) != "" {
		return false
	}
	return n.putRightAnswer(AskName, meaning.Reply{Value: name}, t, name)
}
