package meaning

import "testing"

func TestWhomWeMayNotTellSaysNothingOfThePhone(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"yes but dont tell the lady": "yes", "yh but dont tell my carer": "yh", "yes just dont tell my foster mum": "yes", "its fine, dont say it was me": "its fine",
		"yes but dont tell my mum she reads it": "yes but dont tell my mum she reads it", "dont tell my mum": "dont tell my mum", "yes": "yes",
		"yes but dont text me when dad is in": "yes but dont text me when dad is in",
	} {
		if got := Default().BeforeSecret(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// What is said to a question, and is no answer to it, or is the other one.
func TestWhatOnlySoundsLikeTheAnswer(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ ask, text, want string }{
		{"forget", "nah dont look into it itl make it worse", "yes"}, {"forget", "no dont forget it", "no"}, {"forget", "actually i changed my mind please look into it", "no"},
		{"safe_now", "no im ok im at nans", "unsure"}, {"safe_now", "how would i know hes with the carers", "unsure"}, {"safe_now", "no im not ok", "no"},
		{"safe_now", "omg no why r u calling people", "unsure"}, {"safe_now", "no dont call anyone", "unsure"}, {"safe_now", "no dont send him back", "no"}, {"safe_now", "no please call someone", "no"},
		{"safe_now", "no ME. its about me", ""}, {"about_who", "naw its aboot masel", "self"},
		{"safe_now", "no hes safe hes at home with me", "unsure"}, {"safe_now", "not me. sam", ""}, {"safe_now", "not really", "no"}, {"carry_on", "NOT ME. JAYDEN", ""},
		{"contact_safe", "Yes this is the school mobile", "yes"}, {"contact_safe", "yes this is my carers phone", "no"}, {"contact_safe", "text me when dads out", "no"}, {"contact_safe", "its a tablet the staff gave us so they can prob see", "no"}, {"contact_safe", "they cant see", "yes"},
		{"about_who", "its about Lacey and me", "both"},
		{"safe_now", "im safe ish", "unsure"}, {"safe_now", "no danger just fed up", "yes"}, {"safe_now", "clearly not", "no"}, {"safe_now", "alone but fine", "unsure"}, {"safe_now", "what do you think", "unsure"}, {"safe_now", "nobodys hurting me", "yes"}, {"safe_now", "obviously", "yes"},
		{"contact_safe", "TEXT ME, RING ME, SEND A PIGEON", "yes"}, {"contact_safe", "You may.", "yes"}, {"contact_safe", "please do", "yes"}, {"contact_safe", "yes it is my phone but my grandaughter sets it up for me", "yes"},
		{"contact_safe", "yeah. she does check my phone tho", "no"}, {"contact_safe", "1 she does check it though", "no"}, {"contact_safe", "yeah its fine nobody does look", "yes"},
		{"contact_safe", "yh is fine. but dont ring me i never pick up", "yes"}, {"contact_safe", "yes but please text not call, i'm at work", "yes"}, {"contact_safe", "yeah but dont ring me she listens", "no"},
		{"safe_now", "no im not hurt", "no"}, {"safe_now", "Kai isnt hurt", "unsure"}, {"contact_safe", "You can", "yes"}, {"contact_safe", "you can but not at night", "no"}, {"contact_safe", "nope just me", "yes"}, {"contact_safe", "no only me", "yes"}, {"contact_safe", "nah its my own phone", ""}, {"contact_safe", "no its my mums phone", "no"}, {"contact_safe", "no its got a passcode", "yes"}, {"contact_safe", "no its my own phone but staff check it", "no"},
		{"safe_now", "she is not scared but its not right", "unsure"}, {"safe_now", "hes not hurt", "unsure"}, {"safe_now", "im not hurt but im scared", "no"}, {"safe_now", "shes not happy but shes safe", "unsure"},
		{"safe_now", "i dont think shes in danger its just words", "unsure"}, {"safe_now", "she isnt in danger no", "yes"}, {"safe_now", "no shes not in danger", "unsure"}, {"safe_now", "i dont feel unsafe", "unsure"}, {"safe_now", "i dont think hes safe", "no"},
		{"carry_on", "cba tbh just send someone", "yes"}, {"carry_on", "no dont send someone", "no"},
		{"about_who", "she's 11 yes she's safe", "behalf"}, {"about_who", "shes only 6", "behalf"}, {"about_who", "im 11", ""}, {"about_who", "i want my mummy", ""}, {"about_who", "i miss my nan", ""}, {"about_who", "they say i is a baby", ""}, {"about_who", "my nan", "behalf"},
	} {
		if got := Answer(row.ask, row.text).Value; got != row.want {
			t.Errorf("%s: %q is read as %q, want %q", row.ask, row.text, got, row.want)
		}
	}
}

// "How do I ..." is a call for help with this service only where it is of nothing else.
func TestWhatIsNotUnderstoodHere(t *testing.T) {
	t.Parallel()
	for text, help := range map[string]bool{
		"how does this work": true, "im confused": true, "it doesnt make sense": true,
		"how do i get my pocket money back": false, "how do i do my homework with no wifi": false, "how do you get a new social worker": false,
		"my timetable doesnt make sense": false, "my carer is confusing, she says one thing then another": false,
	} {
		if got := Read(text).Wish; (got != nil && *got == "help") != help {
			t.Errorf("%q is a call for help: %v", text, !help)
		}
	}
}

func TestNotInOfficeHoursIsAYesAtOthers(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"yes please but not in office hours", "yes, dont text in the day though"} {
		if !Default().AtTimes(text) {
			t.Errorf("%q is not read as hours", text)
		}
	}
}

// Not to understand what is asked is no cry for help.
func TestWhoDoesNotUnderstandWhatIsAsked(t *testing.T) {
	t.Parallel()
	for text, unclear := range map[string]bool{
		"i dont understand": true, "I don't understand the question": true, "sorry what is mean": true, "what do u mean": true, "wdym": true, "your question doesnt make sense": true,
		"what you said is confusing": true, "this is all so confusing": true, "im confused": true, "im not sure how do i do this": true, "huh?": true,
		"what are u asking": true, "can you say it again": true, "i dont know what that means": true, "not sure what you mean": true, "no i dont understand": true,
		"i dont understand why he hits me": false, "she doesnt understand me": false, "what do you mean to do about it": false, "i dont understand why i was moved": false,
		"my care plan doesnt make sense": false, "help": false, "i dont know": false, "nobody understands": false, "i dont get to see my mum": false, "they dont get it at my school": false, "i dont get it weekly": false,
	} {
		if got := Read(text).Wants == "unclear"; got != unclear {
			t.Errorf("%q is read as not understanding: %v", text, got)
		}
	}
}

// A day in what is said of somebody else is none to come and see them; and hours at which not to write may stand behind more words.
func TestWhoseDayAndWhichHoursAreMeant(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"im in my room hes not on shift til tmrw": false, "im in my room he isnt working tomorrow": false, "im in on tuesday": true, "im free after 4": true,
	} {
		got := false
		for _, told := range Default().Read(text).Told {
			got = got || told.Ask == "visit_when"
		}
		if got != want {
			t.Errorf("%q tells when to come: %v", text, got)
		}
	}
	for text, want := range map[string]bool{
		"Yes this is my mobile, fine to text. Not between 3 and 5 as I'm driving": true, "dont text after 9 they take r fones": true, "yes but not after 9 my carer checks it": false,
	} {
		if got := Default().AtTimes(text); got != want {
			t.Errorf("%q names the hours at which we may write: %v", text, got)
		}
	}
}
