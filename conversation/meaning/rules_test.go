package meaning

import (
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// smallest is a set of rules with what every reader needs.
func smallest(danger string) fstest.MapFS {
	return fstest.MapFS{
		"sets.txt":   {Data: []byte("version 7\n[set filler]\nplease x\n[set notname]\nno\n[set child]\nme him\n")},
		"danger.txt": {Data: []byte(danger)},
	}
}

func TestAPhraseMeansWhatTheRulesReadmeSays(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		phrase, text string
		met          bool
	}{
		{"want to die", "i WANT to die!!", true}, {"want to die", "want die", false},
		{"hits|kicks <child>", "he kicks him", true}, {"hits|kicks <child>", "he kicks balls", false},
		{"(really) hurts", "it hurts", true}, {"(really) hurts", "it really hurts", true},
		{"strangl*", "he was strangling", true}, {"aged #", "aged 9", true}, {"aged #", "aged nine", false},
		{"took _ tablets", "took ten tablets", true}, {"took _ tablets", "took tablets", false},
		{"lost ... shoe", "lost my other red shoe", true}, {"lost ... shoe", "lost it. the shoe", false},
		{"nan .", "im his nan. he is 9", true}, {"nan .", "nan says", false},
		{"^ no $", "no please x", true}, {"^ no $", "no way", false},
	} {
		r, err := New(smallest("[risk violence concern] a test\n" + c.phrase))
		if err != nil {
			t.Fatalf("%q: %v", c.phrase, err)
		}
		if met := r.Read(c.text).Risk == Concern; met != c.met {
			t.Errorf("%q in %q: met %v, want %v", c.phrase, c.text, met, c.met)
		}
	}
}

func TestAFaultyRuleNamesItsFileAndLine(t *testing.T) {
	t.Parallel()
	for _, faulty := range []string{
		"hello", "[risk]", "[nonsense here]", "[risk violence concern] x\n<nobody>", "[risk violence concern] x\n(maybe)",
		"[risk violence concern] x\n... then", "[risk violence concern] x\n. then", "[risk violence concern] x\na||b", "[spelling]\nno equals", "[set mine]\nx\n[set mine]\ny", "[join]\n= x",
	} {
		_, err := New(smallest(faulty))
		if err == nil || !strings.Contains(err.Error(), "danger.txt line ") {
			t.Errorf("%q: %v, want an error that names the line", faulty, err)
		}
	}
}

func TestEveryRuleFileHasAVersion(t *testing.T) {
	t.Parallel()
	versions := Default().Versions()
	for _, file := range []string{"answers.txt", "danger.txt", "danger-languages.txt", "danger-plain.txt", "danger_sideways.txt", "kinds.txt", "language.txt", "praise.txt", "scorn.txt", "sets.txt", "smalltalk.txt", "speaker.txt", "spelling.txt", "when.txt", "wishes.txt"} {
		if versions[file] == "" {
			t.Errorf("%s has no version", file)
		}
	}
	if In("cy").Versions()["welsh.txt"] == "" {
		t.Error("welsh.txt has no version")
	}
}

// TestHeadingsOfToldSayOnlyWhatIsUnderstood: a guard that is misspelled would guard nothing.
func TestHeadingsOfToldSayOnlyWhatIsUnderstood(t *testing.T) {
	t.Parallel()
	body, err := os.ReadFile("rules/told.txt")
	if err != nil {
		t.Fatal(err)
	}
	takes := map[string]int{"is": 1, "kin": 1, "read": 0, "aged": 0, "words": 0, "where": 0, "when": 0, "last": 0, "first": 0, "owner": 0, "rest": 0, "called": 0}
	guards := []string{"clause", "beside", "bid", "begged", "flat", "intro", "sure", "known", "someone", "within", "asked", "theirs", "own", "signs", "stops", "calm"}
	for line := range strings.Lines(string(body)) {
		about, _, _ := strings.Cut(strings.TrimPrefix(line, "[told "), "]")
		if !strings.HasPrefix(line, "[told ") {
			continue
		}
		words := strings.Fields(about)
		values, known := takes[words[1]]
		if !known || len(words) < 2+values {
			t.Errorf("[told %s] is read in no way that there is", about)
			continue
		}
		for _, guard := range words[2+values:] {
			if !slices.Contains(guards, guard) {
				t.Errorf("[told %s] has the guard %q, which nothing heeds", about, guard)
			}
		}
	}
}
