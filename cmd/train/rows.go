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
}

func (r row) writer() string { return r.ID[:1] }

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
			rows = append(rows, r)
		}
	}
	if len(rows) == 0 {
		return nil, fmt.Errorf("no messages in %s", folder)
	}
	return rows, nil
}
