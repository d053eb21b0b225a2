package meaning

import (
	"path/filepath"
	"testing"
)

// TestWhatIsToldAgreesWithTheLabels reads every labelled message, prints twenty samples of each kind
// of answer that is taken unasked, and compares what the labels know: who speaks, and who they are
// to the young person. The floors may only be raised.
func TestWhatIsToldAgreesWithTheLabels(t *testing.T) {
	t.Parallel()
	const samples = 20
	files, err := filepath.Glob("testdata/messages/*.jsonl")
	if err != nil || len(files) == 0 {
		t.Fatalf("no messages to measure with: %v", err)
	}
	told := map[string]int{}
	var kin, child, plain share
	for _, file := range files {
		for _, row := range readLines[labelledMessage](t, file) {
			got := Read(row.Text)
			if got.SpeakerPlain {
				plain.count(got.Speaker == row.Speaker)
			}
			runes := []rune(row.Text)
			for _, answer := range got.Told {
				if told[answer.Ask]++; told[answer.Ask] <= samples {
					t.Logf("%s %s %q [%s]", row.ID, answer.Ask, answer.Reply.Value, string(runes[answer.Start:answer.End]))
				}
				switch answer.Ask {
				case "relationship":
					kin.count(row.Speaker == Behalf && row.Relationship != nil && sameKin(answer.Reply.Value, *row.Relationship))
				case "child_name", "child_age", "child_knows":
					child.count(row.Speaker == Behalf)
				}
			}
		}
	}
	t.Logf("told: %v", told)
	for _, f := range []struct {
		what  string
		got   share
		floor float64
	}{
		{"told relationships that are as labelled", kin, 98},
		{"told facts of a child by who writes for one", child, 98},
		{"who speaks, where it is said to be plain", plain, 92},
	} {
		t.Logf("%s: %.1f in 100 of %d", f.what, f.got.percent(), f.got.all)
		if f.got.percent() < f.floor {
			t.Errorf("%s: %.1f in 100, want at least %.1f", f.what, f.got.percent(), f.floor)
		}
	}
}
