package meaning

import "testing"

// TestNobodyBut: whom somebody names after a "nobody" is left out after all; who only knows of it is not.
func TestNobodyBut(t *testing.T) {
	t.Parallel()
	for want, texts := range map[string][]string{
		"text": {
			"no one. well not dave", "no one well not dave", "no one. well dave i suppose", "no not really. maybe dave", "no not really. my sw",
			"nobody. not dave", "no. not my mum tho", "no one apart from dave", "no one. actually dave", "no one. just dont send karen",
			"nobody. but the manager hates me", "no one. dave scares me", "nobody, just dave", "no. well maybe my nan",
		},
		"none": {
			"no one. the social worker knows im unhappy", "No, nobody. The social worker knows I'm unhappy", "nobody. my sw is fine",
			"nobody, dave already knows", "nobody really, the key worker knows", "no one", "0", "none. my mum knows im doing this",
			"nobody. everyone at school knows already", "0. Biscuits located, order restored.", "no thats fine", "nah not really",
		},
	} {
		for _, text := range texts {
			for _, ask := range []string{"avoid", "keep_from"} {
				if got := Answer(ask, text).Value; got != want {
					t.Errorf("%s: %q is read as %q, want %q", ask, text, got, want)
				}
			}
		}
	}
}
