package meaning

import (
	"strconv"
	"strings"
)

// oldest is the highest age at which someone is a young person of this service: care leavers are
// helped until 25. A number beyond it is somebody else's age, or no age.
const oldest = 25

var numberWords = []string{
	"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
	"thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
}

// age finds the young person's age in years: "nearly 12" is 11, "16 in march" is 15, a baby is 0.
func (m message) age() Reply {
	for i := 0; i < len(m.words); i++ {
		w := m.words[i]
		n, used := m.number(i)
		if used == 0 || n > oldest {
			continue
		}
		prev, next := m.at(i-1), m.at(i+used)
		switch {
		case prev == "year" || prev == "yr" || prev == "under" || prev == "over" || prev == "class":
			return Reply{Rest: whole(m.text)}
		case strings.HasPrefix(next, "week") || strings.HasPrefix(next, "month") || next == "mths" || next == "wks":
			n = 0
		case next == "pm" || next == "am" || next == "%":
			continue
		case prev == "nearly" || prev == "almost" || prev == "turning" || next == "in" || next == "next" || next == "on":
			n--
		}
		return Reply{
			Value: strconv.Itoa(max(n, 0)), Rest: m.beyond(hit{from: i, to: i + used}),
			OnlyHere: len(m.words) <= 3 && (n > 3 || w.text[0] > '9'),
		}
	}
	return Reply{Rest: whole(m.text)}
}

// at is the word at a place, or "" outside the message.
func (m message) at(i int) string {
	if i < 0 || i >= len(m.words) {
		return ""
	}
	return m.words[i].text
}

// number reads the number that begins at a word, in figures or in words, and how many words it takes.
func (m message) number(i int) (n, used int) {
	text := m.at(i)
	if n, err := strconv.Atoi(text); err == nil && len(text) <= 2 {
		return n, 1
	}
	for _, tail := range []string{"yo", "yr", "yrs", "y"} {
		if figures, ok := strings.CutSuffix(text, tail); ok {
			if n, err := strconv.Atoi(figures); err == nil && len(figures) <= 2 {
				return n, 1
			}
		}
	}
	for n, w := range numberWords {
		if text != w && !(len(w) >= 5 && oneOff(text, w)) {
			continue
		}
		if n == 20 {
			if more, ok := m.number(i + 1); ok == 1 && more >= 1 && more <= 9 {
				return n + more, 2
			}
		}
		return n, 1
	}
	return 0, 0
}

// oneOff reports whether two words differ by one letter: changed, missing, or too many.
func oneOff(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) == len(b) {
		return i == len(a) || a[i+1:] == b[i+1:]
	}
	return a[i:] == b[i+1:]
}
