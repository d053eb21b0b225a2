package caseworker

import (
	"slices"
	"strings"
	"time"

	"sayso/conversation"
)

// StageBegun is a step of the procedure that somebody took.
type StageBegun struct {
	Stage string `json:"stage"`
	Stamp
	Why      string   `json:"why,omitempty"`
	Extended Date     `json:"extended,omitzero"` // of this stage's clock
	Told     []string `json:"told,omitempty"`    // whom acts told of that date, by conversation; "" is who came another way
}

// limits are the working days of each stage, counted from the day after it began: as a rule, and
// at most, with a reason and a new date. Stage 3 is the panel's meeting; it cannot be extended.
// (SI 2006/1738; stage 2 counted from the request, the stricter of two readings.)
var limits = map[string]struct{ rule, most int }{
	"1": {10, 20},
	"2": {25, 65},
	"3": {30, 30},
}

// Clock is where a case stands in the procedure. Dates are days in Europe/London.
type Clock struct {
	Now             string `json:"now"`
	Due             *Date  `json:"due"`
	ExtendedDue     *Date  `json:"extended_due"`
	Deferred        *Date  `json:"deferred_until"` // the clock stands still; somebody looks again on this day
	WorkingDaysUsed int    `json:"working_days_used"`
}

type (
	// SetStage takes the case to a stage. Formal is one step away at any time.
	SetStage struct {
		Version int            `json:"version"`
		Seen    map[string]int `json:"seen"`
		To      string         `json:"to"` // 1, 2, 3, ombudsman
		Reason  string         `json:"reason"`
		DrawsOn []string       `json:"draws_on"`
	}
	// Extend gives the stage a new date, within what the law allows, and tells one who complains. Each
	// is told in their own confidence: the same date again, naming the next.
	Extend struct {
		Version      int      `json:"version"`
		Conversation string   `json:"conversation"` // whom to tell; may be left out where there is one
		Until        Date     `json:"until"`
		Reason       string   `json:"reason"`
		DrawsOn      []string `json:"draws_on"`
	}
)

func (a SetStage) Terms() Terms {
	return Terms{
		Name: "stage", Needs: MayWork, Versioned: true, Version: a.Version,
		Concludes: true, Seen: a.Seen, Why: a.Reason, DrawsOn: a.DrawsOn,
	}
}

func (a SetStage) do(t *turn) error {
	stages := []string{"1", "2", "3", "ombudsman"}
	to := slices.Index(stages, a.To)
	if to < 0 {
		return invalid("stage", "Say 1, 2, 3 or ombudsman.")
	}
	now := slices.Index(stages, t.stage())
	if to == now {
		return invalid("stage", "The case is at this stage already.")
	}
	if to < now && strings.TrimSpace(a.Reason) == "" {
		return needsReason()
	}
	t.Stages = append(t.Stages, StageBegun{Stage: a.To, Stamp: Stamp{By: mark(t.m.By), At: t.m.At}, Why: a.Reason})
	return nil
}

func (a Extend) Terms() Terms {
	return Terms{
		Name: "extend", Needs: MayWork, Versioned: true, Version: a.Version, Why: a.Reason, DrawsOn: a.DrawsOn,
	}
}

func (a Extend) do(t *turn) error {
	if strings.TrimSpace(a.Reason) == "" {
		return needsReason()
	}
	limit, clocked := limits[t.stage()]
	if !clocked || limit.most == limit.rule {
		return invalid("no_extension", "This stage cannot be extended.")
	}
	told, err := t.in(a.Conversation)
	if err != nil {
		return err
	}
	if len(t.Stages) == 0 {
		t.Stages = []StageBegun{{Stage: "1", Stamp: Stamp{At: t.Received}}}
	}
	now := &t.Stages[len(t.Stages)-1]
	if a.Until != now.Extended {
		if err := t.mayLast(limit.rule, limit.most, a.Until); err != nil {
			return err
		}
		now.Extended, now.Told = a.Until, nil
	} else if slices.Contains(now.Told, told) {
		return invalid("until", "They have been told of this date. The new date must be another one.")
	}
	now.Told = append(slices.Clone(now.Told), told)
	if told != "" {
		t.tell(told, conversation.CaseExtended{Effect: t.effect(told), Until: a.Until.At(12*60, t.m.Rules.Zone)})
	}
	return nil
}

// mayLast refuses a date that is no extension, or more than the law allows.
func (t *turn) mayLast(rule, most int, until Date) error {
	rules := t.m.Rules
	begun, waited := rules.Day(t.begun()), t.waited(rules, t.m.At)
	if !rules.Calendar.After(begun, rule+waited).Before(until) {
		return invalid("until", "The new date must be later than the one there is.")
	}
	if last := rules.Calendar.After(begun, most+waited); last.Before(until) {
		return invalid("until", "The law allows no later than "+last.String()+".")
	}
	return nil
}

func (c Case) stage() string {
	if len(c.Stages) == 0 {
		return "1"
	}
	return c.Stages[len(c.Stages)-1].Stage
}

// begun is when the stage's clock started: stage 1 with receipt, even while a visit is arranged.
func (c Case) begun() time.Time {
	if c.stage() == "1" {
		return c.Received
	}
	return c.Stages[len(c.Stages)-1].At
}

// untold reports whether the stage has a new date and no act has told this one of it.
func (c Case) untold(whose string) bool {
	if len(c.Stages) == 0 {
		return false
	}
	now := c.Stages[len(c.Stages)-1]
	return !now.Extended.IsZero() && !slices.Contains(now.Told, whose)
}

// Clock is the stage and its dates as they stand at an instant. A contact or a compliment that a
// named human confirmed has no clock; what is only proposed keeps it, since nothing is lowered by itself.
func (c Case) Clock(rules Rules, at time.Time) Clock {
	clock := Clock{Now: c.stage()}
	begun := rules.Day(c.begun())
	if c.Closed != nil {
		at = c.Closed.At
	}
	waited := c.waited(rules, at)
	clock.WorkingDaysUsed = rules.Calendar.Between(begun, rules.Day(at)) - waited
	limit, clocked := limits[clock.Now]
	if !clocked || c.Category != nil && (c.Category.Name == "contact" || c.Category.Name == "compliment") {
		return clock
	}
	due := rules.Calendar.After(begun, limit.rule+waited)
	clock.Due = &due
	if d := c.deferred(); d != nil {
		clock.Deferred = &d.Until
	}
	if len(c.Stages) > 0 && !c.Stages[len(c.Stages)-1].Extended.IsZero() {
		extended := c.Stages[len(c.Stages)-1].Extended
		clock.ExtendedDue = &extended
	}
	return clock
}

// Last is the day by which something must be done: where the clock stands still, that on which
// somebody looks again; else the extended one, unless the days that it stood still lead beyond it.
func (k Clock) Last() *Date {
	if k.Deferred != nil {
		return k.Deferred
	}
	if k.ExtendedDue != nil && k.Due.Before(*k.ExtendedDue) {
		return k.ExtendedDue
	}
	return k.Due
}
