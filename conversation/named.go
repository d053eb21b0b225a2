package conversation

import (
	"slices"
	"strings"

	"sayso/conversation/meaning"
)

// Bounds on how many people are kept that were complained of, or only named.
const (
	mostNamed     = 20
	mostMentioned = 200 // most are words that no rule knows
)

// ComplainedOf reads who is complained of in words that came another way than through a conversation, by a name or
// a word for a job, and who else is named in them. It keeps nothing.
func ComplainedOf(words string) (named, mentioned []string) {
	r := meaning.Default().Read(words)
	return r.People, r.Mentioned
}

// PlainName is a name as names are compared: in small letters, without accents.
func PlainName(name string) string { return meaning.Plain(name) }

// OneSlip reports whether two plain names differ by one letter: changed, missing, or too many.
func OneSlip(a, b string) bool { return meaning.OneSlip(a, b) }

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

// hearMentioned keeps who else is named, in whatever they write: "I told Karen", "me and Dave argued", and after
// staff have asked who it was "karen". Names that answer a question for one are left out ("not karen" is no answer to who
// should be there), and those that we ourselves gave them, so that a word of the caseworker who helps does not take the case away.
func (n *turn) hearMentioned(r meaning.Reading) {
	asked := slices.Contains([]Ask{AskName, AskChildName, AskRelationship, AskAboutWho, AskVisitWith}, n.s.Pending.Ask)
	if asked && !complains(r) && !(n.s.Pending.Ask == AskVisitWith && n.reader().LeavesOut(r.Text)) {
		return
	}
	ours := strings.Fields(n.s.Caseworker)
	for _, who := range r.Mentioned {
		if !slices.ContainsFunc(ours, func(part string) bool { return strings.EqualFold(part, who) }) {
			n.s.Mentioned = n.withName(n.roomFor(who), who, mostMentioned)
		}
	}
}

// roomFor gives whom they have named, without the first that is only a word that no rule knows where there are too many
// for one that is surely a name.
func (n *turn) roomFor(who string) []string {
	all := n.s.Mentioned
	if len(all) < mostMentioned || !surelyName(who) || slices.ContainsFunc(all, func(k string) bool { return strings.EqualFold(k, who) }) {
		return all
	}
	if at := slices.IndexFunc(all, func(k string) bool { return !surelyName(k) }); at >= 0 {
		return slices.Delete(slices.Clone(all), at, at+1)
	}
	return all
}

func surelyName(word string) bool { return word != strings.ToLower(word) || meaning.KnownName(word) }

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
