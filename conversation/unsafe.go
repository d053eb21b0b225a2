package conversation

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"sayso/conversation/meaning"
)

// unsafeSaid: this thought says that the phone is not safe.
func (n *turn) unsafeSaid(t thought) bool {
	said := n.s.Answers[AskContactSafe]
	return said.Value == No && said.Seq >= t.seq() && said.Seq <= t.pieces[len(t.pieces)-1].Seq
}

// takeBeside notes what stood beside the words that called the phone unsafe as the answer that it is:
// "a door on my room" ... "this is my aunties fone", "im on my nans tablet. karen".
func (n *turn) takeBeside(a Ask, t thought) bool {
	var unsafe []stretch
	at := 0
	for _, s := range strings.FieldsFunc(strings.NewReplacer(".", ".\x00", "!", "!\x00", "?", "?\x00", "\n", "\n\x00").Replace(t.text), func(r rune) bool { return r == 0 }) {
		end := at + utf8.RuneCountInString(s)
		r := n.reader().Read(s)
		if r.PerhapsSeen || slices.ContainsFunc(r.Told, func(told meaning.Told) bool { return told.Ask == string(AskContactSafe) }) {
			unsafe = append(unsafe, stretch{at, end})
		}
		at = end
	}
	if len(unsafe) == 0 {
		return false // the whole may say it where no sentence does
	}
	rest := t.without(unsafe...).tidied()
	if len(rest.pieces) == 0 || rest.text == t.text || empty(rest) {
		return false
	}
	return n.takeQuietly(a, rest)
}

// takeQuietly notes an answer at a phone where nothing more is asked.
func (n *turn) takeQuietly(a Ask, t thought) bool {
	if a == AskCarryOn && n.reader().Meets(t.text) {
		a = AskVisitWhere
	}
	if !open(a) || tells(a) || a == AskWhereNow || n.read(t.text).TellsOfHarm() {
		return false
	}
	reply := n.replyTo(a, n.read(t.text), t)
	if reply.Value == "" || n.reader().Beside(t.text) {
		return false
	}
	said := t.text
	if a == AskVisitWhere {
		a, said = n.whereAndWhen(&reply, t)
	}
	n.record(a, Answer{Value: reply.Value, Words: theirWords(a, reply, said), Seq: t.seq()})
	return true
}

// answersLate: they go on with what was asked last, a little after they called the phone unsafe: "im on my nans tablet" ...
// "my bike back". It is noted as the answer, and nothing is said to it.
func (n *turn) answersLate(t thought) bool {
	const few, late = 12, 15 * time.Minute // words
	a := n.s.Before.Ask
	if n.s.Stage != HandedOver || n.s.Contact(t.channel()).SafeToReply != No || n.s.Answers[AskContactSafe].Seq <= n.s.Before.Seq ||
		n.at.Sub(n.s.Before.At) > late || len(strings.Fields(t.text)) > few {
		return false
	}
	if _, answered := n.s.Answers[a]; answered || len(n.read(t.text).Told) > 0 && a != AskWanted || !n.takeQuietly(a, t) {
		return false
	}
	n.s.Before = Asked{}
	return true
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
