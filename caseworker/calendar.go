package caseworker

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"time"
	_ "time/tzdata" // a bare machine has no zones, and every date here is one of Europe/London
)

// bankHolidays is the table of GOV.UK (www.gov.uk/bank-holidays.json), cut to England and Wales.
// A royal one-off counts once it is listed there: it is proclaimed under the Banking and Financial
// Dealings Act 1971, which reg 2 points to.
//
//go:embed bank_holidays.json
var bankHolidays []byte

// Calendar knows England's working days as SI 2006/1738 reg 2 defines them: every day but
// Saturdays, Sundays, Christmas Day, Good Friday and bank holidays. Christmas Day and Boxing Day
// are out by name, and so are the days that the table gives in their stead.
type Calendar struct {
	holidays map[Date]bool
	ends     Date
}

// England is the calendar of the table that comes with the program.
func England() (Calendar, error) { return ReadCalendar(bankHolidays) }

// London is the zone in which all days and clocks of the procedure are counted.
func London() (*time.Location, error) { return time.LoadLocation("Europe/London") }

// ReadCalendar reads a table in the shape of GOV.UK's bank-holidays.json, of which it uses the
// division england-and-wales. The table must hold whole years.
func ReadCalendar(table []byte) (Calendar, error) {
	var file struct {
		England struct {
			Events []struct {
				Date Date `json:"date"`
			} `json:"events"`
		} `json:"england-and-wales"`
	}
	if err := json.Unmarshal(table, &file); err != nil {
		return Calendar{}, fmt.Errorf("bank holidays: %w", err)
	}
	if len(file.England.Events) == 0 {
		return Calendar{}, fmt.Errorf("bank holidays: the table has no day for england-and-wales")
	}
	c := Calendar{holidays: make(map[Date]bool, len(file.England.Events))}
	for _, e := range file.England.Events {
		c.holidays[e.Date] = true
		if c.ends.Year < e.Date.Year {
			c.ends = Date{Year: e.Date.Year, Month: time.December, Day: 31}
		}
	}
	return c, nil
}

// Ends is the last day that the table covers. Later days are counted without bank holidays, so
// whoever starts the program warns when fewer than six months are left: the longest clock, 65
// working days, must not run past it.
func (c Calendar) Ends() Date { return c.ends }

// WorkingDay reports whether the procedure counts this day.
func (c Calendar) WorkingDay(d Date) bool {
	if day := d.Weekday(); day == time.Saturday || day == time.Sunday {
		return false
	}
	if d.Month == time.December && (d.Day == 25 || d.Day == 26) {
		return false
	}
	return !c.holidays[d]
}

// After is the date n working days after d. Day 0 is the day of receipt, whatever day that is, so
// day 1 is the next working day. With n = 0 it is d itself.
func (c Calendar) After(d Date, n int) Date {
	for n > 0 {
		d = d.AddDays(1)
		if c.WorkingDay(d) {
			n--
		}
	}
	return d
}

// Between is how many working days lie after from, up to and with to: the "6" of "6 of 10".
// It is 0 where to is not later than from, and Between(d, After(d, n)) is n.
func (c Calendar) Between(from, to Date) int {
	n := 0
	for d := from; d.Before(to); {
		d = d.AddDays(1)
		if c.WorkingDay(d) {
			n++
		}
	}
	return n
}
