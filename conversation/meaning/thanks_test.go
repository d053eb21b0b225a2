package meaning

import "testing"

// What they choose after a word of thanks is what they chose, also where the thanks sound like a yes.
func TestAChoiceAfterThanksIsTheChoice(t *testing.T) {
	t.Parallel()
	chosen := map[string][3]string{
		"about_who": {"self", "behalf", "unclear"}, "advocate": {"yes", "no", "unsure"}, "contact_safe": {"yes", "no", "unsure"}, "child_knows": {"yes", "no", "unsure"}, "safe_now": {"yes", "no", "unsure"}, "carry_on": {"yes", "no", "unsure"},
	}
	for ask, wants := range chosen {
		for _, thanks := range []string{"great thanks. ", "nice one. ", "ok thanks, ", "lovely thanks ", "brilliant, ", "thats great. ", "ta love. ", "cheers mate. ", "perfect thank you. ", "ok great. "} {
			for i, number := range []string{"1", "2", "3"} {
				if got := Answer(ask, thanks+number).Value; got != wants[i] {
					t.Errorf("%s: %q is read as %q, want %q", ask, thanks+number, got, wants[i])
				}
			}
		}
		if ask == "about_who" {
			continue
		}
		for text, want := range map[string]string{"perfect thanks. no": wants[1], "great. no": wants[1], "great thanks, yes please": wants[0], "lovely thanks. not sure": wants[2]} {
			if got := Answer(ask, text).Value; got != want {
				t.Errorf("%s: %q is read as %q, want %q", ask, text, got, want)
			}
		}
	}
	for text, want := range map[string]string{"no thanks": "no", "yes great thanks": "yes", "that would be great": "yes", "great": "yes"} {
		if got := Answer("advocate", text).Value; got != want {
			t.Errorf("%q is read as %q, want %q", text, got, want)
		}
	}
	for _, text := range []string{"good. no wait im not", "ok thanks no im not safe"} {
		if got := Answer("safe_now", text).Value; got == "yes" {
			t.Errorf("%q is read as safe", text)
		}
	}
}

// Thanks alone are no yes to "are you safe?".
func TestThanksAloneAreNotSafe(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{"nice one": "", "lovely thanks": "", "great thanks": "", "thanks": "", "yes thanks": "yes", "im good thanks": "yes", "fine thanks": "yes", "all good ta": "yes"} {
		if got := Answer("safe_now", text).Value; got != want {
			t.Errorf("%q is read as %q, want %q", text, got, want)
		}
	}
}
