package meaning

import "testing"

// Whoever says that they are safe because somebody has left says yes; who says only that, says nothing of themselves.
func TestSafeBecauseSomebodyHasLeft(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"sorry i meant yes im safe hes gone": "yes", "im safe hes gone": "yes", "hes gone now so yes": "yes", "hes gone im ok": "yes", "im safe he left": "yes", "yes im safe dad went home": "yes",
		"sorry, I meant yes she is safe, he has gone": "yes", "no wait yes im safe": "yes", "no wait yes": "yes", "hang on i meant yes": "yes", "he left so im ok": "yes",
		"Yes he is safe now his dad has gone": "yes", "yh im ok my stepdad has gone home": "yes", "oops i meant yes im fine": "yes",
		"im safe hes gone out": "unsure", "hes gone to the pub so im ok": "unsure", "yes hes gone": "unsure", "yeah hes left": "unsure",
		"hes gone": "no", "im safe but hes coming back": "no", "sorry i meant no": "no", "hes gone mad": "no", "yh im safe hes gone mental tho": "no",
		"she has gone": "no", "hes gone missing": "no", "yes im safe hes gone upstairs": "no", "im not safe he has gone": "no", "im not ok hes left": "no",
	} {
		if got := Answer("safe_now", text).Value; got != want && !(want == "no" && got == "unsure") {
			t.Errorf("%q is read as %q, want %q", text, got, want)
		}
	}
}
