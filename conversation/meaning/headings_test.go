package meaning

import (
	"slices"
	"testing"
)

// TestTheTaxonomysOpeningsAreUnderstood reads the sample texts of the council's taxonomy of issues,
// heading by heading; any of the kinds will do, since many texts hold several.
func TestTheTaxonomysOpeningsAreUnderstood(t *testing.T) {
	t.Parallel()
	for heading, c := range map[string]struct {
		kinds []string
		texts []string
	}{
		"staff conduct": {[]string{"staff_conduct"}, []string{
			"my sw is always on her phone when she comes n she talks to me like im 5. its well rude",
			"he told the whole meeting stuff i said private and then laughed. i felt like rubbish",
			"Shes never on time and when i said something she said \"dont get lippy\". not ok",
			"duty worker shouted at me down the phone cos i rang 3 times. nobody else answers!!",
		}},
		"communication": {[]string{"communication", "support"}, []string{
			"rang my social worker like 10 times no reply. been airing me for weeks",
			"ive had 4 workers since sept and no one even told me the last 1 left",
			"got a letter and i dont get any of it. no one explained wot it means",
			"can someone pls txt me back?? ive asked about my trip form 3 times",
		}},
		"delay": {[]string{"delay", "support"}, []string{
			"they said id get my laptop by easter. its november. still nothing",
			"waiting for my passport since last yr and school trip is in 3 wks. take the mick",
			"U said u would sort my bus pass \"this week\" 6 weeks ago",
			"My plan says therapy. Nobody has done it. every time its \"we are looking into it\"",
		}},
		"where I live": {[]string{"placement"}, []string{
			"they r moving me friday and no1 asked me. i dont wanna go pls stop it",
			"moved 3 times this year icl im done. new place is 2 hrs from my mates",
			"shower been broke for 3 weeks at the home and staff just say they reported it",
			"i got told today im going to a new house tomoz. my stuffs in bin bags again",
		}},
		"family time": {[]string{"family_time"}, []string{
			"havent seen my little sis since august. she thinks i forgot her",
			"contact keeps getting cancelled last min cos no one can drive me",
			"why do i have to have someone watching when i see my nan. nan never did nothing",
			"they wont let me phone my brother. no reason just \"not at the moment\"",
		}},
		"not listened to": {[]string{"communication", "decision", "staff_conduct"}, []string{
			"they have meetings about ME and i dont get asked to go",
			"my iro never talks to me before. just reads off a sheet",
			"whats the point of asking me what i want if ur just gna do the opposite",
		}},
		"money": {[]string{"money"}, []string{
			"not had pocket money for 5 wks now. carer says council hasnt paid her",
			"wheres my savings?? they meant to put money away for me since i was 9",
			"i paid for my own train to college 6 times no1 paid me back",
		}},
		"privacy": {[]string{"privacy"}, []string{
			"my sw told my foster mum what i said about her. i said it was private!!",
			"i want to read my file. asked in jan. they keep saying soon",
			"my file has the wrong dad on it lol. not even funny tho",
		}},
		"fair treatment": {[]string{"discrimination"}, []string{
			"no halal food here 3 days. they give me chips only",
			"they keep using my old name. ive told them im kai",
			"no interpreter came. i only understand little english. they say sign here",
		}},
		"school and health": {[]string{"support", "delay"}, []string{
			"camhs list is like 9 months. told sw im not ok. she said \"keep a diary\"",
			"toothache for weeks. no one has took me dentist",
			"taxi dont come half the time so i get a detention. how is that on me",
		}},
	} {
		for _, text := range c.texts {
			got := Read(text)
			if got.Category != Complaint && got.Category != Question {
				t.Errorf("%s: %q is a %s", heading, text, got.Category)
			}
			if got.Category == Complaint && !slices.ContainsFunc(got.Kinds, func(k string) bool { return slices.Contains(c.kinds, k) }) {
				t.Errorf("%s: %q is of kinds %v, want any of %v", heading, text, got.Kinds, c.kinds)
			}
		}
	}
}

func TestPraiseQuestionsAndStrayTextsAreNoComplaints(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"just wanna say my pa leah is sick she got me thru my exams": Compliment,
		"can u tell dave thank u for taking me fishing":              Compliment,
		"Best foster mum ever. thats it thats the text":              Compliment,
		"my social worker actually listened 4 once. ty":              Compliment,
		"can we have wifi that works in the home":                    Question,
		"why dont kids get to pick the food shop":                    Question,
		"can care leavers get free gym like in leeds":                Question,
		"is this the bins?":                                          Other,
		"my mums parking fine is wrong":                              Other,
		"when do the swimming baths open":                            Other,
		"wrong number soz":                                           Other,
		"hi":                                                         Other,
		"":                                                           Other,
	} {
		if got := Read(text).Category; got != want {
			t.Errorf("%q is a %s, want %s", text, got, want)
		}
	}
}

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
	got := Read(text)
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
