package meaning

import "slices"

// words takes a message apart, in the spelling of the rules, marked with the terms that each satisfies.
func (r *Reader) words(text string) []word {
	typed := r.together(text, split(text))
	spelled := make([]word, 0, len(typed)+4)
	for _, w := range typed {
		w.text = plain(w.text)
		as, ok := r.spellings[w.text]
		if !ok {
			if s := squeezed(w.text); s != w.text {
				if as, ok = r.spellings[s]; !ok {
					w.text = s
				}
			}
		}
		if !ok {
			spelled = append(spelled, w)
			continue
		}
		for i, s := range as {
			part := w
			part.text = s
			if i > 0 {
				part.opens, part.pauses = false, false
			}
			spelled = append(spelled, part)
		}
	}
	r.figures(spelled)
	words := spelled[:0]
	for i := 0; i < len(spelled); {
		w := spelled[i]
		i++
		for _, j := range r.joins[w.text] {
			if n := len(j.rest); i+n <= len(spelled) && follows(spelled[i:i+n], j.rest) {
				w.text, w.end, w.to = j.as, spelled[i+n-1].end, spelled[i+n-1].to
				i += n
				break
			}
		}
		words = append(words, w)
	}
	r.phrases.mark(words)
	return words
}

// Spelled gives the words of a text in the spelling of the rules: "2moz" is "tomorrow".
func (r *Reader) Spelled(text string) []string {
	words := r.words(text)
	said := make([]string, len(words))
	for i, w := range words {
		said[i] = w.text
	}
	return said
}

// figures reads the "2" of "need 2 know" as a word, and the "4" of "someone 2 talk 4 him".
func (r *Reader) figures(words []word) {
	for i := 1; i+1 < len(words); i++ {
		as, after := "to", "after_to"
		switch words[i].text {
		case "2":
		case "4":
			as, after = "for", "after_for"
		default:
			continue
		}
		before, next := words[i-1].text, words[i+1].text
		if !words[i].opens && !words[i].pauses && !words[i+1].opens && !words[i+1].pauses && before > "9" &&
			slices.Contains(r.phrases.sets[after], next) && !slices.Contains(r.phrases.sets["counts"], before) {
			words[i].text = as
		}
	}
}

func follows(words []word, rest []string) bool {
	for i, w := range words {
		if w.text != rest[i] || w.opens {
			return false
		}
	}
	return true
}
