package meaning

import "testing"

// What is only talk is no answer to an open question; look-alikes are.
func TestSmallTalkAnswersNoOpenQuestion(t *testing.T) {
	t.Parallel()
	for _, ask := range []string{"visit_where", "wanted_outcome", "avoid", "keep_from"} {
		for _, text := range []string{
			"its freezing today", "rah its boiling in here", "my rabbit just sat on the keyboard", "the kettle has just boiled", "just had pasta",
			"thanks for replying so quick", "hope youre having a good day", "ur so polite", "got a mock tomorrow wish me luck", "liverpool won last night",
			"I am learning a new word today", "my favourite animal is a fox", "excuse the typos, lost my glasses", "someone just set the alarm off",
			"sorry just got in", "I've a cake in the oven, I can smell it",
		} {
			if got := Answer(ask, text).Value; got != "" {
				t.Errorf("%s: %q is read as %q", ask, text, got)
			}
		}
	}
	for ask, texts := range map[string][]string{
		"visit_where":    {"the chicken shop on the parade", "my grans, she has a dog", "costa, its warm in there", "cat cafe in town", "at the football ground", "cake shop on mill lane"},
		"wanted_outcome": {"my dog back", "a proper sorry", "new glasses for him", "i like to see my nan more", "someone to thank me for once", "to play football again", "coffee with my brother"},
		"avoid":          {"miss bell", "my head of year", "the dog lady", "arsenal mike"},
		"keep_from":      {"my football coach", "the cooks"},
	} {
		for _, text := range texts {
			if got := Answer(ask, text).Value; got != "text" {
				t.Errorf("%s: %q is read as %q", ask, text, got)
			}
		}
	}
}

// Beside an answer it takes nothing away from it.
func TestSmallTalkBesideAnAnswerIsLeftOut(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"its freezing today. the library on mill lane":     "the library on mill lane",
		"the library on mill lane. my cat says hello":      "the library on mill lane",
		"sorry just seen this, the library on mill lane":   "the library on mill lane",
		"thanks for replying. my nans house, the blue one": "my nans house, the blue one",
	} {
		if got := Answer("visit_where", text); got.Value != "text" || got.Rest != want {
			t.Errorf("%q is read as %q %q", text, got.Value, got.Rest)
		}
	}
	for text, want := range map[string]string{
		"yes, someone might see it": "no", "ok. its freezing today": "yes", "yeah the kettle is on": "yes",
	} {
		if got := Answer("contact_safe", text).Value; got != want {
			t.Errorf("contact_safe: %q is read as %q, want %q", text, got, want)
		}
	}
}

// A cold room is a matter, though the cold outside is talk.
func TestAColdRoomIsNoSmallTalk(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"my room is freezing": false, "our house is always cold": false, "the dog bit me": false, "its freezing today": true, "rah its boiling in here": true,
	} {
		if got := Default().Beside(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

// What should be done with something is a wish, though it has the form of what only tells.
func TestAWishThatSoundsLikeTalkIsAWish(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"the truth put in the report", "the report put right", "it put in writing", "the truth told for once", "the date put right on every letter", "my things put back", "what was said wrote down", "my side heard"} {
		if got := Answer("wanted_outcome", text).Value; got != "text" {
			t.Errorf("%q is read as %q", text, got)
		}
	}
	for _, text := range []string{"ive just put the kettle on", "my cat sat on the keyboard"} {
		if got := Answer("wanted_outcome", text).Value; got != "" {
			t.Errorf("%q is read as %q", text, got)
		}
	}
}
