package rehearsal_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"sayso/cmd/sayso/rehearsal"
)

// allOnThePage: each scene once, and nothing that the page would fetch or run.
func allOnThePage(t *testing.T, all []rehearsal.Played) {
	var page strings.Builder
	if err := rehearsal.Page(&page, all); err != nil {
		t.Fatal(err)
	}
	for i := range all {
		if n := strings.Count(page.String(), fmt.Sprintf(`<article class="scene" id="scene-%d">`, i+1)); n != 1 {
			t.Errorf("scene %d is there %d times", i+1, n)
		}
	}
	for _, not := range []string{"<script", "http:", "https:", "url(", "@import", "src="} {
		if strings.Contains(page.String(), not) {
			t.Errorf("the page has %q", not)
		}
	}
}

func TestThePageShowsWhoSpeaksAndWhatTheOfficeNotices(t *testing.T) {
	t.Parallel()
	played := play(t, "They write <b>tags</b>.\n\nAnd this is why.\n"+strings.TrimPrefix(top, "A story.\n")+`By text. Monday 9 March 2026, 10:00.

Nan: she said <i>no</i>

(Sam claims the case)
-- what the caseworker sees --
`)
	var page strings.Builder
	if err := rehearsal.Page(&page, []rehearsal.Played{played}); err != nil {
		t.Fatal(err)
	}
	rest := page.String()
	for _, want := range []string{
		"They write &lt;b&gt;tags&lt;/b&gt;.</h3>", `<p class="story">And this is why.</p>`, `<p class="when">By text. Monday 9 March 2026, 10:00.</p>`,
		`<div class="bubble speaks"><b>Nan</b><bdi>she said &lt;i&gt;no&lt;/i&gt;</bdi></div>`, "<p>A case opens.</p>",
		`<div class="bubble says"><b>Service</b><bdi lang="en">`, `<div class="bubble happens"><bdi>Sam claims the case</bdi></div>`, "What the caseworker sees",
	} {
		_, after, found := strings.Cut(rest, want)
		if !found {
			t.Fatalf("%q is missing, or stands too early:\n%s", want, page.String())
		}
		rest = after
	}
}

// TestALookIsKnownToBeOld: whoever looked at a scene did not see what it says now.
func TestALookIsKnownToBeOld(t *testing.T) {
	t.Parallel()
	const scene = top + "By text. Monday 9 March 2026, 10:00.\n\nNan: hi\n"
	first := play(t, scene)
	if look, ok := first.Scene.Looked(); ok {
		t.Fatalf("looked at by %v, whom nobody has named", look)
	}
	text := first.LookedAt("R. Malik, complaints manager", time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC))
	if !strings.Contains(text, "A story.\n\nLooked at by: R. Malik, complaints manager, 2 March 2026 [") {
		t.Fatalf("nobody is named:\n%s", text)
	}
	second := play(t, text)
	look, ok := second.Scene.Looked()
	if !ok || look.By != "R. Malik, complaints manager" || look.On != "2 March 2026" || look.Mark != second.Mark() || second.Text != text {
		t.Errorf("%+v, %v, mark now %s\n%s", look, ok, second.Mark(), second.Text)
	}
	if third := play(t, strings.Replace(text, "Nan: ", "Nan: oh ", 1)); third.Mark() == look.Mark {
		t.Error("other words have the same mark")
	}
	again := second.LookedAt("A. Obi", time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC))
	if strings.Contains(again, "Malik") || strings.Count(again, "Looked at by") != 1 {
		t.Errorf("the earlier look is still there:\n%s", again)
	}
}
