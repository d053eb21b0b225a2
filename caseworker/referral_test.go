package caseworker

import (
	"testing"
	"time"
)

func TestWhoHasReferredItHasItInHand(t *testing.T) {
	t.Parallel()
	d := newDesk(t, inDanger())
	d.do(priya, Refer{To: "Front door", ReferralNews: ReferralNews{Reference: "FD-1"}})
	if d.said.Referral != 1 || !d.c.handled(d.facts) || !d.c.Answered(d.facts, "A-1") {
		t.Error("it is not in hand, or an alert still calls somebody")
	}
	d.do(sam, ReferralDecided{Number: 1, ReferralNews: ReferralNews{Decision: "strategy discussion", ToldBy: "Priya", Told: "somebody comes tonight"}})
	got := d.c.Referrals[0]
	if got.To != "Front door" || got.Reference != "FD-1" || got.Decision != "strategy discussion" || got.ToldBy != "Priya" || !got.When.Equal(got.At) {
		t.Errorf("got %+v", got)
	}
	if h := d.c.History; len(h) != 2 || h[0].Act != "referrals" || h[0].Why != "Front door; FD-1" || h[1].Act != "referrals/decision" {
		t.Errorf("history: %+v", h)
	}
}

func TestAReferralThatSaysTooLittleIsRefused(t *testing.T) {
	t.Parallel()
	d := newDesk(t, inDanger())
	d.refuses("to", priya, Refer{})
	d.refuses("when", priya, Refer{To: "LADO", When: d.now.Add(48 * time.Hour)})
	d.refuses("no_such_referral", priya, ReferralDecided{Number: 1, ReferralNews: ReferralNews{Decision: "no"}})
	d.refuses("not_allowed", system, Refer{To: "LADO"})
	d.do(priya, Refer{To: "LADO"})
	d.refuses("decision", priya, ReferralDecided{Number: 1})
}

// TestAReferralDrawsOnTheWordsOfThoseWhoToldOfIt: with two confidences it must be said on whose.
func TestAReferralDrawsOnTheWordsOfThoseWhoToldOfIt(t *testing.T) {
	t.Parallel()
	d := newDesk(t, inDanger(), nan())
	d.refuses("which_confidence", priya, Refer{To: "Front door"})
	d.do(priya, Refer{To: "Front door", DrawsOn: []string{"03-nan"}})
	if got := d.c.Referrals[0].DrawsOn; len(got) != 1 || got[0] != "03-nan" {
		t.Errorf("draws on %q", got)
	}
}

func TestJoinedCasesKeepTheReferralsOfBoth(t *testing.T) {
	t.Parallel()
	jades, nans := newDesk(t, inDanger()), newDesk(t, nan())
	jades.do(priya, Refer{To: "Front door"})
	nans.do(priya, Refer{To: "LADO"})
	jades.joins = &Joining{Case: nans.c, Facts: nans.facts}
	jades.do(priya, Join{Version: jades.c.Version, Case: nans.c.Reference})
	got := jades.c.Referrals
	if len(got) != 2 || got[1].To != "LADO" || got[1].Number != 2 || len(got[1].DrawsOn) != 1 || got[1].DrawsOn[0] != "03-nan" {
		t.Errorf("referrals: %+v", got)
	}
}
