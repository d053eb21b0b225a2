package conversation

import (
	"slices"
	"strings"
	"testing"
	"time"
)

func TestAPhoneThatIsSaidToBeSafeAgainIsAskedAbout(t *testing.T) {
	t.Parallel()
	for _, later := range []time.Duration{time.Minute, 14 * 24 * time.Hour} {
		for _, words := range []string{
			"you can text me again", "its ok to text me now i got my own phone", "this phone is ok now", "ive got my own phone now so u can text", "you can text me again i changed my pin",
			"you can text me now, this phone is safe now",
		} {
			p := askedFor(t, AskContactSafe)
			p.happens(time.Minute, text("no"))
			if got := p.s.Contact(SMS).SafeToReply; got != No {
				t.Fatalf("the phone is %q, want unsafe", got)
			}
			said, _ := p.happens(later, text(words))
			if !slices.Contains(said, "contact_safe") || slices.Contains(said, "same_new") || p.s.Contact(SMS).SafeToReply != Unknown {
				t.Errorf("after %v, %q: said %v, the phone is %q", later, words, said, p.s.Contact(SMS).SafeToReply)
			}
		}
	}
	p := askedFor(t, AskContactSafe)
	p.happens(time.Minute, text("no"))
	for _, words := range []string{"ok", "dont text me on here", "thanks", "he has my phone now"} {
		if said, _ := p.happens(2*time.Hour, text(words)); slices.Contains(said, "contact_safe") {
			t.Errorf("%q: said %v to a phone that is not safe", words, said)
		}
	}
}

func TestDangerToldWithAPhoneThatIsReadGetsTheOneNeutralLine(t *testing.T) {
	t.Parallel()
	for _, words := range []string{
		"dont text me back he reads my phone. my stepdad is hitting my mum with a belt and im next", "dont reply he reads my texts. my stepdad is hitting my mum with a belt",
		"my stepdad is hitting my mum with a belt and im next, please can u not reply he checks my phone",
	} {
		p := newTalking(t)
		said, alerts := p.happens(0, text(words))
		if alerts != 1 || !slices.Equal(said, []string{"neutral_danger"}) || p.s.Contact(SMS).SafeToReply != No {
			t.Errorf("%q: said %v, %d alerts, the phone is %q", words, said, alerts, p.s.Contact(SMS).SafeToReply)
		}
	}
	for _, words := range []string{"dont text me back he reads my phone", "can u not reply here"} {
		p := newTalking(t)
		if said, _ := p.happens(0, text(words)); slices.Contains(said, "anything_else") || p.s.Contact(SMS).SafeToReply != No {
			t.Errorf("%q: said %v, the phone is %q", words, said, p.s.Contact(SMS).SafeToReply)
		}
	}
}

func TestAQuestionBackIsNotAnsweredAtAPhoneThatTheSameBurstCallsUnsafe(t *testing.T) {
	t.Parallel()
	for _, burst := range [][]string{{"nope its shared", "who sees this"}, {"who sees this", "nope its shared"}} {
		p := askedFor(t, AskContactSafe)
		var said []string
		var alerts int
		for _, words := range burst { // at once, so that the question back has crossed ours
			p.take(&said, &alerts, Event{At: p.at, Fresh: strings.Repeat("c", 26), What: text(words)})
		}
		more, _ := p.happens(10*time.Second, Woke{})
		if said = append(said, more...); slices.Contains(said, "who_sees") || p.s.Contact(SMS).SafeToReply != No {
			t.Errorf("%q: said %v, the phone is %q", burst, said, p.s.Contact(SMS).SafeToReply)
		}
	}
}

func TestAPhoneIsUnsafeHoweverItIsSaid(t *testing.T) {
	t.Parallel()
	for _, words := range []string{
		"hey i want 2 tell u smth but my carer reads my msgs", "my carer found my phone", "this phone isnt safe anymore", "my phone is not private", "stop texting me on this number",
	} {
		p := newTalking(t)
		p.happens(0, text(words))
		if got := p.s.Contact(SMS).SafeToReply; got != No {
			t.Errorf("%q: the phone is %q", words, got)
		}
	}
	for _, words := range []string{"i found my phone", "my carer wont let me have my phone", "the phone isnt working", "my old phone isnt good anymore"} {
		p := newTalking(t)
		p.happens(0, text(words))
		if got := p.s.Contact(SMS).SafeToReply; got == No {
			t.Errorf("%q: the phone is %q", words, got)
		}
	}
}

