package conversation

import (
	"strings"
	"time"
)

// apply makes the changes that a sign gave. It reports whether the first of them could be made, which decides of all: the
// others only go with it.
func (n *turn) apply(changes []change, t thought) bool {
	if len(changes) == 0 || !n.mayPut(changes[0], t) || !n.putOne(changes[0], t) {
		return false
	}
	for _, also := range changes[1:] {
		n.putOne(also, t)
	}
	return true
}

// putOne makes one change. What is read back is read back as it now stands.
func (n *turn) putOne(c change, t thought) bool {
	switch {
	case len(c.out) > 0:
		return n.takeOut(c.out, t)
	case c.back:
		return n.back()
	case c.kin != "":
		return n.putKin(c, t)
	case c.issue > 0:
		n.putIn(c.issue, shorten(c.words, longestIssue), t.seq())
		n.s.Put[AskConfirm] = 0
		return n.putsRight()
	case c.told != nil:
		if known := n.s.words(Ask(c.told.Ask)); known == "" || !strings.Contains(known, c.words) { // else it has just been noted
			n.told(*c.told, false, t)
		}
		return n.putsRight()
	}
	return n.putAnswer(c, t)
}

// mayPut reports whether words may put that answer right here.
func (n *turn) mayPut(c change, t thought) bool {
	_, known := n.s.Answers[c.ask]
	switch c.ask {
	case AskConcern, AskAnythingElse, AskConfirm, AskChange, AskForget, AskVisitOK, AskSorted, AskSameNew, AskCarryOn, AskWhereNow:
		return false
	case AskVisitWhen, AskVisitWhere:
		if n.openVisit() != nil {
			return false // it is about a visit that stands in somebody's diary
		}
	case AskWanted:
		if n.s.Pending.Ask == AskCarryOn && (n.reader().Meets(c.words) || n.reader().Meets(t.text)) {
			return false // "at school not the home" is where
		}
	case AskContactSafe:
		if c.reply.Value == Yes {
			return false // that is asked, and never taken from such words
		}
	case AskChildAge:
		if n.s.who() == OnBehalf && n.reader().OfMyself(t.text) {
			return false // a friend's own age
		}
	}
	if !known && c.ask != "" && c.ask == n.s.Pending.Ask {
		return false // it is the answer to the question on their screen
	}
	return !behalfOnly(c.ask) || n.s.who() == OnBehalf || n.ownAge(c.ask, true) // else it has nowhere to go
}

// putAnswer puts one answer right.
func (n *turn) putAnswer(c change, t thought) bool {
	a, reply, words := c.ask, c.reply, c.words
	if a == AskSafeNow || a == AskContactSafe {
		n.record(a, Answer{Value: reply.Value, Words: theirWords(a, reply, words), Seq: t.seq()})
		if a == AskSafeNow {
			n.safeNow(reply.Value, t)
		} else {
			n.contactSafe(reply.Value, t)
		}
		return true // it answers no other question besides
	}
	if known := n.s.Answers[a]; known.Value == reply.Value && known.Words == theirWords(a, reply, words) {
		return n.stoodAlready(a, t)
	}
	if known := n.s.words(a); a == AskVisitWhen && !inWords(reply.Value) && !n.read(t.text).Corrects && n.reader().HourFor(words, known) {
		words = known + " " + words // "at my flat wednesday" ... "2pm"
		reply = n.reader().Answer(string(a), words)
	} else if a == AskVisitWhen && n.reader().HourFor(known, words) && !n.read(t.text).Corrects {
		words += " " + known // "at his carers, after 4" ... "any weekday"
		reply = n.reader().Answer(string(a), words)
	}
	n.record(a, Answer{Value: reply.Value, Words: theirWords(a, reply, words), Seq: t.seq()})
	n.s.Put[AskConfirm] = 0
	return n.putsRight()
}

// stoodAlready: what they put right said so before.
func (n *turn) stoodAlready(a Ask, t thought) bool {
	known := n.s.Answers[a]
	switch {
	case n.s.Stage != HandedOver && n.was.Answers[a] != known && n.was.Answers[a].Seq > 0:
		n.s.Put[AskConfirm] = 0
		return n.putsRight() // it has just been noted
	case n.s.Stage != HandedOver:
	case known.Seq >= t.seq():
		n.say("changed", LaneAnswer, nil) // it has just been noted
	default:
		n.s.Thanked = time.Time{}
		n.thank()
	}
	return true
}

// putKin puts right who they are to the young person. Whoever speaks for one speaks on their behalf.
func (n *turn) putKin(c change, t thought) bool {
	if n.s.who() != OnBehalf {
		n.record(AskAboutWho, Answer{Value: "behalf", Seq: t.seq()})
	}
	if n.s.value(AskRelationship) != c.kin {
		n.record(AskRelationship, Answer{Value: c.kin, Words: shorten(strings.TrimSpace(t.text), longestAnswer), Seq: t.seq()})
		n.s.Put[AskConfirm], n.changed = 0, true
	}
	n.done(AskRelationship, t.text)
	heard := n.s.Answers[AskRelationship].Seq >= t.seq() // in this thought
	return c.quiet || !heard || n.putsRight()
}

// putsRight says that something was changed. Where that may not be said, it is changed all the same.
func (n *turn) putsRight() bool {
	for _, e := range n.effects {
		if said, ok := e.(Say); ok && said.Sentence == "changed" {
			return true // once is enough
		}
	}
	if !n.say("changed", LaneAnswer, nil) && n.s.Stage == HandedOver {
		n.thank()
	}
	return true
}
