package meaning

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Frightened people hide a word from whoever looks over their shoulder, or from a filter, by what they put between its
// letters: "h e l p  m e", "k.i.l.l", "sui🔪cide". Such letters are read as the words that they make, if they make any
// that the rules know. A word covers all that stood between its letters, so that every place stays where it is.

const (
	leastSpaced = 4    // letters in a row; fewer are "y r u", "p.e", "b and c"
	longestWord = 14   // letters of a word that is looked for among them
	mostAtOnce  = 64   // letters that are looked at together, so that a message of nothing else costs little
	wordLetters = "ai" // letters that are words by themselves
)

// together puts the letters and pieces of words that were kept apart together again.
func (r *Reader) together(text string, words []word) []word {
	if !apart(words) {
		return words
	}
	out := make([]word, 0, len(words))
	for i := 0; i < len(words); {
		if to := spacedTo(text, words, i); to > i {
			if made := r.madeOf(words[i:to]); made != nil {
				out = append(out, made...)
				i = to
				continue
			}
		}
		whole, to, ok := r.splitByPicture(words, i)
		if !ok {
			whole, to = words[i], i+1
		}
		out = append(out, whole)
		i = to
	}
	return out
}

// apart reports whether there may be anything to put together: it costs next to nothing where there is not.
func apart(words []word) bool {
	for i := 1; i < len(words); i++ {
		if isPicture(words[i].text) && words[i].from == words[i-1].to || single(words[i]) && single(words[i-1]) {
			return true
		}
	}
	return false
}

func single(w word) bool { return len(w.text) == 1 && w.text[0] >= 'a' && w.text[0] <= 'z' }

// spacedTo is the end of the row of single letters that begins at a word, or i where there are too few. Between two stand
// spaces, one sign, or pictures.
func spacedTo(text string, words []word, i int) int {
	letters, end := 0, i
	for j := i; j < len(words) && letters < mostAtOnce; j++ {
		switch {
		case j > i && !apartBy(text[words[j-1].to:words[j].from]):
			j = len(words)
		case single(words[j]):
			letters++
			end = j + 1
		case j == i || !isPicture(words[j].text):
			j = len(words)
		}
	}
	if letters < leastSpaced {
		return i
	}
	return end
}

// apartBy reports whether what stands between two letters keeps apart no more than letters.
func apartBy(gap string) bool {
	spaces := strings.TrimLeft(gap, " ")
	return spaces == "" || gap == spaces && utf8.RuneCountInString(gap) == 1 && gap != "\n" && gap != ","
}

// madeOf gives the words that single letters make, or nil where they make none.
func (r *Reader) madeOf(row []word) []word {
	letters := slices.DeleteFunc(slices.Clone(row), func(w word) bool { return !single(w) })
	var all strings.Builder
	for _, w := range letters {
		all.WriteString(w.text)
	}
	lengths := r.cut(all.String(), letters)
	var made []word
	at := 0
	for _, n := range lengths {
		first, last := letters[at], letters[at+n-1]
		w := first
		w.text, w.end, w.to, w.owns = all.String()[at:at+n], last.end, last.to, false
		made = append(made, w)
		at += n
	}
	return made
}

// cut says how long the words are that letters make: as few as can be, of those that the rules know, and one of them no
// shorter than three letters. Where wider gaps part the letters, words end there.
func (r *Reader) cut(all string, letters []word) []int {
	wide := gaps(letters)
	const never = 1 << 20
	cost, last := make([]int, len(all)+1), make([]int, len(all)+1)
	for to := 1; to <= len(all); to++ {
		cost[to] = never
		for from := max(0, to-longestWord); from < to; from++ {
			crosses := slices.Contains(wide[from+1:to], true)
			if crosses || !r.knows(all[from:to]) || cost[from]+1 >= cost[to] {
				continue
			}
			cost[to], last[to] = cost[from]+1, to-from
		}
	}
	if cost[len(all)] >= never || 2*cost[len(all)] > len(all) {
		return nil
	}
	var lengths []int
	for to := len(all); to > 0; to -= last[to] {
		lengths = append(lengths, last[to])
	}
	slices.Reverse(lengths)
	if slices.Max(lengths) < 3 {
		return nil
	}
	return lengths
}

// gaps marks the letters before which a gap stands that is wider than the narrowest.
func gaps(letters []word) []bool {
	narrowest := letters[1].start - letters[0].end
	for i := 1; i < len(letters); i++ {
		narrowest = min(narrowest, letters[i].start-letters[i-1].end)
	}
	wide := make([]bool, len(letters))
	for i := 1; i < len(letters); i++ {
		wide[i] = letters[i].start-letters[i-1].end > narrowest
	}
	return wide
}

// knows reports whether the rules know a word as it is typed.
func (r *Reader) knows(word string) bool {
	if len(word) == 1 {
		return strings.Contains(wordLetters, word)
	}
	if _, ok := r.spellings[word]; ok {
		return true
	}
	return len(r.phrases.terms[word]) > 0
}

// splitByPicture puts a word together that has pictures inside: "sui🔪cide". It gives what follows the word.
func (r *Reader) splitByPicture(words []word, i int) (whole word, to int, ok bool) {
	whole, to = words[i], i+1
	if isPicture(whole.text) {
		return whole, i, false
	}
	parts := 1
	for j := i + 1; j < len(words) && words[j].from == words[j-1].to; j++ {
		if !isPicture(words[j].text) {
			whole.text, whole.end, whole.to = whole.text+words[j].text, words[j].end, words[j].to
			to = j + 1
			parts++
		}
	}
	return whole, to, parts > 1 && len(whole.text) <= longestWord && r.knows(whole.text)
}
