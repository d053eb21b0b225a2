package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// scene writes a dialogue as people write it, and gives its path.
func scene(t *testing.T, story, when, talk string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "a-scene.txt")
	if err := os.WriteFile(file, []byte(story+"\n\n----\n\n"+when+"\n\n"+talk+"\n-- what the caseworker sees --\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// must runs a command that is to succeed, and gives what it says.
func must(t *testing.T, in string, args ...string) string {
	t.Helper()
	code, out, errs := sayso(t, in, args...)
	if code != 0 {
		t.Fatalf("sayso %v: exit %d, %q, %q", args, code, out, errs)
	}
	return out
}

// fails runs a command that is to fail, and wants it to say why.
func fails(t *testing.T, says string, args ...string) {
	t.Helper()
	if code, out, errs := sayso(t, "", args...); code != 1 || !strings.Contains(out+errs, says) {
		t.Errorf("sayso %v: exit %d, %q, %q; want 1 and %q", args, code, out, errs, says)
	}
}

func TestADialogueIsWrittenPlayedPrintedAndCounted(t *testing.T) {
	t.Parallel()
	file := scene(t, "A story.\nCounts for effort.", "By text or in the chat. Monday 2 March 2026, 16:05.",
		"Nan:          my grandson Leo never sees his worker\n\nNan:          forget it\n\nNan:          1\n")
	fails(t, "the dialogue says", "rehearse", file)
	must(t, "", "rehearse", "--update", file)
	must(t, "", "rehearse", file)
	page := filepath.Join(t.TempDir(), "page.html")
	must(t, "", "rehearse", "--html", page, file)
	if written, err := os.ReadFile(page); err != nil || !strings.Contains(string(written), "my grandson Leo never sees his worker") {
		t.Errorf("the page lacks what was said: %v\n%s", err, written)
	}
	if out := must(t, "", "rehearse", "--effort", file); !strings.Contains(out, "3            3") || !strings.Contains(out, "a-scene") || !strings.Contains(out, "3 at the median") {
		t.Errorf("three messages are counted as %q", out)
	}
}

func TestAReleaseHearsOfScenesThatChangedSinceTheyWereLookedAt(t *testing.T) {
	t.Parallel()
	file := scene(t, "A story.", "By text. Monday 2 March 2026, 16:05.", "Nan:          hello\n")
	must(t, "", "rehearse", "--look", "R. Malik, complaints manager", file)
	if out := must(t, "", "rehearse", "--looked", file); !strings.Contains(out, "1 of 1 dialogues were looked at") {
		t.Errorf("just looked at: %q", out)
	}
	must(t, "", "rehearse", file)
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(strings.Replace(string(text), "hello", "my worker never rings me", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	fails(t, "changed since R. Malik, complaints manager looked at it on", "rehearse", "--looked", file)
}

func TestWhatMayStandInBracketsIsListed(t *testing.T) {
	t.Parallel()
	if out := must(t, "", "rehearse", "--brackets"); !strings.Contains(out, "(20 minutes pass)  (3 hours pass)") || !strings.Contains(out, "(Priya claims the case)") {
		t.Errorf("the list: %q", out)
	}
	fails(t, `no story has the line "Counts for effort."`, "rehearse", "--effort", scene(t, "A story.", "By text. Monday 2 March 2026, 16:05.", "Nan: hi\n"))
}

// TestATalkOfSeveralPeopleCanBeKept: what is kept plays, with its codes, its other phones and its relatives.
func TestATalkOfSeveralPeopleCanBeKept(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "kept.txt")
	out := must(t, strings.Join([]string{
		"I am Jade's aunt. her worker never comes", "no", "yes", "yes", "can i have a code", "(it rains)",
		"Aunt (another phone): otter maple cloud kite", "Caseworker Sam: can we meet", "Mum (same phone): this is her mum now, who is this",
		"Caseworker Sam to Mum: hello", "Somebody (on the moon): hello", "(3 weeks pass)", "(2 months pass)", "",
	}, "\n"), "talk", "--as", "Aunt", "--keep", file)
	for _, want := range []string{"nothing like", "(2 months pass)", "(Priya claims the case)", "is no place", "\nService (another phone): Hi again.", "Service to Mum:"} {
		if !strings.Contains(strings.ReplaceAll(out, "> ", "\n"), want) {
			t.Errorf("the terminal does not show %q:\n%s", want, out)
		}
	}
	must(t, "", "rehearse", file)
	kept, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"\nAunt:         I am Jade's aunt. her worker never comes\n", "\nAunt (another phone): otter maple cloud kite\n", "\nMum (same phone): this is her mum now", "with Aunt:"} {
		if !strings.Contains(string(kept), want) {
			t.Errorf("what was kept lacks %q:\n%s", want, kept)
		}
	}
}

func TestATalkInWelshCanBeKept(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "kept.txt")
	out := must(t, "mae fy ngweithiwr cymdeithasol byth yn ffonio fi\n\n", "talk", "--unreviewed", "--keep", file)
	if !strings.Contains(out, "Helo, ") {
		t.Errorf("no Welsh: %q", out)
	}
	must(t, "", "rehearse", file)
}
