package learned

import (
	"unicode"
	"unicode/utf8"
)

// word is one word of a message in the one spelling that features are made of, and where it stands.
type word struct {
	text       []byte // small letters, no apostrophes, drawn-out letters squeezed; "|" between sentences
	key        uint32
	start, end int // runes of the message; end is exclusive
}

// pause is the word that stands between two sentences, lines or messages of a burst.
const pause = '|'

func (w word) pauses() bool { return w.text[0] == pause }

// maxWords and maxLetters bound what one message may cost; what lies beyond them is not read.
const (
	maxWords   = 1200
	maxLetters = 24
)

// split takes any bytes apart into words. It looks at every rune once.
func split(text string) []word {
	letters := make([]byte, 0, len(text)+16)
	words := make([]word, 0, len(text)/4+4)
	from, start, at := 0, 0, 0
	finish := func() {
		if from < len(letters) {
			text := letters[from:len(letters):len(letters)]
			words = append(words, word{text: text, key: key(text), start: start, end: at})
			from = len(letters)
		}
	}
	for i := 0; i < len(text) && len(words) < maxWords; at++ {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		i += size
		if from == len(letters) {
			start = at
		}
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			letters = grow(letters, from, byte(r))
		case r >= 'A' && r <= 'Z':
			letters = grow(letters, from, byte(r)+'a'-'A')
		case r == '\'' || r == '’' || r == '‘' || r == '`' || r == '´':
			// "don't" is dont.
		case r == '.' || r == '!' || r == '?' || r == '/' || r == '\n' || r == ';':
			finish()
			if n := len(words); n > 0 && !words[n-1].pauses() {
				letters = append(letters, pause)
				start = at
				at++
				finish()
				at--
			}
		case r < utf8.RuneSelf, r == 0xFE0F, r == 0x200D, r >= 0x1F3FB && r <= 0x1F3FF:
			finish()
		case unicode.IsLetter(r):
			if len(letters)-from < maxLetters {
				letters = utf8.AppendRune(letters, unicode.ToLower(r))
			}
		case unicode.IsMark(r):
		case unicode.Is(unicode.So, r):
			finish()
			letters, start = utf8.AppendRune(letters, r), at
			at++
			finish()
			at--
		default:
			finish()
		}
	}
	finish()
	return words
}

// grow adds a letter to the word that begins at from. A third letter of a kind is left out: "nooo"
// and "noooooo" are one word.
func grow(letters []byte, from int, c byte) []byte {
	n := len(letters)
	if n-from >= maxLetters || n-from >= 2 && letters[n-1] == c && letters[n-2] == c && (c < '0' || c > '9') {
		return letters
	}
	return append(letters, c)
}
