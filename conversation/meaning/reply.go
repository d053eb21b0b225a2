package meaning

import "slices"

// reply takes a message apart as the answer to a question: slips of the finger and of the ear are
// mended, words that only colour it are left out wherever they stand ("just", "literally"), and an
// idiom is read as the plain word that it stands for ("i wouldnt say no" is sure).
func (r *Reader) reply(text string) message {
	return r.replies.taken(text, asReply, r.replies.mended)
}

func (r *Reader) mended(text string) message {
	words := r.words(text)
	for i := range words {
		if len(words[i].terms) > 0 {
			continue
		}
		if meant := r.phrases.near(words[i].text); meant != "" {
			words[i].text = meant
			r.phrases.mark(words[i : i+1])
		}
	}
	words = r.uncoloured(words)
	m := message{reader: r, text: text, words: words, hits: r.find(words), story: len(words) > storyReply}
	const most = 2 // what ends in a courtesy may show another: "nope shambles if thats ok"
	for range most {
		idioms := m.of("idiom")
		if len(idioms) == 0 {
			break
		}
		m.words = r.uncoloured(r.plain(m.words, idioms))
		m.hits = r.find(m.words)
	}
	return m
}

// asTyped takes a message apart as the answer to a question, word for word: a name is no slip of a
// word. Only courtesies and curses are left out ("Kiera if thats ok").
func (r *Reader) asTyped(text string) message {
	return r.replies.taken(text, asWritten, r.replies.uncursed)
}

func (r *Reader) uncursed(text string) message {
	words := r.words(text)
	m := message{reader: r, text: text, words: words, hits: r.find(words)}
	var idle []hit
	for _, h := range m.of("idiom") {
		if h.rule.about[1] == "tbh" {
			idle = append(idle, h)
		}
	}
	if len(idle) > 0 {
		m.words = r.uncoloured(r.plain(words, idle))
		m.hits = r.find(m.words)
	}
	return m
}

// uncoloured leaves out the words of the set padding, unless nothing else is said. Where a sentence
// began with one, it begins with the next.
func (r *Reader) uncoloured(words []word) []word {
	padding := r.phrases.ids["<padding>"]
	if !slices.ContainsFunc(words, func(w word) bool { return !hasTerm(w, padding) }) {
		return words
	}
	opens, pauses := false, false
	kept := words[:0]
	for _, w := range words {
		opens, pauses = opens || w.opens, pauses || w.pauses
		if hasTerm(w, padding) {
			continue
		}
		w.opens, w.pauses = opens, pauses
		opens, pauses = false, false
		kept = append(kept, w)
	}
	return kept
}

// plain puts the word that an idiom stands for in its place. Of several that begin at one word the
// longest is meant.
func (r *Reader) plain(words []word, idioms []hit) []word {
	var out []word
	for i := 0; i < len(words); {
		w, to := words[i], i+1
		for _, h := range idioms {
			if h.from == i && (h.to > to || w.text == words[i].text) {
				w.text, to = h.rule.about[1], h.to
			}
		}
		if w.text != words[i].text {
			last := words[to-1]
			w.end, w.to, w.owns = last.end, last.to, false
		}
		out = append(out, w)
		r.phrases.mark(out[len(out)-1:])
		i = to
	}
	return out
}

// part is one clause of a reply. first says which word of the whole is its first.
type part struct {
	message
	first int
}

// parts takes a reply apart at the ends of its sentences, its commas, and where it turns ("but").
func (m message) parts() []part {
	var out []part
	add := func(from, to int) {
		if from < to {
			words := m.words[from:to]
			out = append(out, part{message{reader: m.reader, text: m.text, words: words, hits: m.reader.find(words), story: m.story}, from})
		}
	}
	from := 0
	turns := m.reader.phrases.ids["<turns_on>"]
	for i, w := range m.words {
		switch {
		case hasTerm(w, turns):
			add(from, i)
			from = i + 1
		case i > from && (w.opens || w.pauses):
			add(from, i)
			from = i
		}
	}
	add(from, len(m.words))
	return out
}
