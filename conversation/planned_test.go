package conversation

import (
	"testing"
	"time"
)

func TestADayThatIsSaidIsTheDayThatIsMeant(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, time.March, 11, 16, 30, 0, 0, time.UTC) // a Wednesday
	for words, want := range map[string]string{
		"today": "2026-03-11", "tonight": "2026-03-11", "in 2 hours": "2026-03-11", "tomorrow": "2026-03-12", "tomoz morning": "2026-03-12",
		"friday": "2026-03-13", "on fri": "2026-03-13", "this wednesday": "2026-03-11", "monday": "2026-03-16", "this weekend": "2026-03-14",
		"next week": "2026-03-16", "in 3 days": "2026-03-14", "in 2 weeks": "2026-03-25", "the 14th": "2026-03-14", "on the 9th": "2026-04-09",
		"3 april": "2026-04-03", "april 3rd": "2026-04-03", "the 31st": "2026-03-31", "june 1": "2026-06-01", "10 march": "2027-03-10",
		"soon": "", "": "", "half term": "", "a few days": "", "the 45th": "",
	} {
		day, ok := dayMeant(words, at)
		got := ""
		if ok {
			got = day.Format(time.DateOnly)
		}
		if got != want {
			t.Errorf("%q on a Wednesday 11 March means %q, want %q", words, got, want)
		}
	}
}
