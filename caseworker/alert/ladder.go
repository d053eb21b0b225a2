package alert

import (
	"fmt"
	"slices"
	"time"

	"sayso/caseworker"
	"sayso/conversation"
)

// ladder is how far one alert has been called: who, by which route, when, and whether a human has
// acknowledged it. It is a value; its methods decide and touch nothing.
type ladder struct {
	Alert     string            `json:"alert"`
	Reference string            `json:"reference"`
	Talk      string            `json:"talk,omitempty"` // the conversation that raised it
	Tier      conversation.Tier `json:"tier"`
	Raised    time.Time         `json:"raised"` // when the message came that raised it; its times count from here
	Rota      string            `json:"rota,omitempty"`
	Called    []string          `json:"called,omitempty"` // who of that rota was called since it was begun, by rung.id: whoever is called next, it is nobody of them
	Round     int               `json:"round,omitempty"`  // how often it was begun again
	Reached   bool              `json:"reached,omitempty"`
	Calls     []call            `json:"calls,omitempty"`
	Due       time.Time         `json:"due"`              // when the next rung is called
	OnTime    time.Time         `json:"on_time,omitzero"` // by when the last rung called had to answer, had it been called without delay
	Ended     *time.Time        `json:"ended,omitzero"`   // since when the whole ladder has been called in vain
	Answered  *answer           `json:"answered,omitempty"`
}

// call is one call of one person by one route.
type call struct {
	caseworker.Call
	Rung   string `json:"rung"`             // whatever was tried at once has the same
	Person string `json:"person,omitempty"` // who was called, by Person.id
	Key    string `json:"key,omitempty"`    // names the text or call wherever its fate is told
}

// answer is that a human has acknowledged.
type answer struct {
	At   time.Time `json:"at"`
	By   string    `json:"by,omitempty"` // whose text or call it was; "" where it was done on the case
	Told bool      `json:"told"`         // the case knows
}

// done reports whether nothing is left to do.
func (l ladder) done() bool { return l.Answered != nil && l.Answered.Told }

// callsKept bounds what is kept of an alert that nobody answers: the first call and the newest.
const callsKept = 60

// called notes what came of calling a rung, of which a route took the alert or none did. The rung's
// time counts as onTime says; from the first time where a node that was thought dead had called it too.
func (l *ladder) called(calls []call, to rung, took bool, round int) {
	l.Calls = append(l.Calls, calls...)
	if extra := len(l.Calls) - callsKept; extra > 0 {
		l.Calls = slices.Delete(l.Calls, 1, 1+extra)
	}
	onTime, due := l.until(calls[0].At, to.person.After)
	if l.Rota != to.rota || l.Round != round {
		l.Rota, l.Round, l.Called = to.rota, round, nil
	}
	switch twice := l.last() == to.id; {
	case !twice:
		l.Called = append(l.Called, to.id)
	case l.Reached:
		if onTime = l.OnTime; l.Due.Before(due) {
			due = l.Due
		}
	}
	if took {
		l.Reached, l.Due, l.OnTime = true, due, onTime
	}
}

// last is who was called last of the rota that is being called, by rung.id.
func (l ladder) last() string {
	if len(l.Called) == 0 {
		return ""
	}
	return l.Called[len(l.Called)-1]
}

// lateAtLeast is how long whoever is called has in any case, however late an alert comes to them.
const lateAtLeast = time.Minute

// until is by when a rung that is called at an instant must have acknowledged: onTime, had the alert
// come without delay, and due, as it is. The first one's time counts from the message, each further
// one's from the end of the one before, so that a queue that stood still is itself late.
func (l ladder) until(at time.Time, after time.Duration) (onTime, due time.Time) {
	from := l.OnTime
	if from.IsZero() {
		from = l.Raised
	}
	if at.Before(from) {
		from = at
	}
	onTime, due = from.Add(after), at.Add(min(lateAtLeast, after))
	if due.Before(onTime) {
		due = onTime
	}
	return onTime, due
}

// change finds the calls that one text or call to a phone was for.
func (l *ladder) change(key string, with func(*call)) (found bool) {
	for n := range l.Calls {
		if l.Calls[n].Key == key {
			with(&l.Calls[n])
			found = true
		}
	}
	return found
}

// silent reports whether everything that was tried for the last rung has failed.
func (l ladder) silent() bool {
	if len(l.Calls) == 0 {
		return true
	}
	return !slices.ContainsFunc(l.lastCalls(), func(c call) bool { return c.Failed == nil })
}

// lastCalls are all that was tried for the last rung.
func (l ladder) lastCalls() (all []call) {
	for _, c := range l.Calls {
		if c.Rung == l.Calls[len(l.Calls)-1].Rung {
			all = append(all, c)
		}
	}
	return all
}

// heard reports whether any call has been taken by its route.
func (l ladder) heard() bool {
	return slices.ContainsFunc(l.Calls, func(c call) bool { return c.Failed == nil })
}

// rung is one person on the ladder of the hour.
type rung struct {
	rota   string
	id     string // of the person: the same whoever else is left out
	person Person
}

// rungs are who is called at this hour, in order: the rota of the hour, or the other where it is
// empty, and then the manager. Whoever could be meant by what was complained of is left out, and of an
// allegation whoever does not look after those: where that leaves nobody but the manager it falls to them.
// Where it leaves nobody at all, somebody must come all the same: the other rota, else those whom it is only
// not theirs, else the manager who could be meant, else those of the hour who could be meant by no more than
// a word for their job; never whom a human has said. A planned change wakes nobody but the manager.
func (c Config) rungs(open bool, tier conversation.Tier, near func(Person) caseworker.Nearness) []rung {
	first, second := c.OutOfHours, c.InHours
	name, other := "out_of_hours", "in_hours"
	if open {
		first, second, name, other = second, first, other, name
	}
	hour := first
	if tier == conversation.PlannedChange && len(c.Manager) > 0 {
		first, second, name = nil, nil, "manager"
	} else if len(first) == 0 {
		first, second, hour, name = second, nil, second, other
	}
	for _, try := range []struct {
		rota   string
		people []Person
		most   caseworker.Nearness
	}{
		{name, append(slices.Clone(first), c.Manager...), caseworker.NotMeant},
		{other, second, caseworker.NotMeant},
		{name, append(slices.Clone(first), c.Manager...), caseworker.NotTheirs},
		{other, second, caseworker.NotTheirs},
		{"manager", c.Manager, caseworker.ByName},
		{name, hour, caseworker.ByJob},
	} {
		if all := rungsOf(try.rota, try.people, func(p Person) bool { return near(p) <= try.most }); len(all) > 0 {
			return all
		}
	}
	return nil
}

func rungsOf(rota string, people []Person, may func(Person) bool) (all []rung) {
	times := map[string]int{} // who stands there twice is called twice
	for _, p := range people {
		id := p.id()
		if times[id]++; times[id] > 1 {
			id = fmt.Sprintf("%s %d", id, times[id])
		}
		if may(p) {
			all = append(all, rung{rota, id, p})
		}
	}
	return all
}

// next is the rung to be called now: the first that was not called yet, whoever has been left out or let in
// meanwhile. A new hour begins with its first. After the last it begins again: again says so.
func (l ladder) next(all []rung) (to rung, again bool) {
	if l.Rota != all[0].rota {
		return all[0], false
	}
	for _, r := range all {
		if !slices.Contains(l.Called, r.id) {
			return r, false
		}
	}
	return all[0], true
}
