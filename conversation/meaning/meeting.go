package meaning

import (
	"slices"
	"strings"
)

// listed reads a short list of answers to "where and when shall we come": "school, tuesday after 3,
// not with dave there". All of it must be such an answer, else none of it is.
func (m message) listed() []Told {
	const most = 16
	if len(m.words) > most || len(m.words) == 0 || !slices.ContainsFunc(m.words[1:], func(w word) bool { return w.opens || w.pauses }) {
		return nil
	}
	if _, used := m.number(0); used > 0 && m.ends(1) && len(m.at(0)) == 1 {
		return nil // "2. tuesday" begins with the number of an answer
	}
	var found []Told
	for from := 0; from < len(m.words); {
		to := from + 1
		for to < len(m.words) && !m.words[to].opens && !m.words[to].pauses {
			to++
		}
		t, ok := m.item(from, to)
		if !ok {
			return nil
		}
		found = append(found, t)
		from = to
	}
	if len(found) < 2 || found[0].Ask == "avoid" {
		return nil
	}
	return found
}

// item reads one entry of such a list.
func (m message) item(from, to int) (Told, bool) {
	const placeWords = 4
	s, reply, ask := m.span(from, to, ""), Reply{}, ""
	end := to
	switch {
	case m.sendsNot(from, to):
		s = m.span(from+m.ands(from), to, "")
		ask, reply = "avoid", Reply{Value: "text", Rest: s.Text}
	case m.at(from) == "not" && m.names(from+1, to):
		ask, reply = "avoid", Reply{Value: "text", Rest: s.Text}
	case m.at(from) != "not" && to-from <= placeWords && m.place(from, &end) && end == to:
		ask, reply = "visit_where", Reply{Value: "text", Rest: s.Text}
	default:
		if a, b, when := m.time(from, to); when != "" && a == from && b == to {
			ask, reply = "visit_when", Reply{Value: when}
		}
	}
	return Told{ask, reply, s.Start, s.End}, ask != ""
}

// place reports whether a place to meet is named within the first words from..to, and cuts off what
// says when.
func (m message) place(from int, to *int) bool {
	const near = 5
	found := false
	for i := from; i < *to; i++ {
		if _, used := m.coarse(i); used > 0 || i > from && slices.Contains([]string{"on", "after", "before", "at", "when", "any", "not"}, m.at(i)) {
			*to = i
			break
		}
		found = found || i < from+near && m.in("place", i)
	}
	return found && *to > from
}

// OnlyWhen reports whether nothing is said but a time: "any day after 4", "yes, wednesday 12.30".
func (r *Reader) OnlyWhen(text string) bool {
	m := r.message(text)
	from, to, when := m.time(0, len(m.words))
	if when == "" {
		return false
	}
	for i := range m.words {
		if (i < from || i >= to) && !m.carriesNothing(i) && !m.ofTime(i) && !m.in("to_meet", i) {
			return false
		}
	}
	return true
}

// ofTime reports whether a word only leads to a time, or limits it.
func (m message) ofTime(i int) bool {
	return m.in("day", i) || slices.Contains([]string{"any", "day", "days", "time", "on", "at", "in", "a", "the", "from", "about", "around", "only", "but", "maybe", "probably", "or", "next", "this", "every", "most", "first", "last", "literally", "early", "late"}, m.at(i))
}

// AfterYes is a reply without the yes with which it begins: "yeah ok. at my school" is "at my school".
func (r *Reader) AfterYes(text string) string {
	m := r.message(text)
	first := 0
	for first < len(m.words) && (m.in("yes", first) || r.phrases.fills(m.words[first])) {
		first++
	}
	if first == 0 || first == len(m.words) {
		return text
	}
	return strings.TrimSpace(text[m.words[first].from:])
}

// time finds what of the words from..to-1 says a time, from its first word to its last, and the time.
func (m message) time(from, to int) (int, int, string) {
	if from >= to {
		return from, to, ""
	}
	reply := m.read("visit_when", from, to)
	if !reply.OnlyHere {
		return from, to, ""
	}
	_, first, end := m.part(from, to).times()
	if first < 0 { // what says when does so without the words that carry nothing: "bloody hell 1"
		for to-1 > from && m.read("visit_when", from, to-1).Value == reply.Value {
			to--
		}
		for from+1 < to && m.read("visit_when", from+1, to).Value == reply.Value {
			from++
		}
		return from, to, reply.Value
	}
	return from + first, from + end, reply.Value
}

// Meets reports whether a message says where or when somebody could be met, and complains of nothing.
func (r *Reader) Meets(text string) bool {
	const most = 20 // words
	m := r.message(text)
	why := slices.IndexFunc(m.words, func(w word) bool { return w.text == "because" }) // "at school not registration cos thats when the taxi is late"
	complains := func(h hit) bool { return why < 0 || h.from < why }
	if len(m.words) > most || slices.ContainsFunc(m.of("complains"), complains) || m.danger().risk != None {
		return false
	}
	for from := 0; from < len(m.words); {
		to := from + 1
		for to < len(m.words) && !m.words[to].opens && !m.words[to].pauses {
			to++
		}
		if m.meets(from, to) {
			return true
		}
		from = to
	}
	return false
}

// meets: this clause names a place or a time, and denies nothing. "1" is a yes, and no hour.
func (m message) meets(from, to int) bool {
	const near = 5
	for i := from; i < to; i++ {
		if m.at(i) == "not" && i > from && m.meets(from, i) && (m.in("place", i+1) || m.in("whose_place", i+1) || m.in("at_place", i+1)) {
			return true // "at school not the home"
		}
		if m.at(i) == "not" && i > from && i <= from+near && m.in("yes", from) && m.meets(from, i) {
			return true // "yes at school but not registration"
		}
		if m.in("no", i) || m.in("no_meeting", i) || m.at(i) == "2" && i == 0 {
			return false
		}
	}
	for i := from; i < to; i++ {
		if m.in("place", i) || m.at(i) == "mine" || m.at(i) == "ours" {
			return true
		}
		if before := m.at(i - 1); m.at(i) == "contact" && (before == "at" || m.in("whose_place", i-1) && m.at(i-2) == "at") {
			return true // "at contact" is where family meets
		}
	}
	if m.begins(from) && m.in("at_place", from) && m.in("whose_place", from+1) && to-from > 2 && !m.part(from, to).any("no_place") {
		return true // "by the fountain in town"
	}
	if from == 0 && m.at(0) == "1" {
		from = 1
	}
	a, b, when := m.time(from, to)
	if b-a == 1 && len(m.at(a)) == 1 {
		return false // "hi again. 1" is a yes, and no hour
	}
	if when == "" || b-a == 1 && (m.at(a) == "now" || m.at(a) == "today" || m.at(a) == "tonight") {
		return false
	}
	for i := from; i < to; i++ {
		if (i < a || i >= b) && !m.carriesNothing(i) && !m.in("unless", i) && !m.ofTime(i) {
			return false // "i want my saturdays back" says when, but not when to come
		}
	}
	return true
}
