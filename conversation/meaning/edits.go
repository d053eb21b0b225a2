package meaning

import (
	"slices"
	"strconv"
	"strings"
)

// Edit is one line of a read-back that somebody wants changed.
type Edit struct {
	Letter string // "B", or "" where the line is named by what it holds
	Ask    string // the question whose answer the line holds, where it is named so; else ""
	Words  string // what it should say, as written; "" where that is not said
	Sure   bool   // a sign or "should be" stands between, so that the words are what it should say
}

// Edits reads an answer to a read-back as changes of its lines, in the order written: "b: it was my
// brother", "E is wrong its monday", "d monday, g tyla", "b and e", "the time is wrong". letters are
// those on the screen ("ABCDE"). It is empty where no line is named.
func (r *Reader) Edits(text, letters string) []Edit {
	m := r.message(text)
	edits := m.onlyLetters(letters)
	if len(edits) > 1 {
		return edits
	}
	edits = nil
	for i := m.skip(0, "editing"); i < len(m.words) && (len(edits) > 0 || m.marks(i, letters)); {
		next := i + 1
		for next < len(m.words) && !m.marks(next, letters) && !m.marksOn(i, next, letters) {
			next++
		}
		from, sure := m.edited(i+1, next)
		edits = append(edits, Edit{
			Letter: strings.ToUpper(m.words[i].raw(text)), Words: m.wordsOf(from, next),
			Sure: sure || m.signFollows(i),
		})
		i = next
	}
	if len(edits) == 0 {
		if edits = m.placedEdit(letters); len(edits) == 0 {
			return m.namedEdit()
		}
	}
	return edits
}

// OnlyLetters are the letters of a read-back that a few words name and nothing else: "BC" of "b and c"; else "".
func (r *Reader) OnlyLetters(text, letters string) string {
	var named strings.Builder
	for _, e := range r.message(text).onlyLetters(letters) {
		named.WriteString(e.Letter)
	}
	return named.String()
}

// onlyLetters reads "A and C", "a b": some lines, and not what they should say.
func (m message) onlyLetters(letters string) (edits []Edit) {
	for i, w := range m.words {
		raw := strings.ToUpper(w.raw(m.text))
		switch {
		case len(raw) == 1 && strings.Contains(letters, raw):
			edits = append(edits, Edit{Letter: raw})
		case w.text != "and" && w.text != "please" && (len(edits) > 0 || !m.in("editing", i) && !m.reader.phrases.fills(w)):
			return nil
		}
	}
	return edits
}

// placedEdit reads "the 2nd one is wrong", "change the last line": a line named by its place.
func (m message) placedEdit(letters string) []Edit {
	places := []string{"first", "second", "third", "fourth", "fifth", "sixth", "seventh"}
	from := m.skip(0, "editing")
	if from+1 >= len(m.words) || !m.in("line_word", from+1) {
		return nil
	}
	at := slices.Index(places, m.at(from))
	if n, err := strconv.Atoi(figure(m.at(from))); err == nil && m.at(from) != figure(m.at(from)) {
		at = n - 1
	} else if m.at(from) == "last" {
		at = len(letters) - 1
	}
	left, sure := m.edited(from+2, len(m.words))
	changes := slices.ContainsFunc(m.words[:from], func(w word) bool { return hasTerm(w, m.reader.phrases.ids["<to_edit>"]) })
	if at < 0 || at >= len(letters) || !sure && !(changes && left == len(m.words)) {
		return nil
	}
	return []Edit{{Letter: letters[at : at+1], Words: m.wordsOf(left, len(m.words)), Sure: sure}}
}

// namedEdit reads "the time is wrong", "change my name to tyla": a line named by what it holds.
func (m message) namedEdit() []Edit {
	from := m.skip(0, "editing")
	lines := longest(m.of("line"))
	at := slices.IndexFunc(lines, func(h hit) bool { return h.from <= from && h.to > from || m.callsWrong(h) })
	if at < 0 {
		return nil
	}
	line := lines[at]
	if m.callsWrong(line) {
		return []Edit{{Ask: line.rule.about[1]}}
	}
	left, sure := m.edited(line.to, len(m.words))
	changes := slices.ContainsFunc(m.words[:line.to], func(w word) bool { return hasTerm(w, m.reader.phrases.ids["<to_edit>"]) })
	if but := slices.ContainsFunc(m.words[:line.from], func(w word) bool { return w.text == "except" || w.text == "apart" }); !sure && !but && !(changes && left == len(m.words)) {
		return nil
	}
	return []Edit{{Ask: line.rule.about[1], Words: m.wordsOf(left, len(m.words)), Sure: sure}}
}

