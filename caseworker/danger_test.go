package caseworker

import (
	"testing"

	"sayso/conversation"
)

func inDanger() conversation.Facts {
	f := jade()
	f.Tier = conversation.R1
	f.Urgent = []conversation.Urgent{{Seq: 3, Because: "words", Tier: conversation.R1, RiskKinds: []string{"violence"}, Words: "he has a knife"}}
	f.Alerts = []conversation.Alert{{ID: "A-1", Tier: conversation.R1, Raised: *minute(2)}}
	return f
}

// hear lets the young person say something dangerous once more.
func (d *desk) hear(tier conversation.Tier) {
	f := &d.facts[0]
	f.Turn, f.LastSeq, f.LastHeard = f.Turn+1, f.LastSeq+1, f.LastSeq+1
	f.Urgent = append(f.Urgent, conversation.Urgent{Seq: f.LastHeard, Because: "words", Tier: tier})
	if tier.Before(f.Tier) {
		f.Tier = tier
	}
}

func (d *desk) tierIs(want conversation.Tier) {
	d.t.Helper()
	if got := d.c.tier(d.facts); got != want {
		d.t.Errorf("tier: got %s, want %s", got, want)
	}
}

func TestAnAlertIsAcknowledgedOnceAndByAPerson(t *testing.T) {
	t.Parallel()
	d := newDesk(t, inDanger())
	d.refuses("not_allowed", system, AcknowledgeAlert{Alert: "A-1"})
	d.refuses("no_such_alert", priya, AcknowledgeAlert{Alert: "A-9"})
	d.do(priya, AcknowledgeAlert{Alert: "A-1"})
	d.told(conversation.AlertAcknowledged{Alert: "A-1", By: priya.Email})
	d.do(sam, AcknowledgeAlert{Alert: "A-1"})
	d.told()
	if got := d.c.alerts(d.facts)[0]; got.By != priya.Email || got.Acknowledged == nil {
		t.Errorf("got %+v, want the first to have taken notice", got)
	}
}

func TestWhoTakesDangerInHandKnowsOfIt(t *testing.T) {
	t.Parallel()
	d := newDesk(t, inDanger())
	d.do(priya, TakeInHand{Note: "Rang the police."})
	d.told(conversation.AlertAcknowledged{Alert: "A-1", By: priya.Email}, conversation.InHand{By: priya.Email, Seen: 4})
	if !d.c.handled(d.facts) {
		t.Error("want it in hand")
	}
	d.hear(conversation.R2)
	if !d.c.handled(d.facts) {
		t.Error("a worry is not new danger")
	}
	d.hear(conversation.R1)
	if d.c.handled(d.facts) {
		t.Error("whoever had it in hand had not heard this")
	}
}

func TestLoweringAnR1TakesASecondPersonAndAManager(t *testing.T) {
	t.Parallel()
	lower := SetUrgency{Tier: conversation.R2, Reason: "It was about a film."}
	d := newDesk(t, inDanger())
	d.refuses("reason", priya, SetUrgency{Tier: conversation.R2})
	d.do(priya, lower)
	d.told()
	d.tierIs(conversation.R1)
	if !d.said.Waiting {
		t.Error("the first call must say that it waits")
	}
	d.refuses("second_person", priya, lower)
	d.refuses("not_allowed", sam, lower)
	d.do(morag, lower)
	d.told(conversation.UrgencySet{Tier: conversation.R2, Seen: 4})
	d.tierIs(conversation.R2)

	other := newDesk(t, inDanger())
	other.do(morag, lower)
	other.do(sam, lower) // one of the two is a manager
	other.tierIs(conversation.R2)
}

func TestNewDangerMakesAWishToLowerVoid(t *testing.T) {
	t.Parallel()
	lower := SetUrgency{Tier: conversation.NoTier, Reason: "A film."}
	d := newDesk(t, inDanger())
	d.do(priya, lower)
	d.hear(conversation.R1)
	d.do(morag, lower)
	if !d.said.Waiting {
		t.Error("the second person would have agreed to something else")
	}
	d.tierIs(conversation.R1)
}

func TestAnotherTierIsLoweredByOnePersonWithAReason(t *testing.T) {
	t.Parallel()
	f := jade()
	f.Tier = conversation.R3
	d := newDesk(t, f)
	d.refuses("tier", priya, SetUrgency{Tier: "R9", Reason: "x"})
	d.refuses("reason", priya, SetUrgency{Tier: conversation.R2})
	d.refuses("not_allowed", system, SetUrgency{Tier: conversation.R2, Reason: "x"})
	d.do(priya, SetUrgency{Tier: conversation.PlannedChange, Reason: "The worker had left."})
	d.tierIs(conversation.PlannedChange)
	d.do(priya, SetUrgency{Tier: conversation.R1}) // up needs no reason
	d.tierIs(conversation.R1)
}

func TestWhatIsHeardAfterALoweringCountsAgain(t *testing.T) {
	t.Parallel()
	d := newDesk(t, inDanger())
	lower := SetUrgency{Tier: conversation.NoTier, Reason: "A film."}
	d.do(priya, lower)
	d.do(morag, lower)
	d.tierIs(conversation.NoTier)
	d.facts[0].Tier = conversation.NoTier // the conversation has learnt of it
	d.tierIs(conversation.NoTier)
	d.hear(conversation.R2)
	d.tierIs(conversation.R2)

	same := newDesk(t, inDanger())
	same.do(priya, lower)
	same.do(morag, lower)
	same.hear(conversation.R1) // before the conversation has learnt of it
	same.tierIs(conversation.R1)
}
