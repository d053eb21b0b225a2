package meaning

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Claim is a clause in the reply to one question that answers others. Offsets count runes.
type Claim struct {
	Start, End int
	Told       []Told
}

// Claims finds the clauses of a short reply to a question that say nothing but the answer to others: "saturday at
// ours, not jane, no advocate, im Dee" to whom to keep it from. behalf is set where somebody else writes for the
// young person.
func (r *Reader) Claims(ask, text string, behalf bool) []Claim {
	const most = 25 // words; more tell a story
	m := r.message(text)
	if len(m.words) > most {
		return nil
	}
	v := voice{who: Self, shown: true, plain: true}
	if behalf {
		v.who = Behalf
	}
	var found []Claim
	for from := 0; from < len(m.words); {
		to := from + 1
		for to < len(m.words) && !m.words[to].opens && (!m.words[to].pauses || m.hyphened(to-1)) && !m.turnsAway(ask, to) {
			to++
		}
		for from < to {
			end := to
			for ; end > from; end-- { // "not my sw and no advocate"
				if end < to && (m.at(end) != "and" || m.knownAt(end+1)) { // "Alison and Pete"
					continue
				}
				if told := m.claim(ask, from, end, v); len(told) > 0 {
					s := m.span(from, end, "")
					found = append(found, Claim{s.Start, s.End, told})
					break
				}
			}
			if end == from { // on behind the next "and"
				for end = from + 1; end < to && m.at(end) != "and"; end++ {
				}
			}
			from = end
		}
	}
	return found
}

// claim reads one clause as the answer to another question than ask; nil where it may answer ask, or says more.
func (m message) claim(ask string, from, to int, v voice) []Told {
	for from < to && (m.in("leads", from) && !m.decides(from) || m.at(from) == "and" || m.reader.phrases.fills(m.words[from])) {
		from++
	}
	for to > from && (m.in("by_the_way", to-1) || m.reader.phrases.fills(m.words[to-1])) {
		to--
	}
	if from < to && ask == "confirm" && m.at(from) == "but" {
		from++ // "yes but dont send gary"
	}
	if from == to || m.in("limits", from) && m.at(from) != "not" { // "only if its not my worker" is a yes
		return nil
	}
	c := m.part(from, to)
	c.words = slices.Clone(c.words)
	c.words[0].opens = true
	var told []Told
	for _, t := range c.told(danger{}, v) {
		if t.Ask == ask || t.Ask == "safe_now" || t.Ask == "contact_safe" || !mayClaim(ask, t.Ask) {
			return nil // of being safe nothing is taken in passing
		}
		told = append(told, t)
	}
	if len(told) > 0 && c.covered(told) {
		return told
	}
	if h, ok := c.wanted(); ok && h.rule.about[1] == "company" && ask != "visit_when" && ask != "safe_now" {
		s := c.span(0, len(c.words), "")
		return []Told{{"visit_with", Reply{Value: "text", Rest: s.Text}, s.Start, s.End}}
	}
	switch ask {
	case "carry_on", "visit_where", "visit_when", "advocate", "confirm":
		if t, ok := c.leavesOut(); ok && (ask == "advocate" || c.ofAPerson()) {
			return []Told{t}
		}
	}
	return c.placeAndTime(ask)
}

// covered reports whether answers are all that is said.
func (m message) covered(told []Told) bool {
	for i, w := range m.words {
		in := slices.ContainsFunc(told, func(t Told) bool { return w.start >= t.Start && w.start < t.End })
		little := m.reader.phrases.fills(w) || m.in("leads", i) || m.in("curse", i) || w.text == "and"
		if !in && (!little || m.decides(i)) { // a yes or a no answers what was asked
			return false
		}
	}
	return true
}

// leavesOut reads "not my sw": somebody not to send.
func (m message) leavesOut() (Told, bool) {
	const most = 5 // words
	if m.at(0) != "not" || len(m.words) > most || !m.names(1, len(m.words)) {
		return Told{}, false
	}
	s := m.span(0, len(m.words), "")
	return Told{"avoid", Reply{Value: "text", Rest: s.Text}, s.Start, s.End}, true
}

