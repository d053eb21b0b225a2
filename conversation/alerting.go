package conversation

import (
	"slices"
	"time"
)

// call raises an alert, unless one that nobody has answered is minutes old. One that reached nobody
// does not count: the person is told "now", so it must be so.
func (n *turn) call(tier Tier) {
	for _, a := range n.s.OpenAlerts() {
		if a.Failed == nil && n.at.Sub(a.Raised) < 10*time.Minute && !tier.Before(a.Tier) {
			return
		}
	}
	id := "A-" + n.fresh
	if len(n.fresh) >= 18 {
		id = "A-" + n.fresh[8:18]
	}
	n.dropAlert(id)
	n.s.Alerts = lastOf(append(n.s.Alerts, Alert{ID: id, Tier: tier, Raised: n.at.UTC()}), 50)
	n.effects = append(n.effects, RaiseAlert{Alert: id, Reference: n.s.Reference, Tier: tier, Raised: n.at.UTC()})
	n.changed = true
}

// dropAlert takes back a smaller alert of this turn, which has the same name: whoever is called for danger reads of the
// move beside it.
func (n *turn) dropAlert(id string) {
	n.s.Alerts = slices.DeleteFunc(n.s.Alerts, func(a Alert) bool { return a.ID == id })
	n.effects = slices.DeleteFunc(n.effects, func(e Effect) bool {
		raised, is := e.(RaiseAlert)
		return is && raised.Alert == id
	})
}

func (n *turn) needHelpNow(w NeedHelpNow) {
	seq := n.hear(w.Channel, "I need help now", false)
	n.inDanger(Urgent{Seq: seq, Because: "button", Tier: R1, RiskKinds: []string{"other_danger"}, Words: "I need help now"})
	n.quietTimers()
}

func (n *turn) alertDelivered(w AlertDelivered) {
	n.changeAlert(w.Alert, func(a *Alert) { a.Delivered = &n.at })
}

// alertFailed tells the person, unless a human has heard of it by another way meanwhile.
func (n *turn) alertFailed(w AlertFailed) {
	unheard := false
	n.changeAlert(w.Alert, func(a *Alert) {
		a.Failed = &n.at
		unheard = a.Tier != PlannedChange && !slices.ContainsFunc(n.s.Alerts, func(other Alert) bool {
			return other.Acknowledged != nil && !other.Raised.Before(a.Raised) // a worker knows of this, or of what came after it
		})
	})
	if unheard {
		n.say("alert_failed", LaneSafety, nil)
	}
}

// alertAcknowledged: a human knows, and only now may the person be told so.
func (n *turn) alertAcknowledged(w AlertAcknowledged) {
	first, danger := false, false
	n.changeAlert(w.Alert, func(a *Alert) {
		if first = a.Acknowledged == nil; first {
			a.Acknowledged, a.By = &n.at, w.By
		}
		danger = a.Tier != PlannedChange // of that they were told nothing
	})
	if first && danger {
		n.say("worker_knows", LaneSafety, nil)
	}
}

// alertLapsed calls somebody else, once. The person is told nothing now: that a worker knows they hear again, once
// it is so.
func (n *turn) alertLapsed(w AlertLapsed) {
	var tier Tier
	n.changeAlert(w.Alert, func(a *Alert) {
		if a.Lapsed == nil {
			a.Lapsed, tier = &n.at, a.Tier
		}
	})
	if tier == "" {
		return
	}
	if tier != PlannedChange {
		n.s.Danger.InHand = false
	}
	n.call(tier)
}

func (n *turn) changeAlert(id string, change func(*Alert)) {
	for i := range n.s.Alerts {
		if n.s.Alerts[i].ID == id {
			change(&n.s.Alerts[i])
			n.changed = true
		}
	}
}
