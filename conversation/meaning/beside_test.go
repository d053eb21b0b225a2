package meaning

import "testing"

// TestChatterBesideAnAnswerTakesNothingFromIt holds answers with what people say besides.
func TestChatterBesideAnAnswerTakesNothingFromIt(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ ask, text, want string }{
		{"safe_now", "1. on the bus so might lose signal", "yes"}, {"safe_now", "for fucks sake yes", "yes"}, {"safe_now", "im 9. yes", "yes"},
		{"safe_now", "yes. its ok to text me here", "yes"}, {"safe_now", "yh im safe and its ok to text me here", "yes"},
		{"avoid", "0 sorry to bother you", "none"}, {"avoid", "god bless. 0", "none"}, {"avoid", "nah shambles", "none"}, {"avoid", "no, and i want an advocate", "none"},
		{"keep_from", "0 if thats ok", "none"}, {"keep_from", "no one. thank you for getting back to me", "none"},
		{"about_who", "A", "self"}, {"about_who", "b.", "behalf"}, {"about_who", "2. sorry, im on the bus", "behalf"}, {"carry_on", "k and best place is the youth club", "yes"}, {"advocate", "1 thanks very much", "yes"},
		{"contact_safe", "1. im not trying to cause trouble", "yes"}, {"contact_safe", "👍 if thats ok", "yes"},
	} {
		if got := Answer(c.ask, c.text).Value; got != c.want {
			t.Errorf("%s: %q means %q, read as %q", c.ask, c.text, c.want, got)
		}
	}
}

// TestWhatLimitsAnAnswerIsNoChatter: what stands in a sentence of its own may still take a yes back.
func TestWhatLimitsAnAnswerIsNoChatter(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ ask, text string }{
		{"safe_now", "yes. until he gets home"}, {"safe_now", "1. but shes coming back"}, {"safe_now", "yes. im scared though"}, {"safe_now", "yes. for now"},
		{"safe_now", "yes. mostly"}, {"safe_now", "yes. he hit me yesterday"},
		{"contact_safe", "yes. but mum has my phone"}, {"contact_safe", "yes. she goes through it"}, {"contact_safe", "1. only in the day"}, {"contact_safe", "yes. my dad might see"},
		{"contact_safe", "yes, i think"},
	} {
		if got := Answer(c.ask, c.text).Value; got == "yes" {
			t.Errorf("%s: %q is taken for a plain yes", c.ask, c.text)
		}
	}
	for _, text := range []string{"no. dont tell my dad", "0 but not karen", "no, not my mum"} {
		if got := Answer("avoid", text).Value; got != "text" {
			t.Errorf("%q is read as %q, want their words", text, got)
		}
	}
}

// TestWordsThatAreOfNoTelephoneEndNoTalk: a no to "is it OK to text you here?" ends it.
func TestWordsThatAreOfNoTelephoneEndNoTalk(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"you lot never listen", "ive told you people all this before", "so slow replies", "the transport arrangement was withdrawn without notice"} {
		if got := Answer("contact_safe", text).Value; got != "" {
			t.Errorf("%q is read as %q, want nothing usable", text, got)
		}
	}
	for _, text := range []string{"no", "nah others see it", "my mum checks", "she goes through it", "not really its shared"} {
		if got := Answer("contact_safe", text).Value; got != "no" {
			t.Errorf("%q is read as %q, want no", text, got)
		}
	}
}

func TestNamesAreHeardWithWhatStandsBesideThem(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Big T": "Big T", "im Auntie Bev": "Auntie Bev", "call me Alison and Pete": "Alison and Pete", "its Nanny Jean": "Nanny Jean", "Mrs Okafor": "Mrs Okafor",
		"Olu if thats ok": "Olu", "bilal k": "Bilal K", "im Comfort shambles": "Comfort", "Ellie-Mae": "Ellie-Mae", "My head knows. Ruth Adeyemi": "Ruth Adeyemi",
		"sorry pressed send": "", "text": "", "rather not say": "", "his mate": "", "bloody hell im fine": "",
	} {
		if got := Answer("name", text).Value; got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestATimeIsNoPlace(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{"saturday": "", "thursday after school": "", "the church hall on a wednesday": "text", "the park with the big slide": "text"} {
		if got := Answer("visit_where", text).Value; got != want {
			t.Errorf("%q is read as %q, want %q", text, got, want)
		}
	}
}

func TestWhatIsPutOffIsNoAnswer(t *testing.T) {
	t.Parallel()
	for _, ask := range []string{"avoid", "keep_from", "visit_where", "visit_when", "wanted_outcome"} {
		for _, text := range []string{"hang on", "let me think", "not sure yet", "will tell you in a bit", "hi again, will tell you in a bit", "hello?"} {
			if got := Answer(ask, text).Value; got != "" {
				t.Errorf("%s: %q is read as %q", ask, text, got)
			}
		}
	}
}
