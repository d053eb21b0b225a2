package conversation

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"sayso/conversation/meaning"
)

// thought is one burst, read as a whole: its texts with a line break between two, or a space where the first breaks
// off in the middle of a sentence.
type thought struct {
	pieces []Piece
	text   string
}

// written is a thought as it was written: a line for each text. It is as long as what is read.
func (t thought) written() string {
	texts := make([]string, len(t.pieces))
	for i, p := range t.pieces {
		texts[i] = p.Text
	}
	return strings.Join(texts, "\n")
}

func of(pieces []Piece) thought {
	var text strings.Builder
	for i, p := range pieces {
		if i > 0 {
			text.WriteString(between(pieces[i-1].Text, p.Text))
		}
		text.WriteString(p.Text)
	}
	return thought{pieces: pieces, text: text.String()}
}

// between is what stands between two texts of a burst: one character, so that nothing else moves.
func between(first, next string) string {
	if meaning.BreaksOff(first, next) {
		return " "
	}
	return "\n"
}

// channel is where the last of it was written.
func (t thought) channel() Channel { return t.pieces[len(t.pieces)-1].Channel }

func (t thought) seq() int { return t.pieces[0].Seq }

// parts says in which lines a stretch of the thought stands. Offsets count runes.
func (t thought) parts(start, end int) []Part {
	var parts []Part
	at := 0
	for _, p := range t.pieces {
		length := utf8.RuneCountInString(p.Text)
		if from, to := max(start, at), min(end, at+length); from < to {
			parts = append(parts, Part{Seq: p.Seq, Start: p.From + from - at, End: p.From + to - at})
		}
		at += length + 1
	}
	return parts
}

// only is the thought that some of its texts make.
func (t thought) only(keep func(Piece) bool) thought {
	return of(slices.DeleteFunc(slices.Clone(t.pieces), func(p Piece) bool { return !keep(p) }))
}

// without is the thought less some stretches of it, in order. Offsets count runes.
func (t thought) without(stretches ...stretch) thought {
	var left []Piece
	at := 0
	for _, p := range t.pieces {
		from, length := 0, utf8.RuneCountInString(p.Text)
		for _, s := range append(slices.Clone(stretches), stretch{at + length, at + length}) {
			if to := min(s.start-at, length); s.end >= at && from <= length {
				if kept := p.cut(from, max(from, to)); kept.Text != "" {
					left = append(left, kept)
				}
				from = max(from, s.end-at)
			}
		}
		at += length + 1
	}
	return of(left)
}

// stretch is a part of a thought. Offsets count runes; end is exclusive.
type stretch struct{ start, end int }

// only is a text of a burst of which no more than these words is left.
func (p Piece) only(words string) Piece {
	at := strings.Index(p.Text, words)
	if at < 0 {
		p.Text = words
		return p
	}
	from := utf8.RuneCountInString(p.Text[:at])
	return p.cut(from, from+utf8.RuneCountInString(words))
}

// cut is a stretch of a text of a burst, which still knows where in its line it stands.
func (p Piece) cut(start, end int) Piece {
	runes := []rune(p.Text)
	for start < end && unicode.IsSpace(runes[start]) {
		start++
	}
	for end > start && unicode.IsSpace(runes[end-1]) {
		end--
	}
	p.Text, p.From = string(runes[start:end]), p.From+start
	return p
}

// wordless: nothing in it but digits, signs or pictures.
func wordless(text string) bool { return !strings.ContainsFunc(text, unicode.IsLetter) }

// button: what questions with a yes and a no are answered with.
func button(text string) bool {
	text = strings.Trim(strings.TrimSpace(text), ".)")
	return text == "1" || text == "2"
}

// figure: it is nothing but a number, as of a button that is not there.
func figure(text string) bool {
	text = strings.Trim(strings.TrimSpace(text), ".)")
	return text != "" && strings.Trim(text, "0123456789") == ""
}
