package rehearsal_test

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"sayso/cmd/sayso/rehearsal"
	"sayso/conversation"
)

const top = "A story.\n\n----\n\n"

// playText plays a scene as it is written, on the first of its channels.
func playText(talk conversation.Talk, text string) (rehearsal.Played, error) {
	scene, err := rehearsal.Parse(text, talk.Zone)
	if err != nil {
		return rehearsal.Played{}, err
	}
	return rehearsal.Play(scene, talk, scene.Channels[0])
}

func TestWhatCannotBeReadIsToldWithItsLine(t *testing.T) {
	t.Parallel()
	talk := example(t)
	for _, c := range []struct{ scene, says string }{
		{"no dashes", `no line "----"`},
		{top, "nobody says anything"},
		{top + "By text. Monday 3 March 2026, 16:05.\n\nNan: hi\n", "line 5: no such day"},
		{top + "Yesterday.\n\nNan: hi\n", "line 5: want a line such as"},
		{top + "By text. Monday 2 March 2026, 16:05.\n\nhi\n", `line 7: want "Somebody: words"`},
		{top + "By text. Monday 2 March 2026, 16:05.\n\nNan:\n", "line 7: Nan says nothing"},
		{top + "By text. Monday 2 March 2026, 16:05.\n\nNan: hi\n    | and more\n", "line 8: what goes on"},
		{top + "By text. Monday 2 March 2026, 16:05.\n\n(1 hour passes)\n              | and more\n", "line 8: a line in brackets"},
		{top + "By text. Monday 2 March 2026, 16:05.\n\nNan (at home): hi\n", `"at home" is no place`},
		{top + "By text or in the chat. Monday 2 March 2026, 16:05.\n\nNan (in the chat): hi\n", "says where they write"},
		{top + "By text or in the chat. Monday 2 March 2026, 16:05.\n\n(they leave)\n", "line 7: only a chat has buttons"},
		{top + "By text. Monday 2 March 2026, 16:05.\n\nCaseworker: hi\n", `"Caseworker" is nobody`},
		{top + "By text. Monday 2 March 2026, 16:05.\n\nNan: hi\n\n(it rains)\n", `line 9: nothing like "(it rains)"`},
		{top + "By text. Monday 2 March 2026, 16:05.\n\n(Sam claims the case)\n", "line 7: nobody has written yet"},
		{top + "By text. Monday 2 March 2026, 16:05.\n\nNan: hi\n\nCaseworker Sam to Mum: hi\n", "line 9: say who is meant"},
		{top + "By text. Monday 2 March 2026, 16:05.\n\nNan: hi\n\n(Sam answers the call)\n", "line 9: nobody has been called"},
		{top + "By text. Monday 2 March 2026, 16:05.\n\nNan: hi\n\n(the visit is done)\n", "line 9: no visit was booked"},
	} {
		if _, err := playText(talk, c.scene); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%q: %v; want %q", c.scene, err, c.says)
		}
	}
}

// TestAnUpdateKeepsAllThatPeopleWrote: what the machine wrote before is gone, what people wrote stays.
func TestAnUpdateKeepsAllThatPeopleWrote(t *testing.T) {
	t.Parallel()
	played, err := playText(example(t), top+`By text. Monday 2 March 2026, 16:05.
Nan:   my first line
              | my second line
              [What the office saw before.]
Service to Nan (in the chat): What was said before
              | in two lines.



(1 hour passes)
-- what the caseworker sees --
What they saw before.
`)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"A story.\n\n----\n\nBy text. Monday 2 March 2026, 16:05.\n\nNan:          my first line\n              | my second line\n", "\n\n(1 hour passes)\n"} {
		if !strings.Contains(played.Text, want) {
			t.Errorf("it lacks %q:\n%s", want, played.Text)
		}
	}
	if strings.Contains(played.Text, "before.") || strings.Contains(played.Text, "in two lines") {
		t.Errorf("it has words of the machine's that nobody said:\n%s", played.Text)
	}
}

// TestWhateverIsTypedIsKeptAsASceneThatPlays: a talk that was kept says the same when it is played.
func TestWhateverIsTypedIsKeptAsASceneThatPlays(t *testing.T) {
	t.Parallel()
	talk := example(t)
	lines := []string{
		"hi", "my worker never rings me back", "no", "1", "2", "yes", "0", "can i have a code", "otter maple cloud kite",
		"Mum (same phone): this is his mum now", "Young person (another phone): otter maple cloud kite", "Young person (in the chat): hello",
		"(1 hour passes)", "(3 weeks pass)", "(at the same moment)", "(Sam claims the case)", "(for Mum: Sam claims the case)",
		"Caseworker Sam: can we meet", "Caseworker Sam to Young person: can we meet", "Service: hi", "  | more", "[A case opens.]", "----",
		"-- what the caseworker sees --", "(Sam books a visit: Friday 20 March 2026, 16:00, the library)", "ok: (yes)", "\xff", "he hit me",
	}
	rapid.Check(t, func(t *rapid.T) {
		on := rapid.SampledFrom([]conversation.Channel{conversation.SMS, conversation.Chat}).Draw(t, "channel")
		scene := rehearsal.Begin("A talk.", on, time.Date(2026, 3, 2, 16, 5, 0, 0, talk.Zone))
		for range rapid.IntRange(1, 6).Draw(t, "lines") {
			line := rapid.OneOf(rapid.SampledFrom(lines), rapid.StringMatching(`[^\n]{1,40}`)).Draw(t, "line")
			longer, err := scene.With(rehearsal.Typed(line, "Young person"))
			if err != nil {
				continue
			}
			if _, err := rehearsal.Play(longer, talk, on); err == nil {
				scene = longer
			}
		}
		kept, err := rehearsal.Play(scene.Ending(), talk, on)
		if err != nil {
			t.Fatal(err)
		}
		if len(kept.Lines) == 0 {
			return
		}
		again, err := playText(talk, kept.Text)
		if err != nil {
			t.Fatalf("%v\n%s", err, kept.Text)
		}
		if difference := rehearsal.Difference("kept", kept.Text, again.Text); difference != "" {
			t.Fatalf("%s\n%s", difference, kept.Text)
		}
	})
}
