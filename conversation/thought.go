package conversation

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// thought is one burst, read as a whole: its texts with a line break between two.
type thought struct {
	pieces []Piece
	text   string
}

func of(pieces []Piece) thought {
	texts := make([]string, len(pieces))
	for i, p := range pieces {
		texts[i] = p.Text
	}
	return thought{pieces: pieces, text: strings.Join(texts, "\n")}
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
			parts = append(parts, Part{Seq: p.Seq, Start: from - at, End: to - at})
		}
		at += length + 1
	}
	return parts
}

// only is the thought that some of its texts make.
func (t thought) only(keep func(Piece) bool) thought {
	return of(slices.DeleteFunc(slices.Clone(t.pieces), func(p Piece) bool { return !keep(p) }))
}

// without is the thought less a stretch of it. Offsets count runes.
func (t thought) without(start, end int) thought {
	var left []Piece
	for _, part := range append(t.parts(0, start), t.parts(end, utf8.RuneCountInString(t.text))...) {
		p := t.pieces[slices.IndexFunc(t.pieces, func(p Piece) bool { return p.Seq == part.Seq })]
		if p.Text = strings.TrimSpace(string([]rune(p.Text)[part.Start:part.End])); p.Text != "" {
			left = append(left, p)
		}
	}
	return of(left)
}

// wordless: nothing in it but digits, signs or pictures.
func wordless(text string) bool { return !strings.ContainsFunc(text, unicode.IsLetter) }

// button: what questions with a yes and a no are answered with.
func button(text string) bool {
	text = strings.Trim(strings.TrimSpace(text), ".)")
	return text == "1" || text == "2"
}
