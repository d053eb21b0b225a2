package conversation

import (
	"slices"
	"testing"
)

// TestWhatIsInAnotherScriptIsNoEnglish, even where it is not sure which of its languages it is.
func TestWhatIsInAnotherScriptIsNoEnglish(t *testing.T) {
	t.Parallel()
	for _, words := range []string{"مددکارم جواب نمی دهد", "سلام", "ሰላም", "Привіт", "ሓወይ ክርእዮ ደልየ", "مرحبا", "ਸਤ ਸ੍ਰੀ ਅਕਾਲ", "সালাম"} {
		for _, before := range []string{"", "hi"} {
			p := newTalking(t)
			if before != "" {
				p.tells(before)
			}
			if names, said := p.tells(words); !slices.Contains(names, "interpreter") || !p.s.Interpret {
				t.Errorf("%q, %q: said %v: %q", before, words, names, said)
			}
		}
	}
	for _, words := range []string{"my friend α is sad", "𝓱𝓲", "ⓗⓘ", "😭😭😭", "π"} {
		p := newTalking(t)
		if names, _ := p.tells(words); slices.Contains(names, "interpreter") {
			t.Errorf("%q: said %v", words, names)
		}
	}
}
