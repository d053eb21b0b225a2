package conversation

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"
	"time"
)

// inTheMiddle is a talk in which a question is on the screen of somebody who spoke for themselves ("self"), for a
// young person ("behalf"), or has not said. Where nothing is asked it was handed over two days ago.
func inTheMiddle(t *testing.T, who string, a Ask) *talking {
	t.Helper()
	p := newTalking(t)
	p.at = time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)
	p.happens(0, text("nobody rings back"))
	p.s = p.s.clone()
	if who != "" {
		p.s.Answers[AskAboutWho] = Answer{Value: who, Seq: 1}
	}
	p.s.Pending, p.s.Before, p.s.Put = Asked{}, Asked{}, map[Ask]int{}
	if a == "" {
		p.s.Stage, p.at = HandedOver, p.at.Add(48*time.Hour)
		return p
	}
	p.s.Pending, p.s.Put[a] = Asked{Ask: a, Seq: p.s.Lines, At: p.at, Channel: SMS}, 1
	if a == AskConfirm {
		p.s.Stage = Confirming
	}
	return p
}

// readLines reads a file with a JSON value on each line.
func readLines[T any](t *testing.T, name string) []T {
	t.Helper()
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var all []T
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		var one T
		if err := json.Unmarshal(lines.Bytes(), &one); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		all = append(all, one)
	}
	if lines.Err() != nil || len(all) == 0 {
		t.Fatalf("%s: %d lines, %v", name, len(all), lines.Err())
	}
	return all
}
