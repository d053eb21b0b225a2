package conversation

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// files reads every wording of this folder.
func files(t *testing.T) map[string]Words {
	t.Helper()
	paths, err := filepath.Glob("words/*.txt")
	if err != nil || len(paths) < 2 {
		t.Fatalf("no wordings: %v", err)
	}
	all := map[string]Words{}
	for _, path := range paths {
		if path == "words/code.txt" {
			continue // the words of codes, not sentences
		}
		f, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		w, err := ReadWords(f)
		f.Close()
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		all[path] = w
	}
	return all
}

func TestEveryLanguageHasTheSameSentencesBlanksAndChoices(t *testing.T) {
	t.Parallel()
	for path, w := range files(t) {
		for _, what := range w.Differs(English()) {
			t.Errorf("%s: %s", path, what)
		}
	}
}

func TestEverySentenceOfEveryLanguageIsOneTextAndOneQuestion(t *testing.T) {
	t.Parallel()
	taken := regexp.MustCompile(`(?i)\b(STOP|STOPALL|UNSUBSCRIBE|CANCEL|END|QUIT|REVOKE|OPTOUT|START|UNSTOP|INFO)\b`)
	aside := strings.NewReplacer("Mewn perygl?", "", "Mewn perygl nawr?", "", "Methu siarad?", "", "19 neu fwy?", "",
		"Angen siarad gyda rhywun nawr?", "", "Angen help nawr?", "")
	for code, w := range Languages() {
		for _, name := range w.TooLong(longName) {
			text := sentences(w, SMS, w.atLongest(longName))[name]
			n, plain := Segments(text)
			t.Errorf("%s %s: %d texts (plain: %v), %d characters: %q", code, name, n, plain, len([]rune(text)), text)
		}
		for _, channel := range []Channel{SMS, Chat} {
			for name, text := range sentences(w, channel, w.atLongest(longName)) {
				if strings.Count(aside.Replace(text), "?") > 1 || strings.ContainsAny(text, "{}[]|") {
					t.Errorf("%s %s asks too much or has a blank left: %q", code, name, text)
				}
				if word := taken.FindString(text); word != "" {
					t.Errorf("%s %s has %s in it: %q", code, name, word, text)
				}
			}
		}
	}
}

// The same numbers to call stand in every language: a digit lost in translation would ring nobody.
func TestEveryLanguageGivesTheSameNumbersToCall(t *testing.T) {
	t.Parallel()
	number := regexp.MustCompile(`\b(999|55|85258|116 123|0800 1111|0808 800 5000)\b`)
	for code, w := range Languages() {
		for _, channel := range []Channel{SMS, Chat} {
			theirs := sentences(English(), channel, English().atLongest(longName))
			for name, text := range sentences(w, channel, w.atLongest(longName)) {
				got, want := number.FindAllString(text, -1), number.FindAllString(theirs[name], -1)
				if strings.Join(got, ",") != strings.Join(want, ",") {
					t.Errorf("%s %s gives %v, want %v", code, name, got, want)
				}
			}
		}
	}
}

func TestNoShippedLanguageIsReviewedByUs(t *testing.T) {
	t.Parallel()
	for path, w := range files(t) {
		if by, on := w.Reviewed(); by != "" || on != "" {
			t.Errorf("%s is signed by %q on %q: only a council's reviewer may", path, by, on)
		}
	}
}

func TestHowAWordingDiffersIsToldInPlainWords(t *testing.T) {
	t.Parallel()
	ours := "hi: Hi {council}\nask: Yes?[ Reply 1.|]\nchoices.safe_now: 1 Yes, 2 No\n"
	from, err := ReadWords(strings.NewReader(ours))
	if err != nil {
		t.Fatal(err)
	}
	for with, want := range map[[2]string]string{
		{"hi: Hi {council}\n", ""}:             `no sentence "hi"`,
		{"hi: Hi {council}", "hi: Hi"}:         `"hi" fills in [] by sms, want [{council}]`,
		{"hi: Hi {council}", "hi:"}:            `"hi" says nothing`,
		{"ask:", "more: More\nask:"}:           `"more" is no sentence`,
		{"[ Reply 1.|]", "[ Reply 1.]"}:        `"ask" has a bracket that is not written [by text|in the chat]`,
		{"1 Yes, 2 No", "1 Yes, 3 Not sure"}:   `choices.safe_now is answered with ["1" "3"], want ["1" "2"]`,
		{"hi: Hi", "reviewed_by: Sam\nhi: Hi"}: `"reviewed_by" is no sentence`,
	} {
		w, err := ReadWords(strings.NewReader(strings.Replace(ours, with[0], with[1], 1)))
		if err != nil {
			t.Fatal(err)
		}
		got := w.Differs(from)
		if len(got) == 0 || got[0] != want {
			t.Errorf("%q: %q, want %q", with, got, want)
		}
	}
	if got := from.Differs(from); got != nil {
		t.Errorf("the same wording differs: %q", got)
	}
}
