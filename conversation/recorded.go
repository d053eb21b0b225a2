package conversation

import (
	"strings"

	"sayso/conversation/meaning"
)

// record writes an answer down. The one before it is kept, with whether a person had read it, unless it
// said the same.
func (n *turn) record(a Ask, next Answer) {
	if was := n.s.Answers[a]; was.Value != next.Value || was.Words != next.Words {
		n.setAside(a)
	}
	n.s.Answers[a] = next
	n.changed = true
	if a == AskAboutWho && next.Value == "self" { // "no, this is about me": then they are nobody's friend or carer
		for _, of := range []Ask{AskRelationship, AskChildName, AskChildAge, AskChildKnows} {
			n.setAside(of)
		}
	}
	if a == AskAboutWho && next.Value == "behalf" && n.s.value(AskRelationship) == "" {
		n.setAside(AskChildAge) // it was their own
	}
}

// setAside takes an answer away, and keeps it as an earlier one.
func (n *turn) setAside(a Ask) {
	was, ok := n.s.Answers[a]
	if !ok {
		return
	}
	delete(n.s.Answers, a)
	n.changed = true
	n.s.Earlier = lastOf(append(n.s.Earlier, Earlier{
		Ask: a, Value: was.Value, Words: was.Words, Seq: was.Seq, Until: n.at, Seen: was.Seq > 0 && was.Seq <= n.s.Seen,
	}), 50)
}

// longestAnswer bounds an answer in words, in runes; the transcript has all of them.
const longestAnswer = 1600

// theirWords keeps what they wrote where the words matter, and nothing where they said none.
func theirWords(a Ask, reply meaning.Reply, text string) string {
	switch a {
	case AskName, AskChildName:
		if reply.Value == "None" || reply.Value == No || reply.Value == "refuses" || reply.Value == Unsure {
			return ""
		}
		return shorten(strings.TrimSpace(reply.Value), 60)
	case AskKeepFrom, AskAvoid:
		if reply.Value == No || reply.Value == "none" || reply.Value == "refuses" {
			return ""
		}
	case AskWanted: // "I don't know" is fine, and is no wish
		if reply.Value == Unsure && len(strings.Fields(text)) <= 3 || reply.Value == "refuses" {
			return ""
		}
	case AskVisitWhere, AskVisitWhen:
		if reply.Value == "refuses" {
			return ""
		}
	case AskWhereNow: // "not sure" is no place
		if said := meaning.Answer("yes_no", text).Value; len(strings.Fields(text)) <= 3 && (said == "refuses" || said == Unsure || said == No || said == Yes) {
			return ""
		}
	case AskChildAge: // "Kai 8 Leo 10"; one age is its value
		return shorten(meaning.Default().SeveralAges(text), longestAnswer)
	case AskContactSafe, AskChildKnows, AskAdvocate, AskSafeNow, AskVisitWith:
	default:
		return ""
	}
	return shorten(strings.TrimSpace(text), longestAnswer)
}
