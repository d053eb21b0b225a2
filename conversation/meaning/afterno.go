package meaning

import (
	"strings"
	"unicode/utf8"
)

// AfterNo is where in a reply to "is there anything else?" what is told begins, after a no that they took back: "no
// thats it. oh wait they lost my phone". It counts runes, and is 0 where nothing is told after a no.
func (r *Reader) AfterNo(text string) int {
	const few, least = 5, 3 // words of the no, and of what is told
	m := r.message(text)
	for i := 1; i < len(m.words) && i <= few; i++ {
		if !m.words[i].opens && !(m.words[i].pauses && m.in("thinks_again", i)) {
			continue
		}
		head := strings.TrimSpace(text[:m.words[i].from])
		reply := r.Answer("anything_else", head)
		if reply.Value != "no" && reply.Value != "none" || len(m.words)-i < least {
			return 0
		}
		rest := text[m.words[i].from:]
		if tells := r.Answer("anything_else", rest); tells.Value != "issue" || r.Beside(rest) {
			return 0 // "no thats it. thanks for asking"
		}
		return utf8.RuneCountInString(text[:m.words[i].from])
	}
	return 0
}
