package conversation

import (
	"strconv"
	"strings"
	"time"

	"sayso/conversation/meaning"
)

// plannedChange notes a move or another change that is said to be coming. One that comes within one
// working day is for the manager to hear of now; of one without a day nobody knows, so a person reads
// it before what has no haste.
func (n *turn) plannedChange(seq int, change meaning.PlannedChange) {
	n.s.Change, n.changed = change.Words, true
	day, dated := dayMeant(n.reader().Spelled(change.When), n.at.In(n.Zone))
	if dated && !n.WithinAWorkingDay(n.at, day) {
		return
	}
	n.raise(Urgent{Seq: seq, Because: "words", Tier: PlannedChange, RiskKinds: []string{}, Words: change.Words})
	if dated {
		n.call(PlannedChange)
	}
}

// dayMeant is the day that words like "friday", "next week" or "the 14th", spelled as the rules do, mean to whoever writes them
// at this time; the first, where they mean several. A day of the week is the next one, today included.
// Its time is midnight where at is. ok is false where no day can be told.
func dayMeant(said []string, at time.Time) (day time.Time, ok bool) {
	today := time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, at.Location())
	next := false
	for i, w := range said {
		switch w {
		case "today", "tonight", "now", "right_now", "hour":
			return today, true
		case "tomorrow":
			if i > 0 && said[i-1] == "after" {
				return today.AddDate(0, 0, 2), true
			}
			return today.AddDate(0, 0, 1), true
		case "morning": // "in the morning", said at night, is of the day that begins
			if said[0] == "this" || at.Hour() < 6 {
				return today, true
			}
			return today.AddDate(0, 0, 1), true
		case "next":
			next = true
			continue
		case "weekend":
			return weekday(today, time.Saturday), true
		case "week":
			if next {
				return weekday(today.AddDate(0, 0, 1), time.Monday), true
			}
		}
		for d := time.Sunday; d <= time.Saturday; d++ {
			if name := strings.ToLower(d.String()); len(w) >= 3 && (w == name || w == name[:3] || strings.HasPrefix(name, w) && len(w) > 3 || w == name+"s") {
				return weekday(today, d), true
			}
		}
		number, err := strconv.Atoi(strings.TrimRight(w, "stndrh"))
		switch {
		case err != nil || number < 1 || number > 31:
		case i+1 < len(said) && strings.HasPrefix(said[i+1], "hour"):
			return today, true
		case i+1 < len(said) && strings.HasPrefix(said[i+1], "day"):
			return today.AddDate(0, 0, number), true
		case i+1 < len(said) && strings.HasPrefix(said[i+1], "week"):
			return today.AddDate(0, 0, 7*number), true
		default:
			return ofMonth(today, number, said), true
		}
	}
	return time.Time{}, false
}

// weekday is the next such day from a day on, that day included.
func weekday(from time.Time, d time.Weekday) time.Time {
	return from.AddDate(0, 0, (int(d)-int(from.Weekday())+7)%7)
}

// ofMonth is the next day with this number, in the month that is named, if any is.
func ofMonth(today time.Time, number int, said []string) time.Time {
	for ahead := 0; ; ahead++ {
		first := time.Date(today.Year(), today.Month()+time.Month(ahead), 1, 0, 0, 0, 0, today.Location())
		day := first.AddDate(0, 0, number-1)
		if ahead < 13 && (day.Month() != first.Month() || day.Before(today) || !monthFits(first.Month(), said)) {
			continue
		}
		return day
	}
}

// monthFits: the words name this month, or none.
func monthFits(month time.Month, said []string) bool {
	named := false
	for _, w := range said {
		for m := time.January; m <= time.December; m++ {
			if name := strings.ToLower(m.String()); len(w) >= 3 && strings.HasPrefix(name, w) {
				if m == month {
					return true
				}
				named = true
			}
		}
	}
	return !named
}
