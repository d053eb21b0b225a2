package caseworker

import (
	"testing"
	"time"
)

func TestFridayIsWithinOneWorkingDayOfThursdayAndMondayOfFriday(t *testing.T) {
	t.Parallel()
	hours := example(t)
	at := func(s string) time.Time {
		when, err := time.ParseInLocation("2006-01-02 15:04", s, hours.Zone)
		if err != nil {
			t.Fatal(err)
		}
		return when
	}
	for _, c := range []struct {
		now, day string
		want     bool
	}{
		{"2026-03-12 16:30", "2026-03-12 00:00", true},
		{"2026-03-12 16:30", "2026-03-13 00:00", true},
		{"2026-03-12 16:30", "2026-03-14 00:00", false}, // after the next working day
		{"2026-03-13 16:30", "2026-03-16 00:00", true},  // Friday to Monday
		{"2026-03-13 16:30", "2026-03-17 00:00", false},
		{"2026-04-02 23:59", "2026-04-07 00:00", true}, // over Easter
		{"2026-04-02 23:59", "2026-04-08 00:00", false},
	} {
		if got := hours.WithinAWorkingDay(at(c.now), at(c.day)); got != c.want {
			t.Errorf("%s, seen from %s: %v, want %v", c.day, c.now, got, c.want)
		}
	}
}