func TestAPhoneThatIsSafeAtSomeHoursIsSafeAndTheHoursAreKept(t *testing.T) {
	t.Parallel()
	for words, safe := range map[string]string{
		"yes but not after 9pm": Yes, "just not at night": Yes, "not in school time": Yes, "only between 4 and 6": Yes, "yes but dont text after 8": Yes,
		"yeah not when im in class tho": Yes, "weekends only": Yes, "yes, evenings only pls": Yes, "yes until 5": Yes, "yh but only after college": Yes,
		"Fine, though please don't text late at night": Yes, "after school is best": Yes,
		"yes but not when mums in": No, "not at night she checks it": No, "no": No, "not now": No, "no not after 9": No,
	} {
		p := askedFor(t, AskContactSafe)
		p.happens(time.Minute, text(words))
		p.happens(time.Minute, Woke{})
		c := p.s.Contact(SMS)
		if (c.SafeToReply == Yes) != (safe == Yes) || safe == Yes && c.Times != words {
			t.Errorf("%q: safe %s (hours %q), want %s", words, c.SafeToReply, c.Times, safe)
		}
	}
	p := askedFor(t, AskWanted)
	p.happens(time.Minute, text("dont text me after 9 tho"))
	p.happens(time.Minute, Woke{})
	if c := p.s.Contact(SMS); c.SafeToReply != Yes || c.Times == "" {
		t.Errorf("said later, it makes the phone %s (hours %q)", c.SafeToReply, c.Times)
	}
	if said, _ := p.happens(5*time.Hour, Woke{}); len(said) > 0 {
		t.Errorf("%q goes out, at whatever hour", said)
	}
}

func TestWhileSomebodyComesNothingIsSaidAndThenThePhoneIsAskedAboutAnew(t *testing.T) {
	t.Parallel()
	for _, words := range []string{"gotta go shes coming", "delete this chat now shes coming", "sorry staff are coming"} {
		p := askedFor(t, AskWanted)
		if said, _ := p.happens(time.Minute, text(words)); len(said) > 0 {
			t.Errorf("%q: said %q", words, said)
		}
		if said, _ := p.happens(5*time.Hour, Woke{}); len(said) > 0 {
			t.Errorf("%q: hours later %q goes out", words, said)
		}
		p.happens(time.Hour, text("ok shes gone. i want my own room"))
		if p.s.Pending.Ask != AskContactSafe || p.s.Contact(SMS).SafeToReply != Unknown {
			t.Errorf("%q: when they write again %q is asked", words, p.s.Pending.Ask)
		}
	}
	p := newTalking(t)
	if said, _ := p.happens(time.Minute, text("staff keep my money. gotta go shes coming")); len(said) > 0 || len(p.s.Issues) == 0 {
		t.Errorf("as the first words: said %q, %d matters kept", said, len(p.s.Issues))
	}
	if said, _ := p.happens(time.Hour, text("im back")); len(said) == 0 {
		t.Error("they come back and nobody greets them")
	}
}

func TestAPhoneThatIsCalledUnsafeInTheMiddleIsSilentAtOnce(t *testing.T) {
	t.Parallel()
	for _, words := range []string{
		"wait its not ok to text me", "shes reading my phone rn", "mum just took my phone and read it", "it's not safe to text me here", "my carer is looking at my phone",
		"dad has read my texts", "stop she is checking my phone",
	} {
		for _, a := range []Ask{AskWanted, AskCarryOn, AskAvoid} {
			p := askedFor(t, a)
			said, _ := p.happens(time.Minute, text(words))
			if c := p.s.Contact(SMS); c.SafeToReply != No || slices.ContainsFunc(said, func(s string) bool { return s != "not_safe" }) {
				t.Errorf("%s: %q: the phone is %q, said %v", a, words, c.SafeToReply, said)
			}
		}
	}
	for _, words := range []string{"my sw reads my messages and never replies", "i want someone to read my file", "its ok to text me", "they read my review out to everyone"} {
		p := askedFor(t, AskWanted)
		if p.happens(time.Minute, text(words)); p.s.Contact(SMS).SafeToReply != Yes {
			t.Errorf("%q closes the phone", words)
		}
	}
}

