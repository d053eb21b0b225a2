package conversation

import (
	"slices"
	"strings"
	"time"

	"sayso/conversation/meaning"
)

// putRight changes what was said before, where they say that it was wrong: the answer that the
// words name, else the one given last, else what they told.
func (n *turn) putRight(t thought) bool {
	if told, ok := n.reader().Anew(t.text); ok && (told.Ask == string(AskVisitWhen) || told.Ask == string(AskVisitWhere)) {
		if _, known := n.s.Answers[Ask(told.Ask)]; known && Ask(told.Ask) != n.s.Pending.Ask {
			return n.putRightAnswer(Ask(told.Ask), told.Reply, t, told.Reply.Rest) // "can it be friday instead"
		}
	}
	if ask, reply, ok := n.reader().PutsRight(t.text); ok {
		words := reply.Rest
		if words == "" {
			words = t.text
		}
		return n.putRightAnswer(n.whoseName(Ask(ask), t), reply, t, words)
	}
	rest, ok := n.reader().Corrected(t.text)
	if !ok {
		return false
	}
	if rest == "" {
		return n.back()
	}
	if n.s.Pending.Ask == AskSafeNow && n.reader().SafeThemselves(rest) {
		return false // "i meant yes im safe" answers what is on their screen
	}
	if wish := n.reader().Wish(rest); wish == "withdraw" || wish == "back" {
		return false // "actually forget it i got it", "oops wrong one" put nothing right
	}
	if a := n.contradicted(t.text, rest); a != "" {
		if reply := n.reader().Answer(string(a), rest); reply.Value != "" {
			return n.putRightAnswer(a, reply, t, rest)
		}
	}
	if asked := n.s.Pending.Ask; asked != "" && open(asked) && !tells(asked) && n.reader().SlipOfOwn(t.text) {
		return false // "mr bell i mean mr pell" puts right what it says itself
	}
	if ofWhom := func(a Ask) bool { return a == AskAvoid || a == AskKeepFrom }; ofWhom(n.s.Pending.Ask) && !ofWhom(n.s.Before.Ask) && n.reader().OfAPerson(rest) {
		return false // "sir, i mean mr pell" says whom to leave out
	}
	before := n.s.Before.Ask
	if last := n.toldLast(t); last != "" {
		before = last
	}
	if reply := n.reader().Answer(string(before), rest); before != "" && reply.Value != "" {
		known, answered := n.s.Answers[before]
		few := len(strings.Fields(rest)) <= 3 || before == n.s.Before.Ask
		if answered && (!inWords(reply.Value) || known.Words != "" && few) {
			return n.putRightAnswer(before, reply, t, rest)
		}
	}
	for _, a := range []Ask{AskVisitWhen, AskChildAge} { // "actually its tuesday lunch"
		if _, known := n.s.Answers[a]; known {
			if reply := n.reader().Answer(string(a), rest); reply.OnlyHere {
				return n.putRightAnswer(a, reply, t, rest)
			}
		}
	}
	if n.s.Pending.Ask == AskConfirm || n.openVisit() != nil || len(n.s.Issues) == 0 || n.reader().Answer(string(n.s.Pending.Ask), rest).OnlyHere {
		return false
	}
	meant, stands := n.s.Issues[len(n.s.Issues)-1], false
	for _, issue := range n.s.Issues { // "actually it was april" is of the matter that names a month
		if n.reader().MayStandFor(rest, issue.Now()) {
			meant, stands = issue, true
		}
	}
	if !stands && n.reader().Answer("yes_no", rest).Value != "" {
		return false // "actually yes its ok", "wait no i do want to" are of no matter
	}
	if !stands && n.tellsAnew(rest) {
		return false // "actually no wait. they stopped my therapy" is a matter of its own
	}
	n.putIn(meant.Number, shorten(meant.Now()+"\n"+strings.TrimSpace(t.text), longestIssue), t.seq())
	return n.putsRight()
}

// wishesAnew: "actually what i want is ..." puts what would help in the place of what they said would, however long it is.
func (n *turn) wishesAnew(r meaning.Reading, t thought) bool {
	rest, ok := n.reader().WishesAnew(t.text)
	if _, answered := n.s.Answers[AskWanted]; !ok || !answered || r.TellsOfHarm() {
		return false
	}
	return n.putRightAnswer(AskWanted, meaning.Reply{Value: "text", Rest: rest}, t, rest)
}

