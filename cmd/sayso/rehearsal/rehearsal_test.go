package rehearsal_test

import (
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	_ "time/tzdata"

	"sayso/cmd/sayso/rehearsal"
	"sayso/conversation"
	"sayso/conversation/dialogues"
)

var update = flag.Bool("update", false, "write what the machine says into the dialogues")

const folder = "../../../conversation/dialogues"

func example(t *testing.T) conversation.Talk {
	t.Helper()
	talk, err := rehearsal.Example(conversation.English())
	if err != nil {
		t.Fatal(err)
	}
	return talk
}

// scenes gives the names of all dialogues.
func scenes(t *testing.T) []string {
	t.Helper()
	files, err := fs.Glob(dialogues.Files, "*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no dialogues: %v", err)
	}
	return files
}

// TestDialogues plays each scene on each of its channels, and then looks at all of them together. The
// file shows the first channel; the other must say the same sentences in the same order, in its own form.
func TestDialogues(t *testing.T) {
	t.Parallel()
	talk := example(t)
	var mu sync.Mutex
	var all []rehearsal.Played
	t.Run("scenes", func(t *testing.T) {
		for _, file := range scenes(t) {
			t.Run(strings.TrimSuffix(file, ".txt"), func(t *testing.T) {
				t.Parallel()
				played := playBoth(t, file, talk)
				mu.Lock()
				defer mu.Unlock()
				all = append(all, played...)
			})
		}
	})
	t.Run("every sentence is heard", func(t *testing.T) { everySentence(t, all) })
	t.Run("every change of stage is heard", func(t *testing.T) { everyChange(t, all) })
	t.Run("they cost those who co-operate little", func(t *testing.T) { littleEffort(t, all) })
	t.Run("all are on the page", func(t *testing.T) { allOnThePage(t, all) })
}

// playBoth plays a dialogue and compares it with its file.
func playBoth(t *testing.T, file string, talk conversation.Talk) (all []rehearsal.Played) {
	t.Helper()
	want, err := fs.ReadFile(dialogues.Files, file)
	if err != nil {
		t.Fatal(err)
	}
	scene, err := rehearsal.Parse(string(want), talk.Zone)
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	for _, on := range scene.Channels {
		played, err := rehearsal.Play(scene, talk, on)
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		fits(t, played)
		all = append(all, played)
	}
	if len(all) == 2 && !slices.Equal(all[0].Sentences(), all[1].Sentences()) {
		t.Errorf("%s: by text it says %v\nin the chat %v", file, all[0].Sentences(), all[1].Sentences())
	}
	switch got := all[0].Text; {
	case got == string(want):
	case *update:
		if err := os.WriteFile(filepath.Join(folder, file), []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	default:
		t.Error(rehearsal.Difference(file, string(want), got))
	}
	return all
}

// fits holds each text of ours to one, and the read-back to four, whatever was filled in: a sign that
// makes a text cost double is counted too. A caseworker's words are theirs.
func fits(t *testing.T, played rehearsal.Played) {
	for _, say := range played.Says {
		if say.Channel != conversation.SMS || say.From == conversation.FromCaseworker {
			continue
		}
		most := 1
		if strings.HasPrefix(say.Sentence, "confirm") {
			most = 4
		}
		if n, _ := conversation.Segments(say.Text); n > most {
			t.Errorf("%s takes %d texts: %q", say.Sentence, n, say.Text)
		}
	}
}
