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
