package caseworker

import (
	"slices"
	"strings"
	"time"
)

// Deferral is that the complaint itself waits, because to go on would get in the way of something
// else that is looked into, such as an enquiry about somebody's safety (SI 2006/1738 reg 8). Its
// clock stands still meanwhile; a day is named on which somebody looks again.
type Deferral struct {
	Stamp
	Until   Date     `json:"until"` // when somebody looks again
	Why     string   `json:"why"`
	Told    string   `json:"told"` // who told those who complain, and how
	Resumed *Stamp   `json:"resumed,omitempty"`
	DrawsOn []string `json:"draws_on,omitempty"`
}

type (
	// Defer lets the complaint wait until a day. Deferring again names another day.
	Defer struct {
		Version int      `json:"version"`
		Until   Date     `json:"until"`
		Reason  string   `json:"reason"`
		Told    string   `json:"told"`
		DrawsOn []string `json:"draws_on"`
	}
	// Resume lets it go on. The days that it waited do not count.
	Resume struct {
		Version int      `json:"version"`
		Reason  string   `json:"reason"`
		DrawsOn []string `json:"draws_on"`
	}
)

func (a Defer) Terms() Terms {
	return Terms{
		Name: "defer", Needs: MayDefer, Versioned: true, Version: a.Version,
		Why: strings.TrimSpace(a.Reason + "\n" + a.Told), DrawsOn: a.DrawsOn,
	}
}

func (a Defer) do(t *turn) error {
	rules := t.m.Rules
	switch clock := t.Clock(rules, t.m.At); {
	case clock.Due == nil && clock.Deferred == nil:
		return invalid("no_clock", "No clock runs on this case, so there is nothing to defer.")
	case strings.TrimSpace(a.Reason) == "":
		return needsReason()
	case strings.TrimSpace(a.Told) == "":
		return invalid("told", "Say who told those who complain, and how. It may not be deferred without telling them.")
	case !rules.Day(t.m.At).Before(a.Until):
		return invalid("until", "Name the day on which somebody looks again. It must be later than today.")
	}
	next := Deferral{Stamp: Stamp{By: mark(t.m.By), At: t.m.At}, Until: a.Until, Why: a.Reason, Told: a.Told, DrawsOn: a.DrawsOn}
	if now := t.deferred(); now != nil {
		next.At = now.At // it has waited since then
		*now = next
		return nil
	}
	t.Deferrals = append(t.Deferrals, next)
	return nil
}

func (a Resume) Terms() Terms {
	return Terms{
		Name: "resume", Needs: MayDefer, Versioned: true, Version: a.Version, Why: a.Reason, DrawsOn: a.DrawsOn,
	}
}

func (a Resume) do(t *turn) error {
	now := t.deferred()
	if now == nil {
		return t.conflict("not_deferred", "This case is not deferred.")
	}
	now.Resumed = &Stamp{By: mark(t.m.By), At: t.m.At}
	return nil
}

// deferred is the deferral that holds now, or nil.
func (c Case) deferred() *Deferral {
	if n := len(c.Deferrals); n > 0 && c.Deferrals[n-1].Resumed == nil {
		return &c.Deferrals[n-1]
	}
	return nil
}

// waited is how many working days the clock of the present stage has stood still.
func (c Case) waited(rules Rules, at time.Time) (days int) {
	begun := rules.Day(c.begun())
	for _, d := range c.Deferrals {
		from, to := rules.Day(d.At), rules.Day(at)
		if d.Resumed != nil {
			to = rules.Day(d.Resumed.At)
		}
		if from.Before(begun) {
			from = begun
		}
		days += rules.Calendar.Between(from, to)
	}
	return days
}

// joinedDeferrals: the clock of both stands still only where each stood still already, and then until
// the nearer day. What was deferred for one complaint is not for the other.
func joinedDeferrals(one, other Case) []Deferral {
	mine, theirs := one.deferred(), other.deferred()
	if mine == nil || theirs == nil {
		return nil
	}
	joined := *mine
	if theirs.At.After(joined.At) {
		joined.At = theirs.At
	}
	if theirs.Until.Before(joined.Until) {
		joined.Until = theirs.Until
	}
	joined.DrawsOn = slices.Concat(one.confidencesOf(mine.DrawsOn), other.confidencesOf(theirs.DrawsOn))
	return []Deferral{joined}
}

// confidencesOf are those that staff's words draw on: all there are where none was named.
func (c Case) confidencesOf(named []string) []string {
	if len(named) == 0 {
		return c.confidences()
	}
	return named
}
