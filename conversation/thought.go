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

// parts says in which lines a stretch of the thought stands, and where in them. Offsets count runes.
func (t thought) parts(start, end int) []Part {
	var parts []Part
	for _, p := range t.stretch(start, end) {
		parts = append(parts, Part{Seq: p.Seq, Start: p.From, End: p.From + utf8.RuneCountInString(p.Text)})
	}
	return parts
}

// stretch is what stands between two places of the thought, text by text. Offsets count runes.
func (t thought) stretch(start, end int) []Piece {
	var within []Piece
	at := 0
	for _, p := range t.pieces {
		runes := []rune(p.Text)
		if from, to := max(start, at), min(end, at+len(runes)); from < to {
			within = append(within, p.cut(from-at, to-at))
		}
		at += len(runes) + 1
	}
	return within
}

// cut is a stretch of one text, which knows where in it it stands.
func (p Piece) cut(start, end int) Piece {
	p.Text, p.From = string([]rune(p.Text)[start:end]), p.From+start
	return p
}

// trimmed is the text without such signs at its beginning and its end.
func (p Piece) trimmed(sign func(rune) bool) Piece {
	start := utf8.RuneCountInString(p.Text) - utf8.RuneCountInString(strings.TrimLeftFunc(p.Text, sign))
	return p.cut(start, max(start, utf8.RuneCountInString(strings.TrimRightFunc(p.Text, sign))))
}

// only is the thought that some of its texts make.
func (t thought) only(keep func(Piece) bool) thought {
	return of(slices.DeleteFunc(slices.Clone(t.pieces), func(p Piece) bool { return !keep(p) }))
}

// without is the thought less a stretch of it. Offsets count runes.
func (t thought) without(start, end int) thought {
	return ofTrimmed(append(t.stretch(0, start), t.stretch(end, utf8.RuneCountInString(t.text))...), unicode.IsSpace)
}

// ofTrimmed is the thought of these texts, without such signs about each, and without those that say nothing.
func ofTrimmed(pieces []Piece, sign func(rune) bool) thought {
	var left []Piece
	for _, p := range pieces {
		if p = p.trimmed(sign); p.Text != "" {
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