// OfAPerson reports whether words are of somebody, by a name or by what they are.
func (r *Reader) OfAPerson(text string) bool { return r.message(text).ofAPerson() }

// ofAPerson reports whether somebody is spoken of, by a name or by what they are: "not Sabbath" leaves nobody out.
func (m message) ofAPerson() bool {
	for i := range m.words {
		for _, set := range []string{"forename", "name_and_word", "title", "staff", "worker", "carer", "relative", "kin", "they"} {
			if m.in(set, i) {
				return true
			}
		}
	}
	return false
}

// turnsAway reports whether the end of a clause leaves somebody out: "someone else not my sw".
func (m message) turnsAway(ask string, i int) bool {
	if ask != "carry_on" && ask != "advocate" || m.at(i) != "not" || m.in("its_whose", i+1) {
		return false
	}
	to := i + 1
	for !m.ends(to) {
		to++
	}
	return to > i+1 && m.names(i+1, to)
}

// placeAndTime reads "tomorrow at school": where and when to come, and nothing else. One alone may be of anything.
func (m message) placeAndTime(ask string) []Told {
	if !mayClaim(ask, "visit_where") || m.any("of_wish") || m.any("every") {
		return nil
	}
	said := m.span(0, len(m.words), "")
	alone := m.reader.message(said.Text)
	place, time, ok := alone.side()
	when := m.reader.Answer("visit_when", time)
	switch {
	case !ok || when.Value == "" || !strings.ContainsFunc(time, unicode.IsLetter) || !m.reader.message(place).namesPlace():
		return nil
	case ask == "wanted_outcome" && !alone.once(when.Value):
		return nil // "weekends at my nans" is what they wish for
	case ask == "safe_now" && (when.Value == "now" || when.Value == "today" || when.Value == "tonight"):
		return nil
	}
	answer := func(ask, value, words string) Told {
		start := said.Start + utf8.RuneCountInString(said.Text[:strings.Index(said.Text, words)])
		return Told{ask, Reply{Value: value, Rest: words}, start, start + utf8.RuneCountInString(words)}
	}
	return []Told{answer("visit_where", "text", place), answer("visit_when", when.Value, time)}
}

// namesPlace reports whether words do nothing but name a place to meet: "saturday at dads was cancelled" tells more.
func (m message) namesPlace() bool {
	for i := range m.words {
		known := false
		for _, set := range []string{"to_meet", "locates", "at_place", "whose_place", "place", "our_place", "street", "filler", "leads"} {
			known = known || m.in(set, i)
		}
		if !known && !m.titled(i) && !m.in("forename", i) && m.at(i) != "to" && m.at(i) != "of" {
			return false
		}
	}
	return true
}

// once reports whether a time is of one day, and no habit.
func (m message) once(when string) bool {
	first, _, _ := strings.Cut(when, " ")
	habit := slices.ContainsFunc(m.words, func(w word) bool { return strings.HasSuffix(w.text, "days") || strings.HasSuffix(w.text, "ends") })
	return !habit && (isDay(first) || first == "tomorrow" || first == "after")
}

// mayClaim reports whether words that answer one question may be taken so where another was asked. "Not his mum" to
// "who are you?" leaves nobody out, and times beside "may we text you?" are of texting.
func mayClaim(asked, told string) bool {
	switch asked {
	case "carry_on", "visit_where", "visit_when":
		return told != "visit_where" && told != "visit_when" && told != "wanted_outcome"
	case "keep_from", "avoid":
		return told != "avoid" && told != "keep_from" && told != "wanted_outcome" && told != "relationship"
	case "contact_safe", "safe_now":
		return told == "name" || told == "child_name" || told == "child_age" || asked == "safe_now" && (told == "visit_where" || told == "visit_when")
	case "child_knows": // "hes only 2" is a no
		return told != "relationship" && told != "about_who" && told != "wanted_outcome" && told != "child_age"
	case "relationship", "about_who", "child_name", "name", "child_age", "advocate":
		return told != "relationship" && told != "about_who" && told != "wanted_outcome" && !(asked == "child_name" && told == "name") && !(asked == "name" && told == "child_name")
	}
	return told != "about_who" && told != "relationship"
}
