// Command measure answers one question: how much of what people write does the reader understand?
//
// It reads labelled messages that neither the rules nor the learned reader were made from, and prints
// what was got right, with how sure that is, by what the harm is, who speaks and who wrote them. It
// never learns, and it changes nothing. Its neighbour is cmd/train, which makes the learned reader
// and measures it across the writers of its own messages.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"sayso/conversation/meaning"
)

func main() {
	messages := flag.String("messages", "conversation/meaning/testdata/heldback.jsonl", "labelled messages, one JSON object a line")
	everyday := flag.String("everyday", "conversation/meaning/testdata/everyday.txt", "everyday texts, one a line; a line that begins with # is a heading")
	languages := flag.String("languages", "conversation/meaning/testdata/languages.txt", "first messages, each after the name of its language")
	stored := flag.String("stored", "conversation/meaning/testdata/measured.txt", "what was reached before")
	store := flag.Bool("store", false, "store what is reached now where it is better")
	flag.Parse()
	t, err := measure(*messages, *everyday, *languages)
	if err == nil {
		t.print(os.Stdout)
		err = compare(t, *stored, *store)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "measure:", err)
		os.Exit(1)
	}
}

// compare holds what is reached now against what was reached before, and stores the better of both.
func compare(t *table, file string, store bool) error {
	written, err := os.ReadFile(file)
	if err != nil && !(store && errors.Is(err, fs.ErrNotExist)) {
		return fmt.Errorf("open what was reached before: %w", err)
	}
	stored, err := readStored(string(written))
	if err != nil {
		return err
	}
	if !store {
		return worse(stored, t.figures())
	}
	var out bytes.Buffer
	if err := writeStored(&out, better(stored, t.figures())); err != nil {
		return err
	}
	return os.WriteFile(file, out.Bytes(), 0o644)
}

// measure reads everything that is measured with.
func measure(messages, everyday, languages string) (*table, error) {
	rows, err := readRows(messages)
	if err != nil {
		return nil, err
	}
	t := newTable()
	for _, row := range rows {
		t.add(row, meaning.Read(row.Text))
	}
	err = eachLine(everyday, func(line string) error {
		if !strings.HasPrefix(line, "#") {
			t.addEveryday(meaning.Read(line))
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = eachLine(languages, func(line string) error {
		if name, text, ok := strings.Cut(line, " "); ok && !strings.HasPrefix(line, "#") {
			t.languages.count(meaning.Read(text).Language == name)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return t, nil
}

func readRows(name string) ([]row, error) {
	var rows []row
	err := eachLine(name, func(line string) error {
		var r row
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			return fmt.Errorf("read a message: %w", err)
		}
		rows = append(rows, r)
		return nil
	})
	return rows, err
}

// eachLine hands over the lines of a file that are not empty.
func eachLine(name string, take func(line string) error) error {
	all, err := os.ReadFile(name)
	if err != nil {
		return fmt.Errorf("open what is measured with: %w", err)
	}
	lines := bufio.NewScanner(bytes.NewReader(all))
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		if line := lines.Text(); strings.TrimSpace(line) != "" {
			if err := take(line); err != nil {
				return fmt.Errorf("%s, line %d: %w", name, n, err)
			}
		}
	}
	return lines.Err()
}
