package conversation

// withoutFurther keeps the matter that is announced beside an answer ("Kai, another thing, they lost my
// passport"), and gives the answer.
func (n *turn) withoutFurther(a Ask, t thought) thought {
	if a == "" || tells(a) || a == AskConfirm || a == AskSameNew || n.read(t.text).TellsOfHarm() {
		return t
	}
	further, ok := n.reader().Further(string(a), t.text)
	if !ok {
		return t
	}
	rest := t.without(stretch{further.Announced, further.End})
	if len(rest.pieces) == 0 || n.reader().Answer(n.readAs(a), rest.text).Value == "" {
		return t
	}
	n.addIssue(t, further.Start, further.End, further.Kinds)
	return rest
}

// announced: there is a further matter of which nothing has been said yet ("i want to report something else"), so it
// is asked for. What it would make better, and what a line should say, may be put in the same words.
func (n *turn) announced(a Ask) bool {
	switch a {
	case AskAnythingElse:
		if n.s.Put[a] > 2 {
			return false
		}
	case "", AskConfirm, AskCarryOn, AskAdvocate, AskVisitWhere, AskVisitWhen, AskAvoid, AskName, AskRelationship, AskChildName, AskChildAge, AskChildKnows, AskKeepFrom:
	default:
		return false
	}
	n.s.Put[AskConfirm] = 0 // it is read back as it then stands
	asked := n.ask(AskAnythingElse, "concern", LaneAnswer, nil)
	n.stays = n.stays || asked
	return asked
}
