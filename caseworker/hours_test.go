package caseworker

import (
	"testing"
	"time"
)

// example are the hours of the example configuration.
func example(t *testing.T) Hours {
	t.Helper()
	week, err := ReadWeek(map[string]string{
		"mon": "09:00-17:00", "tue": "09:00-17:00", "wed": "09:00-17:00", "thu": "09:00-17:00", "fri": "09:00-16:30",
	})
	if err != nil {
		t.Fatal(err)
	}
	return Hours{Calendar: england(t), Week: week, Within: Within{Concern: time.Hour, Other: time.Hour}, Zone: london(t)}
}

// at reads 2026-11-23 09:00 on the clocks of London.
func at(t *testing.T, s string) time.Time {
	t.Helper()
	got, err := time.ParseInLocation("2006-01-02 15:04", s, london(t))
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestTheCouncilIsOpenInItsHoursOnWorkingDaysOnly(t *testing.T) {
	t.Parallel()
	h := example(t)
	for when, want := range map[string]bool{
		"2026-11-23 08:59": false, "2026-11-23 09:00": true, "2026-11-23 16:59": true, "2026-11-23 17:00": false,
		"2026-11-27 16:29": true, "2026-11-27 16:30": false, // Friday
		"2026-11-21 12:00": false,                            // Saturday
		"2026-12-25 12:00": false, "2026-12-28 12:00": false, // Christmas Day, and a Monday in Boxing Day's stead
	} {
		if got := h.Open(at(t, when)); got != want {
			t.Errorf("%s: got %t, want %t", when, got, want)
		}
	}
}

func TestAMessageIsReadWithinOpeningHoursFromReceiptOrTheNextOpening(t *testing.T) {
	t.Parallel()
	h := example(t)
	for _, row := range []struct{ why, received, want string }{
		{"in the middle of the day", "2026-11-23 10:15", "2026-11-23 11:15"},
		{"just in time", "2026-11-23 16:00", "2026-11-23 17:00"},
		{"the rest counts on the next day", "2026-11-23 16:40", "2026-11-24 09:40"},
		{"before opening", "2026-11-23 07:00", "2026-11-23 10:00"},
		{"at night", "2026-11-23 22:00", "2026-11-24 10:00"},
		{"on Saturday", "2026-11-21 16:05", "2026-11-23 10:00"},
		{"before the weekend", "2026-11-27 16:20", "2026-11-30 09:50"},
		{"before Christmas", "2026-12-24 16:30", "2026-12-29 09:30"},
		{"just before midnight in summer", "2026-06-30 23:59", "2026-07-01 10:00"},
		{"the night the clocks go forward", "2026-03-29 00:30", "2026-03-30 10:00"},
		{"the night the clocks go back", "2026-10-25 01:30", "2026-10-26 10:00"},
	} {
		if got := h.Promise(at(t, row.received), false); !got.Equal(at(t, row.want)) {
			t.Errorf("%s, received %s: got %s, want %s", row.why, row.received, got, row.want)
		}
	}
}

func TestAConcernOutsideOpeningHoursIsReadByNineNextMorning(t *testing.T) {
	t.Parallel()
	h := example(t)
	for _, row := range []struct{ why, received, want string }{
		{"while open", "2026-11-23 10:15", "2026-11-23 11:15"},
		{"in the evening", "2026-11-23 19:00", "2026-11-24 09:00"},
		{"on Friday night", "2026-11-27 18:00", "2026-11-28 09:00"},
		{"on Saturday", "2026-11-28 12:00", "2026-11-29 09:00"},
		{"before opening there is no need to wait for the morning after", "2026-11-24 02:00", "2026-11-24 10:00"},
		{"just before closing it is not later than just after", "2026-11-27 16:20", "2026-11-28 09:00"},
		{"nine is nine on the morning after the clocks went forward", "2026-03-28 22:00", "2026-03-29 09:00"},
		{"and after they went back", "2026-10-24 22:00", "2026-10-25 09:00"},
	} {
		if got := h.Promise(at(t, row.received), true); !got.Equal(at(t, row.want)) {
			t.Errorf("%s, received %s: got %s, want %s", row.why, row.received, got, row.want)
		}
	}
	if got := h.Promise(at(t, "2026-03-28 22:00"), true).UTC().Hour(); got != 8 {
		t.Errorf("nine in summer time: got %d UTC, want 8", got)
	}
	if got := h.Promise(at(t, "2026-10-24 22:00"), true).UTC().Hour(); got != 9 {
		t.Errorf("nine in winter time: got %d UTC, want 9", got)
	}
}

func TestWhatComesLaterIsNeverPromisedEarlier(t *testing.T) {
	t.Parallel()
	h := example(t)
	for _, concern := range []bool{false, true} {
		last := time.Time{}
		for received := at(t, "2026-12-17 00:00"); received.Before(at(t, "2027-01-06 00:00")); received = received.Add(10 * time.Minute) {
			by := h.Promise(received, concern)
			if by.Before(last) {
				t.Errorf("concern %t, received %s: promised %s, earlier than what came before it (%s)", concern, received, by, last)
			}
			if by.Before(received) {
				t.Errorf("concern %t, received %s: promised %s, which has gone by", concern, received, by)
			}
			last = by
		}
	}
}

func TestALongPromiseIsCountedOverManyOpenings(t *testing.T) {
	t.Parallel()
	// Eight hours on Monday, eight on Tuesday, four on Wednesday.
	if got, want := example(t).ReadBy(at(t, "2026-11-23 09:00"), 20*time.Hour), at(t, "2026-11-25 13:00"); !got.Equal(want) {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestHoursThatNeverOpenStillPromise(t *testing.T) {
	t.Parallel()
	h := Hours{Calendar: england(t), Zone: london(t)}
	received := at(t, "2026-11-23 09:00")
	if got, want := h.ReadBy(received, time.Hour), received.Add(time.Hour); !got.Equal(want) {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestOpeningHoursThatCannotBeMeantAreRefused(t *testing.T) {
	t.Parallel()
	for name, week := range map[string]map[string]string{
		"no day":           {},
		"unknown day":      {"monday": "09:00-17:00"},
		"weekend":          {"sat": "09:00-12:00"},
		"not a time":       {"mon": "nine to five"},
		"no leading zero":  {"mon": "9:00-17:00"},
		"something after":  {"mon": "09:00-17:00 "},
		"sixty minutes":    {"mon": "09:60-17:00"},
		"backwards":        {"mon": "17:00-09:00"},
		"nothing":          {"mon": "09:00-09:00"},
		"past midnight":    {"mon": "09:00-24:01"},
		"one bad of many":  {"mon": "09:00-17:00", "tue": ""},
		"negative opening": {"mon": "-1:00-17:00"},
	} {
		if _, err := ReadWeek(week); err == nil {
			t.Errorf("%s: %v was taken", name, week)
		}
	}
	if _, err := ReadWeek(map[string]string{"mon": "00:00-24:00"}); err != nil {
		t.Errorf("a whole day: %v", err)
	}
}
