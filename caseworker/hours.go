package caseworker

import (
	"fmt"
	"time"
)

// Week is when the council is open, by day of the week. A day that is not in it is closed, and so
// are Saturdays and Sundays, which are never working days.
type Week map[time.Weekday]Opening

// Opening is one day's opening, in minutes past midnight on the clock on the wall: 540 is 09:00.
type Opening struct{ From, To int }

// ReadWeek reads {"mon":"09:00-17:00", ...}. Days are mon tue wed thu fri; a day left out is closed;
// 24:00 is midnight at the end of the day. A week without any opening is refused: a promise counted
// in opening hours would never fall due. A weekend is refused too, since it would not be counted.
func ReadWeek(days map[string]string) (Week, error) {
	names := map[string]time.Weekday{
		"mon": time.Monday, "tue": time.Tuesday, "wed": time.Wednesday,
		"thu": time.Thursday, "fri": time.Friday,
	}
	week := make(Week, len(days))
	for name, hours := range days {
		day, ok := names[name]
		if !ok {
			return nil, fmt.Errorf("opening hours: no such day %q: use mon tue wed thu fri", name)
		}
		opening, err := readOpening(hours)
		if err != nil {
			return nil, fmt.Errorf("opening hours of %s: %w", name, err)
		}
		week[day] = opening
	}
	if len(week) == 0 {
		return nil, fmt.Errorf("opening hours: no day is open")
	}
	return week, nil
}

func readOpening(s string) (Opening, error) {
	var fromHour, fromMinute, toHour, toMinute int
	// Sscanf alone would let "9:0-17:00x" pass, so what was read is written again and compared.
	fmt.Sscanf(s, "%d:%d-%d:%d", &fromHour, &fromMinute, &toHour, &toMinute)
	o := Opening{From: fromHour*60 + fromMinute, To: toHour*60 + toMinute}
	if fmt.Sprintf("%02d:%02d-%02d:%02d", fromHour, fromMinute, toHour, toMinute) != s || fromMinute > 59 || toMinute > 59 {
		return Opening{}, fmt.Errorf("cannot read %q: use 09:00-17:00", s)
	}
	if o.From < 0 || o.From >= o.To || o.To > 24*60 {
		return Opening{}, fmt.Errorf("%q does not end after it begins, on the same day", s)
	}
	return o, nil
}

// Within is how long a person may take to read a message, in opening hours.
type Within struct{ Concern, Other time.Duration }

// Hours is when the council is open, and what it promises. It is closed on days that are not
// working days, whatever the week says. Zone is Europe/London.
type Hours struct {
	Calendar Calendar
	Week     Week
	Within   Within
	Zone     *time.Location
}

// morning is when what came outside opening hours has been read by the out-of-hours rota: 09:00.
const morning = 9 * 60

// Open reports whether the council is open at an instant. It is closed at the very end of an opening.
func (h Hours) Open(at time.Time) bool {
	from, to, open := h.opening(DateIn(at, h.Zone))
	return open && !at.Before(from) && at.Before(to)
}

// Promise is by when a person reads a message: everything within Within.Other of opening hours. A
// concern within Within.Concern of opening hours, but never later than 09:00 on the next calendar
// day, when the out-of-hours rota has read it: without that bound what came ten minutes before
// closing on Friday would wait longer than what came after.
func (h Hours) Promise(received time.Time, concern bool) time.Time {
	if !concern {
		return h.ReadBy(received, h.Within.Other)
	}
	by := h.ReadBy(received, h.Within.Concern)
	if next := DateIn(received, h.Zone).AddDays(1).At(morning, h.Zone); next.Before(by) {
		return next
	}
	return by
}

// ReadBy is the instant at which so much opening time has gone by since receipt, or since the next
// opening where the council was closed. Where it does not open enough within a year, which no week
// of ReadWeek does for a promise of days, it counts plain time.
func (h Hours) ReadBy(received time.Time, within time.Duration) time.Time {
	count := within
	for n := range 366 {
		day := DateIn(received, h.Zone).AddDays(n)
		from, to, open := h.opening(day)
		if !open || !received.Before(to) {
			continue
		}
		if from.Before(received) {
			from = received
		}
		if left := to.Sub(from); count > left {
			count -= left
			continue
		}
		return from.Add(count).In(h.Zone)
	}
	return received.Add(within).In(h.Zone)
}

// opening is when the council opens and closes on a day.
func (h Hours) opening(d Date) (from, to time.Time, open bool) {
	o, ok := h.Week[d.Weekday()]
	if !ok || !h.Calendar.WorkingDay(d) {
		return time.Time{}, time.Time{}, false
	}
	return d.At(o.From, h.Zone), d.At(o.To, h.Zone), true
}
