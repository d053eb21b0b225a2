package meaning

import (
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// scripts tells a language by the script it is written in. Where several languages share a script,
// it only says which of them to take where no word tells.
var scripts = []struct {
	table    *unicode.RangeTable
	language string
	shared   bool
}{
	{unicode.Arabic, "ar", true}, {unicode.Cyrillic, "uk", true}, {unicode.Ethiopic, "am", true}, {unicode.Bengali, "bn", false},
	{unicode.Gurmukhi, "pa", false}, {unicode.Devanagari, "hi", false}, {unicode.Gujarati, "gu", false}, {unicode.Tamil, "ta", false},
	{unicode.Han, "zh", false}, {unicode.Greek, "el", false}, {unicode.Hebrew, "he", false}, {unicode.Hangul, "ko", false},
	{unicode.Hiragana, "ja", false}, {unicode.Katakana, "ja", false}, {unicode.Thai, "th", false}, {unicode.Sinhala, "si", false},
	{unicode.Georgian, "ka", false}, {unicode.Armenian, "hy", false}, {unicode.Khmer, "km", false}, {unicode.Myanmar, "my", false},
}

// What each sign of a language is worth against the others. They were set by trying them on
// testdata/languages.txt, and on English that must stay English.
const (
	wholeWord   = 12  // of one language only; shared out where several have it
	leastWord   = 6   // an English word, however many share it: English is what most people write
	shapeOf     = 10  // an unknown word all of whose letters go together as they do in one language only
	hintOf      = 5   // a beginning, an ending, a word that is borrowed everywhere
	letterOf    = 6   // a word with a letter that only this language has, or few
	ownScript   = 4   // a letter of a script that one language has
	sharedOne   = 2   // a word in a script that several have
	enough      = 10  // less than this does not tell a language that is written in Latin letters
	sureBy      = 18  // so far ahead of the next, the language is sure
	sureEnglish = 24  // the same for English, from which single words are borrowed everywhere
	longEnough  = 100 // words of a message are looked at; each counts once
)

const english = 0 // its place in tongues.names

// tongues is what tells languages from one another, as rules/language.txt has it. The lists hold
// places in names.
type tongues struct {
	names   []string // codes
	words   map[string][]int
	hints   map[string][]int
	begins  map[string][]int
	ends    map[string][]int
	shapes  map[string][]int // three letters in a row of a word, its edges counted
	letters map[rune][]int
	opens   map[string]int // what people open with, and nothing else: "dzien dobry"
}

func newTongues() *tongues {
	t := &tongues{
		opens: map[string]int{}, words: map[string][]int{}, hints: map[string][]int{}, begins: map[string][]int{}, ends: map[string][]int{},
		shapes: map[string][]int{}, letters: map[rune][]int{},
	}
	t.place("en")
	for _, s := range scripts {
		t.place(s.language)
	}
	return t
}

// place is where a language stands among names.
func (t *tongues) place(code string) int {
	if n := slices.Index(t.names, code); n >= 0 {
		return n
	}
	t.names = append(t.names, code)
	return len(t.names) - 1
}

// learn takes one line below a heading [language CODE], [language CODE hint], [opening CODE] or [letters CODE...].
func (t *tongues) learn(about []string, line string) {
	if about[0] == "opening" {
		t.opens[strings.Join(strings.FieldsFunc(plain(strings.ToLower(line)), between), " ")] = t.place(about[1])
		return
	}
	for w := range strings.FieldsSeq(line) {
		if about[0] == "letters" {
			for _, code := range about[1:] {
				for _, r := range w {
					t.letters[r] = append(t.letters[r], t.place(code))
				}
			}
			continue
		}
		n := t.place(about[1])
		w = plain(strings.ToLower(w))
		switch {
		case strings.HasPrefix(w, "*"):
			note(t.ends, w[1:], n)
		case strings.HasSuffix(w, "*"):
			note(t.begins, strings.TrimSuffix(w, "*"), n)
		case len(about) > 2:
			note(t.hints, w, n)
		default:
			note(t.words, w, n)
			for shape := range shapes(w) {
				note(t.shapes, shape, n)
			}
		}
	}
}

func note(in map[string][]int, key string, n int) {
	if !slices.Contains(in[key], n) {
		in[key] = append(in[key], n)
	}
}

// language tells the language of a message, and whether the words are enough to be sure. Where
// nothing tells, it is English and not sure: a wrong guess would send words that the person cannot
// read, and English is what the service speaks.
func (t *tongues) language(text string) (code string, sure bool) {
	words := strings.FieldsFunc(strings.ToLower(text), between)
	if n, ok := t.opening(words); ok {
		return t.names[n], true
	}
	words = words[:min(len(words), longEnough)]
	points := make([]float64, len(t.names))
	latin, other := 0, 0
	for i, w := range words {
		if r, _ := utf8.DecodeRuneInString(w); unicode.Is(unicode.Latin, r) {
			latin += len(w)
		} else if unicode.IsLetter(r) {
			other += utf8.RuneCountInString(w)
		}
		if !slices.Contains(words[:i], w) {
			t.weigh(w, points)
		}
	}
	foreign := other > latin
	best, next := english, -1
	if foreign {
		points[english] = 0
	}
	for n := range points {
		switch {
		case n == best:
		case points[n] > points[best]:
			best, next = n, best
		case next < 0 || points[n] > points[next]:
			next = n
		}
	}
	ahead := points[best] - points[next]
	if best == english || points[best] < enough && !foreign {
		return "en", best == english && ahead >= sureEnglish
	}
	return t.names[best], ahead >= sureBy
}

// inOtherScript reports whether most letters of a message are none of the Latin alphabet.
func inOtherScript(text string) bool {
	const few = 3 // letters: "π" and "λ" are no language
	if isASCII(text) {
		return false
	}
	latin, other := 0, 0
	for _, r := range text {
		switch {
		case unicode.Is(unicode.Latin, r):
			latin++
		case unicode.IsLetter(r):
			other++
		}
	}
	return other >= few && other > latin
}

// between reports whether a rune stands between words. An apostrophe does: "j'ai", "dw i'n", "don't".
func between(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) }

