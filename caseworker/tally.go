package caseworker

import (
	"slices"
	"time"

	"sayso/conversation"
)

// Tally is a case as the report counts it: no words, no names, no reference. Days are days in
// Europe/London. Where nothing is known a field is empty.
type Tally struct {
	Received     Date
	Category     string // as confirmed, or else as proposed
	Who          string // young_person, on_behalf, unknown: the first contact counts
	Relationship string
	Channel      string // of the first contact
	Language     string // of the first contact
	Age          *int   // of the young person; nil where it is about several
	Advocate     string // yes, no, unsure: what the first answered when one was offered
	Unanswered   bool   // the first was handed over before all was answered
	Issues       []TallyIssue
	Alerts       []TallyAlert
	Learning     []TallyLearning

	FirstContact *int // working days from receipt until a person wrote to somebody or came; nil before
	FirstVisit   *int // working days from receipt until somebody came; nil before
	Visit        string
	Sorted       string // yes, partly, no, formal: what was said of the last visit that was done

	Stage     string  // 1, 2, 3, ombudsman: how far it has come
	Closed    Date    // no date while it is open
	Outcome   Outcome // of the whole, derived from its issues; "" while one has none
	Kept      string  // of the clock of that stage: in_time, extended, late; "" where none runs
	Ombudsman Date    // when it first went there
}

type (
	// TallyIssue is one matter of it.
	TallyIssue struct {
		Kind    string // the first of its kinds; "" where nobody knows yet
		Outcome Outcome
	}
	// TallyLearning is one thing that was to change.
	TallyLearning struct {
		Agreed Date
		Ended  Date // no date while it is to be done
		Done   bool
	}
	// TallyAlert is one call for a human.
	TallyAlert struct {
		Tier         conversation.Tier
		Raised       Date
		Acknowledged *time.Duration // after how long; nil where nobody has
	}
)

// Tally is the case as it stands at an instant.
func (c Case) Tally(facts []conversation.Facts, rules Rules, now time.Time) Tally {
	by := c.submittedBy(facts)
	t := Tally{
		Received: rules.Day(c.Received), Category: c.category(facts), Who: by.Who, Channel: c.channel(facts),
		Stage: c.stage(), Outcome: Overall(outcomes(c.issuesNow(facts))),
		Learning: c.learnt(rules), FirstContact: c.contacted(facts, rules), Visit: c.visited(facts), Kept: c.kept(rules, now),
	}
	if by.Relationship != nil {
		t.Relationship = *by.Relationship
	}
	if young := c.youngPeople(facts); len(young) == 1 {
		t.Age = young[0].Age
	}
	if len(facts) > 0 && !c.enteredFirst(facts) {
		t.Language, t.Advocate, t.Unanswered = language(facts), facts[0].Advocate, len(facts[0].Missing) > 0
	}
	for _, i := range c.issuesNow(facts) {
		counted := TallyIssue{Outcome: i.Outcome}
		if len(i.Kinds) > 0 {
			counted.Kind = i.Kinds[0]
		}
		t.Issues = append(t.Issues, counted)
	}
	for _, a := range c.alerts(facts) {
		counted := TallyAlert{Tier: a.Tier, Raised: rules.Day(a.Raised)}
		if a.Acknowledged != nil {
			after := a.Acknowledged.Sub(a.Raised)
			counted.Acknowledged = &after
		}
		t.Alerts = append(t.Alerts, counted)
	}
	for _, v := range c.viewVisits(facts) {
		if v.State != "done" {
			continue
		}
		if days := c.workingDays(rules, v.At); t.FirstVisit == nil || days < *t.FirstVisit {
			t.FirstVisit = &days
		}
		if t.Sorted = ""; v.Sorted != nil {
			t.Sorted = *v.Sorted
		}
	}
	if c.Closed != nil {
		t.Closed = rules.Day(c.Closed.At)
	}
	if c.Counted != nil {
		t = t.asToldBefore(*c.Counted)
	}
	if at := slices.IndexFunc(c.Stages, func(s StageBegun) bool { return s.Stage == "ombudsman" }); at >= 0 {
		t.Ombudsman = rules.Day(c.Stages[at].At)
	}
	return t
}

// asToldBefore takes from before something was erased what only the conversations tell: who it was, and what about.
func (t Tally) asToldBefore(was Tally) Tally {
	was.Learning = t.Learning
	was.Category = t.Category // a human's, where one has confirmed it
	was.FirstContact, was.FirstVisit, was.Visit, was.Sorted = t.FirstContact, t.FirstVisit, t.Visit, t.Sorted
	was.Stage, was.Closed, was.Kept, was.Ombudsman = t.Stage, t.Closed, t.Kept, t.Ombudsman
	if t.Outcome == "" && len(t.Issues) <= len(was.Issues) {
		return was
	}
	issues := slices.Clone(t.Issues)
	for n := range issues {
		if issues[n].Kind == "" && len(issues) == len(was.Issues) {
			issues[n].Kind = was.Issues[n].Kind // its words and what they were about went
		}
	}
	was.Outcome, was.Issues = t.Outcome, issues
	return was
}

// workingDays are those from receipt to an instant. None of them is left out, not even while the
// complaint waited: this is how long somebody waited, not whether a clock was kept.
func (c Case) workingDays(rules Rules, at time.Time) int {
	return rules.Calendar.Between(rules.Day(c.Received), rules.Day(at))
}

// contacted is after how many working days a person first wrote to somebody, or came to see them.
// Words that never went out are no contact.
func (c Case) contacted(facts []conversation.Facts, rules Rules) *int {
	var first time.Time
	earliest := func(at time.Time) {
		if first.IsZero() || at.Before(first) {
			first = at
		}
	}
	for _, d := range c.History {
		if d.Act == (Message{}).Terms().Name && !heldBack(facts, d.Effect) {
			earliest(d.At)
		}
	}
	for _, v := range c.Visits {
		if v.State == "done" {
			earliest(v.At)
		}
	}
	if first.IsZero() {
		return nil
	}
	days := c.workingDays(rules, first)
	return &days
}

func heldBack(facts []conversation.Facts, effect string) bool {
	return slices.ContainsFunc(facts, func(f conversation.Facts) bool {
		return slices.ContainsFunc(f.BlockedSays, func(b conversation.Blocked) bool { return b.Effect == effect })
	})
}

// visited is the furthest that a visit has come: done, booked, not_met, or "" where there was none.
func (c Case) visited(facts []conversation.Facts) string {
	furthest := ""
	for _, v := range c.Visits {
		switch v.answered(facts) {
		case "done":
			return "done"
		case "booked", "confirmed":
			furthest = "booked"
		default:
			if furthest == "" {
				furthest = "not_met"
			}
		}
	}
	return furthest
}

// kept is whether the clock of the stage at which it stands was kept: until it was closed, or so far.
func (c Case) kept(rules Rules, now time.Time) string {
	clock := c.Clock(rules, now)
	if clock.Due == nil || clock.Now == "3" { // the 30 days of stage 3 end with the panel's meeting, which no closing tells
		return ""
	}
	day := rules.Day(now)
	if c.Closed != nil {
		day = rules.Day(c.Closed.At)
	}
	switch {
	case !clock.Due.Before(day):
		return "in_time"
	case clock.ExtendedDue != nil && !clock.ExtendedDue.Before(day):
		return "extended"
	}
	return "late"
}
