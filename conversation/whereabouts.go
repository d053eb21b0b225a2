package conversation

import (
	"slices"
	"strings"

	"sayso/conversation/meaning"
)

// whereNow takes what is written to "where are you now?". Danger, and what somebody else is doing, is no
// place: it is kept as a reason for haste and as a matter, and the question stays. A "no" that is taken back
// is noted, and lowers nothing.
func (n *turn) whereNow(reply meaning.Reply, t thought) bool {
	n.again = false
	switch reply.Value {
	case "":
		if n.asksUs(AskWhereNow, t.text) && n.s.Put[AskWhereNow] < 2 {
			n.again = true
			return false // what is said with the question again is the best answer that we have
		}
		return n.missed(AskWhereNow, t)
	case "safe":
		n.record(AskSafeNow, Answer{Value: Yes, Words: theirWords(AskSafeNow, reply, t.text), Seq: t.seq()})
		n.done(AskWhereNow, t.text)
		return n.say("danger_ok", LaneSafety, nil)
	case "text":
		whoSpeaks := func(told meaning.Told) bool {
			return told.Ask == string(AskRelationship) || told.Ask == string(AskAboutWho)
		}
		if _, place := n.reader().Place(t.text, n.s.who() == OnBehalf); !place &&
			(n.reader().CannotCall(t.text) || slices.ContainsFunc(n.read(t.text).Told, whoSpeaks)) {
			// "i cant call im deaf", "im the MUM" is no place, and the question stays
			return n.s.Danger.Texts999.Equal(n.at) || n.say("danger_wait", LaneSafety, nil)
		}
	case "danger":
		return n.insteadOfAPlace(t)
	}
	n.record(AskWhereNow, Answer{Value: reply.Value, Words: theirWords(AskWhereNow, reply, t.text), Seq: t.seq()})
	n.done(AskWhereNow, t.text)
	if n.s.words(AskWhereNow) == "" {
		return n.say("danger_ok", LaneSafety, nil)
	}
	return n.say("danger_wait", LaneSafety, nil)
}

// whereAgain puts "where are you now?" once more, while somebody is being called, where something was asked of us
// instead.
func (n *turn) whereAgain() bool {
	if n.s.Pending.Ask != AskWhereNow || !n.again || n.s.Put[AskWhereNow] >= 2 || !n.asksUs(AskWhereNow, n.reading.Text) {
		return false
	}
	sentence := "danger_where"
	switch {
	case !n.Paging:
		sentence = "danger_where_not_passed"
	case len(n.s.OpenAlerts()) == 0:
		return false // a worker knows
	}
	return n.ask(AskWhereNow, sentence, LaneSafety, nil)
}

func (n *turn) insteadOfAPlace(t thought) bool {
	r := n.read(t.text)
	n.addAll(AskWhereNow, r, t)
	if r.Risk != meaning.Immediate { // that has been raised where it was heard
		n.raise(Urgent{Seq: t.seq(), Because: "words", Tier: R1, RiskKinds: []string{"other_danger"}, Words: shorten(t.text, 200)})
	}
	if r.Ruled != meaning.None && (slices.Contains(r.RiskKinds, "suicide") || slices.Contains(r.RiskKinds, "self_harm")) {
		n.s.Danger.Cared = n.at
		return n.say("self_harm", LaneSafety, nil)
	}
	return n.say("danger_wait", LaneSafety, nil)
}

// heardBetterPlace takes an address that is said after another place: "at my nans" ... "its 14 elm road". Both are kept,
// for whoever goes there.
func (n *turn) heardBetterPlace(known string, a Ask, t thought) bool {
	address, ok := n.reader().Address(t.text, n.s.who() == OnBehalf)
	if !ok || a == AskVisitWhere || a == AskVisitWhen || a == AskChange || strings.Contains(strings.ToLower(known), strings.ToLower(address)) {
		return false
	}
	n.record(AskWhereNow, Answer{Value: "text", Words: shorten(known+"; "+address, longestAnswer), Seq: t.seq()})
	_, alone := n.reader().Place(t.text, n.s.who() == OnBehalf)
	if alone {
		n.s.Danger.Waited = n.at // it is said once
		n.say("danger_wait", LaneSafety, nil)
	}
	return alone
}

// readAs is the name by which replies to a question are read: of themselves, or of the young person.
func (n *turn) readAs(a Ask) string {
	if a == AskWhereNow && n.s.who() != OnBehalf {
		return "where_am_i" // so that "hes at the door" is no place
	}
	return string(a)
}

// heardPlace takes a place that is said while people are wanted in haste, though nobody asked at that
// moment. It reports whether the thought is that place and answers nothing else.
func (n *turn) heardPlace(a Ask, t thought) bool {
	if n.s.tier() != R1 {
		return false
	}
	if known := n.s.words(AskWhereNow); known != "" {
		return n.heardBetterPlace(known, a, t)
	}
	switch a {
	case "", AskSafeNow, AskConcern, AskAnythingElse, AskContactSafe, AskAboutWho, AskRelationship, AskChildName, AskKeepFrom:
	default:
		return false // "at school" answers other questions
	}
	place, ok := n.reader().Place(t.text, n.s.who() == OnBehalf)
	alone := ok
	if !ok {
		place, ok = n.reader().Address(t.text, n.s.who() == OnBehalf)
	}
	if !ok {
		return false
	}
	n.record(AskWhereNow, Answer{Value: "text", Words: shorten(place, longestAnswer), Seq: t.seq()})
	if !alone {
		return false // the rest is still to be heard
	}
	if a == AskSafeNow && n.reader().Answer(string(a), t.text).Value == Yes {
		return false // "yes im at school now" says both
	}
	n.s.Danger.Waited = n.at // it is said once
	n.say("danger_wait", LaneSafety, nil)
	return true
}
