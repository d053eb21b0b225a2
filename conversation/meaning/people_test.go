package meaning

import (
	"slices"
	"testing"
)

// Whoever is named as having done something is kept out until a human has said who is meant, however it is typed.
func TestWhoIsComplainedOfByTheirFirstName(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"karen hit me": {"karen"}, "Karen hit me": {"Karen"}, "dave from the home shouts at me": {"dave"}, "steve reads my diary": {"steve"}, "sharon is always late": {"sharon"},
		"i hate tracey": {"tracey"}, "tracey never rings": {"tracey"}, "my sw karen never rings": {"my sw", "karen"},
		"Grace took my phone": {"Grace"}, "grace took my phone": {"grace"}, "it was Grace who did it": {"Grace"}, "it was karen": {"karen"}, "mark lied to me": {"mark"},
		"Mark lied to me": {"Mark"}, "karens horrible to me": {"karen"}, "Karen's so rude": {"Karen"}, "i told karen and she did nothing": {"karen"},
		"tracey said i was a liar": {"tracey"}, "dont send karen here": {"karen"}, "karen wont let me see my mum": {"karen"}, "dave put me in my room": {"dave"},
		"my complaint is about sharon": {"sharon"}, "i want to complain about steve he lies": {"steve"}, "it was all because of tracey": {"tracey"}, "rose never listens": {"rose"}, "priya is the one who touched me": {"priya"}, "i dont feel safe with priya": {"priya"}, "priya scares me": {"priya"},
		"me and priya argued": {"priya"}, "i dont like priya": {"priya"}, "mark is touching my leg": {"mark"}, "ray watches me in the shower": {"ray"}, "frank comes in my room at night": {"frank"},
		"mark did it": {"mark"}, "it was will who did it": {"will"}, "karen is nice but she hits me": {},
		"i want to make a complaint about faith": {}, // small, and a word too
		"my brother jake hit me":                 {}, "its kyle he hit me": {}, "Jade is 12 and they moved her": {}, "grace period is over": {}, "will hit the shops": {},
		"he said he will hit me": {}, "it was may": {}, "i hope told me a lot": {}, "the days horrible": {}, "my sisters horrible to me": {}, "my mate tylers horrible": {},
	} {
		if got := Read(text).People; !slices.Equal(got, want) {
			t.Errorf("%q is of %q, want %q", text, got, want)
		}
	}
}

// Whoever is named at all may be meant, but for the family and for those who are plainly welcome.
func TestWhoIsNamedAtAll(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"me and karen argued": {"karen"}, "i told karen": {"karen"}, "karen and dave were there when it happened": {"karen", "dave"}, "it happened in Temesgen office": {"Temesgen"},
		"mrs dunn was in the room": {"dunn"}, "i dont want karen": {"karen"}, "i dont like karen": {"karen"}, "karens room": {"karen"}, "KAREN WAS THERE": {"KAREN"},
		"hi Karen they moved me again": {}, "thanks sam they moved me again": {}, "i like karen but dave shouts": {"karen", "dave"}, "can karen come see me": {}, "i want to talk to karen": {},
		"karen is really nice": {}, "my brother karl got hit": {}, "me and my mate dan": {}, "my best friend Ola": {}, "dan is my little brother": {}, "MY PHONE GOT TAKEN": {},
		"they took my Xbox": {"Xbox"}, "I will go on Monday": {}, "mum said so": {}, "karen is nice but she hits me": {"karen"}, "i trusted karen and she told everyone": {"karen"}, "karen was great at first": {"karen"},
		"hey karen is being horrible": {"karen"}, "he hit me i want to see karen": {"karen"}, "my sw is called efua": {"efua"}, "i told nkechi": {"nkechi"}, "can u get rid of nkechi": {"nkechi"},
		"ANIL SHARMA FAILED TO ATTEND": {"ANIL", "SHARMA", "ATTEND"}, "told joy": {"joy"}, "i told mark about it and he laughed": {"mark"}, "joy said i cant go": {"joy"}, "mark": {"mark"}, "agnieszka": {"agnieszka"}, "kev and lou wind me up": {"kev", "lou", "wind"}, "ok": {}, "school": {},
		"a mark on my leg": {}, "the rose was nice": {}, "Joy was there": {"Joy"}, "sue at social services": {"sue"}, "ray was in my room": {"ray"}, "nothing since June": {}, "June shouted": {"June"}, "Temesgen took my phone": {"Temesgen"}, "temesgen took my phone": {"temesgen"}, "Hope you can help": {}, "it was O'Brien": {"O'Brien"}, "it is 12 miles": {}, "so I'd ask E and B": {}, "we hope it will be ok": {},
	} {
		if got := Read(text).Mentioned; !slices.Equal(got, want) {
			t.Errorf("%q names %q, want %q", text, got, want)
		}
	}
}

