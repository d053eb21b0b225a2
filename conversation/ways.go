package conversation

import (
	"slices"

	"sayso/conversation/meaning"
)

// otherWays notes that another way to reach them stands in their words, or that they would like to be phoned. The
// number itself is kept nowhere else: it is shown only by an act with a reason.
func (n *turn) otherWays(t thought) {
	for _, p := range t.pieces {
		ways := n.reader().Ways(p.Text)
		for _, way := range []struct {
			kind string
			is   bool
		}{{"phone", ways.Phone}, {"email", ways.Email}, {"call", n.read(p.Text).Wants == "call"}} {
			next := Way{Kind: way.kind, Seq: p.Seq}
			if way.is && !slices.Contains(n.s.Ways, next) {
				n.s.Ways, n.changed = lastOf(append(slices.Clone(n.s.Ways), next), 10), true
				n.hearsOfIt("")
			}
		}
	}
}

// onlyWays: nothing is said but another way to reach them. That is no answer, and no matter.
func (n *turn) onlyWays(a Ask, reply meaning.Reply, t thought) bool {
	usable := reply.Value != "" && !inWords(reply.Value)
	if a == AskChange || usable || !n.reader().Ways(t.text).Only {
		return false
	}
	n.say("noted", LaneAnswer, nil)
	n.s.Thanked = n.at
	return true
}

// wantsCall says that a person will see that they would like to be phoned. Nothing is promised: only a person can
// tell if it is safe. "Can somebody ring me" may hide a cry for help, so a person reads it soon.
func (n *turn) wantsCall(a Ask, t thought) bool {
	if a == AskWanted || a == AskSorted {
		return false // "somebody to ring me" is what would make it better
	}
	n.addPlain(n.read(t.text), t)
	if n.mayHurtThemselves() {
		n.say("self_harm", LaneSafety, nil) // to whom they can talk now, not only when somebody reads it
	} else {
		n.say("call", LaneAnswer, nil)
	}
	n.s.Thanked = n.at
	if wish := n.read(t.text).Wish; wish != nil && *wish == "person" {
		n.raise(Urgent{Seq: t.seq(), Because: "words", Tier: R2, RiskKinds: []string{"other_danger"}, Words: shorten(n.reader().WithoutWays(t.text), 200)})
		n.readBy(true)
	}
	return true
}
