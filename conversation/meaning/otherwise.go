package meaning

import (
	"slices"
	"strings"
	"unicode"
)

// SecondThought counts the runes before the words of a message that put something right: "changed my mind, ", "all
// good but ", "no ". It is 0 where it begins with them, or where nothing would be left.
func (r *Reader) SecondThought(text string) (start int) {
	m := r.message(text)
	from := 0
	for moved := true; moved && from < len(m.words)-1; {
		moved = false
		for _, h := range m.of("second_thought") {
			if h.from <= from && h.to > from && h.to < len(m.words) {
				from, moved = h.to, true
			}
		}
		if but := m.rightBut(from); but > from {
			from, moved = but, true
		}
		for from < len(m.words)-1 && m.in("mind_filler", from) && m.at(from+1) != "not" && !m.in("denies", from+1) {
			from, moved = from+1, true
		}
	}
	if from == 0 || from >= len(m.words) {
		return 0
	}
	return m.words[from].start
}

// rightBut is the word after "its right but", "all good except": what comes then is not right.
func (m message) rightBut(from int) int {
	const few = 6 // words of such a yes
	for i := from + 1; i < min(from+few, len(m.words)-1); i++ {
		two := m.at(i) == "apart" && m.at(i+1) == "from"
		if !two && !slices.Contains([]string{"but", "except", "only", "just", "tho", "though"}, m.at(i)) {
			continue
		}
		if reply := m.reader.Answer("confirm", m.span(from, i, "").Text); reply.Value != "send" && reply.Value != "yes" {
			return from
		}
		if i++; two || m.at(i) == "for" || m.at(i) == "that" {
			i++
		}
		return min(i, len(m.words)-1)
	}
	return from
}

// AllowedAgain is whom a short message lets come or know after all, and what it says besides: "tracey" in "tracey can
// come, i dont mind".
func (r *Reader) AllowedAgain(text string) (who, besides string, ok bool) {
	const most, longest = 10, 4 // words
	m := r.message(text)
	if len(m.words) > most {
		return "", "", false
	}
	for _, h := range longestFirst(m.of("allowed")) {
		from, to := h.to, len(m.words)
		if h.rule.about[1] == "after" {
			if !m.ends(h.to) && !m.in("own_clause", h.to) {
				continue
			}
			from, to = m.skip(0, "mind_filler"), h.from
		} else {
			for end := from; end < to; end++ {
				if m.words[end].opens && end > from || m.in("is", end) || m.at(end) == "coming" || m.at(end) == "now" || m.at(end) == "knows" {
					to = end
				}
			}
		}
		if from < to && to-from <= longest && m.part(from, to).ofAPerson() {
			return m.span(from, to, "").Text, m.around(min(from, h.from), max(to, h.to)), true
		}
	}
	return "", "", false
}

// NoLonger is what a short message calls no good, where that stands after the words that say so: "thursday" in "i cant
// do thursday", "school" in "i dont want to do it at school".
func (r *Reader) NoLonger(text string) (was string, ok bool) {
	const most, longest = 12, 4 // words
	m := r.message(text)
	if len(m.words) > most {
		return "", false
	}
	for _, h := range longestFirst(m.of("no_longer")) {
		from, to := h.to, len(m.words)
		if h.rule.about[1] == "after" {
			from, to = m.skip(0, "mind_filler"), h.from
		}
		for end := from + 1; end < to; end++ {
			if m.words[end].opens || m.words[end].pauses || m.in("turns", end) || m.at(end) == "now" || m.at(end) == "anymore" || m.at(end) == "cos" {
				to = end
			}
		}
		if from < to && to-from <= longest {
			return m.span(from, to, "").Text, true
		}
	}
	return "", false
}

// Unfit gives what a short message calls no good without saying what would be: "thursdays no good anymore i got
// football" is "thursdays".
func (r *Reader) Unfit(text string) (was string, ok bool) {
	const most, longest = 14, 4 // words
	m := r.message(text)
	if len(m.words) > most {
		return "", false
	}
	for _, h := range m.of("instead") {
		from, to := m.bare(0, h.from)
		if h.rule.about[1] == "unfit" && from < to && to-from <= longest {
			return m.stretchOf(from, to), true
		}
	}
	return "", false
}

