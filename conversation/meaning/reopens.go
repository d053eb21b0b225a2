package meaning

// Reopens reads a wish to give another answer to a question that was answered before: "can i change where we
// meet". words is what it should be, where that is said too ("..., id rather the library"), else "". A story of
// what others changed is no such wish, nor is a wish for what would be better ("change my school").
func (r *Reader) Reopens(text string) (ask, words string, ok bool) {
	m := r.message(text)
	for _, h := range longest(m.of("reopens")) {
		if m.skip(0, "before_change") < h.from {
			continue
		}
		from := h.to
		if m.at(from) == "to" {
			from++
		} else if from < len(m.words) && !m.words[from].pauses && !m.words[from].opens && m.skip(from, "editing") < len(m.words) {
			continue // "change the time of my bus"
		}
		return h.rule.about[1], m.wordsOf(from, len(m.words)), true
	}
	return "", "", false
}

// SaysSorted reports whether a message says no more than that it is sorted now: "yeah she sorted it thx".
func (r *Reader) SaysSorted(text string) bool {
	m := r.message(text)
	return len(m.of("sorted_unasked")) > 0 && m.danger().risk == None
}
