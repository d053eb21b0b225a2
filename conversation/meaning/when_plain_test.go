package meaning

import "testing"

// When it suits, as people put it who are always free, or when school is out.
func TestWhenItSuitsInPlainWords(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"im free all the time": "any time", "im free all week": "any time", "free all day": "any time", "free any time": "any time",
		"when i finish school": "after school", "once hes finished school": "after school", "when school finishes": "after school", "after i finish college": "after school",
		"when i finish football on thursday": "thursday", "im not free all week": "text", "when i finish work": "text",
	} {
		if got := Answer("visit_when", text).Value; got != want {
			t.Errorf("%q is read as %q, want %q", text, got, want)
		}
	}
}
