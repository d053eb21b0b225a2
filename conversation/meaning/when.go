package meaning

import (
	"fmt"
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
	var parts []string
	var from, to = -1, 0
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
			take(coarse, i, i+used)
			i += used
			continue
		}
		if clock, used := m.clock(i, false); used > 0 {
			take(clock, i, i+used)
			i += used
			continue
		}
		i++
	}
	if len(parts) == 0 {
		return Reply{Rest: whole(m.text)}
	}
	value := together(parts)
	return Reply{Value: value, Rest: m.beyond(hit{from: from, to: to}), OnlyHere: value != "now" && value != "any time"}
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
	case "after", "from", "past":
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
	if text == "half" {
		if n, u := m.number(i + 1); u == 1 && n >= 1 && n <= 12 {
			return hour(n, 30, ""), 2
		}
		return "", 0
	}
	half := ""
	for _, tail := range []string{"pm", "am"} {
		if figures, ok := strings.CutSuffix(text, tail); ok && figures != "" {
			text, half = figures, tail
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
	if n > 24 || half == "" && !minutes && !bare && !clockword && len(m.words) > 1 || n == 0 && half != "" {
		return "", 0
	}
	return hour(n, past, half), used
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
		out += times[0]
	}
	return out
}

func isDay(p string) bool {
	return strings.HasSuffix(p, "day") && p != "midday" || p == "weekend" || p == "tomorrow" || p == "tonight" || strings.HasSuffix(p, " week")
}
