package caseworker

import (
	"testing"

	"sayso/conversation"
)

// nanInDanger is a desk with a case of immediate danger that came from Jade's nan.
func nanInDanger(t *testing.T) *desk {
	f := nan()
	f.Tier = conversation.R1
	f.Urgent = []conversation.Urgent{{Seq: 3, Because: "words", Tier: conversation.R1, Words: "he has locked her in"}}
	f.Alerts = []conversation.Alert{{ID: "A-2", Tier: conversation.R1, Raised: *minute(2)}}
	return newDesk(t, f)
}

func TestTheMostUrgentOfBothCounts(t *testing.T) {
	t.Parallel()
	lowered := func(d *desk, to conversation.Tier) {
		d.do(priya, SetUrgency{Tier: to, Reason: "She is with her aunt."})
		d.do(morag, SetUrgency{Tier: to, Reason: "I agree."})
	}
	for _, row := range []struct {
		why   string
		bring func(jades, nans *desk)
		want  conversation.Tier
	}{
		{"one is in danger", func(_, _ *desk) {}, conversation.R1},
		{"the danger was lowered, the other has none", func(_, nans *desk) { lowered(nans, conversation.NoTier) }, conversation.NoTier},
		{"the danger was lowered, somebody raised the other", func(jades, nans *desk) {
			lowered(nans, conversation.NoTier)
			jades.do(priya, SetUrgency{Tier: conversation.R2})
		}, conversation.R2},
		{"somebody made little of the one without danger", func(jades, _ *desk) {
			jades.do(priya, SetUrgency{Tier: conversation.R2})
			jades.do(priya, SetUrgency{Tier: conversation.NoTier, Reason: "A mistake."})
		}, conversation.R1},
	} {
		for _, intoNans := range []bool{false, true} {
			jades, nans := newDesk(t), nanInDanger(t)
			row.bring(jades, nans)
			one, other := jades, nans
			if intoNans {
				one, other = nans, jades
			}
			one.join(priya, other)
			if got := one.c.tier(one.facts); got != row.want {
				t.Errorf("%s (into nan's: %v): got %s, want %s", row.why, intoNans, got, row.want)
			}
		}
	}
}

func TestNewDangerAfterAJoinStillCounts(t *testing.T) {
	t.Parallel()
	jades, nans := newDesk(t), nanInDanger(t)
	nans.do(priya, SetUrgency{Tier: conversation.NoTier, Reason: "She is with her aunt."})
	nans.do(morag, SetUrgency{Tier: conversation.NoTier, Reason: "I agree."})
	jades.join(priya, nans)
	jades.hear(conversation.R2) // Jade, on whose words nobody had decided
	jades.tierIs(conversation.R2)
	jades.facts[1].LastSeq, jades.facts[1].Urgent = 9, append(jades.facts[1].Urgent, conversation.Urgent{Seq: 9, Tier: conversation.R1})
	jades.tierIs(conversation.R1) // and her nan
}

func TestDangerIsInHandOnlyWhereAllOfItIs(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		why         string
		jades, nans bool // somebody has it in hand
		want        bool
	}{{"neither", false, false, false}, {"one", true, false, false}, {"the other", false, true, false}, {"both", true, true, true}} {
		jades, nans := newDesk(t, inDanger()), nanInDanger(t)
		for d, inHand := range map[*desk]bool{jades: row.jades, nans: row.nans} {
			if inHand {
				d.do(priya, TakeInHand{Note: "The police are there."})
			}
		}
		jades.join(priya, nans)
		if got := jades.c.handled(jades.facts); got != row.want {
			t.Errorf("%s: in hand %v, want %v", row.why, got, row.want)
		}
	}
	jades, nans := newDesk(t), nanInDanger(t)
	nans.do(priya, TakeInHand{Note: "The police are there."})
	jades.join(priya, nans)
	if !jades.c.handled(jades.facts) {
		t.Error("joining a case without danger must not call everybody again")
	}
	jades.hear(conversation.R1)
	if jades.c.handled(jades.facts) {
		t.Error("new danger is in nobody's hand")
	}
}

func TestWhatTwoPeopleMustAgreeOnIsNotAgreedByJoining(t *testing.T) {
	t.Parallel()
	lower := SetUrgency{Tier: conversation.NoTier, Reason: "She is with her aunt.", DrawsOn: []string{"03-nan"}}

	jades, nans := newDesk(t), nanInDanger(t)
	nans.do(priya, lower)
	jades.join(priya, nans)
	jades.tierIs(conversation.R1)
	jades.refuses("second_person", priya, lower)
	jades.do(morag, lower) // the one danger that there is, as she sees it on the page
	jades.tierIs(conversation.NoTier)

	jades, nans = newDesk(t, inDanger()), nanInDanger(t)
	nans.do(priya, lower)
	jades.join(priya, nans)
	jades.do(morag, lower) // Priya has asked for this without seeing Jade's danger
	if jades.tierIs(conversation.R1); !jades.said.Waiting {
		t.Error("want a new wish that waits for a second person")
	}
	jades.do(priya, lower)
	jades.tierIs(conversation.NoTier)
}
