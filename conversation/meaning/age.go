package meaning

import (
	"slices"
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
// Of several numbers the one that is said to be so now is meant ("he was 6 then, hes 8 now"), else
// the first; of "12 or 13" neither.
func (m message) age() Reply {
	var found Reply
	for i := 0; i < len(m.words); i++ {
		n, used := m.number(i)
		if used == 0 || n > oldest || n == 0 && len(m.words) == 1 {
			continue // a lone "0" is what we offer where a question may be left out
		}
		if m.countsOne(i) || m.ofRelative(i) {
			continue
		}
		if m.eitherAge(i+used, n) {
			return Reply{Value: "unsure", Rest: whole(m.text)}
		}
		n, ok := m.inYears(n, i, i+used)
		if !ok {
			continue
		}
		now := slices.Contains([]string{"hes", "shes", "theyre", "is", "so", "still", "now", "aged"}, m.at(i-1)) || m.at(i+used) == "now"
		if found.Value != "" && !now {
			continue
		}
		found = Reply{
			Value: strconv.Itoa(n), Rest: m.beyond(hit{from: i, to: i + used}),
			OnlyHere: len(m.words) <= 3 && (n > 3 || m.words[i].text[0] > '9'),
		}
		if now {
			return found
		}
	}
	if found.Value == "" && slices.ContainsFunc(m.words, func(w word) bool { return w.text == "newborn" }) {
		found.Value = "0"
	}
	if found.Value == "" {
		found.Rest = whole(m.text)
	}
	return found
}

// countsOne reports whether a "one" counts nothing: "my only one", "the little one", "one of them".
func (m message) countsOne(i int) bool {
	if m.at(i) != "one" {
		return false
	}
	if m.at(i-1) == "only" && slices.Contains([]string{"hes", "shes", "is"}, m.at(i-2)) {
		return false
	}
	return slices.Contains([]string{"only", "the", "my", "no", "this", "that", "another", "little", "young", "eldest", "youngest", "oldest", "which", "every"}, m.at(i-1)) ||
		slices.Contains([]string{"of", "more", "who", "thing", "day", "time", "to"}, m.at(i+1))
}

// ofRelative reports whether a number is said to be the age of a relative or friend of theirs: "her
// brother is 9".
func (m message) ofRelative(at int) bool {
	const near = 4
	for i := at - 1; i > 0 && i >= at-near; i-- {
		switch {
		case m.words[i+1].opens, m.at(i) == "and", m.at(i) == "but", m.at(i) == "he", m.at(i) == "she", m.at(i) == "hes", m.at(i) == "shes":
			return false
		case m.in("rival", i):
			return slices.Contains([]string{"his", "her", "their"}, m.at(i-1)) || slices.Contains([]string{"his", "her", "their"}, m.at(i-2)) && m.in("elder", i-1)
		}
	}
	return false
}

// eitherAge reports whether a second age follows a first: "12 or 13", "ten, maybe eleven".
func (m message) eitherAge(i, first int) bool {
	if next := m.at(i); next != "or" && next != "maybe" && next != "perhaps" && (next != "and" || m.at(i-2) != "between") {
		return false
	}
	n, used := m.number(i + 1)
	return used > 0 && n != first
}

// inYears says what a number in the words from..to-1 makes the young person's age, where it is one.
func (m message) inYears(n, from, to int) (int, bool) {
	switch next := m.at(to); {
	case strings.HasPrefix(next, "month"), next == "mths":
		return n / 12, true
	case strings.HasPrefix(next, "week"), next == "wks", strings.HasPrefix(next, "day"):
		return 0, true
	case next == "pm", next == "am", next == "%":
		return 0, false
	case next == "last":
		return n, true
	}
	switch m.at(from - 1) {
	case "year", "yr", "under", "over", "class", "not", "when", "since":
		return 0, false
	case "was", "were":
		return n, m.at(to) != "when" && m.at(to) != "then"
	case "turned", "gone":
		return n, true
	case "nearly", "almost", "turning", "rising":
		return max(n-1, 0), true
	case "be":
		if m.at(from-2) != "must" {
			n--
		}
		return max(n, 0), true
	}
	switch m.at(to) {
	case "in", "next", "on", "tomorrow":
		return max(n-1, 0), true
	}
	return n, true
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
	for _, tail := range []string{"yo", "yr", "yrs", "y", "ish"} {
		if figures, ok := strings.CutSuffix(text, tail); ok {
			if n, err := strconv.Atoi(figures); err == nil && len(figures) <= 2 {
				return n, 1
			}
		}
	}
	for n, w := range numberWords {
		if text != w && !(len(w) >= 5 && i < len(m.words) && len(m.words[i].terms) == 0 && oneOff(text, w)) {
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

// OneSlip reports whether two names differ by one letter: changed, missing, or too many.
func OneSlip(a, b string) bool { return oneOff(a, b) }

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

// SeveralAges is what a few words say where more than one age stands in them: "Kai 8 Leo 10"; else "".
func (r *Reader) SeveralAges(text string) string {
	const most, oldest = 10, 25 // words
	m := r.message(text)
	ages, first := 0, 0
	for i := range m.words {
		if n, used := m.number(i); used > 0 && n <= oldest {
			if ages++; ages == 1 {
				first = i
			}
		}
	}
	from, to := m.bare(0, len(m.words))
	if m.at(from) == "my" || m.at(from) == "our" {
		from = first // whose they are is known: "my grandsons alfie and jude, 7 and 9"
	}
	if ages > 1 && to-from <= most {
		return m.stretchOf(from, to)
	}
	return ""
}
