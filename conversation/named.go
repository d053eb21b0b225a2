package conversation

import (
	"slices"
	"strings"

	"sayso/conversation/meaning"
)

// Bounds on how many people are kept that were complained of, or only named.
const (
	mostNamed     = 20
	mostMentioned = 40
)

// ComplainedOf reads who is complained of in words that came another way than through a conversation, by a name or
// a word for a job, and who else is named in them. It keeps nothing.
func ComplainedOf(words string) (named, mentioned []string) {
	r := meaning.Default().Read(words)
	return r.People, r.Mentioned
}

// hearNamed keeps who is complained of, as they are named: whoever that may be is called to nothing
// and sees nothing, until a human has said who is meant.
func (n *turn) hearNamed(r meaning.Reading) {
	if !complains(r) {
		return
	}
	for _, who := range r.People {
		n.s.Named = n.withName(n.s.Named, who, mostNamed)
	}
}

// hearMentioned keeps who else is named in what is told: "I told Karen", "me and Dave argued". Names that answer a
// question for one are left out, and those that we ourselves gave them, so that a word of
// the caseworker who helps does not take the case away.
func (n *turn) hearMentioned(r meaning.Reading) {
	telling := n.s.Stage != HandedOver && slices.Contains([]Ask{"", AskConcern, AskAnythingElse, AskSafeNow, AskWhereNow, AskWanted, AskAvoid, AskConfirm}, n.s.Pending.Ask)
	if !telling && !complains(r) {
		return
	}
	ours := strings.Fields(n.s.Caseworker)
	for _, who := range r.Mentioned {
		if !slices.ContainsFunc(ours, func(part string) bool { return strings.EqualFold(part, who) }) {
			n.s.Mentioned = n.withName(n.s.Mentioned, who, mostMentioned)
		}
	}
}

func complains(r meaning.Reading) bool {
	return r.Category == meaning.Complaint || r.Risk != meaning.None
}

func (n *turn) withName(known []string, who string, most int) []string {
	who = shorten(who, 60)
	if len(known) >= most || slices.ContainsFunc(known, func(k string) bool { return strings.EqualFold(k, who) }) {
		return known
	}
	n.changed = true
	return append(known, who)
}
