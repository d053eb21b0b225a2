package conversation

import (
	"slices"
	"strings"

	"sayso/conversation/meaning"
)

// instead is what a thought puts in the place of something that they had said: which answer or which
// matter was wrong, and what it should be.
type instead struct {
	ask   Ask    // the answer that was wrong, or ""
	issue int    // or the number of the matter
	now   string // what it should be
	was   string // what it was, in the words that say so now
	rest  string // what else was said
	reply meaning.Reply
}

// insteadOf finds what is put in the place of something that is known: "Gill not Philippa", "not costa,
// the library". It is the words of the answer, and not the question on the screen, that say which.
func (n *turn) insteadOf(t thought) (instead, bool) {
	text := t.text
	found := n.reader().Instead(text)
	for _, one := range found {
		if n.openVisit() != nil && n.reader().Meets(one.Now) {
			return instead{}, false // it is about a visit that stands in somebody's diary
		}
		if a, reply, ok := n.answerThatSays(t, one); ok {
			if a == AskVisitWhen {
				one.Now = n.whenOnly(one.Now)
			}
			return instead{ask: a, now: one.Now, was: one.Was, rest: one.Rest, reply: reply}, true
		}
	}
	asked := n.s.Pending.Ask
	ofWhom := asked == AskAvoid || asked == AskKeepFrom
	if asked != "" && open(asked) && !ofWhom || asked == AskCarryOn {
		return instead{}, false // it is the answer
	}
	for _, one := range found {
		if ofWhom && (!n.reader().MayStandFor(one.Now, one.Was) || n.reader().MayStandFor(one.Now, "mum")) {
			continue // who is named there is left out; "no i told you april not march" names nobody
		}
		if (one.Loose || n.s.Pending.Ask == AskAdvocate || n.s.Pending.Ask == AskRelationship) && !one.Alike(n.reader()) {
			continue
		}
		for _, issue := range slices.Backward(n.s.Issues) {
			if _, says := n.reader().Without(issue.Now(), one.Was); says {
				return instead{issue: issue.Number, now: one.Now, was: one.Was, rest: one.Rest}, true
			}
		}
	}
	return instead{}, false
}

// answerThatSays is the question whose answer was wrong, and what the right words answer it with. Where
// one answer gave both where and when, the words themselves say which of the two they are.
func (n *turn) answerThatSays(t thought, one meaning.Instead) (Ask, meaning.Reply, bool) {
	text := t.text
	for _, a := range []Ask{AskChildName, AskChildAge, AskVisitWhere, AskVisitWhen, AskName, AskAvoid, AskKeepFrom, AskWanted} {
		words := n.s.words(a)
		if a == AskChildAge {
			words = n.s.value(a)
		}
		_, says := n.reader().Without(words, one.Was)
		if !says && words != "" && a != AskWanted {
			rest, within := n.reader().Without(one.Was, words) // "costa in town", where it was "costa"
			says = within && len(strings.Fields(rest)) <= 2
		}
		if noted := n.s.Answers[a]; (a == AskAvoid || a == AskKeepFrom) && noted.Seq > 0 && noted.Seq == t.seq() {
			continue // "hes 11, and not a word to his dad": it has just been noted
		}
		if says && (a == AskWanted || a == AskAvoid || a == AskKeepFrom) && n.leavesOut(text, one) {
			continue
		}
		if !says || behalfOnly(a) && !n.s.applies(a) || strings.Contains(text, words) && strings.Contains(words, one.Now) {
			continue // "her mum must not know" has just been noted, and puts nothing right
		}
		if a == AskVisitWhen {
			one.Now = n.whenOnly(one.Now)
		}
		if reply := n.reader().Answer(string(a), one.Now); n.takesPlace(a, reply, one) {
			return a, reply, true
		}
	}
	return "", meaning.Reply{}, false
}

// whenOnly is the sentence of some words that says when, where the others say why: "i have the hospital. friday".
func (n *turn) whenOnly(words string) string {
	for _, s := range n.reader().Sentences(words) {
		if n.reader().OnlyWhen(s.Text) {
			return s.Text
		}
	}
	return words
}

// leavesOut: asked whom to leave out, "not the social worker, Hannah" names the one they mean.
func (n *turn) leavesOut(text string, one meaning.Instead) bool {
	asked := n.s.Pending.Ask
	return (asked == AskAvoid || asked == AskKeepFrom) && strings.Index(text, one.Was) < strings.Index(text, one.Now)
}

// takesPlace: these words can stand in the place of that answer.
func (n *turn) takesPlace(a Ask, reply meaning.Reply, one meaning.Instead) bool {
	words := len(strings.Fields(one.Now))
	switch a {
	case AskVisitWhen, AskChildAge:
		return reply.OnlyHere || a == AskChildAge && reply.Value != "" && !inWords(reply.Value)
	case AskVisitWhere:
		return reply.Value == "text" && words <= 8 && !n.reader().SaysWhy(one.Now) && !n.reader().Answer(string(AskVisitWhen), one.Was).OnlyHere
	case AskName, AskChildName:
		return reply.Value != "" && words <= 3
	}
	return reply.Value == "text" && words <= 12 && !n.reader().Answer(string(AskVisitWhen), one.Now).OnlyHere
}