// A name that is a word too, a surname that no list has, and initials are names where they stand as one.
func TestNamesThatAreWordsToo(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"will never turns up": {"will"}, "will always shouts at me": {"will"}, "hes called will": {"will"}, "Will was on nights": {"Will"}, "Will it be ok": {}, "my keyworker hope locked me in": {"hope"}, "his name is will": {"will"}, "i told will": {"will"}, "and will hit me": {"will"},
		"i saw will do it": {"will"}, "it was because of will": {"will"}, "told her rob did it": {"rob"}, "hope never listens": {"hope"}, "the one named grace": {"grace"}, "rob the night staff comes in": {"rob"},
		"its rob again": {"rob"}, "summer moved me": {"summer"}, "pat and dawn laughed": {"pat", "dawn"}, "rose n bill do it too": {"rose", "bill"}, "spoke to mark": {"mark"},
		"it was brown": {}, "told brown": {"brown"}, "brown was in my room": {"brown"}, "Brown was in my room": {"Brown"}, "mrs green": {"green"}, "it was young Mr Black": {"Black"}, "the brown door": {},
		"O'Brien needs sacking": {"O'Brien", "sacking"}, "obrien shud be sacked": {"obrien"}, "okafor laughed": {"okafor"}, "Kowalczyk is rubbish": {"Kowalczyk"}, "D. Patel wrote it": {"Patel"}, "it was D. Kowalczyk": {"Kowalczyk"},
		"i told spring": {"spring"}, "they call her honey": {"honey"}, "they call him will": {"will"}, "ward was in my room": {"ward"}, "its green again": {"green"}, "Williams hit me": {"William"}, // "Williams" begins so
		"i told them": {}, "i told the staff": {}, "told everyone": {}, "they call me names": {"names"}, "that was bad": {}, "it was him": {},
		"K.B. hurt me": {"K.B"}, "told jt": {"jt"}, "jt laughed": {"jt"}, "JT hit me": {"JT"}, "sandeep, he did it": {"sandeep"}, "it woz shazzer": {"woz", "shazzer"},
		"miss p locked me in": {"p"}, "it was Mr K": {"K"}, "mrs. b said no": {"b"}, "i miss u": {}, "i miss a day": {}, "miss i need help": {}, "miss u x": {},
		"bo hit me": {"bo"}, "li was in my room": {"li"}, "told minh": {"minh"}, "told blessing": {"blessing"}, "ty for that": {}, "its ty": {}, "what a blessing": {}, "bo": {},
		"mae okafor wedi bwrw fi": {"okafor"}, "okafor uderzyl mnie wczoraj w nocy": {"okafor", "wczoraj", "nocy"}, "mae o wedi bwrw fi": {},
		"i will go": {}, "will you come": {}, "will it be ok": {}, "my worker said i may go": {}, "may i ask something": {}, "i hope so": {}, "hope its ok": {}, "and will they come": {}, "it will be ok": {}, "my mum will come": {}, "they said they will and i may cry": {},
		"to mark my work": {"mark"}, "a mark on my arm": {}, "i will sue you": {}, "they rob me": {}, "i cant bill them": {}, "in summer": {}, "the sky was red": {}, "i cook my own food": {}, "this summer": {},
	} {
		if got := Read(text).Mentioned; !slices.Equal(got, want) {
			t.Errorf("%q names %q, want %q", text, got, want)
		}
	}
}

// Whoever does something to them, or is said to be their worker, is named by whatever word it is; so is whoever is spoken to
// with a reproach, and a worker who is named beside their place.
func TestWhoIsNamedByAnyWord(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"star hit me": {"star"}, "happy shouts at us": {"happy"}, "blue grabbed me and moody laughed at me": {"blue", "moody"}, "gift is my keyworker": {"gift"}, "happy is my carer": {"happy"},
		"rob is my key worker and hes a bully": {"rob"}, "dave is my carer and he hits me": {"dave"}, "its green who does nights": {"green"}, "its will that scares me": {"will"}, "it was PN who did it": {"PN"},
		"will and dan lock us out": {"will", "dan"}, "marks a bully": {"mark"}, "joys horrible to me": {"joy"}, "may from the unit pinched me": {"may"}, "mr friday laughed": {"friday"}, "bird doesnt care": {"bird"},
		"thanks sam. you hit me": {"sam"}, "hi sam you never ring me back": {"sam"}, "hey sam why did you tell mum": {"sam"}, "blessing never rings": {"blessing"}, "told patience": {"patience"},
		"hi sam can you help": {}, "thanks sam you helped me loads": {"sam"}, "the ball hit me": {}, "that hurt me": {}, "my mum hit me": {}, "everyone hates me": {}, "marks out of ten": {}, "dan is my little brother": {}, "she hit me": {},
		"I want him home by Christmas": {}, "i miss mum": {}, "may from then on": {},
	} {
		if got := Read(text).Mentioned; !slices.Equal(got, want) {
			t.Errorf("%q names %q, want %q", text, got, want)
		}
	}
	if got := Read("I want him home by Christmas").People; len(got) > 0 {
		t.Errorf("complained of is %q", got)
	}
}