// weigh adds what one word tells.
func (t *tongues) weigh(word string, points []float64) {
	if isASCII(word) {
		t.weighWord(word, points)
		return
	}
	before := points[english]
	t.weighScript(word, points)
	t.weighLetters(word, points)
	t.weighWord(plain(word), points)
	points[english] = before // "placé" is no "place"
}

func (t *tongues) weighScript(word string, points []float64) {
	first, _ := utf8.DecodeRuneInString(word)
	for _, s := range scripts {
		if !unicode.Is(s.table, first) {
			continue
		}
		worth := float64(sharedOne)
		if !s.shared {
			worth = ownScript * float64(utf8.RuneCountInString(word))
		}
		points[t.place(s.language)] += worth
		return
	}
}

// weighLetters counts a letter that tells once a word.
func (t *tongues) weighLetters(word string, points []float64) {
	var told []int
	for _, r := range word {
		for _, n := range t.letters[r] {
			if !slices.Contains(told, n) {
				told = append(told, n)
			}
		}
	}
	give(points, told, letterOf)
}

// weighWord looks a plain word up; one that is not known is compared with those that are.
func (t *tongues) weighWord(p string, points []float64) {
	if of := t.words[p]; len(of) > 0 {
		for _, n := range of {
			worth := wholeWord / float64(len(of))
			if n == english {
				worth = max(worth, leastWord)
			}
			points[n] += worth
		}
		return
	}
	if of := t.hints[p]; len(of) > 0 {
		give(points, of, hintOf)
		return
	}
	for i := range p {
		if i > 1 {
			give(points, t.begins[p[:i]], hintOf)
			give(points, t.ends[p[i:]], hintOf)
		}
	}
	t.weighShape(p, points)
}

func give(points []float64, to []int, worth float64) {
	for _, n := range to {
		points[n] += worth
	}
}

// weighShape gives each language its share of the letters in a row that an unknown word has.
func (t *tongues) weighShape(p string, points []float64) {
	each := shapeOf / float64(max(utf8.RuneCountInString(p), 1)) // a word has as many shapes as letters
	for shape := range shapes(p) {
		of := t.shapes[shape]
		give(points, of, each/float64(len(of)))
	}
}

// shapes lists the three letters in a row that a word has, its edges counted as letters.
func shapes(word string) iter.Seq[string] {
	return func(yield func(string) bool) {
		edged := " " + word + " "
		var a, b, c int // where the last three runes before i begin
		seen := 0
		for i := range edged {
			if seen >= 3 && !yield(edged[a:i]) {
				return
			}
			a, b, c = b, c, i
			seen++
		}
		if seen >= 3 {
			yield(edged[a:])
		}
	}
}

// Tongue is the language that is asked for by its English name ("can someone speak arabic"), by its code; ""
// where none is, or one that we do not know.
func (r *Reader) Tongue(text string) string {
	if asked, ok := first(r.message(text).of("tongue")); ok {
		return asked.rule.about[1]
	}
	return ""
}
