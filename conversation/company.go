package conversation

import (
	"strings"

	"sayso/conversation/meaning"
)

// wantsWithThem notes whom they want there when somebody comes ("can my nan come"). It never says whom
// to leave out, whatever was asked; to "can someone come?" it is a yes.
func (n *turn) wantsWithThem(a Ask, t thought) bool {
	switch a {
	case AskVisitWhen, AskConcern, AskSafeNow, AskWhereNow, AskChange, AskForget, AskVisitOK, AskSorted, AskSameNew:
		return false // it is the answer there, or of something else
	case "":
		if n.s.Stage != HandedOver {
			return false
		}
	}
	who := t.text
	if before := n.s.words(AskVisitWith); strings.Contains(before, who) {
		who = before
	} else if before != "" {
		who = before + "\n" + who
	}
	n.record(AskVisitWith, Answer{Value: "text", Words: shorten(who, longestAnswer), Seq: t.seq()})
	if a == AskCarryOn {
		n.record(AskCarryOn, Answer{Value: Yes, Seq: t.seq()})
		n.done(AskCarryOn, t.text)
	}
	n.s.Put[AskConfirm] = 0 // it is read back as it now stands
	n.say("noted", LaneAnswer, nil)
	return true
}

// ofAnother: what stands where whom to leave out was asked answers another question ("im 14", "tuesday").
// What was told is noted already; a time is, where it is another than they said.
func (n *turn) ofAnother(a Ask, t thought) bool {
	if a != AskAvoid && a != AskKeepFrom || wordless(t.text) {
		return false
	}
	if reply := n.reader().Answer(string(AskVisitWhen), t.text); reply.OnlyHere && n.reader().OnlyWhen(t.text) {
		if known := strings.ToLower(n.s.words(AskVisitWhen)); !strings.Contains(known, strings.ToLower(strings.TrimSpace(t.text))) {
			n.apply(answered(AskVisitWhen, reply, t.text), t)
		}
		return true
	}
	if address, ok := n.reader().Address(t.text, n.s.who() == OnBehalf); ok {
		if known := n.s.words(AskVisitWhere); known != "" {
			address = known + "; " + address // "at home" ... "12 elm road"
		}
		n.apply(answered(AskVisitWhere, meaning.Reply{Value: "text"}, address), t)
		return true
	}
	if n.reader().Answer(string(AskChildAge), n.reader().BesideAsides(string(a), t.text)).OnlyHere {
		return true
	}
	const beside = 4 // runes: a comma, a full stop, an "ok"
	for _, told := range n.read(t.text).Told {
		other := Ask(told.Ask)
		if other == AskChildName || other == AskRelationship {
			continue // "my grandson peter" is whom to leave out
		}
		if other != AskAvoid && other != AskKeepFrom && told.End-told.Start+beside >= len([]rune(t.text)) {
			return true
		}
	}
	return false
}
