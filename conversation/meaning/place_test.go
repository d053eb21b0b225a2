package meaning

import "testing"

func TestDangerIsNoPlace(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"im going to kill myself": "danger", "hes coming up the stairs": "danger", "i dont want you to know. hes got a knife": "danger", "he has a knife": "danger", "hes kicking the door": "danger",
		"my dad is shouting": "danger", "hes going to hit me in a minute": "danger", "shes locked the door": "danger", "mum is drunk": "danger",
		"i want to die": "danger", "he just hit me again": "danger", "my stepdad is outside": "danger", "hes here": "danger",
		"in the wardrobe": "text", "im in the bathroom he's got a knife": "text", "elm road": "text", "im on the bridge im going to jump": "text", "at my nans": "text",
		"14 Elm Road": "text", "bench by the canal": "text", "im at home. hes coming": "text", "outside tesco": "text", "my room": "text", "in town": "text",
		"i ran off im in the park": "text", "behind the school": "text", "no": "text",
		"i pressed the wrong one im safe": "safe", "sorry i was just saying no theres nothing else. im ok": "safe", "im ok i meant no theres nothing else": "safe", "sorry meant yes": "safe",
		"im safe": "safe", "i hit the wrong button": "safe", "sorry i meant 1": "safe",
	} {
		if got := Answer("where_am_i", text).Value; got != want {
			t.Errorf("%q is read as %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string]string{
		"shes at the park by the canal": "text", "he is still there, at the carers house in Elm Road": "text", "i think shes at her boyfriends": "text", "at home": "text",
		"hes gone to his dads": "text", "with her dad": "text", "he has a knife": "danger", "her dad is hitting her": "danger", "shes going to jump": "danger", "hes outside school": "text", "She said she's at some lad's flat above the shop": "text", "he has a knife at her throat": "danger",
	} {
		if got := Answer("where_now", text).Value; got != want {
			t.Errorf("of another, %q is read as %q, want %q", text, got, want)
		}
	}
}

func TestAPlaceIsHeardUnasked(t *testing.T) {
	t.Parallel()
	for text, theirs := range map[string]bool{
		"he is still there, at the carers house in Elm Road": true, "at the carers house in Elm Road": true, "i think shes at the park by the canal": true, "shes at home": true,
		"im at the bus station": false, "at my nans house": false, "in the park": false, "im on Elm Road": false, "flat 3 elm road": false, "22 Mill Lane": false,
	} {
		if place, ok := Default().Place(text, theirs); !ok || place != text {
			t.Errorf("%q says %q, %v", text, place, ok)
		}
	}
	for _, text := range []string{
		"they took my phone at school", "i want to live at my nans", "nobody listens at the home", "no", "", "he hit me in the park", "in two weeks", "on friday", "hes in the park with a knife",
		"she shouts at me", "my room is cold", "i was at school when it happened",
	} {
		if place, ok := Default().Place(text, false); ok {
			t.Errorf("%q is taken for the place %q", text, place)
		}
	}
}

func TestAnAddressIsHeardBesideOtherWords(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"no shes at 14 hill road thats the home. please dont say it was me": "no shes at 14 hill road thats the home",
		"she lives at 12 ash road with foster people":                       "she lives at 12 ash road with foster people",
		"12 Hazel Grove, Bury":                                              "12 Hazel Grove, Bury", "im at 14 elm rd": "im at 14 elm rd", "14 elm rd": "14 elm rd", "22b station st leeds": "22b station st leeds", "at 3 my dr said no": "", "i took 2 of my st johns": "",
		"i dont know. hes at flat 2 mill court":   "hes at flat 2 mill court",
		"she told me at 3 that the road was shut": "", "im at 2 schools": "", "they took 20 pounds off me on mill road": "",
	} {
		if got, _ := Default().Address(text, true); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
