package meaning

import "strings"

// namesFrom reads the list of names that begins with a known one at a word, "Tyler, Mia and baby Rose", and where it
// ends. Where loose is set, nothing need stand between two of them: "tyler mia and rose".
func (m message) namesFrom(i int, loose bool) (names []string, to int) {
	last := false
	for i < len(m.words) && !m.words[i].owns && (m.in("forename", i) || len(names) > 0 && (m.titled(i) || last && m.isName(i))) {
		name, next := m.fullName(i)
		if name == "" {
			break
		}
		names, to, last = append(names, name), next, false
		i = next
		apart := loose
		if i < len(m.words) && !m.words[i].opens {
			apart = apart || m.words[i].pauses || strings.ContainsAny(m.between(i), "&+")
		}
		if m.at(i) == "and" {
			i, apart, last = i+1, true, true
		}
		for m.at(i) == "baby" || m.at(i) == "little" {
			i++
		}
		if !apart || i < len(m.words) && m.words[i].opens {
			break
		}
	}
	return names, to
}

// severalNamed is the list of three names or more that a reply ends in, as it is written: "theres three, Tyler, Mia and Rose".
func (m message) severalNamed(loose bool) string {
	const few = 3
	for i := range m.words {
		names, to := m.namesFrom(i, loose)
		for to < len(m.words) && m.reader.phrases.fills(m.words[to]) {
			to++
		}
		if len(names) >= few && to == len(m.words) {
			return inAList(names)
		}
	}
	return ""
}

func inAList(names []string) string {
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}
