package meaning

import (
	"slices"
	"testing"
)

// TestTakenWronglyAboutCalls: who only wanted no calls is asked anew whether we may text, and is not taken at a yes.
func TestTakenWronglyAboutCalls(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"no i mean u can text me i just dont like phone calls":                         true,
		"I do apologise, I meant you CAN text me, only I'm on the school run 3 till 5": true,
		"i only meant dont ring me":                                                    true,
		"its just calls i hate":                                                        true,
		"i never meant you can text me":                                                false,
		"i dont mean you can text me":                                                  false,
		"you can text me but not when hes in":                                          false,
		"dont text me, and dont ring me":                                               false,
		"he goes through my phone so dont ring me":                                     false,
	} {
		got := Read(text)
		yes := slices.ContainsFunc(got.Told, func(t Told) bool { return t.Ask == "contact_safe" && t.Reply.Value == "yes" })
		if got.SafeAgain != want || yes {
			t.Errorf("%q: safe again %v, want %v; told as a yes: %v", text, got.SafeAgain, want, yes)
		}
	}
}

// TestWhomTheyFearIsNoVisit: beside "are you safe?" the days of somebody else are none to come on.
func TestWhomTheyFearIsNoVisit(t *testing.T) {
	t.Parallel()
	for text, asks := range map[string]map[string]bool{
		"im at school hes off till monday": {"safe_now": false, "": true},
		"shes free on fridays":             {"safe_now": false, "": true},
	} {
		for ask, want := range asks {
			told := Default().Asked(ask).Read(text).Told
			if got := slices.ContainsFunc(told, func(t Told) bool { return t.Ask == "visit_when" }); got != want {
				t.Errorf("%q, asked %q: a time to come is told: %v, want %v", text, ask, got, want)
			}
		}
	}
}

// TestWhatTheyWantForAnotherIsNoNoToAVisit beside "can someone come and see them?".
func TestWhatTheyWantForAnotherIsNoNoToAVisit(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"He doesn't know, I don't want to get his hopes up": "", "I dont want her upset": "",
		"i dont want to": "no", "no i dont want him to know": "no", "no i dont want to get his hopes up": "no", "I don't want anyone coming to the house": "no",
	} {
		if got := Answer("carry_on", text).Value; got != want {
			t.Errorf("%q is read as %q, want %q", text, got, want)
		}
	}
}

// TestWhoseNameItIs hangs on who writes: a young person names a carer so, an aunt her niece.
func TestWhoseNameItIs(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"her name is Abigail. thats all", "hes called Marcus"} {
		if got := Read(text).ChildName; got != "" {
			t.Errorf("%q, of nobody knows whom: %q", text, got)
		}
		if got := Default().OnBehalf().Read(text).ChildName; got == "" {
			t.Errorf("%q, on behalf of somebody: no name", text)
		}
	}
}

// TestAWifeOfWhomItIsFine reads a grown-up's phone without ending the talk; a mother who reads a child's does end it.
func TestAWifeOfWhomItIsFine(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"YES ITS MY MOBILE MY WIFE USES IT TOO BUT SHES FINE": "yes", "yes its my phone my husband sees it sometimes but thats fine": "yes",
		"yes its my phone my husband sees it sometimes": "no", "yes but my husband reads it and hes not fine": "no",
		"yes my mum uses it too but shes fine": "no", "no my wife uses it too but shes fine": "no",
	} {
		if got := Answer("contact_safe", text).Value; got != want {
			t.Errorf("%q is read as %q, want %q", text, got, want)
		}
	}
}

// TestANumberIsNoName: who answers whom it is about with the age beside it has told both.
func TestANumberIsNoName(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][2]string{
		"Jayden. 13 I think": {"Jayden", "13"}, "Jayden 13 i think": {"Jayden", "13"}, "Arlo. He is three.": {"Arlo", "3"},
		"kai 9 nearly 10": {"Kai", "9"}, "Sevan": {"Sevan", ""}, "Mia, shes 4": {"Mia", "4"},
	} {
		reading := Default().Asked("child_name").Read(text)
		age := ""
		if i := slices.IndexFunc(reading.Told, func(t Told) bool { return t.Ask == "child_age" }); i >= 0 {
			age = reading.Told[i].Reply.Value
		}
		if name := Answer("child_name", text).Value; name != want[0] || age != want[1] {
			t.Errorf("%q: called %q, aged %q; want %q", text, name, age, want)
		}
	}
}

