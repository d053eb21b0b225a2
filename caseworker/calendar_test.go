package caseworker

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/gb"
)

func england(t *testing.T) Calendar {
	t.Helper()
	c, err := England()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func london(t *testing.T) *time.Location {
	t.Helper()
	zone, err := London()
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

// day reads 2026-12-07.
func day(t *testing.T, s string) Date {
	t.Helper()
	var d Date
	if err := d.UnmarshalText([]byte(s)); err != nil {
		t.Fatal(err)
	}
	return d
}

func TestTheClocksOfTheProcedureFallDueOnTheDaysComputedByHand(t *testing.T) {
	t.Parallel()
	c := england(t)
	days := []int{1, 2, 5, 10, 20, 25, 65}
	for _, row := range []struct {
		received string
		due      [7]string
	}{
		{"2026-11-21", [7]string{"2026-11-23", "2026-11-24", "2026-11-27", "2026-12-04", "2026-12-18", "2026-12-29", "2027-02-24"}},
		{"2026-11-23", [7]string{"2026-11-24", "2026-11-25", "2026-11-30", "2026-12-07", "2026-12-21", "2026-12-30", "2027-02-25"}},
		{"2026-12-18", [7]string{"2026-12-21", "2026-12-22", "2026-12-29", "2027-01-06", "2027-01-20", "2027-01-27", "2027-03-24"}},
		{"2026-12-24", [7]string{"2026-12-29", "2026-12-30", "2027-01-05", "2027-01-12", "2027-01-26", "2027-02-02", "2027-04-01"}},
		{"2026-12-27", [7]string{"2026-12-29", "2026-12-30", "2027-01-05", "2027-01-12", "2027-01-26", "2027-02-02", "2027-04-01"}},
		{"2027-03-22", [7]string{"2027-03-23", "2027-03-24", "2027-03-31", "2027-04-07", "2027-04-21", "2027-04-28", "2027-06-25"}},
		{"2027-04-30", [7]string{"2027-05-04", "2027-05-05", "2027-05-10", "2027-05-17", "2027-06-01", "2027-06-08", "2027-08-03"}},
	} {
		for i, n := range days {
			received := day(t, row.received)
			if got := c.After(received, n).String(); got != row.due[i] {
				t.Errorf("received %s, +%d: got %s, want %s", row.received, n, got, row.due[i])
			}
			if got := c.Between(received, day(t, row.due[i])); got != n {
				t.Errorf("received %s, used on %s: got %d, want %d", row.received, row.due[i], got, n)
			}
		}
	}
}

func TestTheTableAgreesWithAnotherCalendarOnEveryDay(t *testing.T) {
	t.Parallel()
	c := england(t)
	other := cal.NewBusinessCalendar()
	other.AddHoliday(gb.Holidays...)
	last := c.Ends()
	for d := day(t, "2024-01-01"); !last.Before(d); d = d.AddDays(1) {
		// The other calendar knows Christmas and Boxing Day by their weekday only where they are observed.
		if d.Month == time.December && (d.Day == 25 || d.Day == 26) {
			continue
		}
		if got, want := c.WorkingDay(d), other.IsWorkday(d.At(12*60, time.UTC)); got != want {
			t.Errorf("%s %s: got %t, want %t", d.Weekday(), d, got, want)
		}
	}
}

func TestChristmasAndBoxingDayAreOutByNameInEveryYear(t *testing.T) {
	t.Parallel()
	c := england(t)
	for year := 2024; year <= 2040; year++ {
		for _, n := range []int{25, 26} {
			if d := (Date{Year: year, Month: time.December, Day: n}); c.WorkingDay(d) {
				t.Errorf("%s counts as a working day", d)
			}
		}
	}
	for _, substitute := range []string{"2026-12-28", "2027-12-27", "2027-12-28", "2028-01-03"} {
		if c.WorkingDay(day(t, substitute)) {
			t.Errorf("%s, a substitute, counts as a working day", substitute)
		}
	}
}

func TestTheTableSaysWhereItEnds(t *testing.T) {
	t.Parallel()
	if got := england(t).Ends().String(); got != "2029-12-31" {
		t.Errorf("got %s, want 2029-12-31", got)
	}
}

func TestNoWorkingDayAfterIsTheDayItself(t *testing.T) {
	t.Parallel()
	c, saturday := england(t), day(t, "2026-11-21")
	if got := c.After(saturday, 0); got != saturday {
		t.Errorf("got %s, want %s", got, saturday)
	}
	if got := c.Between(saturday, day(t, "2026-11-20")); got != 0 {
		t.Errorf("backwards: got %d, want 0", got)
	}
}

func TestATextAfterMidnightInSummerIsOfItsLondonDay(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, time.June, 30, 23, 30, 0, 0, time.UTC)
	if got := DateIn(at, london(t)).String(); got != "2026-07-01" {
		t.Errorf("got %s, want 2026-07-01", got)
	}
}

func TestADateIsWrittenAndReadBack(t *testing.T) {
	t.Parallel()
	var got struct{ Due, None Date }
	if err := json.Unmarshal([]byte(`{"Due":"2026-12-07","None":""}`), &got); err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(got)
	if err != nil || string(b) != `{"Due":"2026-12-07","None":""}` {
		t.Errorf("got %s, %v", b, err)
	}
	for _, bad := range []string{"2026-02-30", "7 December", "2026-12-07T09:00:00Z"} {
		if err := new(Date).UnmarshalText([]byte(bad)); err == nil {
			t.Errorf("%q was read", bad)
		}
	}
}

func TestATableThatCannotBeReadIsRefused(t *testing.T) {
	t.Parallel()
	for _, bad := range []string{"", "{}", `{"scotland":{"events":[{"date":"2026-01-01"}]}}`, `{"england-and-wales":{"events":[{"date":"soon"}]}}`} {
		if _, err := ReadCalendar([]byte(bad)); err == nil {
			t.Errorf("%q was taken", bad)
		}
	}
}