// PlaceOrTime reads a few words at the read-back that are a place, or a time, and nothing else: "my nans", "home", "fri".
func (r *Reader) PlaceOrTime(text string) (Told, bool) {
	m := r.message(text)
	from, to := m.skip(0, "mind_filler"), len(m.words)
	if m.in("is_aged", from) {
		return Told{}, false // "im 14"
	}
	for from < to {
		next := m.leadsInstead(from, to)
		for _, h := range longestFirst(m.part(from, to).of("anew")) {
			if how := h.rule.about[1]; (how == "lead" || how == "weak") && h.from == 0 && h.to < to-from {
				next = max(next, from+h.to)
			}
		}
		if next == from {
			break
		}
		from = m.skip(next, "mind_filler")
	}
	const most = 6 // words
	if from >= to || to-from > most {
		return Told{}, false
	}
	part, s := m.part(from, to), m.span(from, to, "")
	if strings.Contains(text[m.words[from].from:], "?") || part.at(0) == "not" || part.any("denies") {
		return Told{}, false
	}
	if reply := m.read("visit_when", from, to); reply.OnlyHere && r.OnlyWhen(part.said()) && (strings.ContainsAny(s.Text, ":.") || strings.ContainsFunc(s.Text, unicode.IsLetter)) {
		reply.Rest = s.Text
		return Told{"visit_when", reply, s.Start, s.End}, true
	}
	named := from > 0 && part.in("leads_place", 0) && to-from <= 4 && !part.ofAPerson() // "id rather meet at costa"
	if m.onlyPlace(part) || named && m.read("visit_where", from, to).Value == "text" {
		return Told{"visit_where", Reply{Value: "text", Rest: s.Text}, s.Start, s.End}, true
	}
	return Told{}, false
}

// Sentences cuts a message where a sentence ends, or a clause after a comma that begins one: offsets count runes.
func (r *Reader) Sentences(text string) (cuts []Span) {
	m := r.message(text)
	for from := 0; from < len(m.words); {
		to := from + 1
		for to < len(m.words) && !m.words[to].opens {
			to++
		}
		cuts = append(cuts, m.span(from, to, ""))
		from = to
	}
	return cuts
}

// Recounted reads how many there were, where what was told says another number of the same in the same
// words: "she came 4 times", of "she came 3 times".
func (r *Reader) Recounted(text, told string) (was, now string, ok bool) {
	const most = 9 // words
	m, t := r.message(text), r.message(told)
	if len(m.words) > most {
		return "", "", false
	}
	for i := range m.words {
		n, used := m.number(i)
		of := m.at(i + used)
		if used == 0 || of == "" || m.saysLittle(i+used) || m.in("part_of_day", i+used) {
			continue
		}
		for j := range t.words {
			if k, also := t.number(j); also > 0 && k != n && t.at(j+also) == of && i > 0 && t.at(j-1) == m.at(i-1) {
				if ok {
					return "", "", false
				}
				was, now, ok = t.span(j, j+also+1, "").Text, m.span(i, i+used+1, "").Text, true
			}
		}
	}
	return was, now, ok
}

// SaysWhy reports whether words tell what somebody does, and so name no place: "my son reads my post".
func (r *Reader) SaysWhy(text string) bool {
	m := r.message(text)
	at := m.skip(0, "mind_filler")
	if slices.Contains([]string{"my", "our", "his", "her", "the"}, m.at(at)) {
		at++
	}
	who := m.in("kin", at) || m.in("young", at) || m.in("relative", at) || m.in("they", at) || m.in("forename", at)
	return who && at+2 < len(m.words) && !m.in("place", at+1) && !m.in("place", at+2) || m.at(0) == "i" || m.at(0) == "we" || m.at(0) == "they"
}

// OtherThan is what a message wants in the place of an answer, where it says "not" of that: "my nans" in "not school my
// nans", of "school".
func (r *Reader) OtherThan(text, known string) (now string, ok bool) {
	m := r.message(text)
	not := m.skip(0, "mind_filler")
	if m.at(not) != "not" || not+1 >= len(m.words) || known == "" {
		return "", false
	}
	now, ok = r.Without(m.span(not+1, len(m.words), "").Text, known)
	return now, ok && now != ""
}
