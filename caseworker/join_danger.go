package caseworker

import (
	"maps"

	"sayso/conversation"
)

// What was decided about danger was decided over the words of one case. Joined to another it holds
// for those words only: nobody has decided yet on the other's.

func (j Joining) immediate() bool { return j.Case.tier(j.Facts) == conversation.R1 }

// handledTo is how far somebody has acted on what was heard. Where it is not immediate danger that is all
// there was of it, and no worry that came later.
func (j Joining) handledTo() map[string]int {
	if j.Case.handled(j.Facts) {
		return j.Case.InHand.After
	}
	to := map[string]int{}
	for _, f := range j.Facts {
		to[f.Conversation] = 0
		for _, u := range f.Urgent {
			if u.Tier == conversation.R1 {
				to[f.Conversation] = max(to[f.Conversation], u.Seq)
			}
		}
	}
	return to
}

// joinedInHand: it is in hand only where all the immediate danger of both is.
func joinedInHand(one, other Joining) *InHand {
	kept := one.Case.InHand
	if kept == nil {
		kept = other.Case.InHand
	}
	for _, side := range []Joining{one, other} {
		if kept == nil || side.immediate() && !side.Case.handled(side.Facts) {
			return nil
		}
	}
	joined := *kept
	joined.After = both(one.handledTo(), other.handledTo())
	return &joined
}

// joinedTier is the most urgent that somebody set. A conversation on which nobody has decided tells
// its own tier.
func joinedTier(one, other Joining) *TierSet {
	var joined TierSet
	from, after, set := map[string]conversation.Tier{}, map[string]int{}, false
	for _, side := range []Joining{one, other} {
		s := side.Case.TierSet
		if s == nil {
			maps.Copy(after, heard(side.Facts))
			continue
		}
		maps.Copy(from, s.From)
		maps.Copy(after, s.After)
		if !set || s.Tier.Before(joined.Tier) {
			joined, set = *s, true
		}
	}
	if !set {
		return nil
	}
	joined.From, joined.After = from, after
	return &joined
}

// joinedAsked keeps a wish to lower an R1 only while that is the only R1: whoever asked had not seen
// the other, and what two people must agree on is not agreed by joining.
func joinedAsked(one, other Joining) *TierSet {
	if other.immediate() {
		one, other = other, one
	}
	asked := one.Case.TierAsked
	if asked == nil || !one.immediate() || other.immediate() {
		return nil
	}
	joined := *asked
	joined.After = both(asked.After, heard(other.Facts))
	return &joined
}
