package meaning

import "testing"

func TestWhomWeMayNotTellSaysNothingOfThePhone(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"yes but dont tell the lady": "yes", "yh but dont tell my carer": "yh", "yes just dont tell my foster mum": "yes", "its fine, dont say it was me": "its fine",
		"yes but dont tell my mum she reads it": "yes but dont tell my mum she reads it", "dont tell my mum": "dont tell my mum", "yes": "yes",
		"yes but dont text me when dad is in": "yes but dont text me when dad is in",
	} {
		if got := Default().BeforeSecret(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
