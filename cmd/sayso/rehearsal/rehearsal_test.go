package rehearsal_test

import (
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sort"
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

func TestDialogues(t *testing.T) {
	t.Parallel()
	talk, err := rehearsal.Example(conversation.English())
	if err != nil {
		t.Fatal(err)
	}
	files, err := fs.Glob(dialogues.Files, "*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no dialogues: %v", err)
	}
	var mu sync.Mutex
	heard, stages := map[string]bool{}, map[string]bool{}
	t.Run("scenes", func(t *testing.T) {
		for _, file := range files {
			t.Run(strings.TrimSuffix(file, ".txt"), func(t *testing.T) {
				t.Parallel()
				for _, played := range playBoth(t, file, talk) {
					mu.Lock()
					for _, name := range played.Sentences {
						heard[name] = true
					}
					for stage := range played.Stages {
						stages[stage] = true
					}
					mu.Unlock()
				}
			})
		}
	})
	rehearsed(t, heard, stages)
}

// playBoth plays a scene on each of its channels. The file shows the first; the other must say the
// same sentences in the same order, in its own form.
func playBoth(t *testing.T, file string, talk conversation.Talk) []rehearsal.Played {
	want, err := fs.ReadFile(dialogues.Files, file)
	if err != nil {
		t.Fatal(err)
	}
	scene, err := rehearsal.Parse(string(want), talk.Zone)
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	var all []rehearsal.Played
	for _, on := range scene.Channels {
		played, err := rehearsal.Play(scene, talk, on)
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		fits(t, on, played)
		all = append(all, played)
	}
	if len(all) == 2 && !slices.Equal(all[0].Sentences, all[1].Sentences) {
		t.Errorf("%s: by text it says %v\nin the chat %v", file, all[0].Sentences, all[1].Sentences)
	}
	if got := all[0].Text; got != string(want) {
		if *update {
			if err := os.WriteFile(filepath.Join(folder, file), []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			return all
		}
		t.Error(rehearsal.Difference(file, string(want), got))
	}
	return all
}

// fits holds each text to what a phone can show without unseen cost.
func fits(t *testing.T, on conversation.Channel, played rehearsal.Played) {
	for _, e := range played.Effects {
		say, ok := e.(conversation.Say)
		if !ok || on != conversation.SMS || say.From == conversation.FromCaseworker {
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

// rehearsed fails for each sentence and stage that no scene shows.
func rehearsed(t *testing.T, heard, stages map[string]bool) {
	var never []string
	for _, name := range conversation.English().Names() {
		if !strings.HasPrefix(name, "choices.") && !strings.HasPrefix(name, "reviewed_") && !heard[name] {
			never = append(never, name)
		}
	}
	for _, stage := range conversation.AllStages() {
		if !stages[string(stage)] {
			never = append(never, "stage "+string(stage))
		}
	}
	sort.Strings(never)
	if len(never) > 0 {
		t.Errorf("never rehearsed: %s", strings.Join(never, ", "))
	}
}
