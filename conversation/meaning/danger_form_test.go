package meaning

import (
	"io/fs"
	"slices"
	"strings"
	"testing"
)

// dangerLine is one phrase of rules/danger.txt under its heading.
type dangerLine struct {
	number  int
	heading string
	phrase  []string
}

func dangerLines(t *testing.T) []dangerLine {
	t.Helper()
	body, err := fs.ReadFile(files, "rules/danger.txt")
	if err != nil {
		t.Fatal(err)
	}
	var lines []dangerLine
	heading := ""
	for i, line := range strings.Split(string(body), "\n") {
		line, _, _ = strings.Cut(line, ";")
		switch line = strings.TrimSpace(line); {
		case strings.HasPrefix(line, "["):
			heading, _, _ = strings.Cut(line, "]")
		case line != "" && heading != "" && !strings.HasPrefix(heading, "[set "):
			lines = append(lines, dangerLine{i + 1, heading, strings.Fields(line)})
		}
	}
	return lines
}

func mayBeLeftOut(word string) bool { return strings.HasPrefix(word, "(") }

// TestADangerPhraseNeedsItsFirstAndItsLastWord: what may be left out at an end says nothing, and hides
// that the phrase fires on what is left. "(throat|lips) is big" fires on "is big".
func TestADangerPhraseNeedsItsFirstAndItsLastWord(t *testing.T) {
	t.Parallel()
	for _, l := range dangerLines(t) {
		if first, last := l.phrase[0], l.phrase[len(l.phrase)-1]; mayBeLeftOut(first) || mayBeLeftOut(last) {
			t.Errorf("danger.txt line %d: %q begins or ends with what may be left out", l.number, strings.Join(l.phrase, " "))
		}
		if slices.ContainsFunc(l.phrase, func(w string) bool { return mayBeLeftOut(w) != strings.HasSuffix(w, ")") }) {
			t.Errorf("danger.txt line %d: round brackets hold one word, or one word of several: %q", l.number, strings.Join(l.phrase, " "))
		}
		for _, w := range l.phrase {
			if w != "." && slices.Contains(strings.Split(strings.Trim(w, "()"), "|"), ".") {
				t.Errorf("danger.txt line %d: the end of a sentence stands alone, not in %q", l.number, w)
			}
		}
	}
}

func TestNoDangerPhraseIsWrittenTwice(t *testing.T) {
	t.Parallel()
	seen := map[string]int{}
	for _, l := range dangerLines(t) {
		phrase := strings.Join(l.phrase, " ")
		if before, ok := seen[phrase]; ok {
			t.Errorf("danger.txt lines %d and %d: %q", before, l.number, phrase)
		}
		seen[phrase] = l.number
	}
}
