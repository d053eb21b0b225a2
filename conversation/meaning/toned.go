package meaning

import (
	"sayso/conversation/meaning/learned"
	"sayso/conversation/meaning/tone"
)

// How sure the learned reader of tones must be.
const (
	surePraise  = 0.55 // that words praise, where the rules do not say so
	atLeastSeen = 0.3  // that they praise, by the other learned reader: "around 8 i think" praises nobody
	likelyScorn = 0.3  // that they scorn, to be no praise: to take a complaint for praise is the graver mistake
	sureScorn   = 0.5  // that they scorn, to be shown as such
)

// tones are how likely it is that a message praises or scorns. Of a message that is not read so, both are 0.
type tones struct{ praise, scorn float64 }

// tones reads the tone of a message in English that answers nothing.
func (r *Reader) tones(plain string) tones {
	switch r.asked {
	case "", "concern", "anything_else":
		p := r.toned.Probabilities(plain)
		return tones{p[tone.Praise], p[tone.Scorn]}
	}
	return tones{}
}

// scorned reports whether a message more likely scorns than praises.
func (t tones) scorned() bool { return t.scorn >= likelyScorn && t.scorn > t.praise }

// toned takes what surely praises for praise, and no scorn for it. It is asked only of what tells of no danger, answers
// nothing, and complains of nothing that the rules know; what complains besides stays a complaint, unless the other
// learned reader sees more of praise in it.
func (m message) toned(found matters, l learned.Reading, t tones) matters {
	const far = 8 // times
	complains := probability(l.Category, Complaint)
	switch {
	case len(m.words) < fewWords || m.asksFirst() || found.category == Question:
	case found.category == Compliment && t.scorned() && probability(l.Category, Other) <= far*complains: // not "oh wow a robot. how lovely"
		return matters{Complaint, []string{"other"}, []IssueSpan{{0, len([]rune(m.text)), []string{"other"}}}}
	case t.praise < surePraise || m.scorns() || m.buts() || m.asksOfFault():
	case probability(l.Category, Compliment) < atLeastSeen:
	case found.category == Complaint && probability(l.Category, Compliment) <= 2*complains:
	default:
		return matters{Compliment, []string{}, []IssueSpan{}}
	}
	return found
}