// toldLast is the question that they answered unasked with what they wrote last, after hand-over, when nothing is on
// their screen: "yes i want an advocate" ... "no actually i dont want one".
func (n *turn) toldLast(t thought) Ask {
	const near = 2 // lines, of which one may be ours
	if n.s.Stage != HandedOver || n.s.Pending.Ask != "" || n.openVisit() != nil {
		return ""
	}
	last := Ask("")
	for _, a := range []Ask{AskAdvocate, AskAvoid, AskKeepFrom, AskVisitWhere, AskVisitWhen, AskChildKnows, AskName, AskWanted} {
		if known, answered := n.s.Answers[a]; answered && known.Seq > n.s.Answers[last].Seq && known.Seq < t.seq() && known.Seq >= t.seq()-near {
			last = a
		}
	}
	told := func(issue Issue) bool { return issue.Seq > n.s.Answers[last].Seq }
	if slices.ContainsFunc(n.s.Issues, told) {
		return "" // they have told of something wrong since
	}
	return last
}

// tellsAnew: what stands after words that put right is itself something that is wrong.
func (n *turn) tellsAnew(rest string) bool {
	r := n.reader().Read(rest)
	return r.TellsOfHarm() || r.Category == meaning.Complaint && len(n.reader().Instead(rest)) == 0 && !n.smallTalk(r, of([]Piece{{Text: rest}}))
}

// contradicted is the question whose answer is repeated in words that put it right, and so the one
// that was wrong: "Gill not Philippa", "not thursday, I meant any day after 4".
func (n *turn) contradicted(text, rest string) Ask {
	text = strings.ToLower(text)
	for _, a := range readable {
		was := strings.ToLower(n.s.words(a))
		if a == AskChildAge {
			was = n.s.value(a)
		}
		if len(was) > 2 && strings.Contains(text, was) && !strings.Contains(strings.ToLower(rest), was) {
			return a
		}
	}
	return ""
}

// whoseName: "it's Kayleigh, not Mo" is the young person's name where that is the one that was wrong.
func (n *turn) whoseName(a Ask, t thought) Ask {
	child := n.s.words(AskChildName)
	if a == AskName && child != "" && (n.s.words(AskName) == "" || strings.Contains(strings.ToLower(t.text), strings.ToLower(child))) {
		return AskChildName
	}
	return a
}

func (n *turn) putRightAnswer(a Ask, reply meaning.Reply, t thought, words string) bool {
	if _, answered := n.s.Answers[a]; !answered && a == n.s.Pending.Ask {
		return false // it is the answer to the question on their screen
	}
	if (a == AskVisitWhen || a == AskVisitWhere) && n.openVisit() != nil {
		return false // it is about a visit that stands in somebody's diary
	}
	if a == AskContactSafe && reply.Value == Yes || behalfOnly(a) && n.s.who() != OnBehalf && !n.ownAge(a, true) {
		return false // the first is asked and never taken from such words; the second has nowhere to go
	}
	if a == AskChildAge && n.s.who() == OnBehalf && n.reader().OfMyself(t.text) {
		return false // a friend's own age
	}
	switch a {
	case AskSafeNow, AskContactSafe:
		n.record(a, Answer{Value: reply.Value, Words: theirWords(a, reply, words), Seq: t.seq()})
		if a == AskSafeNow {
			n.safeNow(reply.Value, t)
		} else {
			n.contactSafe(reply.Value, t)
		}
		return true // it answers no other question besides
	case AskConcern, AskAnythingElse, AskConfirm, AskChange, AskForget, AskVisitOK, AskSorted, AskSameNew, AskCarryOn, AskWhereNow:
		return false
	}
	if known := n.s.Answers[a]; known.Value == reply.Value && known.Words == theirWords(a, reply, words) {
		switch { // so it stood already
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
	if known := n.s.words(a); a == AskVisitWhen && !n.read(t.text).Corrects && n.reader().HourFor(words, known) {
		words = known + " " + words // "at my flat wednesday" ... "2pm"
		reply = n.reader().Answer(string(a), words)
	}
	n.record(a, Answer{Value: reply.Value, Words: theirWords(a, reply, words), Seq: t.seq()})
	n.s.Put[AskConfirm] = 0 // it is read back as it now stands
	return n.putsRight()
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
