package meaning

import (
	"testing"
	"unicode/utf8"
)

// TestDangerInLettersApartIsHeard: letters with something between them, and words with a picture inside.
func TestDangerInLettersApartIsHeard(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text string
		want Risk
		span string // what stands for it, as written
	}{
		{"h e l p  m e", Concern, "h e l p  m e"},
		{"H E L P M E", Concern, "H E L P M E"},
		{"h.e.l.p m.e he has a knife", Immediate, ""},
		{"he h u r t s me", Concern, ""},
		{"i want to k i l l myself", Immediate, ""},
		{"i want to k.i.l.l m.y.s.e.l.f", Immediate, ""},
		{"k-i-l-l m-y-s-e-l-f", Immediate, ""},
		{"i w a n t  t o  d i e", Immediate, ""},
		{"i w a n t t o d i e", Immediate, ""},
		{"s u i c i d e", Concern, "s u i c i d e"},
		{"r a p e d", Concern, "r a p e d"},
		{"k🔥i🔥l🔥l myself", Immediate, ""},
		{"ki🔪ll myself", Immediate, "ki🔪ll myself"},
		{"sui💀cide", Concern, "sui💀cide"},
		{"kill my💀self", Immediate, "kill my💀self"},
		{"my dad be😢ats me with a belt", Concern, ""},
		{"he r*a*p*e*d me", Concern, ""},
		{"m y  d a d  h i t s  m e", Concern, ""},
	} {
		got := Read(c.text)
		if c.want.Worse(got.Ruled) {
			t.Errorf("%q: %s, want %s", c.text, got.Ruled, c.want)
			continue
		}
		found := c.span == ""
		for _, s := range got.Because {
			if string([]rune(c.text)[s.Start:s.End]) != s.Text {
				t.Errorf("%q: %q does not stand at %d..%d", c.text, s.Text, s.Start, s.End)
			}
			found = found || s.Text == c.span
		}
		if !found {
			t.Errorf("%q: %v, want %q", c.text, got.Because, c.span)
		}
	}
}

func TestLettersThatHideNothingStayLetters(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"a b c d", "y r u l8", "i c u", "u r a b 4 real", "G C S E", "p.e and r.e", "d.o.b", "J. K. Rowling", "love❤️you", "ok👍thanks", "A, B, C, D", "a e i o u", "x x x x", "o k a y",
		"mum😀dad", "b, e, d", "l o l", "n h s", "i a m 1 2",
	} {
		if got := Read(text); got.Ruled != None {
			t.Errorf("%q: %s %v", text, got.Ruled, got.Because)
		}
	}
	if got := Answer("confirm", "b c"); got.Value != "change" {
		t.Errorf("the letters of a read-back: %+v", got)
	}
}

func FuzzTogether(f *testing.F) {
	for _, s := range append(mixtures, "h e l p  m e", "k.i.l.l", "ki🔪ll my💀self", "k🔥i🔥l🔥l", "a-b-c-d-\xff-e") {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		runes := utf8.RuneCountInString(text)
		for _, w := range Default().together(text, split(text)) {
			if w.start < 0 || w.end > runes || w.start >= w.end || w.from < 0 || w.to > len(text) || w.from >= w.to {
				t.Fatalf("%q: %q stands at %d..%d", text, w.text, w.start, w.end)
			}
			if utf8.ValidString(text) && string([]rune(text)[w.start:w.end]) != text[w.from:w.to] {
				t.Fatalf("%q: %q stands at %d..%d and at %d..%d", text, w.text, w.start, w.end, w.from, w.to)
			}
		}
		checkSpans(t, text, Read(text))
	})
}
