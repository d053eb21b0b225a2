package conversation

import (
	"strings"
	"unicode/utf8"

	"sayso/conversation/meaning"
)

// besideRight takes the answers that stand beside a yes to the read-back, and gives the reply without them: "1 and can
// my nan come", "yes but dont send gary". What is asked there is answered.
func (n *turn) besideRight(reply meaning.Reply, t thought) meaning.Reply {
	beside, claims, rest := n.claimedBeside(t)
	if empty(beside) {
		return reply
	}
	for _, c := range claims {
		for _, told := range c.Told {
			n.told(told, true, beside)
		}
	}
	if len(claims) > 0 && empty(rest) {
		reply = meaning.Reply{Value: "send"}
	}
	if reply.Value == "send" && !empty(rest) && n.tellsAnew(rest.text) { // "yes and they lied to me"
		n.addAll(AskConcern, n.read(rest.text), rest)
	}
	if asked := n.read(t.text).Wish; reply.Value == "send" && asked != nil {
		switch *asked {
		case "who_sees", "is_robot", "how_long":
			n.say(*asked, LaneAnswer, nil)
		}
	}
	return reply
}

// claimedBeside is what stands beside a yes to the read-back, the answers that are in it, and what else is said.
func (n *turn) claimedBeside(t thought) (beside thought, claims []meaning.Claim, rest thought) {
	more := strings.TrimPrefix(strings.TrimSpace(n.reader().AfterYes(t.text)), "1")
	at := strings.LastIndex(t.text, more)
	if n.s.Stage == HandedOver || more == "" || at <= 0 {
		return thought{}, nil, thought{}
	}
	beside = t.without(stretch{0, utf8.RuneCountInString(t.text[:at])}).tidied()
	claims = n.reader().Asked(string(AskConfirm)).Claims(string(AskConfirm), beside.text, n.s.who() == OnBehalf)
	var taken []stretch
	for _, c := range claims {
		taken = append(taken, stretch{c.Start, c.End})
	}
	return beside, claims, beside.without(taken...).tidied()
}

// rightBesides: nothing stands beside a yes to the read-back but answers.
func (n *turn) rightBesides(t thought) bool {
	_, claims, rest := n.claimedBeside(t)
	return len(claims) > 0 && empty(rest)
}
