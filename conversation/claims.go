package conversation

import (
	"strings"
	"unicode/utf8"
)

// withoutClaims notes the clauses of a reply that answer other questions than the one on their screen ("not jane,
// no advocate, im Dee"), and gives what is left for that one. all is set where nothing is.
func (n *turn) withoutClaims(a Ask, t thought) (rest thought, all bool) {
	r := n.read(t.text)
	if !n.takesClaims(a) || r.TellsOfHarm() {
		return t, false
	}
	if a == AskAnythingElse && n.wantsFamily(r) {
		return t, false // the wish is a matter too
	}
	claims := n.reader().Claims(string(a), t.text, n.s.who() == OnBehalf)
	var taken []stretch
	for _, c := range claims {
		taken = append(taken, stretch{c.Start, c.End})
	}
	rest = t.without(taken...).tidied()
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
	var left []Piece
	for _, p := range t.pieces {
		kept := strings.Trim(p.Text, " ,.;-")
		start := utf8.RuneCountInString(p.Text[:strings.Index(p.Text, kept)])
		if p = p.cut(start, start+utf8.RuneCountInString(kept)); p.Text != "" {
			left = append(left, p)
		}
	}
	return of(left)
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

// claimsHeard: what was told of its own accord was all. A question that has been put twice is let be then, or they would
// be met with silence.
func (n *turn) claimsHeard(a Ask, t thought) bool {
	if n.s.Pending.Ask != "" && n.s.Pending.Ask == a && n.s.Put[a] >= 2 && n.s.Stage != HandedOver {
		n.done(a, t.text)
		return false
	}
	return n.settledAfter()
}
