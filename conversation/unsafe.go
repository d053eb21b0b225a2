package conversation

import (
	"slices"

	"sayso/conversation/meaning"
)

// unsafeSaid: this thought says that the phone is not safe.
func (n *turn) unsafeSaid(t thought) bool {
	said := n.s.Answers[AskContactSafe]
	return said.Value == No && said.Seq >= t.seq() && said.Seq <= t.pieces[len(t.pieces)-1].Seq
}

// takeBeside notes what stood beside the words that called the phone unsafe as the answer that it is:
// "a door on my room" ... "this is my aunties fone".
func (n *turn) takeBeside(a Ask, t thought) {
	unsafe := func(p Piece) bool {
		r := n.read(p.Text)
		return r.PerhapsSeen || slices.ContainsFunc(r.Told, func(told meaning.Told) bool { return told.Ask == string(AskContactSafe) })
	}
	rest := t.only(func(p Piece) bool { return !unsafe(p) })
	if !open(a) || tells(a) || len(rest.pieces) == 0 || len(rest.pieces) == len(t.pieces) {
		return
	}
	if reply := n.replyTo(a, n.read(rest.text), rest); reply.Value != "" {
		n.record(a, Answer{Value: reply.Value, Words: theirWords(a, reply, rest.text), Seq: rest.seq()})
	}
}

// notSafeNow takes an answer to "are you safe?" that stands beside words for which the talk stops here.
func (n *turn) notSafeNow(a Ask, reply meaning.Reply, t thought) {
	if a == AskSafeNow && !inWords(reply.Value) {
		n.answer(a, reply, t)
	}
}

// nowUnsafe stops the talk at a phone that they have just said is not safe.
func (n *turn) nowUnsafe(t thought) bool {
	if !n.unsafeSaid(t) {
		return false
	}
	n.addMatters(n.read(t.text), t)
	if slices.ContainsFunc(inSentences(t.text), func(s string) bool { return n.reader().Wish(s) == "withdraw" }) {
		n.wantsLeftAlone() // "my mum reads this. forget i said anything"
	}
	n.stopHere()
	return true
}

// wasUnsafe: they have said of this contact, at any time, that it is not safe.
func (n *turn) wasUnsafe(c Channel) bool {
	return n.s.Contact(c).SafeToReply == No ||
		slices.ContainsFunc(n.s.Earlier, func(e Earlier) bool { return e.Ask == AskContactSafe && e.Value == No })
}

// stopHere says the one thing that may be said at a phone that is not safe, and hands over. That what they told
// is to be deleted or forgotten is heard there too.
func (n *turn) stopHere() {
	if wish := n.reading.Wish; wish != nil && (*wish == "delete_data" || *wish == "withdraw") {
		n.s.Withdrawal, n.s.Delete, n.changed = "requested", n.s.Delete || *wish == "delete_data", true
	}
	n.s.Thanked = n.at // that is said once
	if n.s.Stage == HandedOver {
		n.say("not_safe", LaneAnswer, nil)
		return
	}
	n.handOver("not_safe")
}
