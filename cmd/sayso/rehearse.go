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

// rehearse plays dialogues, the built-in ones where no file is named, and says what differs; or does
// with what was played what a flag asks for.
func rehearse(_ context.Context, args []string, w world) error {
	f := flags("rehearse", "[--update | --html FILE | --effort | --look WHO | --looked | --brackets] [--words FILE] [FILE...]", w)
	own := f.String("words", "", "a wording of your own instead of the one that is built in")
	update := f.Bool("update", false, "write what the service says into the files; what people wrote stays")
	page := f.String("html", "", "write all of it into this file as one page to read or print")
	effort := f.Bool("effort", false, "say what the talks cost the people who co-operate")
	look := f.String("look", "", `write into the files that they were looked at, by whom: "R. Malik, complaints manager"`)
	looked := f.Bool("looked", false, "say which have changed since somebody looked at them")
	brackets := f.Bool("brackets", false, "list what may stand in round brackets")
	if err := parse(f, args); err != nil {
		return err
	}
	if *brackets {
		listBrackets(w)
		return nil
	}
	if (*update || *look != "") && f.NArg() == 0 {
		return fmt.Errorf("%w: --update and --look need the files to write to", errUsage)
	}
	words, err := ofTalk.readWords(*own)
	if err != nil {
		return err
	}
	all, err := playAll(f.Args(), words)
	if err != nil {
		return err
	}
	switch {
	case *page != "":
		return writePage(*page, all, w)
	case *effort:
		return listEffort(all, w)
	case *look != "":
		return lookAt(all, *look, w)
	case *looked:
		return listLooked(all, w)
	case *update:
		return updateAll(all, w)
	}
	return compare(all, w)
}

// dialogue is a file and how it went.
type dialogue struct {
	file   string
	wrote  string
	played rehearsal.Played
}

// playAll plays files on the first of their channels, the built-in ones where none is named.
func playAll(files []string, words conversation.Words) ([]dialogue, error) {
	talk, err := rehearsal.Example(words)
	if err != nil {
		return nil, err
	}
	from := os.ReadFile
	if len(files) == 0 {
		from = dialogues.Files.ReadFile
		if files, err = fs.Glob(dialogues.Files, "*.txt"); err != nil {
			return nil, err
		}
	}
	var all []dialogue
	for _, file := range files {
		wrote, err := from(file)
		if err != nil {
			return nil, err
		}
		scene, err := rehearsal.Parse(string(wrote), talk.Zone)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		played, err := rehearsal.Play(scene, talk, scene.Channels[0])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		all = append(all, dialogue{file, string(wrote), played})
	}
	return all, nil
}

// compare says where a dialogue and the service differ.
func compare(all []dialogue, w world) error {
	differ := 0
	for _, d := range all {
		if difference := rehearsal.Difference(d.file, d.wrote, d.played.Text); difference != "" {
			differ++
			fmt.Fprintln(w.out, difference)
		}
	}
	if differ > 0 {
		return fmt.Errorf("%d of %d dialogues differ", differ, len(all))
	}
	fmt.Fprintf(w.out, "%d dialogues played\n", len(all))
	return nil
}

// updateAll writes what the service says now into the files that say something else.
func updateAll(all []dialogue, w world) error {
	for _, d := range all {
		if d.played.Text == d.wrote {
			continue
		}
		if err := os.WriteFile(d.file, []byte(d.played.Text), 0o644); err != nil {
			return err
		}
		fmt.Fprintf(w.out, "%s: written\n", filepath.Base(d.file))
	}
	fmt.Fprintf(w.out, "%d dialogues played\n", len(all))
	return nil
}

// writePage writes the page of all scenes.
func writePage(file string, all []dialogue, w world) error {
	played := make([]rehearsal.Played, len(all))
	for i, d := range all {
		played[i] = d.played
	}
	out, err := os.Create(file)
	if err != nil {
		return err
	}
	if err := rehearsal.Page(out, played); err != nil {
		out.Close()
		return err
	}
	fmt.Fprintf(w.out, "%d dialogues: %s\n", len(all), file)
	return out.Close()
}

// lookAt writes down who has looked at the scenes as they now are.
func lookAt(all []dialogue, by string, w world) error {
	for _, d := range all {
		if err := os.WriteFile(d.file, []byte(d.played.LookedAt(by, w.now())), 0o644); err != nil {
			return err
		}
		fmt.Fprintf(w.out, "%s: looked at by %s\n", filepath.Base(d.file), by)
	}
	return nil
}

// listLooked says which scenes have changed since somebody looked at them. It is a check before a release.
func listLooked(all []dialogue, w world) error {
	looked, changed := 0, 0
	for _, d := range all {
		look, ok := d.played.Scene.Looked()
		if !ok {
			continue
		}
		looked++
		if look.Mark != d.played.Mark() {
			changed++
			fmt.Fprintf(w.out, "%s: changed since %s looked at it on %s\n", filepath.Base(d.file), look.By, look.On)
		}
	}
	fmt.Fprintf(w.out, "%d of %d dialogues were looked at by somebody\n", looked, len(all))
	if changed > 0 {
		return fmt.Errorf("%d dialogues have changed since they were looked at", changed)
	}
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
