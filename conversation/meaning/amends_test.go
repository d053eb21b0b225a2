package meaning

import "testing"

func TestACorrectionNamesTheAnswerThatItPutsRight(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][2]string{
		"actually the library instead of my flat for where": {"visit_where", "the library"},
		"changed my mind about where to meet: my nans":      {"visit_where", "my nans"},
		"changed my mind about the time: friday instead":    {"visit_when", "friday"},
		"sorry not monday, i meant tuesday after 4":         {"visit_when", "tuesday after 4"},
		"its Zara actually, not Ben":                        {"name", "Zara"},
		"*15 not 14 for the age":                            {"child_age", "15"},
		"actually what i want is a new worker":              {"wanted_outcome", "a new worker"},
		"no but actually what i want is a new worker":       {"wanted_outcome", "a new worker"},
	} {
		ask, reply, ok := Default().PutsRight(text)
		if !ok || ask != want[0] || reply.Rest != want[1] {
			t.Errorf("%q: %s %q %v, want %s %q", text, ask, reply.Rest, ok, want[0], want[1])
		}
		var beside []Told
		for _, told := range Read("yes. " + text).Told {
			if told.Ask == want[0] {
				beside = append(beside, told)
			}
		}
		if len(beside) != 1 || beside[0].Reply.Rest != want[1] {
			t.Errorf("beside an answer, %q: %v, want %s %q", text, beside, want[0], want[1])
		}
	}
}

func TestWhoTellsAStoryAmendsNothing(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"they changed my mind about nothing", "she is nice actually, not like Karen", "i asked for Tom not Ben to come and they sent Ben",
		"they changed where we meet and nobody asked me", "he got my age wrong on the form", "the letter was for when he was 4",
	} {
		if ask, reply, ok := Default().PutsRight(text); ok {
			t.Errorf("%q puts %s right: %q", text, ask, reply.Value)
		}
	}
}

func TestWhatOnlyAnswersIsNoComplaint(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"yes, this phone is safe, its only mine", "1 and best place is the youth club", "no and i want an advocate", "im 8", "you can call me Zara",
	} {
		if got := Read(text).Category; got != Other {
			t.Errorf("%q is %s, want other", text, got)
		}
	}
	if got := Read("its mine and they took it. i want it back its mine"); len(got.Told) > 0 && got.Told[0].Ask == "contact_safe" {
		t.Errorf("a thing that is theirs is read as a phone that is safe: %v", got.Told)
	}
}
