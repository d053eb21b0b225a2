package meaning

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// word is one word of a message in the spelling that the rules are written in, and where it stands
// in the message as sent. Two words may share a stretch ("wanna" reads as "want to"), and one word
// may cover several ("foster mum" reads as "foster_mum").
type word struct {
	text       string
	start, end int  // runes; end is exclusive
	from, to   int  // bytes of the same stretch
	opens      bool // a sentence, line or message of a burst begins here
	pauses     bool // a comma, a dash or the like stands before it
	owns       bool // it was written with a possessive s: "Jade's"
	terms      []int
	wide       []uint64 // the same, a bit for each; nil where there are few
}

// satisfies reports whether the word is, or is of, what a term of the rules stands for.
func (w word) satisfies(term int) bool {
	if w.wide != nil {
		return w.wide[term/64]>>(term%64)&1 == 1
	}
	for _, t := range w.terms {
		if t >= term {
			return t == term
		}
	}
	return false
}

// raw is the word as it was typed.
func (w word) raw(text string) string { return text[w.from:w.to] }

// split takes a message apart into words as typed, in lower case, without the apostrophes inside
// them. Emoji are words of their own, without their skin tone. Every rune is looked at once.
func split(text string) []word {
	words := make([]word, 0, len(text)/5+4)
	lower := make([]byte, 0, len(text)+8)
	var begun bool
	var from, start, to, end, low, at int
	var opens, pauses = true, false
	finish := func() {
		if !begun {
			return
		}
		begun = false
		t := string(lower[low:])
		words = append(words, word{text: t, start: start, end: end, from: from, to: to, opens: opens, pauses: pauses,
			owns: strings.HasSuffix(t, "s") && to-from > 2 && isApostrophe(before(text[from:to-1]))})
		opens, pauses = false, false
	}
	shown := []rune(nil)
	if plain := readable(text); plain != text {
		shown = []rune(plain)
	}
	for i, r := range text {
		size := utf8.RuneLen(r)
		if r == utf8.RuneError {
			_, size = utf8.DecodeRuneInString(text[i:])
		}
		if shown != nil {
			r = shown[at]
		}
		switch {
		case unicode.IsLetter(r) && !isApostrophe(r) || unicode.IsDigit(r) || unicode.IsMark(r) && begun || r == '%' && begun:
			if r == 0xFE0F || r == 0xFE0E {
				break
			}
			if !begun {
				begun, from, start, low = true, i, at, len(lower)
			}
			lower = utf8.AppendRune(lower, unicode.ToLower(r))
			to, end = i+size, at+1
		case begun && isApostrophe(r):
			// "don't" is "dont"; what follows decides whether the word goes on.
		case begun && (r == '.' || r == ':') && digitBefore(text[:i]) && digitAfter(text[i+size:]):
			lower = append(lower, '.')
			to, end = i+size, at+1
		case r == 0xFE0F || r == 0xFE0E || r == 0x200D || r >= 0x1F3FB && r <= 0x1F3FF:
			// The shape and the skin of an emoji change nothing of what it means.
		case pictured(r):
			finish()
			begun, from, start, low = true, i, at, len(lower)
			lower = utf8.AppendRune(lower, r)
			to, end = i+size, at+1
			finish()
		default:
			finish()
			switch r {
			case '.', '!', '?', '/', '\n', ';':
				opens = true
			case ',', '-', '–', '—', '(', ')', ':':
				pauses = true
			}
		}
		at++
	}
	finish()
	return words
}

// isPicture reports whether a word is an emoji: split makes each a word of its own.
func isPicture(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return pictured(r)
}

func pictured(r rune) bool { return unicode.Is(unicode.So, r) || r >= 0x1F000 && r <= 0x1FAFF }

func isApostrophe(r rune) bool {
	return r == '\'' || r == '’' || r == '‘' || r == '`' || r == '´' || r == 'ʼ'
}

func before(s string) rune { r, _ := utf8.DecodeLastRuneInString(s); return r }

func digitBefore(s string) bool { return unicode.IsDigit(before(s)) }

func digitAfter(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsDigit(r)
}

// squeezed is a word without its drawn-out letters: "pleeeease" becomes "please", "nooo" "no".
// Only runs of three and more are squeezed; English has none.
func squeezed(s string) string {
	run := 1
	for i := 1; i < len(s); i++ {
		if s[i] == s[i-1] && s[i] < utf8.RuneSelf && (s[i] < '0' || s[i] > '9') {
			run++
		} else {
			run = 1
		}
		if run == 3 {
			out := make([]byte, 0, len(s))
			for j := 0; j < len(s); j++ {
				if n := len(out); n == 0 || out[n-1] != s[j] {
					out = append(out, s[j])
				}
			}
			return string(out)
		}
	}
	return s
}
