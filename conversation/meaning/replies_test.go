package meaning

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"strconv"
	"testing"
)

// labelled is one reply of testdata/replies.jsonl.
type labelled struct {
	Ask   string `json:"ask"`
	Text  string `json:"text"`
	Means any    `json:"means"`
}

// want gives what Answer and Wish should say: "control:X" is no answer and the wish X.
func (l labelled) want() (value, wish string) {
	switch m := l.Means.(type) {
	case float64:
		return strconv.Itoa(int(m)), ""
	case string:
		if w, ok := bytes.CutPrefix([]byte(m), []byte("control:")); ok {
			return "", string(w)
		}
		if m == "other" && l.Ask != "relationship" || m == "asks what it is" {
			return "", ""
		}
		return m, ""
	}
	return "", ""
}

func readLines[T any](t *testing.T, file string) []T {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var rows []T
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var row T
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		rows = append(rows, row)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestLabelledRepliesAreUnderstood(t *testing.T) {
	t.Parallel()
	rows := readLines[labelled](t, "testdata/replies.jsonl")
	missed := 0
	for _, row := range rows {
		value, wish := row.want()
		got := Answer(row.Ask, row.Text)
		if got.Value != value || wish != "" && Wish(row.Text) != wish {
			missed++
			t.Logf("%s: %q means %q %s, read as %q %s", row.Ask, row.Text, value, wish, got.Value, Wish(row.Text))
		}
	}
	if missed*100 > len(rows)*3 {
		t.Errorf("missed %d of %d replies, want at most 3 in 100", missed, len(rows))
	}
}

// TestEveryNoToAreYouSafeIsANo: read as nothing, the question would only be put again.
func TestEveryNoToAreYouSafeIsANo(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"no", "No.", "n", "nah", "na", "nope", "nowt", "👎", "2", "not really", "no im not", "nope im scared", "nah he is here", "NO"} {
		if got := Answer("safe_now", text).Value; got != "no" {
			t.Errorf("%q is read as %q", text, got)
		}
	}
	for _, text := range []string{"nah im good", "well of course he is safe he is sat here having his tea"} {
		if got := Answer("safe_now", text).Value; got != "yes" {
			t.Errorf("%q is read as %q", text, got)
		}
	}
}
