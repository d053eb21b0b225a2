package rehearsal_test

import (
	"bufio"
	"os"
	"slices"
	"strings"
	"testing"

	"sayso/cmd/sayso/rehearsal"
	"sayso/conversation"
)

// wording is the words file as it is written: each sentence with both of its halves.
func wording(t *testing.T) map[string]string {
	t.Helper()
	f, err := os.Open("../../../conversation/words/english.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	raw, name := map[string]string{}, ""
	for lines := bufio.NewScanner(f); lines.Scan(); {
		switch line := lines.Text(); {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, " "):
			raw[name] += " " + strings.TrimSpace(line)
		default:
			var text string
			name, text, _ = strings.Cut(line, ":")
			raw[name] = strings.TrimSpace(text)
		}
	}
	return raw
}

// heardIn says which half of a sentence a scene lets be heard.
type heardIn struct {
	name string
	on   conversation.Channel
}

// everySentence fails for each sentence, in each of its variants and both of its halves, that no
// dialogue lets be heard.
func everySentence(t *testing.T, all []rehearsal.Played) {
	raw := wording(t)
	heard := map[heardIn]bool{}
	for _, played := range all {
		for _, say := range played.Says {
			if say.Language != "en" && say.Language != "" {
				continue
			}
			heard[heardIn{say.Sentence, say.Channel}] = true
			for name, text := range raw {
				if strings.HasPrefix(say.Sentence, "confirm") && readBack(say.Text, name, text) {
					heard[heardIn{name, say.Channel}] = true
				}
			}
		}
	}
	var never []string
	for _, name := range conversation.English().Names() {
		text, there := raw[name]
		sms, chat := heard[heardIn{name, conversation.SMS}], heard[heardIn{name, conversation.Chat}]
		switch {
		case !there:
			t.Errorf("%s is not in the file that was read", name)
		case strings.HasPrefix(name, "choices.") || strings.HasPrefix(name, "filled.") || strings.HasPrefix(name, "reviewed_"):
		case !sms && !chat:
			never = append(never, name)
		case strings.Contains(text, "[") && !sms:
			never = append(never, name+" (by text)")
		case strings.Contains(text, "[") && !chat:
			never = append(never, name+" (in the chat)")
		}
	}
	if len(never) > 0 {
		t.Errorf("never rehearsed: %s", strings.Join(never, ", "))
	}
}

// readBack reports whether a label of the read-back is in it: before words in quotes, or alone at the end.
func readBack(said, name, label string) bool {
	return name == "line.rest" && strings.Contains(said, label) || strings.HasPrefix(name, "line.") && strings.Contains(said, " "+label+": \"")
}

// everyChange fails for each stage, and each change from one to another, that no dialogue shows. A change
// that is not listed makes the scene itself fail.
func everyChange(t *testing.T, all []rehearsal.Played) {
	var heard []rehearsal.Change
	for _, played := range all {
		heard = append(heard, played.Changes...)
	}
	for _, change := range rehearsal.AllChanges() {
		if !slices.Contains(heard, change) {
			t.Errorf("never rehearsed: from %q to %q", change.From, change.To)
		}
	}
	for _, stage := range conversation.AllStages() {
		if !slices.ContainsFunc(heard, func(c rehearsal.Change) bool { return c.To == stage }) {
			t.Errorf("never rehearsed: the stage %q", stage)
		}
	}
}

// TestTheManagersPageListsEveryBracket: what may be written stands where the people who write look.
func TestTheManagersPageListsEveryBracket(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../../../docs/wording.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, bracket := range rehearsal.Brackets() {
		for _, example := range bracket.Like {
			if !strings.Contains(string(page), "("+example+")") {
				t.Errorf("docs/wording.md lacks (%s)", example)
			}
		}
		if !strings.Contains(string(page), bracket.Means) {
			t.Errorf("docs/wording.md does not say of (%s): %s", bracket.Like[0], bracket.Means)
		}
	}
}
