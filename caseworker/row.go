package caseworker

import (
	"time"

	"sayso/conversation"
)

// Row is a case in a list: no words, and no names but the address of whoever on the staff holds it.
type Row struct {
	Reference    string     `json:"reference"`
	Version      int        `json:"version"`
	State        State      `json:"state"`
	Urgency      string     `json:"urgency"`
	Professional bool       `json:"professional"`
	InHand       bool       `json:"in_hand"`
	Received     time.Time  `json:"received"`
	Due          *Date      `json:"due"` // the extended date where there is one
	Owner        *string    `json:"owner"`
	HeldUntil    *time.Time `json:"held_until"` // the end of the owner's lease
	Channel      string     `json:"channel"`    // of the first contact
	SubmittedBy  struct {
		Who          string  `json:"who"`
		Relationship *string `json:"relationship"`
	} `json:"submitted_by"`
	Language    string     `json:"language"`
	Category    string     `json:"category"` // as confirmed, or else as proposed
	Stage       string     `json:"stage"`
	UnreadSince *time.Time `json:"unread_since"`
	ReadBy      *time.Time `json:"read_by_due"`
	OpenAlert   *time.Time `json:"open_alert_since"` // the oldest that nobody has acknowledged
	Visit       *RowVisit  `json:"visit"`            // the next that nobody has accounted for
	CannotWrite *string    `json:"cannot_write"`     // as in a ViewTalk: of the first whom nothing may be written to
	Unreached   bool       `json:"unreached"`        // what was last written to one of them did not arrive
	FormalAsked *time.Time `json:"formal_asked"`     // since when somebody waits for the formal way to begin
	MutedUntil  *time.Time `json:"muted_until"`      // the last day until which one of them is answered only in danger; it may have passed
	ChangeDue   *Date      `json:"change_due"`       // by which day the next of the changes that were agreed is to be made
	Interpreter bool       `json:"interpreter"`      // a person who speaks their language is needed
}

// RowVisit is a visit in a list.
type RowVisit struct {
	State string    `json:"state"`
	At    time.Time `json:"at"`
	Until time.Time `json:"until"`
}

// Row is the case as a list shows it.
func (c Case) Row(facts []conversation.Facts, rules Rules, now time.Time) Row {
	clock := c.Clock(rules, now)
	by := c.submittedBy(facts)
	since, readBy := c.unread(facts)
	r := Row{
		Reference: c.Reference, Version: c.Version, State: c.StateNow(facts), Urgency: urgency(c.tier(facts)),
		Professional: professional(facts), InHand: c.handled(facts), Received: c.Received, Due: clock.Last(),
		Channel: c.channel(facts), Language: language(facts), Category: c.category(facts), Stage: clock.Now,
		UnreadSince: since, ReadBy: readBy, OpenAlert: openSince(c.alerts(facts)),
		FormalAsked: c.formalAsked(facts), Interpreter: interpreter(facts), ChangeDue: c.changeDue(),
	}
	r.SubmittedBy.Who, r.SubmittedBy.Relationship = by.Who, by.Relationship
	if c.Owner != nil {
		r.Owner, r.HeldUntil = &c.Owner.Email, &c.Owner.Until
	}
	if v, ok := c.nextVisit(facts); ok {
		r.Visit = &RowVisit{State: v.State, At: v.At, Until: v.Until}
	}
	for _, f := range facts {
		r.Unreached = r.Unreached || f.Unreached
		if until := mutedUntil(f, now); until != nil && (r.MutedUntil == nil || until.After(*r.MutedUntil)) {
			r.MutedUntil = until
		}
		if r.CannotWrite == nil {
			r.CannotWrite = nothing(blocked(f))
		}
	}
	return r
}

// urgency is the tier in the words of the wire.
func urgency(t conversation.Tier) string {
	switch t {
	case conversation.R1:
		return "immediate"
	case conversation.R3:
		return "professional"
	case conversation.R2:
		return "significant"
	case conversation.PlannedChange:
		return "planned_change"
	}
	return "none"
}

// language is that of whoever spoke first.
func language(facts []conversation.Facts) string {
	if len(facts) == 0 || facts[0].Language == "" {
		return "en"
	}
	return facts[0].Language
}

// channel is that of the first contact.
func (c Case) channel(facts []conversation.Facts) string {
	if c.enteredFirst(facts) {
		return c.Entered.Channel
	}
	if len(facts) == 0 {
		return ""
	}
	return string(facts[0].FirstChannel)
}

// submittedBy is whoever made the first contact.
func (c Case) submittedBy(facts []conversation.Facts) SubmittedBy {
	if c.enteredFirst(facts) {
		return c.Entered.SubmittedBy
	}
	if len(facts) == 0 {
		return SubmittedBy{Who: conversation.Unknown}
	}
	f := facts[0]
	return SubmittedBy{
		Who: who(f), Relationship: nothing(f.Relationship), Name: f.Name,
		YoungPersonKnows: nothing(f.ChildKnows), KeepFrom: f.KeepFrom,
	}
}

func who(f conversation.Facts) string {
	if f.Who == "" {
		return conversation.Unknown
	}
	return f.Who
}

// nothing is null on the wire where nothing is known.
func nothing(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
