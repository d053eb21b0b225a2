package conversation

import (
	"strconv"
	"strings"
	"time"
)

// promised writes the time by which a person will have read this, at the next quarter of an hour:
// nobody says "by 9.06", and a promise may be kept early but not late.
func (n *turn) promised() string {
	by := n.s.ReadBy
	if by.Before(n.at) { // none yet, or nobody has kept it
		by = n.Promise(n.at, n.tierConcerns())
	}
	by = by.Add(15*time.Minute - time.Nanosecond).Truncate(15 * time.Minute).In(n.Zone)
	return n.words().clock(by) + " " + n.words().day(by)
}

// orLate is the sentence that promises when a person will read this, or, where that time has passed and
// nobody has, the one that says so: after a broken promise a second one is worth nothing.
func (n *turn) orLate(promise string) string {
	if n.late() {
		return "late"
	}
	return promise
}

// late: they were promised that a person reads this by a time, and nobody has.
func (n *turn) late() bool { return !n.s.ReadBy.IsZero() && n.s.ReadBy.Before(n.at) }

// dayAndTime writes a day and a time as people say them: "Mon 23 Nov at 10am".
func (n *turn) dayAndTime(at time.Time) string {
	at = at.In(n.Zone)
	return n.words().day(at) + " " + n.words().sentences["filled.at"] + " " + n.words().clock(at)
}

// day is "Mon 23 Nov".
func (w Words) day(at time.Time) string {
	return w.filled("days", int(at.Weekday())) + " " + strconv.Itoa(at.Day()) + " " + w.filled("months", int(at.Month())-1)
}

// clock is "10am" or "10.30am".
func (w Words) clock(at time.Time) string {
	hour := strconv.Itoa((at.Hour()+11)%12 + 1)
	if at.Minute() != 0 {
		hour += at.Format(".04")
	}
	return hour + w.filled("half_days", at.Hour()/12)
}

// filled is one of the words of a list in the words file.
func (w Words) filled(list string, i int) string {
	words := strings.Split(w.sentences["filled."+list], ",")
	if i >= len(words) {
		return ""
	}
	return strings.TrimSpace(words[i])
}
