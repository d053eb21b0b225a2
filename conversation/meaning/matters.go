package meaning

import (
	"slices"
	"strings"
)

// matters is what a message complains of, if it complains.
type matters struct {
	category string
	kinds    []string
	issues   []IssueSpan
}

// answers marks the words that only answer a question, with what announces the answer: "best place
// is the youth club". They complain of nothing. Who it is about and what they wish for may.
func (m message) answers(told []Told) []bool {
	marked := make([]bool, len(m.words))
	for _, t := range told {
		switch t.Ask {
		case "contact_safe", "visit_where", "visit_when", "avoid", "keep_from", "advocate", "name":
		case "wanted_outcome":
			if len(m.of("recalls")) == 0 {
				continue
			}
		default:
			continue
		}
		for i := len(m.words) - 1; i >= 0; i-- {
			w := m.words[i]
			if w.start >= t.End || w.start < t.Start && w.text == "and" {
				if w.start < t.Start {
					break
				}
				continue
			}
			marked[i] = true
			if w.start <= t.Start && (w.opens || w.pauses) {
				break
			}
		}
	}
	m.asides(marked)
	return marked
}

// Beside reports whether a message says nothing but what only stands beside a complaint: "is this
// free", "sorry for long msg", "0. I've got all the emails if you need them", "this is a joke".
func (r *Reader) Beside(text string) bool {
	m := r.message(text)
	marked := make([]bool, len(m.words))
	m.asides(marked)
	if m.danger().risk != None {
		return false
	}
	lines := r.asTyped(text).sentences()
	chats, said := len(m.of("kind")) == 0 && slices.ContainsFunc(lines, message.chats), false // "my room is freezing" may sound like it
	for _, s := range lines {
		_, later := s.best("later")
		idle := later || s.idle()
		if !idle && !s.angers() && !r.isAside("", s) && !(chats && (s.chats() || r.onlyTells("", s, true))) {
			return m.onlyAnswers(marked)
		}
		vents := slices.ContainsFunc(s.words, func(w word) bool { return w.text == "tbh" }) // "its taking the piss"
		said = said || !idle || vents
	}
	return said || m.onlyAnswers(marked) || r.onlyCourtesies(text)
}

// Uncoloured is a reply without what is only said out of politeness or in anger: "jesus christ 1" is 1.
func (r *Reader) Uncoloured(text string) string {
	m := r.asTyped(text)
	words := make([]string, len(m.words))
	for i, w := range m.words {
		words[i] = w.raw(text)
	}
	return strings.Join(words, " ")
}

// BesideAsides is a reply to a question without the sentences that are only of the writing itself.
func (r *Reader) BesideAsides(ask, text string) string {
	rest, _ := r.withoutAsides(ask, text)
	return rest
}

// Adds reports whether a message begins with words that say a further matter follows ("another thing",
// "forgot to say"), and tells of something, not of the phone or of when to come.
func (r *Reader) Adds(text string) bool {
	m := r.message(text)
	if len(m.words) == 0 {
		return false
	}
	join, ok := m.joinAt(0)
	if !ok || len(m.words)-join.to < leastOther || m.at(len(m.words)-1) == "?" || m.tellsAny() {
		return false
	}
	category := m.matters(m.danger(), nil).category
	return category == Complaint || category == Other && len(m.words)-join.to >= leastTold
}

// tellsAny reports whether some answer is told.
func (m message) tellsAny() bool {
	return slices.ContainsFunc(m.of("told"), func(h hit) bool { _, ok := m.tells(h); return ok })
}

// leastTold is how many words tell of something, where none of them says of what.
const leastTold = 7

// asides marks the sentences that only stand beside what is said: "sorry for long msg", "is this free".
func (m message) asides(marked []bool) {
	found := slices.DeleteFunc(m.of("greeting"), func(h hit) bool { return len(h.rule.about) < 2 })
	for from := 0; from < len(m.words) && len(found) > 0; {
		to := from + 1
		for to < len(m.words) && !m.words[to].opens {
			to++
		}
		said, left := false, false
		for i := from; i < to; i++ {
			in := slices.ContainsFunc(found, func(h hit) bool { return h.from <= i && i < h.to && h.from >= from && h.to <= to })
			said = said || in
			left = left || !in && !m.carriesNothing(i)
		}
		for i := from; i < to && said && !left; i++ {
			marked[i] = true
		}
		from = to
	}
}

// carriesNothing: a word that may stand beside an aside or an answer.
func (m message) carriesNothing(i int) bool {
	text := m.at(i)
	return m.reader.phrases.fills(m.words[i]) || m.in("curse", i) || m.in("yes", i) || m.in("no", i) || m.in("leads", i) || text == "and" || text >= "0" && text <= "99"
}

// onlyAnswers reports whether a message says nothing besides its answers.
func (m message) onlyAnswers(answers []bool) bool {
	for i := range m.words {
		if !answers[i] && !m.carriesNothing(i) {
			return false
		}
	}
	return slices.Contains(answers, true)
}

