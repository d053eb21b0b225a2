package meaning

import (
	"slices"
	"strings"
)

// Without takes words out of an answer in which they stand, whatever their spelling: "thurs" out of "my
// school, thursday". ok is false where they do not stand in it, or say too little to tell.
func (r *Reader) Without(answer, words string) (rest string, ok bool) {
	a, w := r.message(answer), r.message(words)
	from, to := 0, len(w.words)
	for from < to && w.saysLittle(from) {
		from++
	}
	if w.words = w.words[from:to]; len(w.words) == 0 {
		return "", false
	}
	for _, i := range a.standing(w.words, sameWord) {
		head := a.text[:a.words[i].from]
		tail := a.text[a.words[i+len(w.words)-1].to:]
		return whole(strings.TrimRight(head, " ,.;:-") + " " + strings.TrimLeft(tail, " ,.;:-")), true
	}
	return "", false
}

// Mended is what was told with other words in the place of some of it: "4 times" for "3" in "she came 3
// times". ok is false where those do not stand in it exactly once, or say too little to tell.
func (r *Reader) Mended(told, was, now string) (mended string, ok bool) {
	const most = 6 // words
	t, w, n := r.message(told), r.message(was), r.message(now)
	if len(t.standing(w.words, sameWord)) != 1 {
		for len(w.words) > 0 && w.saysLittle(0) {
			w.words = w.words[1:]
		}
	}
	if w.saysNothing() {
		return "", false
	}
	if _, used := w.number(0); used == 1 && len(n.words) == 1 && n.numbers() {
		w.words = w.words[:1] // "5" for "3 times" leaves the times
	}
	if len(w.words) == 0 || len(n.words) == 0 || len(n.words) > most {
		return "", false
	}
	found := t.standing(w.words, func(a, b word) bool { return a.text == b.text })
	if len(found) == 0 {
		found = t.standing(w.words, sameWord)
	}
	if len(found) != 1 {
		return "", false
	}
	at, to := found[0], found[0]+len(w.words)
	if at > 0 && t.points(at-1) && n.points(0) && !sameWord(t.words[at-1], n.words[0]) {
		at-- // "the carer" for "sw" in "my sw"
	}
	for at > 0 && len(n.words) > 1 && sameWord(t.words[at-1], n.words[0]) {
		n.words = n.words[1:] // "my ps5" for "xbox" in "my xbox"
	}
	for to < len(t.words) && len(n.words) > 1 && sameWord(t.words[to], n.words[len(n.words)-1]) {
		n.words = n.words[:len(n.words)-1]
	}
	for i, x := range n.words {
		stands := func(y word) bool { return x.text == y.text }
		if !n.saysLittle(i) && slices.ContainsFunc(slices.Concat(t.words[:at], t.words[to:]), stands) {
			return "", false // it would be said twice: "on the may 4th of may"
		}
	}
	return told[:t.words[at].from] + now[n.words[0].from:n.words[len(n.words)-1].to] + told[t.words[to-1].to:], true
}

// Redated is what was told with another month or day in the place of the one that stands in it, where a few words say no
// more than what it was: "it was april". ok is false where more than one could be meant.
func (r *Reader) Redated(told, now string) (mended string, ok bool) {
	m, n := r.message(told), r.message(now)
	for _, set := range []string{"month", "day"} {
		was, is := m.only(set), n.only(set)
		if was < 0 || is < 0 {
			continue
		}
		for i := range n.words {
			if i != is && !n.saysLittle(i) && !n.in("is", i) && n.at(i) != "was" && n.at(i) != "in" && n.at(i) != "on" {
				return "", false
			}
		}
		return told[:m.words[was].from] + now[n.words[is].from:n.words[is].to] + told[m.words[was].to:], true
	}
	return "", false
}

// only is the one word of a set that stands in a message; -1 where there is none, or more than one.
func (m message) only(set string) int {
	found := -1
	for i := range m.words {
		if m.in(set, i) {
			if found >= 0 {
				return -1
			}
			found = i
		}
	}
	return found
}

// points reports whether a word only points at what comes after it: "my", "the".
func (m message) points(i int) bool {
	return slices.Contains([]string{"my", "your", "his", "her", "our", "their", "the", "a", "an", "some"}, m.at(i))
}

// standing lists where words stand in a message.
func (m message) standing(words []word, same func(a, b word) bool) (at []int) {
	for i := 0; i+len(words) <= len(m.words); i++ {
		if slices.EqualFunc(m.words[i:i+len(words)], words, same) {
			at = append(at, i)
		}
	}
	return at
}

// sameWord: "3rd" is "3", since of one day both are said.
func sameWord(a, b word) bool {
	return a.text == b.text || figure(a.text) != "" && figure(a.text) == figure(b.text)
}

// figure is a number in figures without the letters of "3rd"; "" where it is none.
func figure(text string) string {
	digits := strings.TrimRight(text, "stndrh")
	if digits == "" || strings.Trim(digits, "0123456789") != "" {
		return ""
	}
	return digits
}

// saysNothing: no word of a message tells anything.
func (m message) saysNothing() bool {
	for i := range m.words {
		if !m.saysLittle(i) {
			return false
		}
	}
	return true
}

// saysLittle: a word by which nobody could tell which answer is meant.
func (m message) saysLittle(i int) bool {
	return m.in("says_little", i) || m.reader.phrases.fills(m.words[i])
}