// putInstead puts right what a thought says was something else, whatever is on their screen, and gives
// what is left of it. handled is set where nothing is. New words for a lettered line are no matter of it.
func (n *turn) putInstead(a Ask, t thought) (rest thought, handled bool) {
	if a == AskChange || a == AskConfirm && (len(n.edits(t.text)) > 0 || len(n.takenOut(t.text)) > 0) || a == "" && len(n.editsAfterwards(t)) > 0 {
		return t, false
	}
	closes := func(p Piece) bool {
		if _, _, _, kin := n.reader().OtherKin(p.Text); kin {
			return false
		}
		return n.reader().Answer(string(AskContactSafe), p.Text).Value == No
	}
	if n.s.Pending.Ask == AskContactSafe && slices.ContainsFunc(t.pieces, closes) {
		return t, false // nothing is said here any more, not even that it was changed
	}
	put := false
	var left []Piece
	for _, p := range t.pieces {
		one := of([]Piece{p})
		if n.otherKin(a, one) {
			put = true
			continue
		}
		for p.Text != "" { // "friday not tuesday. and im Dee not Kai"
			change, ok := n.insteadOf(of([]Piece{p}))
			if !ok || !n.putOne(change, of([]Piece{p})) {
				break
			}
			put, p = true, p.only(change.rest)
		}
		if p.Text != one.text && !n.answersBeside(a, p.Text) {
			continue
		}
		left = append(left, p)
	}
	rest = of(left)
	return rest, put && len(rest.pieces) == 0
}

// answersBeside: what stands beside words that put something right answers the question on the screen.
func (n *turn) answersBeside(a Ask, rest string) bool {
	if rest == "" || a == "" || a == AskConfirm || strings.Contains(rest, "\n") {
		return false
	}
	r := n.reader().Read(rest)
	return !r.Corrects && n.reader().CalledWrong(rest) == "" && n.reader().Answer(n.readAs(a), rest).Value != ""
}

// otherKin puts right who they are to the young person: "not his mum, his nan".
func (n *turn) otherKin(a Ask, t thought) bool {
	now, was, me, ok := n.reader().OtherKin(t.text)
	if !me && (a == AskKeepFrom || a == AskAvoid || a == AskCarryOn || a == AskVisitWhere || a == AskVisitWhen) {
		return false // whom to leave out, or who is to be there
	}
	known := n.s.value(AskRelationship)
	parent := known == "parent" && (was == "mother" || was == "father")
	if !ok || !me && (n.s.who() != OnBehalf || known != "" && known != was && known != now && !parent) {
		return false // somebody else may be meant
	}
	if n.s.who() != OnBehalf {
		n.record(AskAboutWho, Answer{Value: "behalf", Seq: t.seq()})
	}
	if known != now {
		n.record(AskRelationship, Answer{Value: now, Words: shorten(strings.TrimSpace(t.text), longestAnswer), Seq: t.seq()})
		n.s.Put[AskConfirm], n.changed = 0, true
	}
	n.done(AskRelationship, t.text)
	heard := n.s.Answers[AskRelationship].Seq >= t.seq() // in this thought
	return a == AskRelationship || known == "" || !heard || n.putsRight()
}

// putOne puts one answer or one matter right.
func (n *turn) putOne(change instead, t thought) bool {
	if change.ask == "" {
		issue := n.s.Issues[change.issue-1]
		words, ok := n.reader().Mended(issue.Now(), change.was, change.now)
		if !ok {
			words = issue.Now() + "\n" + strings.TrimSpace(t.text)
		}
		n.putIn(change.issue, shorten(words, longestIssue), t.seq())
		return n.putsRight()
	}
	words := change.now
	switch change.ask {
	case AskWanted, AskAvoid, AskKeepFrom:
		words = n.inPlace(n.s.words(change.ask), change)
	}
	if !n.putRightAnswer(change.ask, change.reply, t, words) {
		return false
	}
	switch change.ask {
	case AskWanted: // "my xbox back", where the xbox is what they told of too
		for _, issue := range n.s.Issues {
			if mended, ok := n.reader().Mended(issue.Now(), change.was, change.now); ok {
				n.putIn(issue.Number, shorten(mended, longestIssue), t.seq())
			}
		}
	case AskVisitWhere:
		n.alsoIn(AskVisitWhen, change, t)
	case AskVisitWhen:
		n.alsoIn(AskVisitWhere, change, t)
	}
	return true
}

// inPlace is an answer with the new words where the old ones stood; the new ones alone, where those
// cannot be found.
func (n *turn) inPlace(words string, change instead) string {
	if mended, ok := n.reader().Mended(words, change.was, change.now); ok {
		return mended
	}
	if at := strings.Index(strings.ToLower(words), strings.ToLower(change.was)); at >= 0 {
		return words[:at] + change.now + words[at+len(change.was):]
	}
	return change.now
}

// alsoIn takes what was wrong out of the other answer, where one answer had given both where and when.
func (n *turn) alsoIn(other Ask, change instead, t thought) {
	known := n.s.Answers[other]
	rest, stood := n.reader().Without(known.Words, change.was)
	if !stood || rest == "" {
		return
	}
	value := known.Value
	if reply := n.reader().Answer(string(other), rest); reply.Value != "" {
		value = reply.Value
	}
	n.record(other, Answer{Value: value, Words: n.reader().AfterYes(rest), Seq: t.seq()})
}
