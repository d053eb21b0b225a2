package meaning

import (
	"slices"
	"testing"
)

// opening is one sample text of the council's taxonomy of issues.
type opening struct {
	text   string
	kinds  []string // one of these at least; nil: that of its heading
	change bool     // a planned move or change with its day
}

// headings are the taxonomy's codes, the kinds that we call them, and their samples.
var headings = []struct {
	code     string
	kinds    []string
	least    Risk // a human must look at it for safety
	openings []opening
}{
	{"staff_conduct", []string{"staff_conduct"}, None, []opening{
		{text: "my sw is always on her phone when she comes n she talks to me like im 5. its well rude"},
		{text: "he told the whole meeting stuff i said private and then laughed. i felt like rubbish"},
		{text: "Shes never on time and when i said something she said \"dont get lippy\". not ok"},
		{text: "duty worker shouted at me down the phone cos i rang 3 times. nobody else answers!!"},
	}},
	{"communication", []string{"communication"}, None, []opening{
		{text: "rang my social worker like 10 times no reply. been airing me for weeks"},
		{text: "ive had 4 workers since sept and no one even told me the last 1 left"},
		{text: "got a letter and i dont get any of it. no one explained wot it means"},
		{text: "can someone pls txt me back?? ive asked about my trip form 3 times"},
	}},
	{"delay_broken_promise", []string{"delay"}, None, []opening{
		{text: "they said id get my laptop by easter. its november. still nothing"},
		{text: "waiting for my passport since last yr and school trip is in 3 wks. take the mick"},
		{text: "U said u would sort my bus pass \"this week\" 6 weeks ago"},
		{text: "My plan says therapy. Nobody has done it. every time its \"we are looking into it\""},
	}},
	{"where_i_live", []string{"placement"}, None, []opening{
		{text: "they r moving me friday and no1 asked me. i dont wanna go pls stop it", change: true},
		{text: "moved 3 times this year icl im done. new place is 2 hrs from my mates"},
		{text: "shower been broke for 3 weeks at the home and staff just say they reported it"},
		{text: "i got told today im going to a new house tomoz. my stuffs in bin bags again", change: true},
	}},
	{"family_time", []string{"family_time"}, None, []opening{
		{text: "havent seen my little sis since august. she thinks i forgot her"},
		{text: "contact keeps getting cancelled last min cos no one can drive me"},
		{text: "why do i have to have someone watching when i see my nan. nan never did nothing"},
		{text: "they wont let me phone my brother. no reason just \"not at the moment\""},
	}},
	{"not_listened_to", []string{"communication", "decision"}, None, []opening{
		{text: "they have meetings about ME and i dont get asked to go"},
		{text: "i said no to that school in front of everyone and they wrote that i agreed"},
		{text: "my iro never talks to me before. just reads off a sheet"},
		{text: "whats the point of asking me what i want if ur just gna do the opposite"},
	}},
	{"carer_or_home_treatment", []string{"placement", "staff_conduct", "privacy", "safety"}, None, []opening{
		{text: "foster mum locks the kitchen after 6. her own kids can go in. not fair"},
		{text: "they go in my room n go thru my stuff when im at school", kinds: []string{"privacy"}},
		{text: "staff took my xbox AND my phone for 2 weeks cos i was 10 mins late"},
		{text: "he says im only here for the money. says it all the time", kinds: []string{"staff_conduct"}},
	}},
	{"leaving_care", []string{"support", "placement", "money"}, None, []opening{
		{text: "im 18 in 3 weeks and dont know where im living. pa not picking up"},
		{text: "my semi is mouldy asf and theres no heating. been 2 months", kinds: []string{"placement"}},
		{text: "was told i get 3k for setting up now they saying its gone. where", kinds: []string{"money"}},
		{text: "nobody done my pathway plan. got uni start in sept and no accom for xmas", kinds: []string{"support"}},
	}},
	{"money_and_things", []string{"money"}, None, []opening{
		{text: "not had pocket money for 5 wks now. carer says council hasnt paid her"},
		{text: "wheres my savings?? they meant to put money away for me since i was 9"},
		{text: "my shoes got holes n i have to wait for \"the budget\""},
		{text: "i paid for my own train to college 6 times no1 paid me back"},
	}},
	{"support_and_service", []string{"support"}, None, []opening{
		{text: "my respite got stopped. mum is so tired and no one asked us"},
		{text: "i use a wheelchair and the new house has steps. they KNEW"},
		{text: "they said i dont meet the thresh hold thing. so i just get nothing?"},
		{text: "my key worker hours went from 10 to 2. no letter no nothing"},
	}},
	{"assessment_or_decision", []string{"decision"}, None, []opening{
		{text: "the report about me is full of lies. i never said i hit her"},
		{text: "they say i am 19. i am 16. i told them my birthday many time"},
		{text: "why am i still on a plan when everyones says things r better"},
		{text: "she did a assessment in 20 mins and never even spoke 2 me on my own"},
	}},
	{"privacy_and_records", []string{"privacy"}, None, []opening{
		{text: "my sw told my foster mum what i said about her. i said it was private!!"},
		{text: "got someone elses letter with there name n address on it"},
		{text: "i want to read my file. asked in jan. they keep saying soon"},
		{text: "my file has the wrong dad on it lol. not even funny tho"},
	}},
	{"fair_treatment_identity", []string{"discrimination"}, None, []opening{
		{text: "no halal food here 3 days. they give me chips only"},
		{text: "they keep using my old name. ive told them im kai"},
		{text: "carer says things about my hair n my skin. makes me feel disgusting"},
		{text: "no interpreter came. i only understand little english. they say sign here"},
	}},
	{"school_and_health", []string{"support"}, None, []opening{
		{text: "been out of school 4 months n my worker aint done nothing"},
		{text: "camhs list is like 9 months. told sw im not ok. she said \"keep a diary\""},
		{text: "toothache for weeks. no one has took me dentist"},
		{text: "taxi dont come half the time so i get a detention. how is that on me"},
	}},
	{"how_you_handled_my_complaint", []string{"communication", "support", "staff_conduct", "delay"}, None, []opening{
		{text: "i complained in may. no1 ever came back to me. so whats the point"},
		{text: "they told me if i complain it makes it worse for me"},
		{text: "asked for an advocate 3 times. got told \"we'll see\"", kinds: []string{"support"}},
		{text: "u said it was sorted. it isnt. i want the proper formal one"},
	}},
	{"feel_unsafe", nil, Concern, []opening{
		{text: "i dont feel safe here at night. pls dont tell them i txted"},
		{text: "someone in the house keeps hurting me. dont know wot to do"},
		{text: "i cant do this anymore. i dont want to be here"},
		{text: "these older guys want me to hold stuff for them. i owe them money"},
	}},
}

