package conversation

import (
	_ "embed"
	"errors"
	"slices"
	"strings"
	"unicode"
)

// A code is four words from words/code.txt, by which a person shows that a talk is theirs: 2^40 of
// them, and few tries. It is said in words because a child must be able to read it from a scrap of
// paper, and to say it.
const (
	codeLength = 4
	codeBits   = 10 // of each word
	codeBytes  = codeLength * codeBits / 8
	// codeSlips is how many of the words may be misspelt. Were it all four, some of what people simply
	// say would be taken for a code.
	codeSlips = 2
)

// What may come of trying a code.
var (
	// ErrWrongCode: it opens nothing. It may never have been given, or a newer one has taken its place.
	ErrWrongCode = errors.New("this code opens nothing")
	// ErrTooManyTries: so many wrong ones came that none is tried for a while.
	ErrTooManyTries = errors.New("too many wrong codes")
)

//go:embed words/code.txt
var codeFile string

var codeWords = readCodeWords(codeFile)

func readCodeWords(file string) []string {
	var words []string
	for line := range strings.Lines(file) {
		if !strings.HasPrefix(line, "#") {
			words = append(words, strings.Fields(line)...)
		}
	}
	return words
}

// CodeFrom makes a code of the first forty bits: "otter lemon kite drum". It wants five bytes or more.
func CodeFrom(bits []byte) string {
	var all uint64
	for _, b := range bits[:codeBytes] {
		all = all<<8 | uint64(b)
	}
	words := make([]string, codeLength)
	for i := range words {
		shift := codeBits * (codeLength - 1 - i)
		words[i] = codeWords[all>>shift&(1<<codeBits-1)]
	}
	return strings.Join(words, " ")
}

// aroundCode are the words that people put before and after their code; no word of a code is among them.
var aroundCode = []string{"hi", "hello", "hey", "my", "the", "code", "is", "its", "it", "here", "heres", "s", "please", "pls", "thanks", "thank", "you", "ta", "x"}

// CodeIn reads a message that is nothing but a code, and gives it as CodeFrom writes it. Case does not
// count, nor what stands between the words. A word may be written in two ("rain coat"), and in two of
// them one letter may be wrong, missing, too many or in its neighbour's place, if only one word fits.
func CodeIn(text string) (code string, ok bool) {
	if len(text) > codeLength*20 {
		return "", false
	}
	parts := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) })
	for len(parts) > 0 && slices.Contains(aroundCode, parts[0]) {
		parts = parts[1:]
	}
	for len(parts) > 0 && slices.Contains(aroundCode, parts[len(parts)-1]) {
		parts = parts[:len(parts)-1]
	}
	if len(parts) < codeLength || len(parts) > 2*codeLength {
		return "", false
	}
	words, ok := readCode(parts, codeLength, codeSlips)
	return strings.Join(words, " "), ok
}

// readCode reads so many words from all of these parts, with so many slips at most.
func readCode(parts []string, many, slips int) ([]string, bool) {
	if many == 0 || len(parts) == 0 {
		return nil, many == 0 && len(parts) == 0
	}
	if word, slipped := codeWord(parts[0]); word != "" && slipped <= slips {
		if rest, ok := readCode(parts[1:], many-1, slips-slipped); ok {
			return append([]string{word}, rest...), true
		}
	}
	if len(parts) > many {
		if word, slipped := codeWord(parts[0] + parts[1]); word != "" && slipped == 0 {
			if rest, ok := readCode(parts[2:], many-1, slips); ok {
				return append([]string{word}, rest...), true
			}
		}
	}
	return nil, false
}

// codeWord gives the one word that fits, and how many slips it took: 0 or 1. "" where none or several do.
func codeWord(written string) (word string, slips int) {
	fits := 0
	for _, w := range codeWords {
		if w == written {
			return w, 0
		}
		if oneSlip(w, written) {
			word = w
			fits++
		}
	}
	if fits != 1 {
		return "", 0
	}
	return word, 1
}

// oneSlip: a and b differ by one letter more, less or other, or by two neighbours that changed places.
func oneSlip(a, b string) bool {
	if len(a) < len(b) {
		a, b = b, a
	}
	if len(a)-len(b) > 1 {
		return false
	}
	i := 0
	for i < len(b) && a[i] == b[i] {
		i++
	}
	if len(a) > len(b) {
		return a[i+1:] == b[i:]
	}
	if i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:] {
		return true
	}
	return i < len(a) && a[i+1:] == b[i+1:]
}
