package conversation

import "time"

// safetyWords says that a human is being told, or that none can be, and asks one thing only. Texts
// that come on its heels are not answered with the same again; whoever presses the button always is.
func (n *turn) safetyWords(sentence string, a Ask, because string) bool {
	if n.silent {
		return true
	}
	if n.s.Contact(n.s.Last).SafeToReply == No {
		return n.say("neutral_danger", LaneSafety, nil)
	}
	if n.s.Greeted {
		n.without999()
	}
	if n.s.Pending.Ask == a && n.s.Pending.Seq == n.s.Danger.Said && n.at.Sub(n.s.Pending.At) < again && because != "button" {
		return true
	}
	if !n.s.Greeted {
		n.s.Greeted = n.say("welcome_danger", LaneSafety, nil)
		n.s.Limits = n.s.Greeted
		n.without999()
	}
	if !n.Paging {
		sentence += "_not_passed"
	}
	said := n.ask(a, sentence, LaneSafety, nil)
	if said {
		n.s.Danger.Said = n.s.Pending.Seq
	}
	return said
}

// without999 tells those who cannot make a call how 999 is reached without one. Not again and again.
func (n *turn) without999() {
	if n.silent || !n.s.NoCalls || n.at.Sub(n.s.Danger.Texts999) < 10*time.Minute {
		return
	}
	if n.say("text_999", LaneSafety, nil) {
		n.s.Danger.Texts999 = n.at
	}
}
