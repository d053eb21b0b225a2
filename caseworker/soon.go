package caseworker

import "time"

// WithinAWorkingDay reports whether a day comes no later than the next working day after an instant,
// by the calendar of England. Whatever is planned for then cannot wait for somebody to come to it.
func (h Hours) WithinAWorkingDay(at, day time.Time) bool {
	return !h.Calendar.After(DateIn(at, h.Zone), 1).Before(DateIn(day, h.Zone))
}