// lookedAt are ways of saying that somebody sees this phone.
var lookedAt = []string{
	"stop texting me he will see", "ill get in trouble if they see this", "my mum is reading this", "shes sat next to me reading", "careful what u write my sister uses this too",
	"he just grabbed my phone", "delete ur texts after pls", "stop messaging me my dad will see", "pls stop texting hes here", "stop texting me", "no more texts he looks",
	"mum will kill me if she reads this", "im dead if dad sees these msgs", "i'll be grounded if she catches me texting", "im gonna get done if they find these", "my carer is reading these",
	"shes reading it now", "mums looking at my screen", "hes watching me type", "my dad is stood behind me reading this", "he's sat right here reading this", "my brother keeps reading this",
	"watch what you write my mum uses this phone", "be careful what u put", "my nan has this phone too", "me and my brother share this phone", "its not just my phone", "she just snatched my phone",
	"im gonna have to delete these texts", "can u delete those messages after", "my texts come up on my mums ipad", "i share this phone with my sister", "omg my mum is reading this",
}

// perhapsSeen are hints that somebody may see it.
var perhapsSeen = []string{
	"my phone is linked to my mums", "i have to hand my phone in at 8", "my phone is synced with my dads", "my phone is connected to my nans account", "mum has parental controls on my phone",
	"my mum tracks my phone", "they take our phones at 9", "phones get handed in at night", "i have to give my phone to staff at bedtime", "gotta give my phone in at 10",
	"my phone gets locked away at night", "its on my mums contract", "my mum knows my passcode", "she just took my phone", "staff collect our phones at 10 every night",
	"they do phone checks here", "my sw has access to my whatsapp", "my account is linked to my mums", "i borrowed this phone",
}

// ofOther are look-alikes: what they want, and what others do.
var ofOther = []string{
	"for her to stop texting me", "i dont want to hand my phone in at 8", "to not have to hand my phone in", "for them to stop reading my diary", "let me keep my phone at night",
	"for staff to be careful what they say about me", "for my sister to use the same school", "my mum reading to me at night", "to get my phone back", "stop taking my phone at 8",
	"tell my sw to stop texting me at night", "a phone that works", "someone to link me up with my mum", "delete what they wrote about me", "for her to be reading what i sent her",
	"that he gets in trouble for this", "my worker to sit next to me and read it", "for someone to read my file with me", "my own phone", "they stop watching me",
}

func TestAPhoneThatOthersSeeIsNoLongerSafe(t *testing.T) {
	t.Parallel()
	for _, words := range lookedAt {
		p := askedFor(t, AskWanted)
		said, _ := p.happens(time.Minute, text(words))
		if _, taken := p.s.Answers[AskWanted]; p.s.Contact(SMS).SafeToReply != No || taken || !slices.Equal(said, []string{"not_safe"}) {
			t.Errorf("%q: said %v, the phone is %q, taken for what they want: %v", words, said, p.s.Contact(SMS).SafeToReply, taken)
		}
	}
	for _, words := range ofOther {
		p := askedFor(t, AskWanted)
		if said, _ := p.happens(time.Minute, text(words)); p.s.Contact(SMS).SafeToReply != Yes {
			t.Errorf("%q: said %v, the phone is %q", words, said, p.s.Contact(SMS).SafeToReply)
		}
	}
	p := told(t, "themselves", true)
	if p.goesElsewhere("this isnt my phone") {
		t.Error("whoever writes on another's phone is taken for somebody else")
	}
	if said, _ := p.happens(time.Minute, text("this isnt my phone")); p.s.Contact(SMS).SafeToReply != No || !slices.Equal(said, []string{"not_safe"}) {
		t.Errorf("this isnt my phone: said %v, the phone is %q", said, p.s.Contact(SMS).SafeToReply)
	}
}

