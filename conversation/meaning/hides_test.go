package meaning

import "testing"

// Whoever had to hide, or to shut themselves in, is not safe, wherever it was.
func TestWhoHadToHideIsNotSafe(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"i had to hide in the bath": "no", "i had to lock myself in the bath": "no", "she had to hide in the wardrobe": "no", "we had to barricade ourselves in": "no", "i keep having to hide in my bed": "no",
		"i had to run out of the house": "unsure", "he had to get away from there": "unsure",
		"shes in the bath": "yes", "yes hes in bed": "yes",
	} {
		if got := Answer("safe_now", text).Value; got != want {
			t.Errorf("%q is read as %q, want %q", text, got, want)
		}
	}
}