// TestWhoHitsIsNoMatter: a blow is a worry whoever it comes from; back to a school is none, while back to a home may be.
func TestWhoHitsIsNoMatter(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]Risk{
		"put her back in her old school": None, "they should send him back to his mainstream school": None,
		"dont put her back": Concern, "sending me back to that school and the man there hits me": Concern,
		"i hate that school and the man there hits me": Concern, "they even hit us": Concern, "the new one kicks us": Concern,
		"the lad next door grabs me": Concern, "the older ones choke me for a laugh": Concern, "she spat in my face": Concern,
		"the bigger kids burn me with lighters": Concern, "they lock us in at night": Concern, "i wish i wasnt here": Concern,
		"the dinner lady hit me": Concern, "it just hit me that im leaving": None,
	} {
		if got := Read(text).Risk; got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

// TestAnAlsoInTheMiddle of what somebody does leaves them in it.
func TestAnAlsoInTheMiddle(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"the staff also took my phone":                              {"the staff also took my phone"},
		"Yes her foster carer also posts photos of her on facebook": {"Yes her foster carer also posts photos of her on facebook"},
		"my phone got taken and my carer also locks the kitchen":    {"my phone got taken", "my carer also locks the kitchen"},
		"i hate my carer also the food is bad":                      {"i hate my carer", "the food is bad"},
	} {
		var got []string
		for _, i := range Read(text).Issues {
			got = append(got, string([]rune(text)[i.Start:i.End]))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestAYesAndACondition: what they say of calls, of how quick they are or of whom not to tell makes no yes a no.
func TestAYesAndACondition(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Yes it's my phone, I'm 71 and I don't do calls very well, hearing aids": "yes", "Yes its my phone but I dont do calls": "yes",
		"Yes fine but I'm hopeless with texting": "yes", "yes its ok but i dont always see them straight away": "yes",
		"yeah but not after 10": "no", "yes just dont tell my mum": "yes",
		"1 but pls dont say anything to my foster carer": "yes", "yes but dont say anything": "no", "yes but dont text when mums there": "no",
		"yes but dont let my dad see": "no", "ok but i share it w my sister shes 6": "no", "yes but my mum answers calls": "no",
	} {
		if got := Answer("contact_safe", text).Value; got != want {
			t.Errorf("%q is read as %q, want %q", text, got, want)
		}
	}
}

// TestWhoDrivesOnStopsNoHeart: nobody is called to whoever does not stop for somebody, or does not stop talking.
func TestWhoDrivesOnStopsNoHeart(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]Risk{
		"n he wont stop 4 my sister if shes late": None, "he wont stop talking": None, "he wont stop for hours": Concern, "he wont stop hitting her": Immediate, "he wont stop when i say no": Concern,
	} {
		if got := Read(text).Risk; got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

// TestWhatIsToldForTheYoungPerson: how old two are, and whom they want kept out.
func TestWhatIsToldForTheYoungPerson(t *testing.T) {
	t.Parallel()
	two := Read("I am the foster carer of two brothers, 6 and 8.").Told
	if !slices.ContainsFunc(two, func(t Told) bool { return t.Ask == "child_age" }) {
		t.Errorf("the ages of two: %+v", two)
	}
	told := Default().Asked("child_knows").Read("He does, he asked me to, and he doesn't want the placement told it was him").Told
	if !slices.ContainsFunc(told, func(t Told) bool { return t.Ask == "keep_from" && t.Reply.Value == "text" }) {
		t.Errorf("%+v", told)
	}
}

// TestWhereButNotWhen of whom they meet is where, asked whether somebody may come.
func TestWhereButNotWhen(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"yh at school not registration cos thats when the taxi is late": true, "yes school but not registration": true,
		"yes not at school": false, "yes but not at school cos they all stare": false,
	} {
		if got := Default().Meets(text); got != want {
			t.Errorf("%q says where to meet: %v, want %v", text, got, want)
		}
	}
}