// matters says what sort of message it is, and takes a complaint apart into its separate matters.
func (m message) matters(d danger, told []Told) matters {
	answers := m.answers(told)
	if d.risk == None && m.onlyAnswers(answers) {
		return matters{Other, []string{}, []IssueSpan{}}
	}
	all := slices.DeleteFunc(m.of("kind"), func(h hit) bool { return answers[h.from] && answers[h.to-1] })
	category := m.category(all, d)
	if category != Complaint {
		return matters{category, []string{}, []IssueSpan{}}
	}
	issues := m.withoutAsides(m.issues(all, d), d, answers)
	var kinds []string
	for _, i := range issues {
		for _, k := range i.Kinds {
			if !slices.Contains(kinds, k) {
				kinds = append(kinds, k)
			}
		}
	}
	return matters{category, kinds, issues}
}

// withoutAsides leaves out what is no more than asides and answers, where another matter is left.
func (m message) withoutAsides(issues []IssueSpan, d danger, answers []bool) []IssueSpan {
	if d.risk != None {
		return issues
	}
	tells := func(s IssueSpan) bool {
		for i, w := range m.words {
			if w.start >= s.Start && w.end <= s.End && !answers[i] && !m.carriesNothing(i) {
				return !m.onlySays(s)
			}
		}
		return false
	}
	if !slices.ContainsFunc(issues, tells) {
		return issues
	}
	return slices.DeleteFunc(issues, func(s IssueSpan) bool { return !tells(s) })
}

// onlySays reports whether a matter says no more than who writes and for whom, or what they are at while
// writing: "im mum to Summer", "sorry love had to answer the door".
func (m message) onlySays(s IssueSpan) bool {
	const most = 12 // words
	said := m.reader.message(string([]rune(m.text)[s.Start:s.End]))
	if len(said.words) > most || said.danger().risk != None {
		return false
	}
	if m.reader.Beside(said.text) {
		return true
	}
	if len(said.of("kind")) > 0 || len(said.of("complains")) > 0 {
		return false
	}
	who := make([]bool, len(said.words))
	for _, h := range said.of("told") {
		if _, ok := said.tells(h); ok && (aboutChild(h.rule.about[1]) || h.rule.about[1] == "about_who" || h.rule.about[1] == "name") {
			for i := h.from; i < h.to; i++ {
				who[i] = true
			}
		}
	}
	for i := range said.words {
		if !who[i] && !said.in("who_writes", i) && !said.carriesNothing(i) {
			return false
		}
	}
	return slices.Contains(who, true)
}

// category decides between the four. What complains of something is a complaint, even where it
// also thanks or asks; where a message is about care at all and nothing else fits it is one too,
// because to take a complaint for less is the graver mistake.
func (m message) category(kinds []hit, d danger) string {
	sort, found := first(m.of("category"))
	but, complains := m.buts(), len(m.of("complains")) > 0
	complains = complains || m.asksOfFault() && (len(kinds) > 0 || len(m.of("care")) > 0)
	praise := slices.ContainsFunc(m.of("praised"), func(h hit) bool { return !m.courtesy(h) }) && !but
	switch {
	case len(m.words) == 0, d.risk == None && m.onlyWho(), d.risk == None && !complains && m.finder():
		return Other
	case d.risk != None && !d.toOthers() && len(kinds) == 0:
		return Other // a statement of suicide or self-harm names no failing of a service
	case d.risk == None && found && sort.rule.about[1] == Other && !(complains && len(m.words) >= leastTold+1):
		return Other
	case m.scorns():
		return Complaint
	case d.risk == None && (praise || !complains && m.warms("plain")):
		return Compliment
	case d.risk != Immediate && found && sort.rule.about[1] == Question && m.brief() && !complains:
		return Question
	case d.risk == None && len(kinds) == 0 && found && !complains && !(but && sort.rule.about[1] == Compliment && len(m.words) > 8) && (m.brief() || sort.rule.about[1] == Question && !but):
		return sort.rule.about[1]
	case len(kinds) > 0 || d.risk != None || len(m.of("care")) > 0 || complains || len(m.words) >= storyWords:
		return Complaint
	}
	return Other
}

// asksFirst reports whether a message asks only if they may tell, and here ([category other yet]).
func (m message) asksFirst() bool {
	return slices.ContainsFunc(m.of("category"), func(h hit) bool { return len(h.rule.about) > 2 })
}

// AsksFirst reports whether a message asks only if they may tell, and here: it is no part of what they tell then.
func (r *Reader) AsksFirst(text string) bool { return r.message(text).asksFirst() }

// asksOfFault reports whether a question tells of what somebody did or left undone: "am i allowed to see
// my sister cos they wont let me" is a complaint that asks.
func (m message) asksOfFault() bool {
	sort, found := first(m.of("category"))
	return found && sort.rule.about[1] == Question && len(m.of("faults")) > 0
}

// onlyWho reports whether a message says no more than who writes: "im 8".
func (m message) onlyWho() bool {
	i := 0
	for i < len(m.words) {
		to := m.whoTo(i)
		if to == i {
			return false
		}
		i = to
	}
	return true
}

// storyWords is how long a message is of which nothing tells what it is, and that is yet taken for a
// complaint: whoever writes so much to this number tells of something.
const storyWords = 16

func kindsIn(hits []hit, from, to int) []string {
	kinds := []string{}
	for _, h := range hits {
		if h.from >= from && h.from < to && !slices.Contains(kinds, h.rule.about[1]) {
			kinds = append(kinds, h.rule.about[1])
		}
	}
	return kinds
}

func overlap(a, b []string) bool {
	return slices.ContainsFunc(a, func(k string) bool { return slices.Contains(b, k) })
}
