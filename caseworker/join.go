package caseworker

import (
	"maps"
	"slices"
	"time"

	"sayso/conversation"
)

// Join brings the conversations of another case to this one: two people have spoken about the same
// matter. Each keeps their own confidence. Neither is told anything but the caseworker's name.
type Join struct {
	Version int    `json:"version"`
	Case    string `json:"case"` // the other's reference; it finds this case from now on
}

// Joining is a case as it stands with what its conversations tell.
type Joining struct {
	Case  Case
	Facts []conversation.Facts
}

func (a Join) Terms() Terms {
	return Terms{Name: "join", Needs: MayWork, Versioned: true, Version: a.Version}
}

func (a Join) do(t *turn) error {
	if t.m.Joins == nil {
		return invalid("no_such_case", "There is no case with that reference. Look at it again.")
	}
	one, other := Joining{t.Case, t.m.Facts}, *t.m.Joins
	if err := t.mayJoin(other.Case); err != nil {
		return err
	}
	for _, side := range []*Joining{&one, &other} {
		side.Case = side.Case.clone()
		side.Case.nameConfidences()
	}
	t.entry.Joined = other.Case.Reference
	t.Meant = append(t.Meant, other.Case.Meant...)
	if t.Entered == nil {
		t.Entered = other.Case.Entered
	}
	t.letGoOfBoth(&other, append(slices.Clone(one.Facts), other.Facts...))
	t.joinOwner(other.Case)
	t.Version = max(t.Version, other.Case.Version) // so that no page of either case is taken for one of this
	t.Aliases = append(append(t.Aliases, other.Case.Reference), other.Case.Aliases...)
	t.Category = joinedCategory(one, other)
	t.Stages = joinedStages(one.Case, other.Case)
	t.InHand, t.TierSet, t.TierAsked = joinedInHand(one, other), joinedTier(one, other), joinedAsked(one, other)
	t.Deferrals = joinedDeferrals(one.Case, other.Case)
	t.joinReferrals(other.Case.Referrals)
	t.joinErased(other.Case)
	t.Standings = append(t.Standings, other.Case.Standings...)
	t.Acknowledged = both(t.Acknowledged, other.Case.Acknowledged)
	t.ReadTo = both(t.ReadTo, other.Case.ReadTo)
	t.Notes = byTime(one.Case.Notes, other.Case.Notes, func(n NoteKept) time.Time { return n.At })
	t.joinHistory(one.Case.History, other.Case)
	t.joinLearning(other.Case.Learning, t.joinIssues(other.Case.Issues))
	t.joinVisits(other.Case.Visits)
	t.joinReceipt(other.Case)
	t.lapse(append(one.Facts, other.Facts...), t.m.At)
	return nil
}

// mayJoin refuses what would be no joining, or would take a case out of somebody's hands whom the
// asker could not take it from.
func (t *turn) mayJoin(other Case) error {
	switch o := other.Owner; {
	case other.Reference == t.Reference:
		return invalid("same_case", "This is that case. Nothing is left to join.")
	case other.Erasing != nil:
		return Refusal{Kind: Conflict, Code: "erasing", Words: "The other case is being erased.", Version: t.Version}
	case other.Closed != nil:
		return Refusal{Kind: Conflict, Code: "closed", Words: "The other case is closed. Reopen it first.", Version: t.Version}
	case t.Entered != nil && other.Entered != nil:
		return invalid("two_entered", "Neither came by text or chat, and a case can hold only one such. Write a note on both.")
	case o != nil && t.Owner != nil && o.ID != t.Owner.ID && o.ID != t.m.By.ID &&
		t.m.At.Before(o.Until) && !t.m.By.May(MayTakeOver):
		return Refusal{
			Kind: Conflict, Code: "claimed", Words: o.Name + " has the other case. Only they or a manager can join it.",
			By: o.Email, At: o.Since, Version: t.Version,
		}
	}
	return nil
}

// joinOwner: the owner of this case looks after both; where there is none, the other's does. Whoever
// was told another name, or none, learns the one that counts.
func (t *turn) joinOwner(other Case) {
	named := other.Conversations
	switch {
	case t.Owner == nil && other.Owner == nil:
		t.Released = t.Released || other.Released
		return
	case t.Owner == nil:
		t.Owner, t.Released, named = other.Owner, false, t.Conversations
	case other.Owner != nil && other.Owner.ID == t.Owner.ID:
		return
	}
	for _, conv := range named {
		t.tell(conv, conversation.CaseClaimed{Name: firstName(Staff{Name: t.Owner.Name})})
	}
}

// letGoOfBoth takes either case out of the hands of an owner who could be meant by what the other tells,
// before anybody is told that they look after both.
func (t *turn) letGoOfBoth(other *Joining, facts []conversation.Facts) {
	t.letGo(facts, t.m.Rules)
	if o := other.Case.Owner; o != nil && t.Keeping(facts, t.m.Rules).From(o.staff()) {
		other.Case.Owner, other.Case.Released = nil, true
		for _, conv := range other.Case.Conversations {
			t.tell(conv, conversation.CaseReleased{})
		}
	}
}

