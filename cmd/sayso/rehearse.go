package main

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"sayso/cmd/sayso/rehearsal"
	"sayso/conversation"
	"sayso/conversation/dialogues"
)

// rehearse plays dialogues, the built-in ones where no file is named, and says what differs.
func rehearse(_ context.Context, args []string, w world) error {
	f := flags("rehearse", "[--update] [--words FILE] [--brackets] [FILE...]", w)
	own := f.String("words", "", "a wording of your own instead of the one that is built in")
	update := f.Bool("update", false, "write what the service says into the files; what people wrote stays")
	brackets := f.Bool("brackets", false, "list what may stand in round brackets")
	if err := parse(f, args); err != nil {
		return err
	}
	if *brackets {
		listBrackets(w)
		return nil
	}
	if *update && f.NArg() == 0 {
		return fmt.Errorf("%w: --update needs the files to write to", errUsage)
	}
	words, err := readWords(*own)
	if err != nil {
		return err
	}
	talk, err := rehearsal.Example(words)
	if err != nil {
		return err
	}
	files, from := f.Args(), os.ReadFile
	if f.NArg() == 0 {
		from = dialogues.Files.ReadFile
		if files, err = fs.Glob(dialogues.Files, "*.txt"); err != nil {
			return err
		}
	}
	differ := 0
	for _, file := range files {
		said, difference, err := rehearseOne(file, from, talk)
		switch {
		case err != nil:
			return fmt.Errorf("%s: %w", file, err)
		case difference == "":
		case *update:
			if err := os.WriteFile(file, []byte(said), 0o644); err != nil {
				return err
			}
			fmt.Fprintf(w.out, "%s: written\n", filepath.Base(file))
		default:
			differ++
			fmt.Fprintln(w.out, difference)
		}
	}
	if differ > 0 {
		return fmt.Errorf("%d of %d dialogues differ", differ, len(files))
	}
	fmt.Fprintf(w.out, "%d dialogues played\n", len(files))
	return nil
}

func listBrackets(w world) {
	for _, b := range rehearsal.Brackets() {
		fmt.Fprintf(w.out, "(%s)", strings.Join(b.Like, ")  ("))
		if b.Means != "" {
			fmt.Fprintf(w.out, "   %s", b.Means)
		}
		fmt.Fprintln(w.out)
	}
}

// rehearseOne plays a file on the first of its channels.
func rehearseOne(file string, from func(string) ([]byte, error), talk conversation.Talk) (said, difference string, err error) {
	wrote, err := from(file)
	if err != nil {
		return "", "", err
	}
	scene, err := rehearsal.Parse(string(wrote), talk.Zone)
	if err != nil {
		return "", "", err
	}
	played, err := rehearsal.Play(scene, talk, scene.Channels[0])
	if err != nil {
		return "", "", err
	}
	return played.Text, rehearsal.Difference(file, string(wrote), played.Text), nil
}