func TestAHintThatOthersMaySeeThePhoneHasItAskedAnew(t *testing.T) {
	t.Parallel()
	for _, words := range perhapsSeen {
		for _, p := range []*talking{askedFor(t, AskWanted), told(t, "themselves", true)} {
			wanted := p.s.Answers[AskWanted]
			said, _ := p.happens(time.Minute, text(words))
			if p.s.Contact(SMS).SafeToReply != Unknown || p.s.Answers[AskWanted] != wanted || !slices.Equal(said, []string{"contact_safe"}) {
				t.Errorf("%q: said %v, the phone is %q, what they want is %q", words, said, p.s.Contact(SMS).SafeToReply, p.s.Answers[AskWanted].Words)
			}
			if said, _ = p.happens(time.Minute, text("2")); p.s.Contact(SMS).SafeToReply != No || !slices.Equal(said, []string{"not_safe"}) {
				t.Errorf("%q and then no: said %v, the phone is %q", words, said, p.s.Contact(SMS).SafeToReply)
			}
		}
	}
	p := askedFor(t, AskWanted)
	p.happens(time.Minute, text("i have to hand my phone in at 8"))
	if said, _ := p.happens(time.Minute, text("yes its just me")); p.s.Contact(SMS).SafeToReply != Yes || !slices.Equal(said, []string{"wanted_outcome"}) {
		t.Errorf("then yes: said %v, the phone is %q", said, p.s.Contact(SMS).SafeToReply)
	}
	p = askedFor(t, AskWanted)
	if p.happens(time.Minute, text("a new key worker. its on my mums contract")); p.s.words(AskWanted) != "a new key worker" || p.s.Pending.Ask != AskContactSafe {
		t.Errorf("what they want is %q, and %q is asked", p.s.words(AskWanted), p.s.Pending.Ask)
	}
}

func TestAWishToHaveItDeletedIsNoAnswerOfThePhone(t *testing.T) {
	t.Parallel()
	for _, words := range []string{
		"delete it", "delete everything i said", "delete this", "please delete it all", "delete my messages please", "delete all of this please", "can you delete this", "wipe it all pls",
		"get rid of it all", "remove my texts", "just delete what i told you", "erase it all", "delete the lot of it, all of it. delete it",
	} {
		p := askedFor(t, AskContactSafe)
		said, _ := p.happens(time.Minute, text(words))
		if _, taken := p.s.Answers[AskContactSafe]; !p.s.Delete || taken || p.s.Contact(SMS).SafeToReply != Unknown || p.s.Pending.Ask != AskContactSafe || !slices.Equal(said, []string{"delete_data", "contact_safe"}) {
			t.Errorf("%q: said %v, the phone is %q, deleted %v", words, said, p.s.Contact(SMS).SafeToReply, p.s.Delete)
		}
	}
	for _, words := range []string{"no delete it all", "delete this mum looks", "nah delete everything", "delete it, he reads my phone"} {
		p := askedFor(t, AskContactSafe)
		if said, _ := p.happens(time.Minute, text(words)); !p.s.Delete || p.s.Contact(SMS).SafeToReply != No || !slices.Equal(said, []string{"not_safe"}) {
			t.Errorf("%q: said %v, the phone is %q, deleted %v", words, said, p.s.Contact(SMS).SafeToReply, p.s.Delete)
		}
	}
	for _, words := range []string{
		"ill delete it after", "i always delete my messages", "i have to delete them", "delete your texts", "yes but delete it after", "i just delete everything", "delete after", "i can delete it",
		"she makes me delete my texts", "they delete my texts",
	} {
		p := askedFor(t, AskContactSafe)
		if said, _ := p.happens(time.Minute, text(words)); p.s.Delete || p.s.Contact(SMS).SafeToReply == Yes {
			t.Errorf("%q: said %v, the phone is %q, deleted %v", words, said, p.s.Contact(SMS).SafeToReply, p.s.Delete)
		}
	}
}

