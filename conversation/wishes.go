package conversation

import (
	"strings"

	"sayso/conversation/meaning"
)

// wish answers what can be asked for at any point, then lets the talk go on where it was.
func (n *turn) wish(wish, text string, seq int) bool {
	pending := n.s.Pending.Ask
	switch wish {
	case "who_sees", "is_robot", "person", "how_long", "help":
		n.say(wish, LaneAnswer, nil)
	case "status":
		if n.s.Caseworker == "" || !n.say("status_named", LaneAnswer, nil) {
			n.say("status", LaneAnswer, nil)
		}
	case "delete_data":
		n.s.Withdrawal, n.changed = "requested", true
		n.say("delete_data", LaneAnswer, nil)
	case "withdraw":
		return n.ask(AskForget, "forget", LaneAnswer, nil)
	case "back":
		n.back()
		return false
	case "start_again":
		return n.startAgain()
	}
	if wish == "help" || wish == "person" {
		// Both may hide a cry for help: a person reads this today.
		n.raise(Urgent{Seq: seq, Because: "words", Tier: R2, RiskKinds: []string{"other_danger"}, Words: shorten(strings.TrimSpace(text), 200)})
		n.readBy(true)
	}
	n.again = pending != ""
	return n.s.Stage == HandedOver
}

// back puts the question before this one again.
func (n *turn) back() {
	before := n.s.Before.Ask
	if before == "" || n.s.Stage == HandedOver {
		n.again = true
		return
	}
	delete(n.s.Answers, before)
	delete(n.s.Put, before)
	if before == AskAnythingElse || before == AskConcern {
		n.again = true
		return
	}
	n.s.Pending = Asked{}
}

// startAgain forgets the answers, not the words: what was told stays told.
func (n *turn) startAgain() bool {
	if n.s.Stage == HandedOver {
		return n.afterHandOver()
	}
	before := n.s.Answers
	n.s.Answers, n.s.Put = map[Ask]Answer{}, map[Ask]int{}
	for _, a := range []Ask{AskAboutWho, AskContactSafe, AskRelationship, AskChildName, AskChildAge} {
		if known, ok := before[a]; ok {
			n.s.Answers[a] = known // who they are does not begin anew
		}
	}
	n.s.Stage, n.changed = Listening, true
	return n.ask(AskConcern, "start_again", LaneAnswer, nil)
}

// forget hears whether they want it left alone. That is a wish: a person decides it with them.
func (n *turn) forget(reply meaning.Reply) bool {
	n.done(AskForget)
	if reply.Value != Yes {
		n.say("forget_no", LaneAnswer, nil)
		n.again = true
		return n.s.Stage == HandedOver
	}
	n.s.Withdrawal, n.changed = "requested", true
	n.say("forget_yes", LaneAnswer, nil)
	n.handOver("")
	return true
}
