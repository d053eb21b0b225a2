package rehearsal_test

import (
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
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

// playBoth plays a dialogue on each of its channels, the file's first.
func playBoth(t *testing.T, file string, talk conversation.Talk) (written string, all []rehearsal.Played) {
	t.Helper()
	b, err := fs.ReadFile(dialogues.Files, file)
	if err != nil {
		t.Fatal(err)
	}
	scene, err := rehearsal.Parse(string(b), talk.Zone)
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	for _, on := range scene.Channels {
		played, err := rehearsal.Play(scene, talk, on)
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		all = append(all, played)
	}
	return string(b), all
}

// TestDialogues plays each scene on each of its channels. The file shows the first; the other must say
// the same sentences in the same order, in its own form.
func TestDialogues(t *testing.T) {
	t.Parallel()
	talk := example(t)
	for _, file := range scenes(t) {
		t.Run(strings.TrimSuffix(file, ".txt"), func(t *testing.T) {
			t.Parallel()
			want, all := playBoth(t, file, talk)
			for _, played := range all {
				fits(t, played)
			}
			if len(all) == 2 && !slices.Equal(all[0].Sentences(), all[1].Sentences()) {
				t.Errorf("%s: by text it says %v\nin the chat %v", file, all[0].Sentences(), all[1].Sentences())
			}
			got := all[0].Text
			switch {
			case got == want:
			case *update:
				if err := os.WriteFile(filepath.Join(folder, file), []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			default:
				t.Error(rehearsal.Difference(file, want, got))
			}
		})
	}
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
