package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

// row is one labelled message; its id begins with its writer's letter.
type row struct {
	ID        string   `json:"id"`
	Text      string   `json:"text"`
	Speaker   string   `json:"speaker"`
	Category  string   `json:"category"`
	Kinds     []string `json:"kinds"`
	Risk      string   `json:"risk"`
	RiskKinds []string `json:"risk_kinds"`

	unsure []string // which of its labels do not count
}

func (r row) writer() string { return r.ID[:1] }

// unsure names, of a file, the labels that do not count: nothing is learned from them. A file that is
// not named counts with all of its labels.
var unsure = map[string][]string{
	// These two draw the line of "immediate", and of what is a complaint at all, elsewhere than the others
	// (decision 46). They teach who speaks, and of what is complained.
	"q.jsonl": {"risk", "risk_kinds", "category"},
	"r.jsonl": {"risk", "risk_kinds", "category"},
}

// wholly are the messages all of whose labels count.
func wholly(rows []row) []row {
	return slices.DeleteFunc(slices.Clone(rows), func(r row) bool { return len(r.unsure) > 0 })
}

// everyday reports whether a message is one that has nothing to do with the channel.
func (r row) everyday() bool {
	return (r.writer() == "g" || r.writer() == "y") && r.Risk == "none" && r.Category == "other"
}

// readEveryday reads texts that have nothing to do with the channel, one a line; "#" begins a heading.
func readEveryday(file string) ([]row, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var rows []row
	for line := range bytes.Lines(data) {
		if text := string(bytes.TrimSpace(line)); text != "" && text[0] != '#' {
			rows = append(rows, row{ID: fmt.Sprintf("y%04d", len(rows)+1), Text: text, Speaker: "unclear", Category: "other", Risk: "none"})
		}
	}
	return rows, nil
}

// readRows reads every *.jsonl of a folder, in the order of their names.
func readRows(folder string) ([]row, error) {
	files, err := filepath.Glob(filepath.Join(folder, "*.jsonl"))
	if err != nil {
		return nil, err
	}
	slices.Sort(files)
	var rows []row
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		lines := bufio.NewScanner(bytes.NewReader(data))
		lines.Buffer(nil, 1<<20)
		for n := 1; lines.Scan(); n++ {
			if len(bytes.TrimSpace(lines.Bytes())) == 0 {
				continue
			}
			var r row
			if err := json.Unmarshal(lines.Bytes(), &r); err != nil || r.ID == "" {
				return nil, fmt.Errorf("%s:%d: not a labelled message: %w", file, n, err)
			}
			r.unsure = unsure[filepath.Base(file)]
			rows = append(rows, r)
		}
	}
	if len(rows) == 0 {
		return nil, fmt.Errorf("no messages in %s", folder)
	}
	return rows, nil
}
