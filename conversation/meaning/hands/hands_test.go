package hands

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestWhoAnswersOrdinarilyIsSeldomTakenForAnother reads replies from which nothing was learned. A talk has a
// dozen of them, so one taken wrongly in a hundred and fifty would trouble one talk in thirteen.
func TestWhoAnswersOrdinarilyIsSeldomTakenForAnother(t *testing.T) {
	t.Parallel()
	const likely = 0.6 // conversation: the phone is no longer safe
	files, err := filepath.Glob("../testdata/replies_heldback_*.jsonl")
	if err != nil || len(files) == 0 {
		t.Fatalf("no replies: %v", err)
	}
	ofRelatives := []string{"relationship", "child_name", "child_age", "child_knows", "keep_from"}
	all, taken := 0, 0
	for _, name := range files {
		file, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		for lines := bufio.NewScanner(file); lines.Scan(); all++ {
			var reply struct{ Ask, Text string }
			if err := json.Unmarshal(lines.Bytes(), &reply); err != nil {
				t.Fatal(err)
			}
			b := Before{Who: "young_person", Ask: reply.Ask}
			if slices.Contains(ofRelatives, reply.Ask) {
				b.Who = "on_behalf"
			}
			if p := Default().Probability(reply.Text, b); p >= likely {
				taken++
				t.Logf("%.2f %v %s", p, b, reply.Text)
			}
		}
	}
	t.Logf("%d of %d", taken, all)
	if taken*150 > all {
		t.Errorf("%d of %d replies are taken for another's", taken, all)
	}
}

func TestWhoWroteBeforeMatters(t *testing.T) {
	t.Parallel()
	const words = "she doesnt need one, she's got me"
	child := Default().Probability(words, Before{Who: "young_person", Ask: "advocate"})
	mother := Default().Probability(words, Before{Who: "on_behalf", Ask: "advocate"})
	if child <= mother {
		t.Errorf("%q: %.2f where a young person wrote before, %.2f where somebody wrote for one", words, child, mother)
	}
}

func TestAnyBytesHaveAProbability(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := string(rapid.SliceOf(rapid.Byte()).Draw(t, "text"))
		if p := Default().Probability(text, Before{Who: "unknown"}); !(p > 0 && p < 1) {
			t.Fatalf("%q: %v", text, p)
		}
	})
}

func TestADamagedFileIsRefused(t *testing.T) {
	t.Parallel()
	for _, file := range []string{"", embedded[1:], embedded[:len(embedded)-1], "x" + embedded[1:]} {
		if _, err := Open(file); err == nil {
			t.Errorf("%d bytes that begin %q are opened", len(file), file[:min(len(file), 5)])
		}
	}
}

func BenchmarkProbability(b *testing.B) {
	for name, text := range map[string]string{"short": "who is this and why are you texting my son", "1600": strings.Repeat("my lad has been talking to you ", 52)} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				Default().Probability(text, Before{Who: "young_person"})
			}
		})
	}
}
