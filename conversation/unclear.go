package conversation

import "sayso/conversation/meaning"

// isUnclear: they do not understand what is asked. What begins with a no is a no where it is asked if they are safe.
func (n *turn) isUnclear(a Ask, r meaning.Reading) bool {
	return r.Wants == "unclear" && !r.TellsOfHarm() && !(a == AskSafeNow && n.reader().BeginsNo(r.Text))
}

// unclear says what is asked in other words, once, and it is asked again. That is no cry for help, and nobody is called
// for it. false where it has been put twice: then it is let be, as any other answer that is none.
func (n *turn) unclear(a Ask, r meaning.Reading) bool {
	switch {
	case a == AskWhereNow, !n.isUnclear(a, r) || a != "" && n.s.Put[a] >= 2:
		return false
	case a == AskSafeNow, a == AskContactSafe:
		n.say(string(a)+"_is", LaneAnswer, nil)
	case a == AskAdvocate:
		n.say("advocate_is", LaneAnswer, nil)
	case a == AskCarryOn:
		n.say("who_comes", LaneAnswer, nil)
	case a == "":
		n.say("ask_us", LaneAnswer, nil) // they ask of what we, or a worker, wrote last
	default:
		n.say("unclear", LaneAnswer, nil)
	}
	return true
}
