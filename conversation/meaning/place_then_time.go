package meaning

import (
	"slices"
	"strings"
)

// PlaceThenTime takes a reply to "where and when?" apart where its place ends and its time begins: "my
// flat. the week of the 14th, lectures finish then". It reports false where only the whole can be kept.
func (r *Reader) PlaceThenTime(text string) (place, time string, ok bool) {
	m := r.message(text)
	commas, timed := 0, false
	for i, w := range m.words {
		timed = timed || i > 0 && m.in("leads_time", i-1)
		and := m.at(i-1) == "and" && i > 1 && !timed
		if i == 0 || !and && !strings.ContainsAny(m.between(i), ".,;!") && !strings.Contains(m.between(i), " - ") {
			continue // a new line may fall anywhere
		}
		if !w.opens && !and {
			if commas++; timed || commas > 1 && !m.onlyTimes(m.part(i, len(m.words))) {
				continue // "after the school run, so 9.15" is all of a time
			}
		}
		if m.beginsTime(i) {
			if _, _, before := m.time(0, i); before != "" {
				return "", "", false
			}
			if and {
				return strings.TrimRight(strings.TrimSpace(text[:m.words[i-1].from]), ",;.- "), strings.TrimSpace(text[w.from:]), true
			}
			place, time := strings.TrimRight(strings.TrimSpace(text[:w.from]), ",;.- "), strings.TrimSpace(text[w.from:])
			if further, rest, is := r.message(time).side(); is { // "not at home. after school at the library on weds"
				place, time = place+". "+further, rest
			}
			return place, time, true
		}
	}
	return m.side()
}

// side takes apart a place and a time that stand side by side with nothing between them, in either order:
// "home on monday", "tuesday after 3 at my nans".
func (m message) side() (place, time string, ok bool) {
	const most = 10                                                              // words; more says other things too
	aside := slices.ContainsFunc(m.words, func(w word) bool { return w.pauses }) // "my house, he is home by 4"
	if len(m.words) > most || m.several() || aside {
		return "", "", false
	}
	for i := 1; i < len(m.words); i++ {
		head, tail := m.part(0, i), m.part(i, len(m.words))
		before, after := strings.TrimRight(strings.TrimSpace(m.text[:m.words[i].from]), ",;.- "), strings.TrimSpace(m.text[m.words[i].from:])
		if m.in("leads_place", i) && m.onlyTimes(head) {
			for j := len(m.words) - 1; j > i+1; j-- {
				if m.at(j-1) != "on" && m.onlyTimes(m.part(j, len(m.words))) && m.onlyPlace(m.part(i, j)) { // "tuesday at school 3pm"
					place := strings.TrimSpace(m.text[m.words[i].from:m.words[j].from])
					return strings.TrimRight(place, ",;.- "), before + " " + strings.TrimSpace(m.text[m.words[j].from:]), true
				}
			}
		}
		switch {
		case m.onlyPlace(head) && m.onlyTimes(tail):
			return before, after, true
		case m.in("leads_place", i) && m.onlyTimes(head) && m.onlyPlace(tail): // "sunday school" is a place
			place, time, ok = after, before, true // "tuesday at 4 at my nans" has all of its time first
		}
	}
	return place, time, ok
}

// onlyPlace reports whether a few words name a place to meet and say nothing else.
func (m message) onlyPlace(part message) bool {
	const most = 5
	from, to := 0, len(part.words)
	for from < to && (part.carriesNothing(from) || part.in("to_meet", from)) {
		from++
	}
	if from == to || to-from > most {
		return false
	}
	for i := from; i < to; i++ {
		if _, used := part.coarse(i); used > 0 || part.in("no", i) || part.at(i) == "not" || part.at(i) == "than" || part.in("unless", i) {
			return false
		}
	}
	last := to - 1
	return part.any("place") || part.in("our_place", last) && (last == 0 || part.in("locates", last-1) || part.at(last-1) == "to" || part.at(last-1) == "round")
}

// onlyTimes reports whether words say a time and nothing else, and lead to nothing that stands after them.
func (m message) onlyTimes(part message) bool {
	last := part.at(len(part.words) - 1)
	if when, used := part.coarse(0); when == "any time" {
		but := used+1 < len(part.words) && slices.Contains([]string{"but", "except", "bar", "not"}, part.at(used))
		if used == len(part.words) || but && m.onlyTimes(part.part(used+1, len(part.words))) {
			return true // "at mine any day", "any day but wednesday"
		}
	}
	return !part.in("leads_time", len(part.words)-1) && last != "at" && last != "in" && last != "the" && last != "on" && m.reader.OnlyWhen(part.said())
}

// beginsTime reports whether what comes from a word on begins with a time, or says when not.
func (m message) beginsTime(from int) bool {
	for from < len(m.words)-1 && (m.in("leads", from) || m.at(from) == "and" || m.reader.phrases.fills(m.words[from])) {
		from++
	}
	if m.in("whose_event", from) && m.in("day_of", from+2) || m.in("kind_of_day", from) && m.in("day_of", from+1) {
		return true // "her inset day, next friday"
	}
	if from == len(m.words)-1 && len(m.at(from)) == 1 {
		return false // "hi again, 1" is a yes
	}
	if m.in("not_when", from+1) && m.at(from) == "not" && !(m.at(from+1) == "at" && m.somewhere(from+2)) {
		return true
	}
	if when, used := m.coarse(from + 1); m.at(from) == "not" && used > 0 && isDay(when) {
		return true
	}
	if m.in("leads_time", from) && m.in("someones", from+1) && from+2 < len(m.words) {
		return true // "once the little one is down"
	}
	if m.in("leads_time", from) && (m.in("event", from+1) || m.in("whose_event", from+1) && m.in("event", from+2)) {
		return true // "after my tea"
	}
	if when, used := m.coarse(from); used > 0 && (when == "any time" || isDay(when)) {
		return true
	}
	a, b, when := m.time(from, len(m.words))
	return when != "" && b > a && (m.in("leads_time", from) || m.onlyTime(from, a))
}

// somewhere reports whether a word begins where somebody is: "not at denises", "not at my mums".
func (m message) somewhere(i int) bool {
	return m.in("whose_place", i) || m.in("place", i) || m.in("our_place", i) || i < len(m.words) && (m.titled(i) || m.withoutS(i) != "")
}

// onlyTime reports whether the words from..to-1 only lead to a time.
func (m message) onlyTime(from, to int) bool {
	for i := from; i < to; i++ {
		if !m.ofTime(i) {
			return false
		}
	}
	return true
}
