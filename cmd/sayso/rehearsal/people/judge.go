package people

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"sayso/conversation"
)

// judge compares the case with what they meant, as strictly as a manager would: what they said last.
func (m *meeting) judge() {
	f, p := m.Facts, m.p
	if !m.over {
		m.fault("was never handed over")
	}
	m.judgeIssues()
	m.whole()
	for _, a := range conversation.AllAsks() {
		means, meant := p.Means[a]
		_, gave := p.gave[a]
		if !meant || !gave && a != conversation.AskAboutWho {
			continue
		}
		held, ok := holds(f, a, p.Channel)
		if !ok {
			continue
		}
		if wrong := differs(a, means, held); wrong {
			m.fault("%s should be %q and is %q", a, means.Value+means.Words, held)
		}
	}
}

// whole: nobody who would have answered everything may miss a question, unless the case has it from
// what they said elsewhere: "my son Alfie is 15".
func (m *meeting) whole() {
	p := m.p
	if p.cut == "" && p.Means[conversation.AskContactSafe].Value != "yes" {
		p.cut = "the phone is not safe"
	}
	if p.cut == "" && p.Means[conversation.AskCarryOn].Value == "no" {
		p.cut = "they want to leave it there"
	}
	if p.cut != "" {
		return
	}
	for _, a := range conversation.AllAsks() {
		means, meant := p.Means[a]
		_, gave := p.gave[a]
		if held, ok := holds(m.Facts, a, p.Channel); ok && held != "" && means.Value != "none" && !differs(a, means, held) {
			continue
		}
		if meant && !gave && a != conversation.AskAboutWho && a != conversation.AskCarryOn && (a != conversation.AskRelationship || m.Facts.Relationship == "") && !(a == conversation.AskVisitWhen && m.saidWhen()) {
			m.fault("was never asked %s", a)
		}
	}
}

// saidWhen: a place may say the time too, "youth club on thursdays", and is then all that is asked.
func (m *meeting) saidWhen() bool {
	held, where := words(m.Facts.VisitWhen), words(m.p.gave[conversation.AskVisitWhere])
	return len(held) > 0 && slices.ContainsFunc(held, func(w string) bool { return slices.Contains(where, w) })
}

// holds is what the case has for a question; false where it keeps nothing of it.
func holds(f conversation.Facts, a conversation.Ask, on conversation.Channel) (string, bool) {
	switch a {
	case conversation.AskAboutWho:
		return map[string]string{conversation.YoungPerson: "self", conversation.OnBehalf: "behalf"}[f.Who], true
	case conversation.AskContactSafe:
		for _, c := range f.Contacts {
			if c.Channel == on {
				return c.SafeToReply, true
			}
		}
		return "", true
	case conversation.AskRelationship:
		return f.Relationship, true
	case conversation.AskChildName:
		return f.ChildName, true
	case conversation.AskChildAge:
		if f.ChildAge == nil {
			return "", true
		}
		return strconv.Itoa(*f.ChildAge), true
	case conversation.AskChildKnows:
		return f.ChildKnows, true
	case conversation.AskKeepFrom:
		return f.KeepFrom, true
	case conversation.AskWanted:
		return f.WantedOutcome, true
	case conversation.AskVisitWhere:
		if f.VisitWhere == "" {
			return "", true
		}
		return f.VisitWhere + " " + f.VisitWhen, true // "youth club on thursdays" is kept apart
	case conversation.AskVisitWhen:
		return f.VisitWhen, true
	case conversation.AskAvoid:
		return f.Avoid, true
	case conversation.AskAdvocate:
		return f.Advocate, true
	case conversation.AskName:
		return f.Name, true
	case conversation.AskSafeNow:
		return f.SafeNow, true
	}
	return "", false
}

// differs: their words must be there, each that carries something; a value must be the same.
func differs(a conversation.Ask, means Answer, held string) bool {
	switch {
	case means.Words != "":
		have := words(held)
		return slices.ContainsFunc(carrying(means.Words), func(w string) bool { return !slices.Contains(have, w) })
	case means.Value == "none" && slices.Contains(open, a) && a != conversation.AskAvoid && a != conversation.AskKeepFrom:
		return held != "" && !knowsNot(held)
	case means.Value == "none":
		return held != ""
	case a == conversation.AskRelationship && held == "parent":
		return means.Value != "mother" && means.Value != "father" // "Tyler is my son" says no more
	case a == conversation.AskName, a == conversation.AskChildName:
		return !slices.Equal(words(held), words(means.Value))
	}
	return held != means.Value
}

// knowsNot: "idk" may stand where they did not know.
func knowsNot(held string) bool {
	said := words(held)
	return strings.Contains(held, "🤷") || slices.ContainsFunc(said, func(w string) bool { return slices.Contains([]string{"idk", "dunno", "know"}, w) })
}

// judgeIssues: all that they complained of is there, and nothing else is.
func (m *meeting) judgeIssues() {
	var all []string
	for _, i := range m.Facts.Issues {
		all = append(all, words(i.Words)...)
	}
	for _, matter := range m.p.aired {
		var lost []string
		for _, w := range carrying(matter) {
			if !slices.Contains(all, w) {
				lost = append(lost, w)
			}
		}
		if len(lost)*6 > len(carrying(matter)) { // a word or so at an edge may go
			m.fault("the issues lack %q (%s)", matter, strings.Join(lost, " "))
		}
	}
	told := words(strings.Join(m.p.aired, " "))
	for _, i := range m.Facts.Issues {
		if !slices.ContainsFunc(carrying(i.Words), func(w string) bool { return slices.Contains(told, w) }) && !m.grievance(i.Words) {
			m.fault("issue %d is no complaint of theirs: %q", i.Number, i.Words)
		}
	}
}

// grievance: what they said in anger may stand as one.
func (m *meeting) grievance(issue string) bool {
	for _, said := range []string{"this is a joke", "you lot never listen", "just sort it out", "ive told you people all this before", "its fucking ridiculous", "its taking the piss", "shambles"} {
		if strings.Contains(strings.Join(words(issue), " "), said) {
			return true
		}
	}
	return false
}

// words are a text's words, small and without their signs.
func words(text string) []string {
	return strings.FieldsFunc(strings.ToLower(strings.NewReplacer("'", "", "’", "").Replace(text)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r)
	})
}

// little are the words that carry nothing.
var little = words("please pls thanks thank um omg the and for with that this its was were has have had been are not but they them she her him his our you your all any from will would can could who when where what just im ive to of in on at is it so be he me my we a i or if by no us as an do")

func carrying(text string) []string {
	all := words(text)
	big := slices.DeleteFunc(slices.Clone(all), func(w string) bool { return slices.Contains(little, w) })
	if len(big) == 0 {
		return all
	}
	return big
}

// Tally counts what went wrong in a crowd, the commonest first.
func Tally(meetings []Meeting) string {
	counts := map[string]int{}
	for _, m := range meetings {
		for _, fault := range m.Faults {
			kind, _, _ := strings.Cut(fault, " should be ")
			kind, _, _ = strings.Cut(kind, " \"")
			kind, _, _ = strings.Cut(kind, ": ")
			counts[kind]++
		}
	}
	kinds := make([]string, 0, len(counts))
	for kind := range counts {
		kinds = append(kinds, kind)
	}
	slices.SortFunc(kinds, func(a, b string) int {
		if counts[a] != counts[b] {
			return counts[b] - counts[a]
		}
		return strings.Compare(a, b)
	})
	var b strings.Builder
	for _, kind := range kinds {
		fmt.Fprintf(&b, "%4d  %s\n", counts[kind], kind)
	}
	return b.String()
}
