package meaning

import "slices"

// TakenOut lists what a message may want out of a read-back, as it is written: "B" in "take B out", "the xbox bit"
// in "leave the xbox bit out", the longest first. Each is a stretch in the place of which an "it" would say so.
// Only somebody who knows the lines can tell which of them is one.
func (r *Reader) TakenOut(text string) (named []string) {
	if !r.message(text).mayTakeOut() {
		return nil
	}
	return r.named(text, "taken_out", "line_gone")
}

// Kept lists in the same way what a message may want kept after all: "the xbox bit" in "actually keep the xbox bit". alone
// is set where it names nothing: "keep it".
func (r *Reader) Kept(text string) (named []string, alone bool) {
	m := r.message(text)
	if !slices.ContainsFunc(m.words, func(w word) bool { return hasTerm(w, r.phrases.ids["<keeps>"]) }) {
		return nil, false
	}
	return r.named(text, "kept"), len(m.of("kept")) > 0
}

// named lists the stretches of a message in the place of which an "it" would make it a phrase of one of the rooms.
func (r *Reader) named(text string, rooms ...string) (named []string) {
	const most, longest = 14, 8 // words
	m := r.message(text)
	if len(m.words) > most {
		return nil
	}
	for long := min(longest, len(m.words)-1); long > 0; long-- {
		for from := 0; from+long <= len(m.words); from++ {
			to := from + long
			if from > 0 && m.words[from].from < m.words[from-1].to || m.in("opens_tell", from) {
				continue // one word was typed for both
			}
			head, tail := text[:m.words[from].from], text[m.words[to-1].to:]
			if masked := r.message(head + "it" + tail); slices.ContainsFunc(rooms, func(room string) bool { return len(masked.of(room)) > 0 }) {
				named = append(named, text[m.words[from].from:m.words[to-1].to])
			}
		}
	}
	return named
}

// TakesAway reports whether a word is said with which something is taken away: "take it off", "scrap that".
func (r *Reader) TakesAway(text string) bool {
	return slices.ContainsFunc(r.message(text).words, func(w word) bool {
		return hasTerm(w, r.phrases.ids["<takes_away>"]) || w.text == "never" || w.text == "forget"
	})
}

// mayTakeOut: a word is there with which something is taken out.
func (m message) mayTakeOut() bool {
	return slices.ContainsFunc(m.words, func(w word) bool {
		return hasTerm(w, m.reader.phrases.ids["<takes_away>"]) || hasTerm(w, m.reader.phrases.ids["<unwanted>"])
	})
}

// LineNamed is the question whose line is named by what it holds, in words that say nothing else: "my name", "the
// place", "when to meet"; else "".
func (r *Reader) LineNamed(words string) string {
	m := r.message(words)
	for _, h := range longest(m.of("line")) {
		if from := m.skip(0, "line_word"); h.from <= max(from, 1) && m.skip(h.to, "line_word") == len(m.words) {
			return h.rule.about[1]
		}
	}
	return ""
}

// Held is what a line holds by which it is named: "my xbox" in "the bit about my xbox", "the xbox thing".
func (r *Reader) Held(words string) string {
	m := r.message(words)
	from, to := 0, len(m.words)
	for _, h := range m.of("line_about") {
		if h.from == 0 && h.to < to {
			from = max(from, h.to)
		}
	}
	if from == 0 && to > 1 && (m.in("line_word", to-1) || m.at(to-1) == "stuff") {
		to--
	}
	return m.wordsOf(from, to)
}
