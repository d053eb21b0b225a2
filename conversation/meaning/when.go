package meaning

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// when reads a time in its coarse form: "wednesday", "thursday morning", "after 16:00",
// "09:00-11:00", "after school", "weekend", "any time". What says only when not ("not when my carer
// is about") is no time, and is kept as words.
func (m message) when() Reply {
	if h, ok := first(m.of("when_null")); ok && h.rule != nil {
		return Reply{Rest: whole(m.text)}
	}
	parts, from, to := m.times()
	if len(parts) == 0 {
		return Reply{Rest: whole(m.text)}
	}
	value := together(parts)
	return Reply{Value: value, Rest: m.beyond(hit{from: from, to: to}), OnlyHere: value != "now" && value != "any time"}
}

// times finds the parts of a time, and the words from..to-1 in which they stand.
func (m message) times() (parts []string, from, to int) {
	from = -1
	take := func(part string, a, b int) {
		if from < 0 {
			from = a
		}
		to = b
		if part != "" && (len(parts) == 0 || parts[len(parts)-1] != part) {
			parts = append(parts, part)
		}
	}
	for i := 0; i < len(m.words); {
		if clock, used := m.clockRange(i); used > 0 {
			take(clock, i, i+used)
			i += used
			continue
		}
		if coarse, used := m.coarse(i); used > 0 {
			if !m.ruledOut(i, i+used) {
				take(coarse, i, i+used)
			}
			i += used
			continue
		}
		if clock, used := m.clock(i, m.at(i-1) == "at"); used > 0 {
			take(clock, i, i+used)
			i += used
			continue
		}
		i++
	}
	return parts, from, to
}

// ruledOut reports whether the words from..to-1 say when not: "not weds", "any day but friday",
// "sunday no".
func (m message) ruledOut(from, to int) bool {
	before := from - 1
	for before >= 0 && slices.Contains([]string{"on", "any", "at", "in", "a", "the", "do", "make"}, m.at(before)) && !m.words[before+1].opens {
		before--
	}
	if before >= 0 && !m.words[before+1].opens && slices.Contains([]string{"not", "but", "except", "cant", "never", "bar", "avoid", "no", "isnt", "dont"}, m.at(before)) {
		return true
	}
	return m.at(to) == "no" && !m.words[to].opens && !m.words[to].pauses
}

// coarse gives the day or part of a day whose phrase begins at a word.
func (m message) coarse(i int) (string, int) {
	value, used := "", 0
	for _, h := range m.of("when") {
		if h.from == i && h.to-h.from > used {
			value, used = strings.ReplaceAll(h.rule.about[1], "_", " "), h.to-h.from
		}
	}
	return value, used
}

// clockRange reads "after 4", "not before 3.30", "before 12", "between 9 and 11", "9 til 11".
func (m message) clockRange(i int) (string, int) {
	start := i
	word := m.at(i)
	if word == "not" && m.at(i+1) == "before" {
		word, i = "after", i+1
	}
	switch word {
	case "from":
		if clock, used := m.clockRange(i + 1); used > 0 && strings.Contains(clock, "-") {
			return clock, i + 1 + used - start
		}
		fallthrough
	case "after", "past":
		if clock, used := m.clock(i+1, true); used > 0 {
			return "after " + clock, i + 1 + used - start
		}
	case "before", "til", "until", "by":
		if clock, used := m.clock(i+1, true); used > 0 {
			return "before " + clock, i + 1 + used - start
		}
	case "between":
		i++
		fallthrough
	default:
		a, used := m.clock(i, true)
		if used == 0 {
			return "", 0
		}
		switch m.at(i + used) {
		case "and", "to", "til", "until", "till":
		default:
			if i+used < len(m.words) && m.words[i+used].pauses && i == start {
				used-- // "9-11": the dash is no word
			} else {
				return "", 0
			}
		}
		b, more := m.clock(i+used+1, true)
		if more == 0 {
			return "", 0
		}
		return a + "-" + b, i + used + 1 + more - start
	}
	return "", 0
}

