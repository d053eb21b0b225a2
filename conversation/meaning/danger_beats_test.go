package meaning_test

import (
	"testing"

	"sayso/conversation/meaning"
)

// TestWhoBeatsAChildIsNoGame: "beats" is a word of games and of the worst that can happen to a child at home.
func TestWhoBeatsAChildIsNoGame(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]meaning.Risk{
		"my dad beats me":                      meaning.Concern,
		"he beats me":                          meaning.Concern,
		"dad beats us":                         meaning.Concern,
		"mum beats me when shes drunk":         meaning.Concern,
		"step dad beats my sister":             meaning.Concern,
		"my brother beats me if i tell":        meaning.Concern,
		"they beat us for nothing":             meaning.Concern,
		"my dad is beating me":                 meaning.Immediate,
		"hes beating my mum":                   meaning.Immediate,
		"my dad beats me at fifa":              meaning.None,
		"my brother beats me at cards":         meaning.None,
		"my brother always beats me at chess":  meaning.None,
		"mum is beating me at scrabble lol":    meaning.None,
		"my carer beats me at pool every time": meaning.None,
		"she beats me to it every time":        meaning.None,
	} {
		if got := meaning.Read(text).Risk; got != want {
			t.Errorf("%q is read as %s, want %s", text, got, want)
		}
	}
}
