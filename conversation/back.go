package conversation

import "slices"

// back puts the question before this one again; after hand-over it reads back what was written, or
// asks what is different where that may not be shown.
func (n *turn) back() bool { return n.backTo(0) }

// backAfterSlip: "sorry I pressed the wrong button" says that the last answer may be wrong, and not which it was. It is asked
// for once more and no oftener; else what they write next puts it right.
func (n *turn) backAfterSlip() bool {
	at := slices.Index(n.s.Trail, n.s.Pending.Ask)
	if at < 0 {
		at = len(n.s.Trail)
	}
	if n.s.Stage == HandedOver || at == 0 || n.s.Put[n.s.Trail[at-1]] >= 2 || n.s.Put[n.s.Pending.Ask] >= 2 {
		return n.settledAfter()
	}
	return n.backTo(1)
}

// backTo goes back to a question that counts as put so many times at most.
func (n *turn) backTo(most int) bool {
	if n.s.Stage == HandedOver {
		if lines, _ := n.letters(); n.s.Contact(n.s.Last).SafeToReply == Yes && !n.s.Unproven && !n.s.Doubted && len(lines) > 0 {
			n.readBack()
			return true
		}
		return n.say("back_after", LaneAnswer, nil)
	}
	at := slices.Index(n.s.Trail, n.s.Pending.Ask)
	if n.s.Pending.Ask == "" {
		at = len(n.s.Trail)
	}
	for at--; at >= 0; at-- {
		a := n.s.Trail[at]
		if !slices.Contains(AllAsks()[:slices.Index(AllAsks(), AskConfirm)], a) || a == AskWhereNow {
			continue
		}
		n.setAside(a)
		n.s.Put[a], n.s.Pending, n.s.Stage = min(n.s.Put[a], most), Asked{}, Listening
		n.s.Trail = n.s.Trail[:at]
		return n.ask(a, string(a), LaneAnswer, nil)
	}
	n.again = true
	return false
}
