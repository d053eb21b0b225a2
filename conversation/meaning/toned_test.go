package meaning

import "testing"

// TestPraiseAndScornOfUnknownWriters reads messages of two writers from whom nothing was learned, and prints what each
// sort is read as. The floors and ceilings may only be drawn tighter. With the rules alone beside what was learned of
// first messages they were 30 praise, 64 scorn as a complaint, 22 scorn as praise.
func TestPraiseAndScornOfUnknownWriters(t *testing.T) {
	t.Parallel()
	got := map[string]map[string]int{}
	all := map[string]int{}
	for _, row := range readLines[struct{ ID, Text, Means string }](t, "tone/heldback.jsonl") {
		if got[row.Means] == nil {
			got[row.Means] = map[string]int{}
		}
		got[row.Means][Read(row.Text).Category]++
		all[row.Means]++
	}
	for _, means := range []string{"praise", "scorn", "neither"} {
		t.Logf("%s, %d: %v", means, all[means], got[means])
	}
	share := func(means, category string) int { return 100 * got[means][category] / all[means] }
	if n := share("praise", Compliment); n < 34 {
		t.Errorf("praise: %d of 100 are read as praise", n)
	}
	if n := share("scorn", Complaint); n < 70 {
		t.Errorf("scorn: %d of 100 are read as a complaint", n)
	}
	if n := share("scorn", Compliment); n > 16 {
		t.Errorf("scorn: %d of 100 are read as praise", n)
	}
	if n := share("neither", Compliment); n > 5 {
		t.Errorf("neither: %d of 100 are read as praise", n)
	}
}
