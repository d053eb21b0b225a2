package meaning

import (
	"slices"
	"testing"
)

func TestRelativesAndFriendsAreKnownByWhatTheySay(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, speaker, relationship, child string }{
		{"I am Jade's nan. She is 12 and crying every time she goes back. Nobody at the council will speak to me.", Behalf, "grandparent", "Jade"},
		{"im jade's nan", Behalf, "grandparent", "Jade"},
		{"My nephew's contact with us was stopped with no reason. He asked me to write.", Behalf, "aunt_uncle", ""},
		{"my mate is in a home n he wont say but hes not eating. can u help him. dont say it was me", Behalf, "friend", ""},
		{"My son's social worker has cancelled six visits. I have PR. I want this formally recorded.", Behalf, "parent", ""},
		{"My son Tyler has had no taxi for two weeks", Behalf, "parent", "Tyler"},
		{"I'm Tyler's mum and nobody rings me", Behalf, "mother", "Tyler"},
		{"dad here. contact was cancelled again", Behalf, "father", ""},
		{"We foster a boy of 9 and the mileage has not been paid", Behalf, "carer", ""},
		{"Teacher here. One of our pupils has no PEP", Behalf, "professional", ""},
		{"i havent seen my little sister since august", Self, "", ""},
		{"my carer wont let me see my mum", Self, "", ""},
		{"im 14 and my social worker never rings", Self, "", ""},
		{"wrong number", Unclear, "", ""},
	} {
		got := Read(c.text)
		relationship := ""
		if got.Relationship != nil {
			relationship = *got.Relationship
		}
		if got.Speaker != c.speaker || relationship != c.relationship || got.ChildName != c.child {
			t.Errorf("%q: %s %q of %q, want %s %q of %q", c.text, got.Speaker, relationship, got.ChildName, c.speaker, c.relationship, c.child)
		}
	}
}

func TestFourMattersInOneTextAreKeptApart(t *testing.T) {
	t.Parallel()
	text := "hi my sw never rings back. i havent seen my sister since june. they r moving me next fri to a place 50 miles away. and i still aint got my clothes money"
	got := byRules(text)
	if len(got.Issues) != 4 {
		t.Errorf("%d issues, want 4: %v", len(got.Issues), got.Issues)
	}
	for _, want := range []string{"communication", "family_time", "placement", "money"} {
		if !slices.Contains(got.Kinds, want) {
			t.Errorf("kinds %v lack %s", got.Kinds, want)
		}
	}
	if got.PlannedChange == nil || got.PlannedChange.When != "next fri" {
		t.Errorf("planned change %v, want next fri", got.PlannedChange)
	}
	if !slices.Equal(got.People, []string{"my sw"}) {
		t.Errorf("people %v, want my sw", got.People)
	}
}

// TestWhoIsComplainedOf: by their place, by their name, and by the name alone where both are said.
func TestWhoIsComplainedOf(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"my social worker Karen shouted at me":     {"Karen"},
		"my sw Shouted at me":                      {"my sw", "Shouted"}, // no name that is known: both
		"my social worker. Karen my nan saw it":    {"my social worker"},
		"my sw karen never rings":                  {"my sw", "karen"},
		"my sw will never ring":                    {"my sw"},
		"my key worker is called dave":             {"my key worker"},
		"my leaving care worker never calls":       {"my leaving care worker"},
		"my yot worker swears at me":               {"my yot worker"},
		"my supervising social worker is rude":     {"my supervising social worker"},
		"social worker shouted at my mum":          {"social worker"},
		"Jade's social worker will not answer":     {"Jade's social worker"},
		"jades sw is useless":                      {"jades sw"},
		"my brother's social worker shouted":       {"brother's social worker"},
		"i want a new social worker":               {},
		"its social worker week":                   {},
		"my sister wants to be a social worker":    {},
		"nobody told me if i have a social worker": {},
	} {
		if got := byRules(text).People; !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestComingMovesAreFoundWithTheirDay(t *testing.T) {
	t.Parallel()
	for text, when := range map[string]string{
		"they r moving me friday and no1 asked me":                   "friday",
		"i got told today im going to a new house tomoz":             "tomoz",
		"im being moved on monday and i dont want to":                "on monday",
		"they are taking her back to her mums next week, im her nan": "next week",
		"my placement ends in 3 weeks":                               "in 3 weeks",
	} {
		got := Read(text).PlannedChange
		if got == nil || got.When != when {
			t.Errorf("%q: %v, want %q", text, got, when)
		}
	}
	for _, text := range []string{"i moved last week", "im going back to school monday", "she is moving mad"} {
		if got := Read(text).PlannedChange; got != nil {
			t.Errorf("%q holds the coming change %v, want none", text, got)
		}
	}
}

func TestLanguagesAreToldByScriptAndCommonWords(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"i need help": "en", "My sw never rings": "en", "": "en", "👍": "en", "123": "en",
		"أحتاج مساعدة": "ar", "من کمک لازم دارم": "fa", "زه مرستې ته اړتیا لرم": "ps", "پێویستم بە یارمەتییە": "ckb",
		"ሓገዝ የድልየኒ ኣሎ": "ti", "እርዳታ እፈልጋለሁ": "am", "Tôi cần giúp đỡ": "vi", "Kam nevojë për ndihmë": "sq",
		"Waxaan u baahanahay caawimaad": "so", "Potrzebuję pomocy": "pl", "Am nevoie de ajutor": "ro", "Мені потрібна допомога": "uk",
		"Dw i angen help": "cy", "J'ai besoin d'aide": "fr",
	} {
		if got := Read(text).Language; got != want {
			t.Errorf("%q is read as %s, want %s", text, got, want)
		}
	}
}
