package meaning

import "testing"

// Short ways of saying who writes, who it is about, and that one may write here.
func TestWhatIsSaidInTwoWordsIsTold(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Jake's nan. He never gets his taxi":                      "relationship=grandparent[Jake's nan] child_name=Jake[Jake's nan]",
		"tylers mum. his worker never rings":                      "relationship=mother[tylers mum] child_name=Tyler[tylers mum]",
		"Hi Jake's auntie here, his contact got cancelled":        "relationship=aunt_uncle[Jake's auntie here] child_name=Jake[Jake's auntie here]",
		"my grandson Leo (7) isnt allowed to see me":              "child_name=Leo[my grandson Leo] relationship=grandparent[my grandson] child_age=7[my grandson Leo (7) isnt]",
		"its about my lad Kyle 15 they moved him":                 "about_who=behalf[its about my lad] child_name=Kyle[my lad Kyle] child_age=15[my lad Kyle 15 they]",
		"a pupil, Sam, 12, came to me upset about contact":        "child_name=Sam[a pupil, Sam] child_age=12[Sam, 12]",
		"the girl i look after, Mia (8), wants a new sw":          "relationship=carer[the girl i look after] about_who=behalf[the girl i look after] child_name=Mia[i look after, Mia] child_age=8[Mia (8]",
		"a boy, Dan, 12, hit me at the home":                      "",
		"My boy never gets his taxi, aged 7":                      "child_age=7[aged 7]",
		"My boy never gets his taxi. Age 7.":                      "child_age=7[Age 7]",
		"They lost my file. Name's Gareth, 26":                    "name=Gareth[Name's Gareth]",
		"my bus pass never came. names Kai, 19":                   "name=Kai[names Kai]",
		"no one rings me back. you can call me Mrs Doyle":         "name=Mrs Doyle[you can call me Mrs Doyle]",
		"no one rings me back. im called Mr Patel":                "name=Mr Patel[im called Mr Patel]",
		"no one rings back. my names Claire Dobson":               "name=Claire Dobson[my names Claire Dobson]",
		"no one rings back. call me Jo please":                    "name=Jo[call me Jo]",
		"no one rings back. im called Jo and im 15":               "name=Jo[im called Jo]",
		"I'm in meetings until 2":                                 "",
		"im in class til 3":                                       "",
		"im in on fridays":                                        "visit_when=friday[fridays]",
		"They moved my contact. You can text me":                  "contact_safe=yes[You can text me]",
		"you can text me back x":                                  "contact_safe=yes[you can text me back x]",
		"my contact got cancelled again, u can message me":        "contact_safe=yes[u can message me]",
		"hes my son, my only one":                                 "",
		"they said you can text me":                               "",
		"you can text me if mum is out":                           "",
		"You can text me but not after 4":                         "",
		"can you text me":                                         "",
		"Jake's nan is horrible to me":                            "",
		"i dont want to see Jake's nan. she shouts":               "",
		"they got the names wrong. Kai, not Kyle":                 "",
		"my daughter is in care and the names Sophie on her file": "",
		"there is a lad here, aged 9, and he hits people":         "",
	} {
		if got := tellings(text); got != want {
			t.Errorf("%q\n tells %s\n want  %s", text, got, want)
		}
	}
}

// An age is the young person's own, and no count of something else.
func TestAnAgeIsTheirOwn(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"12 and her brother is 9": "12", "her brother is 9 and she is 12": "12", "hes 8, his little sister is 4": "8", "shes my daughter, my only one": "",
		"the little one is 4": "4", "hes only one": "1", "shes one": "1", "one": "1", "9, his sisters are 5 and 3": "9", "one of them is 8": "8", "15 im 41": "15",
	} {
		if got := Answer("child_age", text).Value; got != want {
			t.Errorf("%q is read as %q, want %q", text, got, want)
		}
	}
}

// Who somebody says that they are counts for more than whom else they name.
func TestWhoTheySayTheyAreGoesBeforeWhomTheyName(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"same mum diff dads but im her sister": "sibling", "different dads same mum": "sibling", "same dad": "sibling", "her old man": "father", "the old man lol": "father",
		"his old lady": "mother", "im her dad, her mum and me split up": "father", "i foster her, and i teach": "carer", "her mums sister": "aunt_uncle", "the old man next door": "other",
		"im his teacher, his mum asked me to": "professional", "we have the same mum": "sibling", "mum": "mother",
	} {
		if got := Answer("relationship", text).Value; got != want {
			t.Errorf("%q is read as %q, want %q", text, got, want)
		}
	}
}
