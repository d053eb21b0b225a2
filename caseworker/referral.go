package caseworker

import (
	"strings"
	"time"
)

// Referral is that somebody's safety was put to whoever must look after it: to whom, when, under what
// reference of theirs, what they decided, and who told the young person what.
type Referral struct {
	Number    int       `json:"number"` // on the case, from 1
	To        string    `json:"to"`
	When      time.Time `json:"when"`
	Reference string    `json:"reference,omitempty"`
	Decision  string    `json:"decision,omitempty"` // "" until they have decided
	ToldBy    string    `json:"told_by,omitempty"`  // "" until somebody has told the young person
	Told      string    `json:"told,omitempty"`     // what they were told
	Stamp
	DrawsOn []string `json:"draws_on,omitempty"`
}

// ReferralNews is what a referral came to, as far as it is known.
type ReferralNews struct {
	Reference string `json:"reference"`
	Decision  string `json:"decision"`
	ToldBy    string `json:"told_by"`
	Told      string `json:"told"`
}

type (
	// Refer writes down a referral. Who has referred it has acted on it: it is in hand.
	Refer struct {
		To   string    `json:"to"`
		When time.Time `json:"when"` // now where it is left out; never later
		ReferralNews
		DrawsOn []string `json:"draws_on"`
	}
	// ReferralDecided adds what has become known since. What is left out stays as it was.
	ReferralDecided struct {
		Number int `json:"-"` // stands in the path
		ReferralNews
		DrawsOn []string `json:"draws_on"`
	}
)

func (a Refer) Terms() Terms {
	return Terms{
		Name: "referrals", Needs: MayAnswerAlert, Why: a.words(a.To), DrawsOn: a.DrawsOn, OnClosed: true,
	}
}

func (a Refer) do(t *turn) error {
	if strings.TrimSpace(a.To) == "" {
		return invalid("to", "Say to whom you have referred it.")
	}
	when := a.When.UTC()
	if when.IsZero() {
		when = t.m.At
	}
	if when.After(t.m.At) {
		return invalid("when", "Say when you referred it. It cannot be later than now.")
	}
	t.answer.Referral = len(t.Referrals) + 1
	t.Referrals = append(t.Referrals, Referral{
		Number: t.answer.Referral, To: a.To, When: when, Stamp: Stamp{By: mark(t.m.By), At: t.m.At},
	}.with(a.ReferralNews, a.DrawsOn))
	t.takeInHand("")
	return nil
}

func (a ReferralDecided) Terms() Terms {
	return Terms{
		Name: "referrals/decision", Needs: MayAnswerAlert, Why: a.words(""), DrawsOn: a.DrawsOn, OnClosed: true,
	}
}

func (a ReferralDecided) do(t *turn) error {
	if a.Number < 1 || a.Number > len(t.Referrals) {
		return Refusal{Kind: NotFound, Code: "no_such_referral", Words: "There is no such referral on this case."}
	}
	if a.words("") == "" {
		return invalid("decision", "Say what they decided, or who told the young person.")
	}
	t.Referrals[a.Number-1] = t.Referrals[a.Number-1].with(a.ReferralNews, a.DrawsOn)
	return nil
}

// words are all that staff wrote, for the audit and the history, which keep what is changed later.
func (n ReferralNews) words(to string) string {
	var all []string
	for _, s := range []string{to, n.Reference, n.Decision, n.ToldBy, n.Told} {
		if s = strings.TrimSpace(s); s != "" {
			all = append(all, s)
		}
	}
	return strings.Join(all, "; ")
}

func (r Referral) with(n ReferralNews, drawsOn []string) Referral {
	for _, f := range []struct {
		to   *string
		from string
	}{{&r.Reference, n.Reference}, {&r.Decision, n.Decision}, {&r.ToldBy, n.ToldBy}, {&r.Told, n.Told}} {
		if strings.TrimSpace(f.from) != "" {
			*f.to = f.from
		}
	}
	if len(drawsOn) > 0 {
		r.DrawsOn = drawsOn
	}
	return r
}