// joinReceipt: the earliest receipt starts the clock, and whoever it was from submitted the case.
func (t *turn) joinReceipt(other Case) {
	if other.Received.Before(t.Received) {
		t.Received = other.Received
		t.Conversations = append(slices.Clone(other.Conversations), t.Conversations...)
	} else {
		t.Conversations = append(t.Conversations, other.Conversations...)
	}
}

// joinIssues gives the other's issues numbers of this case, and says which became which.
func (t *turn) joinIssues(others []Issue) map[int]int {
	renumbered := map[int]int{}
	for _, i := range others {
		was := i.Number
		i.Number = t.nextIssue()
		renumbered[was] = i.Number
		t.Issues = append(t.Issues, i)
	}
	return renumbered
}

// joinErased brings along what is known of what was erased of the other case, and what keeps it from being erased.
func (t *turn) joinErased(other Case) {
	if t.Held == nil {
		t.Held = other.Held
	}
	t.EraseAsked = nil // it was asked for before they were one
	t.ErasedTalks = append(t.ErasedTalks, other.ErasedTalks...)
	t.Certificates = append(t.Certificates, other.Certificates...)
	if other.Counted != nil && (t.Counted == nil || other.Received.Before(t.Received)) {
		t.Counted = other.Counted
	}
}

// joinReferrals gives the other's referrals numbers of this case.
func (t *turn) joinReferrals(others []Referral) {
	for _, r := range others {
		r.Number = len(t.Referrals) + 1
		t.Referrals = append(t.Referrals, r)
	}
}

// joinVisits gives the other's visits ids of this case. Their conversation goes on with the old ones.
func (t *turn) joinVisits(others []Visit) {
	for _, v := range others {
		v.Told, v.ID = v.told(), t.nextVisitID()
		t.Visits = append(t.Visits, v)
	}
}

// joinHistory keeps on which of the two each thing was done.
func (t *turn) joinHistory(here []Done, other Case) {
	there := other.History
	for n := range there {
		if there[n].Case == "" {
			there[n].Case = other.Reference
		}
	}
	t.History = byTime(here, there, func(d Done) time.Time { return d.At })
}

// nameConfidences writes down what went without saying while the case was alone: on whose words
// staff's own draw.
func (c *Case) nameConfidences() {
	all := c.confidences()
	for n := range c.Notes {
		if len(c.Notes[n].DrawsOn) == 0 {
			c.Notes[n].DrawsOn = all
		}
	}
	for n := range c.Meant {
		c.Meant[n].DrawsOn = c.confidencesOf(c.Meant[n].DrawsOn)
	}
	for n := range c.Referrals {
		c.Referrals[n].DrawsOn = c.confidencesOf(c.Referrals[n].DrawsOn)
	}
	for n := range c.History {
		if c.History[n].Why != "" && len(c.History[n].DrawsOn) == 0 {
			c.History[n].DrawsOn = all
		}
	}
}

// joinedCategory keeps what a human confirmed, unless the other case is more than that: nothing is
// made less of by joining it.
func joinedCategory(one, other Joining) *Category {
	rank := func(j Joining) int { return slices.Index(Categories(), j.Case.category(j.Facts)) }
	most := min(rank(one), rank(other))
	for _, side := range []Joining{one, other} {
		if side.Case.Category != nil && rank(side) == most {
			return side.Case.Category
		}
	}
	return nil
}

// joinedStages: the stage that is further counts, at the same stage the earlier beginning. A new
// date holds only where both had one, and then the nearer: what is longer has to be said again.
func joinedStages(one, other Case) []StageBegun {
	far, near := one, other
	stages := []string{"1", "2", "3", "ombudsman"}
	at := func(c Case) int { return slices.Index(stages, c.stage()) }
	if at(near) > at(far) || at(near) == at(far) && near.begun().Before(far.begun()) {
		far, near = near, far
	}
	joined := slices.Clone(far.Stages)
	if at(far) != at(near) || len(joined) == 0 {
		return joined
	}
	last, nearer := &joined[len(joined)-1], StageBegun{}
	if len(near.Stages) > 0 {
		nearer = near.Stages[len(near.Stages)-1]
	}
	switch {
	case nearer.Extended == last.Extended:
		last.Told = append(slices.Clone(last.Told), nearer.Told...)
	case nearer.Extended.Before(last.Extended): // also where there is none
		last.Extended, last.Told = nearer.Extended, nearer.Told
	}
	return joined
}

// both is two maps whose names are never the same: they are ids of conversations or alerts.
func both[M ~map[K]V, K comparable, V any](one, other M) M {
	if len(one)+len(other) == 0 {
		return nil
	}
	all := make(M, len(one)+len(other))
	maps.Copy(all, one)
	maps.Copy(all, other)
	return all
}

func byTime[T any](one, other []T, when func(T) time.Time) []T {
	all := append(slices.Clone(one), other...)
	slices.SortStableFunc(all, func(a, b T) int { return when(a).Compare(when(b)) })
	return all
}
