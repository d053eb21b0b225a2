package conversation

import (
	"slices"
	"strings"
)

// withoutClaims notes the clauses of a reply that answer other questions than the one on their screen ("not jane,
// no advocate, im Dee"), and gives what is left for that one. all is set where nothing is.
func (n *turn) withoutClaims(a Ask, t thought) (rest thought, all bool) {
	r := n.read(t.text)
	if !n.takesClaims(a) || r.TellsOfHarm() {
		return t, false
	}
	claims := n.reader().Claims(string(a), t.text, n.s.who() == OnBehalf)
	rest = t
	for _, c := range slices.Backward(claims) {
		rest = rest.without(c.Start, c.End).tidied()
	}
	if a == AskAnythingElse && !empty(rest) || empty(rest) && (r.Wants != "" || r.Wish != nil) {
		return t, false // what is wrong may be told so; and what is asked of us is answered
	}
	for _, c := range claims {
		for _, told := range c.Told {
			if was, ok := n.s.Answers[Ask(told.Ask)]; ok && was.Seq >= t.seq() && strings.Contains(t.text, was.Words) {
				delete(n.s.Answers, Ask(told.Ask)) // it was heard in the whole, and is told apart here
			}
			n.told(told, false, t)
		}
	}
	if len(claims) == 0 {
		return t, false
	}
	return rest, empty(rest)
}

// tidied is a thought without what stood between it and what was taken out.
func (t thought) tidied() thought {
	return ofTrimmed(t.pieces, func(r rune) bool { return strings.ContainsRune(" ,.;-", r) })
}

// empty: nothing is left but what stood between.
func empty(t thought) bool {
	rest := strings.Trim(strings.ToLower(t.text), " ,.;:!-\n")
	return rest == "" || rest == "and" || rest == "but"
}

// takesClaims: what is written to these is read as a whole.
func (n *turn) takesClaims(a Ask) bool {
	switch a {
	case "", AskConcern, AskWhereNow, AskConfirm, AskChange, AskForget, AskVisitOK, AskSorted, AskSameNew:
		return false
	}
	return n.s.Stage != HandedOver
}
