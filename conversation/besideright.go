package conversation

import (
	"strings"
	"unicode/utf8"

	"sayso/conversation/meaning"
)

// besideRight takes the answers that stand beside a yes to the read-back, and gives the reply without them: "1 and can
// my nan come", "yes but dont send gary". What is asked there is answered.
func (n *turn) besideRight(reply meaning.Reply, t thought) meaning.Reply {
	more := strings.TrimPrefix(strings.TrimSpace(n.reader().AfterYes(t.text)), "1")
	at := strings.LastIndex(t.text, more)
	if n.s.Stage == HandedOver || more == "" || at <= 0 {
		return reply
	}
	beside := t.without(stretch{0, utf8.RuneCountInString(t.text[:at])}).tidied()
	var taken []stretch
	for _, c := range n.reader().Asked(string(AskConfirm)).Claims(string(AskConfirm), beside.text, n.s.who() == OnBehalf) {
		for _, told := range c.Told {
			n.told(told, true, beside)
		}
		taken = append(taken, stretch{c.Start, c.End})
	}
	rest := beside.without(taken...).tidied()
	if len(taken) > 0 && empty(rest) {
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
