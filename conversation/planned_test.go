package conversation

import (
	"slices"
	"testing"
	"time"

	"sayso/conversation/meaning"
)

func TestADayThatIsSaidIsTheDayThatIsMeant(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, time.March, 11, 16, 30, 0, 0, time.UTC) // a Wednesday
	for words, want := range map[string]string{
		"today": "2026-03-11", "tonight": "2026-03-11", "in 2 hours": "2026-03-11", "tomorrow": "2026-03-12", "tomoz morning": "2026-03-12", "2moz": "2026-03-12", "tmro": "2026-03-12", "2mrw": "2026-03-12", "2nite": "2026-03-11", "fri.": "2026-03-13", "In 2 hrs": "2026-03-11",
		"friday": "2026-03-13", "on fri": "2026-03-13", "this wednesday": "2026-03-11", "monday": "2026-03-16", "this weekend": "2026-03-14",
		"next week": "2026-03-16", "in 3 days": "2026-03-14", "in 2 weeks": "2026-03-25", "the 14th": "2026-03-14", "on the 9th": "2026-04-09",
		"3 april": "2026-04-03", "april 3rd": "2026-04-03", "the 31st": "2026-03-31", "june 1": "2026-06-01", "10 march": "2027-03-10",
		"the day after tomorrow": "2026-03-13", "day after 2moro": "2026-03-13", "in the morning": "2026-03-12", "this morning": "2026-03-11", "monday morning": "2026-03-16", "soon": "", "": "", "half term": "", "a few days": "", "the 45th": "",
	} {
		day, ok := dayMeant(meaning.Default().Spelled(words), at)
		got := ""
		if ok {
			got = day.Format(time.DateOnly)
		}
		if got != want {
			t.Errorf("%q on a Wednesday 11 March means %q, want %q", words, got, want)
		}
	}
}

// TestAMoveTomorrowIsToldToTheManagerWhateverElseIsSaid: a worry beside it is read within the hour, and by then the
// move may have happened.
func TestAMoveTomorrowIsToldToTheManagerWhateverElseIsSaid(t *testing.T) {
	t.Parallel()
	for words, tier := range map[string]Tier{
		"dad hits me. they are moving me to leeds tomorrow":                           R2,
		"they are moving me tomorrow and i keep cutting myself":                       R2,
		"a member of staff grabbed me and they are moving me tomorrow instead of him": R3,
		"im Callums gran. His dad hits him and they are moving him there tomorrow":    R2,
	} {
		p := newTalking(t)
		_, alerts, _ := p.hears(words)
		if p.s.tier() != tier || !slices.Equal(alerts, []Tier{PlannedChange}) {
			t.Errorf("%q: tier %s, called for %v", words, p.s.tier(), alerts)
		}
	}
	p := newTalking(t)
	if _, alerts, _ := p.hears("dad is strangling me and they are moving me tomorrow"); !slices.Equal(alerts, []Tier{R1}) {
		t.Errorf("called for %v: who is called at once reads of the move", alerts)
	}
	p = newTalking(t)
	if _, alerts, _ := p.hears("my mate hits me. they are moving me to leeds in 3 weeks"); len(alerts) != 0 {
		t.Errorf("called for %v, of a move in three weeks", alerts)
	}
}
