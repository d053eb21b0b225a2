package meaning

import "strings"

// BreaksOff reports whether one text of a burst breaks off in the middle of a sentence, which the next one goes on with:
// "to keep the same worker till" ... "im 18". It is told by the last word, or the first of the next.
func BreaksOff(first, next string) bool {
	last, begin := strings.Fields(first), strings.Fields(next)
	if len(last) == 0 || len(begin) == 0 {
		return false
	}
	if strings.HasSuffix(first, ",") {
		return true
	}
	r := Default()
	one := func(word, set string) bool {
		words := r.words(word)
		return len(words) == 1 && message{reader: r, text: word, words: words}.in(set, 0) && !strings.ContainsAny(word, ".!?,;:")
	}
	return one(last[len(last)-1], "breaks_off") || one(begin[0], "goes_on")
}