// clock reads a time of day. A bare figure is one only where the words around it say so (bare).
// Hours from 1 to 7 without "am" are after noon: nobody is visited at four in the morning.
func (m message) clock(i int, bare bool) (string, int) {
	text, used := m.at(i), 1
	if past, minutes, ok := m.pastHour(i); ok {
		if n, u := m.number(i + past); u == 1 && n >= 1 && n <= 12 {
			if minutes < 0 {
				n, minutes = n-1, minutes+60
			}
			return hour(n, minutes, ""), past + 1
		}
		return "", 0
	}
	if bare && (text == "noon" || text == "midday") {
		return hour(12, 0, ""), 1
	}
	half := ""
	for _, tail := range []string{"pm", "am", "ish"} {
		if figures, ok := strings.CutSuffix(text, tail); ok && figures != "" {
			text, bare = figures, true
			if tail != "ish" {
				half = tail
			}
		}
	}
	if half == "" {
		if next := m.at(i + 1); next == "pm" || next == "am" {
			half, used = next, 2
		}
	}
	h, mins, minutes := strings.Cut(text, ".")
	n, err := strconv.Atoi(h)
	if err != nil {
		if n, used = m.number(i); used == 0 || !bare {
			return "", 0
		}
	}
	past := 0
	if minutes {
		if past, err = strconv.Atoi(mins); err != nil || past > 59 || len(mins) != 2 {
			return "", 0
		}
	}
	clockword := m.at(i+used) == "oclock" || m.at(i+used) == "ish"
	if clockword {
		used++
	}
	if n > 24 || n == 0 && half == "" && !minutes || half == "" && !minutes && !bare && !clockword && len(m.words) > 1 || n == 0 && half != "" {
		return "", 0
	}
	return hour(n, past, half), used
}

// pastHour reads "half", "half past", "quarter to": how many words it takes, and how many minutes
// before or after the hour it means.
func (m message) pastHour(i int) (words, minutes int, ok bool) {
	minutes = map[string]int{"half": 30, "quarter": 15}[m.at(i)]
	switch next := m.at(i + 1); {
	case minutes == 0:
		return 0, 0, false
	case next == "past":
		return 2, minutes, true
	case next == "to" && minutes == 15:
		return 2, -minutes, true
	}
	return 1, minutes, minutes == 30
}

func hour(n, past int, half string) string {
	switch {
	case half == "pm" && n < 12 || half == "" && n >= 1 && n <= 7:
		n += 12
	case half == "am" && n == 12:
		n = 0
	}
	return fmt.Sprintf("%02d:%02d", n%24, past)
}

// together joins the parts of a time: a day before the part of the day; two days with "or".
func together(parts []string) string {
	var days, times []string
	for _, p := range parts {
		if isDay(p) {
			days = append(days, p)
		} else {
			times = append(times, p)
		}
	}
	if len(days) == 2 && days[0] == "saturday" && days[1] == "sunday" {
		days = []string{"weekend"}
	}
	out := strings.Join(days, " or ")
	if len(times) > 0 {
		if out != "" {
			out += " "
		}
		if times[0] == "any time" && len(times) > 1 {
			times = times[1:] // "any day after 4"
		}
		out += times[0]
	}
	return out
}

// HourFor reports whether words say an hour, or a part of the day, and others only the day that it is of: "2pm" for
// "wednesday".
func (r *Reader) HourFor(hour, day string) bool {
	hours, _, _ := r.message(hour).times()
	days, _, _ := r.message(day).times()
	notDay := func(p string) bool { return !isDay(p) }
	return len(hours) > 0 && !slices.ContainsFunc(hours, isDay) && len(days) > 0 && !slices.ContainsFunc(days, notDay)
}

func isDay(p string) bool {
	return strings.HasSuffix(p, "day") && p != "midday" || p == "weekend" || p == "weekday" || p == "tomorrow" || p == "tonight" || strings.HasSuffix(p, " week")
}
