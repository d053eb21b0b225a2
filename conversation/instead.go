package conversation

import (
	"slices"
	"strings"

	"sayso/conversation/meaning"
)

// Signs that put one thing in the place of another: "Gill not Philippa", "not costa, the library", "not his mum, his nan".

// insteadOf finds what is put in the place of something that is known. It is the words of the answer, and not the
// question on the screen, that say which.
func (n *turn) insteadOf(t thought) []change {
	found := n.reader().Instead(t.text)
	for _, one := range found {
		if n.openVisit() != nil && n.reader().Meets(one.Now) {
			return nil // it is about a visit that stands in somebody's diary
		}
		if a, reply, ok := n.answerThatSays(t, one); ok {
			return n.answerInstead(a, reply, one)
		}
	}
	asked := n.s.Pending.Ask
	ofWhom := asked == AskAvoid || asked == AskKeepFrom
	if asked != "" && open(asked) && !ofWhom || asked == AskCarryOn {
		return nil // it is the answer
	}
	for _, one := range found {
		if ofWhom && (!n.reader().MayStandFor(one.Now, one.Was) || n.reader().MayStandFor(one.Now, "mum")) {
			continue // who is named there is left out; "no i told you april not march" names nobody
		}
		if (one.Loose || asked == AskAdvocate || asked == AskRelationship) && !one.Alike(n.reader()) {
			continue
		}
		for _, issue := range slices.Backward(n.s.Issues) {
			if _, says := n.reader().Without(issue.Now(), one.Was); says {
				words, ok := n.reader().Mended(issue.Now(), one.Was, one.Now)
				if !ok {
					words = issue.Now() + "\n" + strings.TrimSpace(t.text)
				}
				return []change{{issue: issue.Number, words: words, rest: one.Rest}}
			}
		}
	}
	return nil
}

// answerInstead is what changes where one thing stands in the place of another in an answer.
func (n *turn) answerInstead(a Ask, reply meaning.Reply, one meaning.Instead) []change {
	changed := change{ask: a, reply: reply, words: one.Now, rest: one.Rest}
	var also []change
	switch a {
	case AskWanted: // "my xbox back", where the xbox is what they told of too
		for _, issue := range n.s.Issues {
			if mended, ok := n.reader().Mended(issue.Now(), one.Was, one.Now); ok {
				also = append(also, change{issue: issue.Number, words: mended})
			}
		}
		changed.words = n.inPlace(n.s.words(a), one)
	case AskAvoid, AskKeepFrom:
		changed.words = n.inPlace(n.s.words(a), one)
	case AskVisitWhere:
		also = n.alsoIn(AskVisitWhen, one)
	case AskVisitWhen:
		changed.words = n.whenOnly(one.Now)
		also = n.alsoIn(AskVisitWhere, one)
	}
	return append([]change{changed}, also...)
}

// inPlace is an answer with the new words where the old ones stood; the new ones alone, where those
// cannot be found.
func (n *turn) inPlace(words string, one meaning.Instead) string {
	if mended, ok := n.reader().Mended(words, one.Was, one.Now); ok {
		return mended
	}
	if at := strings.Index(strings.ToLower(words), strings.ToLower(one.Was)); at >= 0 {
		return words[:at] + one.Now + words[at+len(one.Was):]
	}
	return one.Now
}

// alsoIn takes what was wrong out of the other answer, where one answer had given both where and when.
func (n *turn) alsoIn(other Ask, one meaning.Instead) []change {
	known := n.s.Answers[other]
	rest, stood := n.reader().Without(known.Words, one.Was)
	if !stood || rest == "" {
		return nil
	}
	value := known.Value
	if reply := n.reader().Answer(string(other), rest); reply.Value != "" {
		value = reply.Value
	}
	return answered(other, meaning.Reply{Value: value}, n.reader().AfterYes(rest))
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

// otherPlace: "not school my nans", where nothing stands between the two; "my nans saturday", where both change.
func (n *turn) otherPlace(t thought) []change {
	for _, a := range []Ask{AskVisitWhere, AskVisitWhen} {
		now, ok := n.reader().OtherThan(t.text, n.s.words(a))
		if place, when, both := n.reader().PlaceThenTime(now); ok && both && a == AskVisitWhere {
			return append(inTheirWords(AskVisitWhere, place), inTheirWords(AskVisitWhen, when)...)
		}
		if told, is := n.reader().PlaceOrTime(now); ok && is && Ask(told.Ask) == a {
			return answered(a, told.Reply, told.Reply.Rest)
		}
	}
	return nil
}

// otherKin: who they are to the young person: "not his mum, his nan".
func (n *turn) otherKin(a Ask, t thought) []change {
	now, was, me, ok := n.reader().OtherKin(t.text)
	if !me && (a == AskKeepFrom || a == AskAvoid || a == AskCarryOn || a == AskVisitWhere || a == AskVisitWhen) {
		return nil // whom to leave out, or who is to be there
	}
	known := n.s.value(AskRelationship)
	parent := known == "parent" && (was == "mother" || was == "father")
	if !ok || !me && (n.s.who() != OnBehalf || known != "" && known != was && known != now && !parent) {
		return nil // somebody else may be meant
	}
	return []change{{kin: now, quiet: a == AskRelationship || known == ""}}
}