func TestWhomNotToSendAndWhereToMeetAreNoAnswerOfThePhone(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ text, phone, where, when, avoid string }{
		{"school, tuesdays, and dont send her", Unknown, "school", "tuesdays", "dont send her"},
		{"dont send my sw", Unknown, "", "", "dont send my sw"},
		{"dont send gary", Unknown, "", "", "dont send gary"},
		{"please dont send gary", Unknown, "", "", "dont send gary"},
		{"dont bring my social worker", Unknown, "", "", "dont bring my social worker"},
		{"dont talk to my dad", Unknown, "", "", "dont talk to my dad"},
		{"anyone but gary", Unknown, "", "", "anyone but gary"},
		{"yes but dont send gary", Yes, "", "", "dont send gary"},
		{"yes and dont send my social worker", Yes, "", "", "dont send my social worker"},
		{"at school monday lunch", Unknown, "at school", "monday lunch", ""},
		{"yes school friday lunch", Yes, "school", "friday lunch", ""},
		{"at my nans on friday", Unknown, "at my nans", "on friday", ""},
		{"yes at school on friday", Yes, "at school", "on friday", ""},
		{"school tues", Unknown, "school", "tues", ""},
		{"at the library thursday after 4", Unknown, "at the library", "thursday after 4", ""},
		// of the phone all the same
		{"no dont send her", No, "", "", ""},
		{"dont send texts", No, "", "", ""},
		{"dont send anything", No, "", "", ""},
		{"dont send me stuff", No, "", "", ""},
		{"dont send my mum texts", No, "", "", ""},
		{"not at school on mondays", Yes, "", "", ""},
		{"only at school", No, "", "", ""},
		{"yes but only after school", Yes, "", "", ""},
		{"fridays only", Yes, "", "", ""},
		{"after 4", Yes, "", "", ""},
		{"dont text my mum", No, "", "", ""},
		{"2. tuesday 4pm", No, "", "", ""},
		{"nah. only after 9", No, "", "", ""},
		// a day to come, and not the hours at which we may write
		{"tuesday 4pm", Unknown, "", "tuesday 4pm", ""},
		{"friday at 3", Unknown, "", "friday at 3", ""},
		{"saturday morning", Unknown, "", "saturday morning", ""},
		{"tomorrow", Unknown, "", "tomorrow", ""},
		{"can u come tuesday", Unknown, "", "tuesday", ""},
		{"weds or thurs after 3", Unknown, "", "weds or thurs after 3", ""},
		{"tuesday is best", Unknown, "", "", ""},
		{"yh tuesday 4pm", Yes, "", "tuesday 4pm", ""},
		{"yes. tuesday 4pm", Yes, "", "tuesday 4pm", ""},
		{"weekends", Yes, "", "", ""},
		{"only tuesdays", Yes, "", "", ""},
		{"not on friday", Yes, "", "", ""},
		{"you can text on saturday", Yes, "", "", ""},
		{"maybe evenings", Unknown, "", "", ""},
	} {
		p := askedFor(t, AskContactSafe)
		said, _ := p.happens(time.Minute, text(row.text))
		where, when, avoid := p.s.words(AskVisitWhere), p.s.words(AskVisitWhen), p.s.words(AskAvoid)
		if p.s.Contact(SMS).SafeToReply != row.phone || where != row.where || when != row.when || row.avoid != "" && avoid != row.avoid {
			t.Errorf("%q: the phone is %q, where %q, when %q, not %q", row.text, p.s.Contact(SMS).SafeToReply, where, when, avoid)
		}
		if row.phone == Unknown && row.text != "maybe evenings" && !slices.Equal(said, []string{"contact_safe"}) || row.phone == Yes && p.s.Contact(SMS).Times != "" && row.where != "" {
			t.Errorf("%q: said %v, at times %q", row.text, said, p.s.Contact(SMS).Times)
		}
	}
}
