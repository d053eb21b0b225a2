package meaning

import (
	"slices"
	"testing"
)

// issueWords are the words of each issue of a message.
func issueWords(text string) []string {
	var words []string
	runes := []rune(text)
	for _, i := range Read(text).Issues {
		words = append(words, string(runes[i.Start:i.End]))
	}
	return words
}

func TestSeparateMattersAreKeptApartInExactlyTheirWords(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"hi my sw never rings back, i havent seen my sister since june n they r moving me next fri to a place 50 miles away and i still aint got my clothes money": {
			"my sw never rings back", "i havent seen my sister since june", "they r moving me next fri to a place 50 miles away", "i still aint got my clothes money"},
		"my sw never rings back. also my bike was stolen at the home":             {"my sw never rings back.", "my bike was stolen at the home"},
		"no hot water for 3 weeks. Also, the taxi never comes!!":                  {"no hot water for 3 weeks.", "the taxi never comes!!"},
		"my sw shouts at me plus they lost my birth certificate":                  {"my sw shouts at me", "they lost my birth certificate"},
		"Contact was cancelled again. And nobody has paid my travel":              {"Contact was cancelled again.", "nobody has paid my travel"},
		"1. no one rings me back 2. my room is freezing 3. i get no pocket money": {"1. no one rings me back", "2. my room is freezing", "3. i get no pocket money"},
		"1) my worker is rude\n2) no halal food here":                             {"1) my worker is rude", "2) no halal food here"},
		"(a) my review is late, (b) staff open my post":                           {"(a) my review is late", "(b) staff open my post"},
		"they moved me with no warning and nobody told my school":                 {"they moved me with no warning", "nobody told my school"},
		"my sw is always late / also i have no bus pass":                          {"my sw is always late", "i have no bus pass"},
		"Hello my name is Isla and I am 12. They read my diary. Also no wifi":     {"They read my diary.", "no wifi"},
		"hi im his mum and nobody rings me back":                                  {"nobody rings me back"},
		"im hungry. no food in the house again":                                   {"im hungry. no food in the house again"},
		"I am Jade's nan. Nobody at the council will speak to me.":                {"Nobody at the council will speak to me."},
		"they took my phone. they also binned my letters from mum":                {"they took my phone.", "they also binned my letters from mum"},
		"she said \"dont get lippy\" and she laughed":                             {"she said \"dont get lippy\" and she laughed"},
	} {
		if got := issueWords(text); !slices.Equal(got, want) {
			t.Errorf("%q\n got  %q\n want %q", text, got, want)
		}
	}
}

func TestOneMatterToldAtLengthStaysOne(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"my sw is always on her phone when she comes n she talks to me like im 5. its well rude",
		"havent seen my little sis since august. she thinks i forgot her",
		"they took my phone and my xbox and my ps4",
		"he hit me. then he threw my stuff out and laughed. im scared to go back",
		"my carer shouts at me and she shouts at my brother and she slams the doors",
		"i asked for a lock on my door. they said no. i asked again. they said no again",
		"my nephew was moved and nobody is happy",
		"they were 2 hours late and thanks for reading",
		"i also live here", "my room is cold", "shower broke",
	} {
		if got := issueWords(text); len(got) > 1 {
			t.Errorf("%q is cut into %q", text, got)
		}
	}
}