func TestEveryOpeningOfTheTaxonomyIsReadAsItsHeadingSays(t *testing.T) {
	t.Parallel()
	for _, h := range headings {
		for _, o := range h.openings {
			got := byRules(o.text)
			want := o.kinds
			if want == nil {
				want = h.kinds
			}
			if want != nil && got.Category != Complaint {
				t.Errorf("%s: %q is a %s", h.code, o.text, got.Category)
			}
			if want != nil && !slices.ContainsFunc(got.Kinds, func(k string) bool { return slices.Contains(want, k) }) {
				t.Errorf("%s: %q is of kinds %v, want one of %v", h.code, o.text, got.Kinds, want)
			}
			if h.least.Worse(got.Risk) {
				t.Errorf("%s: %q is of risk %s, want %s at least", h.code, o.text, got.Risk, h.least)
			}
			if h.least != None && got.Category != Complaint && got.Risk == None {
				t.Errorf("%s: %q would be taken for a stray text", h.code, o.text)
			}
			if dated := got.PlannedChange != nil && got.PlannedChange.When != ""; dated != o.change {
				t.Errorf("%s: %q holds the planned change %v", h.code, o.text, got.PlannedChange)
			}
		}
	}
}

func TestPraiseIdeasAndStrayTextsAreNoComplaints(t *testing.T) {
	t.Parallel()
	for want, texts := range map[string][]string{
		Compliment: {
			"just wanna say my pa leah is sick she got me thru my exams", "can u tell dave thank u for taking me fishing",
			"Best foster mum ever. thats it thats the text", "my social worker actually listened 4 once. ty",
		},
		Question: {
			"can we have wifi that works in the home", "why dont kids get to pick the food shop",
			"You should text us before a meeting not write a letter", "can care leavers get free gym like in leeds",
		},
		Other: {"is this the bins?", "my mums parking fine is wrong", "when do the swimming baths open", "wrong number soz", "hi", ""},
	} {
		for _, text := range texts {
			if got := Read(text); got.Category != want || got.Risk != None {
				t.Errorf("%q is a %s of risk %s, want %s", text, got.Category, got.Risk, want)
			}
		}
	}
}

func TestWhoSpeaksForAnotherIsHeard(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, relationship, wants string }{
		{"I am Jade's nan. She is 12 and crying every time she goes back. Nobody at the council will speak to me.", "grandparent", ""},
		{"My nephew's contact with us was stopped with no reason. He asked me to write.", "aunt_uncle", ""},
		{"my mate is in a home n he wont say but hes not eating. can u help him. dont say it was me", "friend", "not_tell"},
		{"My son's social worker has cancelled six visits. I have PR. I want this formally recorded.", "parent", "formal"},
	} {
		got := Read(c.text)
		if got.Category != Complaint || got.Speaker != Behalf || !got.SpeakerPlain || got.Relationship == nil || *got.Relationship != c.relationship || got.Wants != c.wants {
			t.Errorf("%q: a %s by %s %v, wants %q", c.text, got.Category, got.Speaker, got.Relationship, got.Wants)
		}
	}
}

// TestWordsThatTheNetworkTakesForItselfMayBeAnswers: none of them withdraws or starts anything over.
func TestWordsThatTheNetworkTakesForItselfMayBeAnswers(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"stop", "end", "Cancel", "stop him", "yes", "quit it"} {
		if got := Read(text); got.Wish != nil || got.Wants != "" || len(got.Told) > 0 || got.Corrects {
			t.Errorf("%q wishes %v, wants %q, tells %v", text, got.Wish, got.Wants, got.Told)
		}
	}
	for _, text := range []string{"help", "HELP ME"} {
		if got := Read(text).Wish; got == nil || *got != "help" {
			t.Errorf("%q wishes %v, want help", text, got)
		}
	}
}

// TestFourMattersInOneText is the taxonomy's own example of several issues: three were upheld, one not.
func TestFourMattersInOneText(t *testing.T) {
	t.Parallel()
	got := Read("hi my sw never rings back, i havent seen my sister since june n they r moving me next fri to a place 50 miles away and i still aint got my clothes money")
	var first []string
	for _, i := range got.Issues {
		first = append(first, i.Kinds...)
	}
	for _, want := range []string{"communication", "family_time", "placement", "money"} {
		if !slices.Contains(first, want) {
			t.Errorf("the issues %v lack %s", got.Issues, want)
		}
	}
	if len(got.Issues) != 4 || got.PlannedChange == nil || got.PlannedChange.When != "next fri" {
		t.Errorf("%d issues, planned change %v; want 4, next fri", len(got.Issues), got.PlannedChange)
	}
}
