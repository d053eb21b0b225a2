package meaning

import "testing"

// TestNotToSeeSomebodyIsNoYes: "see her" ends a yes ("see her then"), and what they will not do.
func TestNotToSeeSomebodyIsNoYes(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"i dont want to see her": "no", "i dont wanna see her": "no", "i never want to see her again": "no", "i refuse to see her": "no", "cant see her then": "no", "wont see him": "no",
		"dont make me see her": "no", "i hate having to see him": "no", "rather not see them": "no", "im scared to see her": "no", "i didnt ask to see her": "no", "i dont feel safe to see her": "no",
		"do not want to see you": "no", "dont think i can see you then": "no", "id rather not meet her": "no", "im not coming to see her": "no", "i dont want her to see me": "no",
		"no want to make it a proper complaint": "no",
		"i dont want to see anyone":             "refuses", "i dont want to meet anybody": "refuses",
		"id like to see her": "yes", "happy to see her": "yes", "ill see her": "yes", "i can see her then": "yes", "i cant wait to see her": "yes", "i dont mind seeing her": "yes",
		"yes ill see her then": "yes", "ok see you there": "yes", "fine see you friday": "yes", "not sure i want to see her": "unsure",
	} {
		if got := In("en").Answer("visit_ok", text).Value; got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
