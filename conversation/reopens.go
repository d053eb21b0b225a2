package conversation

// reopens takes a wish to give another answer than before, "can i change
// where we meet". What it should be may stand beside it; else it is asked for once more.
func (n *turn) reopens(a Ask, t thought) bool {
	named, words, ok := n.reader().Reopens(t.text)
	ask := Ask(named)
	if _, answered := n.s.Answers[ask]; !ok || !answered || ask == a || a == AskConfirm || a == AskChange || a == AskForget || a == AskSameNew || n.openVisit() != nil {
		return false
	}
	reply := n.reader().Answer(named, words)
	if told, anew := n.reader().Anew(words); anew && Ask(told.Ask) == ask {
		reply = told.Reply // "id rather the library"
		words = reply.Rest
	}
	if words != "" && reply.Value != "" {
		return n.apply(answered(ask, reply, words), t)
	}
	if n.s.Stage != HandedOver { // then what they said stands until they say otherwise
		n.setAside(ask)
	}
	n.s.Put[ask] = 0
	n.stays = n.ask(ask, string(ask), LaneAnswer, nil)
	return true
}
