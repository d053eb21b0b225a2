package meaning

import (
	"slices"
	"strings"
)

// WhereAndWhen finds a place to meet and a day, where nothing else is said but a yes: "yes school friday lunch".
// In answer to "is it OK to text you here?" these are no hours at which we may write.
func (r *Reader) WhereAndWhen(text string) (place, time string, ok bool) {
	place, time, ok = r.PlaceThenTime(r.AfterYes(text))
	if !ok || r.AsksAtOnce(text) {
		return "", "", false
	}
	where, when := r.message(place), r.message(time)
	if !when.any("day") || where.any("limits") || where.any("leads_time") || !where.onlyPlace(where) || r.reply(text).any("of_writing") {
		return "", "", false
	}
	return place, time, true
}

// BeforeReason is what is said before the reason for it: "tues" of "tues i got a trip mon".
func (r *Reader) BeforeReason(text string) string {
	m := r.message(text)
	for i := 1; i < len(m.words); i++ {
		if m.in("gives_reason", i) {
			return strings.TrimSpace(text[:m.words[i].from])
		}
	}
	return text
}

// DayAlone is the day on which somebody may come, where nothing else is said but a yes: "tuesday 4pm", "can you come
// friday". In answer to "is it OK to text you here?" it says nothing of the phone.
func (r *Reader) DayAlone(text string) (time string, ok bool) {
	time = r.AfterYes(text)
	if proposed, asks := r.Proposed(time); asks {
		time = proposed
	}
	m := r.message(time)
	return time, m.ofOneDay() && m.reader.OnlyWhen(time)
}

// ofOneDay reports whether a day is named that comes once, and nothing that would make it the hours at which we may
// write: "only on tuesday", "not friday", "weekdays".
func (m message) ofOneDay() bool {
	once := false
	if _, used := m.number(0); used > 0 && m.ends(1) {
		return false // "2. tuesday" is a no
	}
	for i, w := range m.words {
		if m.in("no", i) || m.in("denies", i) || m.in("limits", i) || m.at(i) == "every" || hasTerm(w, m.reader.phrases.ids["<we_write>"]) {
			return false
		}
		many := strings.HasSuffix(w.text, "days") || strings.HasSuffix(strings.ToLower(w.raw(m.text)), "days") || w.text == "weekend" && m.at(i-1) != "this" && m.at(i-1) != "next"
		once = once || m.in("day", i) && !many
	}
	return once && !m.any("of_writing")
}

// sendsNot reports whether the words from..to-1 say whom not to send, and no more: "and dont send her".
func (m message) sendsNot(from, to int) bool {
	const most = 6 // words
	from += m.ands(from)
	return to-from <= most && to-from > 2 && m.in("denies", from) && (m.at(from+1) == "send" || m.at(from+1) == "bring") && m.someone(from+2, to)
}

// ands is how many words there are from one on that only lead to what is asked.
func (m message) ands(from int) int {
	n := 0
	for slices.Contains([]string{"and", "but", "please", "just", "also"}, m.at(from+n)) {
		n++
	}
	return n
}

// someone reports whether one of the words from..to-1 is a person.
func (m message) someone(from, to int) bool {
	return m.names(from, to) || slices.ContainsFunc(m.words[from:to], func(w word) bool {
		return slices.Contains([]string{"him", "her", "them", "anyone", "anybody", "someone"}, w.text)
	})
}

// withoutSending is a reply without what it says of whom not to send or talk to, which is of nobody's phone: "yes but
// dont send gary". It reports false where nothing of the kind is said.
func (r *Reader) withoutSending(text string) (rest string, cut bool) {
	m := r.message(text)
	rest = text
	for i := len(m.words) - 1; i >= 0; i-- {
		to := m.clause(min(i+2, len(m.words))) // "anyone but gary" turns on nothing
		if !m.startsSending(i, to) || r.reply(m.span(i, to, "").Text).any("of_writing") {
			continue
		}
		from := i
		for from > 0 && slices.Contains([]string{"and", "but", "please", "just", "also"}, m.at(from-1)) {
			from--
		}
		after := ""
		if to < len(m.words) {
			after = text[m.words[to].from:]
		}
		return whole(strings.TrimSpace(text[:m.words[from].from] + " " + after)), true
	}
	return rest, false
}

// startsSending reports whether the words from..to-1 begin with whom not to send or talk to.
func (m message) startsSending(from, to int) bool {
	if to <= from+1 || from > 0 && m.doer(from-1) {
		return false
	}
	switch {
	case m.in("denies", from) && m.at(from+1) == "involve":
		return true
	case m.in("denies", from) && (m.at(from+1) == "send" || m.at(from+1) == "bring"):
		return m.someone(from+2, min(from+5, to))
	case m.in("denies", from) && (m.at(from+1) == "talk" || m.at(from+1) == "speak"):
		return m.someone(from+2, min(from+6, to))
	case m.at(from) == "anyone" || m.at(from) == "anybody":
		return (m.at(from+1) == "but" || m.at(from+1) == "except") && m.someone(from+2, to)
	}
	return false
}
