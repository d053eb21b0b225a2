package caseworker

import (
	"fmt"
	"time"
)

// Date is a day of the calendar, without a time and without a zone. Every clock of the complaints
// procedure counts days in Europe/London: a text at 00:30 in summer is of that day, although UTC
// still has the day before. Its text form is 2026-12-07.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateIn is the day that the clocks of a zone show at an instant.
func DateIn(at time.Time, zone *time.Location) Date {
	y, m, d := at.In(zone).Date()
	return Date{Year: y, Month: m, Day: d}
}

// AddDays is the date n calendar days later; earlier where n is negative.
func (d Date) AddDays(n int) Date {
	return DateIn(d.At(0, time.UTC).AddDate(0, 0, n), time.UTC)
}

// At is the instant at which the clocks of a zone show so many minutes past midnight on this day.
// Minutes are those of the clock on the wall: 540 is 09:00 on the day the clocks change, too.
func (d Date) At(minutes int, zone *time.Location) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, minutes, 0, 0, zone)
}

// Weekday is the day of the week.
func (d Date) Weekday() time.Weekday { return d.At(0, time.UTC).Weekday() }

// Before reports whether d is earlier than other.
func (d Date) Before(other Date) bool {
	return d.At(0, time.UTC).Before(other.At(0, time.UTC))
}

// IsZero reports whether d is no date at all.
func (d Date) IsZero() bool { return d == Date{} }

// String gives 2026-12-07.
func (d Date) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day) }

// MarshalText gives 2026-12-07, and nothing for no date.
func (d Date) MarshalText() ([]byte, error) {
	if d.IsZero() {
		return nil, nil
	}
	return []byte(d.String()), nil
}

// UnmarshalText reads what MarshalText wrote. A day that no calendar has is an error.
func (d *Date) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*d = Date{}
		return nil
	}
	t, err := time.Parse(time.DateOnly, string(b))
	if err != nil {
		return fmt.Errorf("date: want YYYY-MM-DD: %w", err)
	}
	*d = DateIn(t, time.UTC)
	return nil
}
