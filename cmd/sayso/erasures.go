package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"sayso/caseworker/register"
	"sayso/conversation"
)

// erasures is the file of all that was erased. It lies apart from Redis, so that whoever restores a backup need not know
// what was erased since: a node erases it again before it serves. A line is one erasure as JSON; it may stand there twice.
type erasures struct {
	mu   sync.Mutex
	path string
}

type erasure struct {
	Conversation *conversation.Erased `json:"conversation,omitempty"`
	Case         *register.ErasedCase `json:"case,omitempty"`
}

func (e *erasures) talk(t conversation.Erased) error      { return e.write(erasure{Conversation: &t}) }
func (e *erasures) wholeCase(c register.ErasedCase) error { return e.write(erasure{Case: &c}) }

// write appends one line, and is done when it is on disk.
func (e *erasures) write(what erasure) error {
	line, err := json.Marshal(what)
	if err != nil {
		return fmt.Errorf("encode an erasure: %w", err)
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	f, err := os.OpenFile(e.path, os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0o600)
	if err != nil {
		return fmt.Errorf("write %s: %w", e.path, err)
	}
	// It begins with an end of line, so that one that was torn by a crash stays alone on its own.
	_, err = f.Write([]byte("\n" + string(line) + "\n"))
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("write %s: %w", e.path, err)
	}
	return nil
}

// read gives each erasure in order. torn is how many lines are none: what was torn by a crash was written again.
func (e *erasures) read(each func(erasure) error) (torn int, err error) {
	f, err := os.Open(e.path)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("read what was erased: %w", err)
	}
	defer f.Close()
	lines := bufio.NewReader(f) // no Scanner: a line of somebody who wrote thousands of texts is long
	for {
		line, err := lines.ReadBytes('\n')
		last := err != nil
		if line = bytes.TrimSpace(line); len(line) > 0 {
			var one erasure
			if json.Unmarshal(line, &one) != nil || (one.Conversation == nil) == (one.Case == nil) {
				torn++
			} else if err := each(one); err != nil {
				return torn, err
			}
		}
		if last {
			return torn, nil
		}
	}
}

// eraseAgain erases whatever a backup that was restored may have brought back. It does no harm where none was.
func (n *node) eraseAgain(ctx context.Context) error {
	torn, err := n.erasures.read(func(e erasure) error {
		if e.Conversation != nil {
			return n.store.EraseAgain(ctx, *e.Conversation)
		}
		return n.register.EraseAgain(ctx, *e.Case)
	})
	if torn > 0 {
		n.log.Warn("lines of the list of what was erased cannot be read", "lines", torn)
	}
	if err != nil {
		return fmt.Errorf("erase again what a backup may have brought back: %w", err)
	}
	return nil
}

// checkErasures looks whether the list of what was erased can be written, without making it.
func checkErasures(path string) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND, 0)
	if err == nil {
		return f.Close()
	}
	if errors.Is(err, fs.ErrNotExist) {
		_, err = os.Stat(filepath.Dir(path))
	}
	if err != nil {
		return fmt.Errorf("%w: nothing can be erased while it cannot be written; see encryption.erased_file", err)
	}
	return nil
}