// callsWrong reports whether all that is said beside the name of a line is that it is wrong: "thats not my name", "youve put
// her age wrong".
func (m message) callsWrong(line hit) bool {
	wrong := false
	for i, w := range m.words {
		if i >= line.from && i < line.to {
			continue
		}
		if !m.in("says_wrong", i) && !m.in("opens_tell", i) && !m.reader.phrases.fills(w) {
			return false
		}
		wrong = wrong || w.text == "not" || w.text == "isnt" || w.text == "wasnt" || w.text == "wrong" || w.text == "incorrect"
	}
	return wrong
}

// CalledWrong gives the few words of which a message says that they are wrong: "thurs is wrong".
func (r *Reader) CalledWrong(text string) string {
	const most = 5 // words
	m := r.message(text)
	from := 0
	for from < len(m.words) && m.at(from) != "not" && (m.in("editing", from) || m.reader.phrases.fills(m.words[from])) {
		from++
	}
	if m.at(from) == "not" && len(m.words)-from-1 <= most && m.ends(len(m.words)) {
		return m.wordsOf(from+1, len(m.words)) // "not thursday"
	}
	for _, h := range m.of("edit") {
		if h.rule.about[1] == "wrong" && h.from > from && h.from-from <= most && m.ends(h.to) {
			return m.wordsOf(from, h.from)
		}
	}
	return ""
}

// marks reports whether a word is the letter of a line: it begins the message or what is said after a
// comma or an "and". "A" and "I" are words too, so a sign, or what says that it is wrong, must follow.
func (m message) marks(i int, letters string) bool {
	raw := strings.ToUpper(m.words[i].raw(m.text))
	if len(raw) != 1 || !strings.Contains(letters, raw) || m.words[i].text == "and" && i > 0 {
		return false
	}
	if i > 0 && !m.words[i].opens && !m.words[i].pauses && m.at(i-1) != "and" && m.skip(0, "editing") < i && !m.in("to_edit", i-1) {
		return false
	}
	if raw != "A" && raw != "I" {
		return true
	}
	_, sure := m.edited(i+1, len(m.words))
	if first := m.skip(0, "editing") == i; first && (i+1 == len(m.words) || m.in("subject", i+1)) {
		return true // "A he never rings": no word of that kind follows an "a"
	}
	return sure || m.signFollows(i) || m.in("to_edit", i-1)
}

// marksOn reports whether a word is the letter of a further line, after that of one before it: "C home D friday".
func (m message) marksOn(mark, i int, letters string) bool {
	raw := m.words[i].raw(m.text)
	letter := strings.ToUpper(raw)
	if len(raw) != 1 || !strings.Contains(letters, letter) || letter == "I" || letter <= strings.ToUpper(m.words[mark].raw(m.text)) || i <= mark+1 || i+1 >= len(m.words) {
		return false
	}
	return raw == letter || letter != "A" && !m.in("before_small_letter", i-1)
}

// signFollows reports whether a sign stands right after a word: "b:", "B - ", "b)".
func (m message) signFollows(i int) bool {
	rest := strings.TrimLeft(m.text[m.words[i].to:], " ")
	return rest != "" && strings.ContainsRune(":-=.)", rune(rest[0]))
}

// edited goes past what only says that a line is wrong ("is wrong, it should be"): the words from
// there on are what it should say. sure is whether there was any such.
func (m message) edited(from, to int) (left int, sure bool) {
	for left = from; left < to; {
		past := left
		for _, h := range m.of("edit") {
			if h.from == left && h.to <= to {
				past = max(past, h.to)
			}
		}
		if past == left {
			break
		}
		left, sure = past, true
	}
	return left, sure
}

// skip goes past words of a set, and past those that carry nothing.
func (m message) skip(i int, set string) int {
	for i < len(m.words) && (m.in(set, i) || m.reader.phrases.fills(m.words[i])) {
		i++
	}
	return i
}

// wordsOf is what is written from one word up to another, without the "and" that leads on; ""
// where that says nothing ("please").
func (m message) wordsOf(from, to int) string {
	for to > from && m.at(to-1) == "and" {
		to--
	}
	said := func(w word) bool { return !m.reader.phrases.fills(w) }
	if from >= to || !slices.ContainsFunc(m.words[from:to], said) {
		return ""
	}
	if to == len(m.words) {
		return strings.TrimSpace(m.text[m.words[from].from:])
	}
	return m.text[m.words[from].from:m.words[to-1].to]
}
