package conversation

import (
	"slices"
	"time"
)

// staffDid brings what a member of staff did to the person, where it may go.
func (n *turn) staffDid(what Happening) {
	switch w := what.(type) {
	case StaffSaid:
		n.staffSaid(w)
	case CaseRead:
		n.caseRead(w)
	case CaseClaimed:
		n.s.Caseworker, n.changed = w.Name, true
	case CaseReleased:
		n.s.Caseworker, n.changed = "", true
	case VisitBooked:
		n.visitBooked(w)
	case VisitOver:
		n.visitOver(w)
	case CaseClosed:
		n.s.Closed, n.changed = true, true
		n.staffSays("closed", Say{From: FromSayso, Lane: LaneAnswer, Effect: w.Effect}, nil)
	case CaseReopened:
		n.s.Closed, n.changed = false, true
	case InHand:
		n.s.Danger.InHand = !n.dangerSince(w.Seen, R2)
		n.s.Handled = max(n.s.Handled, min(w.Seen, n.s.Lines))
		n.changed = true
	case UrgencySet:
		n.urgencySet(w)
	case Muted:
		n.muted(w)
	case CaseExtended:
		n.staffSays("delay", Say{From: FromSayso, Lane: LaneAnswer, Effect: w.Effect}, map[string]string{"day": n.words().day(w.Until.In(n.Zone))})
	}
}

// staffSays decides again, at the last moment, whether words of staff may go, and tells the case
// where they may not.
func (n *turn) staffSays(name string, say Say, blanks map[string]string) {
	if other := otherThan(n.s.Last); n.refusal(name, n.s.Last) != "" && n.refusal(name, other) == "" {
		n.s.Last = other // where they have said that it is safe
	}
	if why := n.refusal(name, n.s.Last); why != "" {
		n.blocked(say.Effect, why)
		return
	}
	n.handOver("") // a person is there now, so the talk is theirs; nothing of ours is asked over it
	n.s.StaffAt = n.at
	n.put(name, say, blanks)
}

func otherThan(c Channel) Channel {
	if c == SMS {
		return Chat
	}
	return SMS
}

func (n *turn) staffSaid(w StaffSaid) {
	n.reached()
	say := Say{From: FromCaseworker, Name: w.Name, Lane: LaneAnswer, Effect: w.Effect}
	n.staffSays("staff", say, map[string]string{"worker": w.Name, "text": w.Text})
}

func (n *turn) visitBooked(w VisitBooked) {
	n.s.Caseworker = w.With
	found := false
	for i := range n.s.Visits {
		if n.s.Visits[i].ID == w.ID {
			n.s.Visits[i] = Visit{ID: w.ID, At: w.At, Place: shorten(w.Place, 100), State: "booked"}
			found = true
		}
	}
	if !found {
		n.s.Visits = lastOf(append(n.s.Visits, Visit{ID: w.ID, At: w.At, Place: shorten(w.Place, 100), State: "booked"}), 20)
	}
	n.changed = true
	n.forgetWaiting(AskVisitOK)
	n.staffSays("visit_ok", Say{From: FromSayso, Lane: LaneAnswer, Effect: w.Effect, Ask: AskVisitOK}, map[string]string{
		"worker": w.With, "when": n.dayAndTime(w.At), "place": w.Place,
	})
}

// urgencySet takes the tier that a human set. What was heard after they looked still counts.
func (n *turn) urgencySet(w UrgencySet) {
	n.s.Danger.Tier, n.changed = w.Tier, true
	for _, u := range n.s.Danger.Urgent {
		if u.Seq > w.Seen && u.Tier.Before(n.s.Danger.Tier) {
			n.s.Danger.Tier = u.Tier
		}
	}
}

// dangerSince: something more urgent than least was heard after a line.
func (n *turn) dangerSince(seen int, least Tier) bool {
	return slices.ContainsFunc(n.s.Danger.Urgent, func(u Urgent) bool { return u.Seq > seen && u.Tier.Before(least) })
}

// caseRead ends the wait of everything up to Seq. What came after it waits on.
func (n *turn) caseRead(w CaseRead) {
	if w.Seq <= n.s.Seen {
		return
	}
	n.s.Seen = min(w.Seq, n.s.Lines)
	if n.s.Seen >= n.s.LastHeard {
		n.s.Unread, n.s.ReadBy = time.Time{}, time.Time{}
	}
	n.changed = true
}
