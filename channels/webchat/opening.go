package webchat

import (
	"strings"
	"time"
)

// Hours are when the council is open on one day of the week, as minutes after midnight.
type Hours struct {
	Day         time.Weekday
	From, Until time.Duration
}

// opening says when people read, days with the same hours together: "Monday to Thursday, 9am to 5pm, and
// Friday, 9am to 4.30pm".
func (s *speech) opening(week []Hours) string {
	var parts []string
	for i := 0; i < len(week); {
		first, last := week[i], week[i]
		for i++; i < len(week) && week[i].Day == last.Day+1 && week[i].From == first.From && week[i].Until == first.Until; i++ {
			last = week[i]
		}
		days := s.day(first.Day)
		if last.Day != first.Day {
			days = s.fill("day_to_day", "{from}", days, "{to}", s.day(last.Day))
		}
		times := s.fill("time_to_time", "{from}", s.hour(first.From), "{to}", s.hour(first.Until))
		parts = append(parts, s.fill("open_on", "{days}", days, "{times}", times))
	}
	if len(parts) < 2 {
		return strings.Join(parts, "")
	}
	return strings.Join(parts[:len(parts)-1], ", ") + s.words.Sentence("and") + " " + parts[len(parts)-1]
}

func (s *speech) fill(name string, pairs ...string) string {
	return strings.NewReplacer(pairs...).Replace(s.words.Sentence(name))
}

// day is the name of a day; the words file lists them from Monday.
func (s *speech) day(d time.Weekday) string {
	days := strings.Split(s.words.Sentence("days"), ",")
	if n := (int(d) + 6) % 7; n < len(days) {
		return strings.TrimSpace(days[n])
	}
	return ""
}

// hour gives a time of day as people here write it: "9am", "4.30pm".
func (s *speech) hour(after time.Duration) string {
	at := time.Time{}.Add(after)
	half, layout := "am", "3"
	if at.Hour() >= 12 {
		half = "pm"
	}
	if at.Minute() != 0 {
		layout = "3.04"
	}
	if half = s.words.Sentence(half); half != "am" && half != "pm" {
		half = " " + half
	}
	return at.Format(layout) + half
}
