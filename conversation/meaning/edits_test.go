package meaning_test

import (
	"fmt"
	"strings"
	"testing"

	"sayso/conversation/meaning"
)

func TestWhatAReadBackShouldSayInsteadIsReadByItsLetters(t *testing.T) {
	t.Parallel()
	const letters = "ABCDEFG"
	for _, c := range []struct{ text, want string }{
		{"b", "B"},
		{"B is wrong", "B"},
		{"b its wrong", "B"},
		{"b isnt right", "B"},
		{"a is wrong", "A"},
		{"change f please", "F"},
		{"no, letter c", "C"},
		{"take b out", "B"},
		{"delete b", "B"},
		{"b and e", "B, E"},
		{"B: it was my brother", "B=it was my brother"},
		{"A: they never ring", "A=they never ring"},
		{"E is wrong its monday", "E=monday"},
		{"e should be monday", "E=monday"},
		{"b should say my brother not me", "B=my brother not me"},
		{"E monday, G tyla", "E=monday, G=tyla"},
		{"G: tyla and e: wednesday", "G=tyla, E=wednesday"},
		{"the time is wrong", "visit_when"},
		{"my name is wrong its tyla", "name=tyla"},
		{"can you change my name", "name"},
		{"C home D friday", "C=home, D=friday"},
		{"c home d friday", "C=home, D=friday"},
		{"c at home d friday", "C=at home, D=friday"},
		{"c. home d. friday", "C=home, D=friday"},
		{"d thursday e kyle", "D=thursday, E=kyle"},
		{"c is my nans house d is after 4", "C=my nans house, D=after 4"},
		{"b i wanna c my brother", "B=i wanna c my brother"},
		{"c room d at school", "C=room d at school"},
		{"A and C", "A, C"},
		{"a b", "A, B"},
		{"a and a half", ""},
		{"C flat B tuesday", "C=flat B tuesday"},
		{"A he never rings or texts", "A=he never rings or texts"},
		{"A man came", ""},
		{"a good thing really", ""},
		{"i never said that", ""},
		{"h is wrong", ""}, // no such line
		{"yes thats right", ""},
		{"my name for her is nan", ""},
		{"", ""},
	} {
		var got []string
		for _, e := range meaning.Default().Edits(c.text, letters) {
			line := e.Letter + e.Ask
			if e.Words != "" {
				line = fmt.Sprintf("%s=%s", line, e.Words)
			}
			got = append(got, line)
		}
		if all := strings.Join(got, ", "); all != c.want {
			t.Errorf("%q changes %q, want %q", c.text, all, c.want)
		}
	}
}
