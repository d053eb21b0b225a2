package meaning

import "testing"

// TestRepliesInOtherVoicesAreUnderstood holds replies that are in no file of examples, in the
// voices of children, relatives and people who write little English.
func TestRepliesInOtherVoicesAreUnderstood(t *testing.T) {
	t.Parallel()
	missed := 0
	replies := []struct{ ask, text, want string }{
		{"yes_no", "Yes.", "yes"}, {"yes_no", "yep 🙂", "yes"}, {"yes_no", "Yes, that would be fine", "yes"}, {"yes_no", "yeh ok", "yes"},
		{"yes_no", "sure why not", "yes"}, {"yes_no", "NOPE", "no"}, {"yes_no", "no thank you", "no"}, {"yes_no", "nooooo", "no"},
		{"yes_no", "not today", "no"}, {"yes_no", "i dont know", "unsure"}, {"yes_no", "maybe", "unsure"}, {"yes_no", "dont want to say", "refuses"},
		{"safe_now", "Yes thank you", "yes"}, {"safe_now", "yeah im at my nans", "yes"}, {"safe_now", "1", "yes"}, {"safe_now", "2", "no"}, {"safe_now", "3", "unsure"},
		{"safe_now", "yes but he comes back at 6", "no"}, {"safe_now", "no im not", "no"}, {"safe_now", "im not safe", "no"}, {"safe_now", "not sure tbh", "unsure"},
		{"safe_now", "he's downstairs", "no"}, {"safe_now", "until mum goes out", "no"}, {"safe_now", "she is safe with me", "yes"}, {"safe_now", "i think so", "unsure"},
		{"safe_now", "we dont know where he is", "no"}, {"safe_now", "scared", "no"}, {"safe_now", "yes i am ok at the moment", "unsure"},
		{"contact_safe", "yes", "yes"}, {"contact_safe", "1", "yes"}, {"contact_safe", "2", "no"}, {"contact_safe", "yes but mum looks", "no"},
		{"contact_safe", "no my carer reads my phone", "no"}, {"contact_safe", "yeah its my own phone", "yes"}, {"contact_safe", "its my mums phone", "no"}, {"contact_safe", "dont text here", "no"},
		{"about_who", "1", "self"}, {"about_who", "for me", "self"}, {"about_who", "my daughter", "behalf"}, {"about_who", "her", "behalf"}, {"about_who", "me and my sister", "both"},
		{"about_who", "my nephew Ali", "behalf"}, {"about_who", "myself", "self"}, {"about_who", "its for my friend", "behalf"},
		{"relationship", "I'm her aunt", "aunt_uncle"}, {"relationship", "foster carer", "carer"}, {"relationship", "her big brother", "sibling"}, {"relationship", "his social worker", "professional"},
		{"relationship", "mother", "mother"}, {"relationship", "we are his grandparents", "grandparent"}, {"relationship", "boyfriend", "friend"}, {"relationship", "stepmum", "other"},
		{"child_name", "Tyler", "Tyler"}, {"child_name", "his name is Idris", "Idris"}, {"child_name", "she's called Maya", "Maya"}, {"child_name", "rather not say", ""},
		{"name", "Priya", "Priya"}, {"name", "you can call me Dee", "Dee"}, {"name", "its sam", "Sam"}, {"name", "my name is Oluwaseun", "Oluwaseun"}, {"name", "nobody", ""}, {"name", "im tired", ""},
		{"child_age", "12", "12"}, {"child_age", "shes nine", "9"}, {"child_age", "15 in may", "14"}, {"child_age", "6 months", "0"}, {"child_age", "im 52", ""}, {"child_age", "dunno", ""},
		{"child_knows", "yes she does", "yes"}, {"child_knows", "no he doesn't", "no"}, {"child_knows", "he asked me to write", "yes"}, {"child_knows", "hes a baby", "no"},
		{"visit_when", "mondays after school", "monday after school"}, {"visit_when", "4pm", "16:00"}, {"visit_when", "tomorrow morning", "tomorrow morning"}, {"visit_when", "after 5", "after 17:00"},
		{"visit_when", "anytime", "any time"}, {"visit_when", "before 12", "before 12:00"}, {"visit_when", "friday at 3.30", "friday 15:30"}, {"visit_when", "not when dad is home", ""},
		{"anything_else", "0", "no"}, {"anything_else", "nothing else", "no"}, {"anything_else", "No that's all", "no"}, {"anything_else", "also my bike was stolen", "issue"}, {"anything_else", "nothing ever gets done", "issue"},
		{"wanted_outcome", "i want to see my brother", "text"}, {"wanted_outcome", "idk", "unsure"}, {"wanted_outcome", "0", "unsure"}, {"wanted_outcome", "for them to say sorry", "text"},
		{"avoid", "0", "none"}, {"avoid", "no one", "none"}, {"avoid", "my carer Sue", "text"}, {"keep_from", "her dad", "text"}, {"keep_from", "no", "none"},
		{"advocate", "1", "yes"}, {"advocate", "no thanks", "no"}, {"advocate", "what is that", ""}, {"advocate", "not sure", "unsure"},
		{"confirm", "1", "send"}, {"confirm", "yes its right", "send"}, {"confirm", "b", "change"}, {"confirm", "B", "change"}, {"confirm", "thats wrong", "change"}, {"confirm", "dont send it", "stop"},
		{"carry_on", "yes", "yes"}, {"carry_on", "leave it there", "no"}, {"forget", "1", "yes"}, {"forget", "2", "no"}, {"forget", "no carry on", "no"}, {"visit_ok", "1", "yes"}, {"visit_ok", "cant do that day", "no"},
		{"visit_where", "at school", "text"}, {"where_now", "in the park", "text"}, {"concern", "my carer shouts", "text"}, {"change", "it was monday", "text"},
	}
	for _, r := range replies {
		if got := Answer(r.ask, r.text); got.Value != r.want {
			missed++
			t.Logf("%s: %q means %q, read as %q", r.ask, r.text, r.want, got.Value)
		}
	}
	if missed*100 > len(replies)*3 {
		t.Errorf("missed %d of %d replies, want at most 3 in 100", missed, len(replies))
	}
}

func TestALetterInTheReadBackIsTheLineToChange(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"c", "C", "C.", "c please", "letter c"} {
		if got := Answer("confirm", text); got.Value != "change" || got.Rest != "c" {
			t.Errorf("%q: %+v, want the change of c", text, got)
		}
	}
}

func TestWhatIsSaidBeyondTheAnswerIsKept(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ ask, text, value, rest string }{
		{"yes_no", "yes but only after 4", "yes", "but only after 4"},
		{"yes_no", "yes please x", "yes", ""},
		{"yes_no", "no", "no", ""},
		{"wanted_outcome", "i want to go home", "text", "i want to go home"},
		{"advocate", "yes but not a man", "yes", "but not a man"},
	} {
		if got := Answer(c.ask, c.text); got.Value != c.value || got.Rest != c.rest {
			t.Errorf("%s %q: %q and %q, want %q and %q", c.ask, c.text, got.Value, got.Rest, c.value, c.rest)
		}
	}
}

func TestOnlyAFormThatFitsOneQuestionSaysSo(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		ask, text string
		only      bool
	}{
		{"child_age", "14", true}, {"child_age", "2", false}, {"visit_when", "friday after 4", true},
		{"relationship", "nan", true}, {"safe_now", "yes", false}, {"safe_now", "1", false}, {"name", "Jade", false},
	} {
		if got := Answer(c.ask, c.text).OnlyHere; got != c.only {
			t.Errorf("%s %q: fits only here = %v, want %v", c.ask, c.text, got, c.only)
		}
	}
}

// TestNothingButAPlainYesIsSafe: a wrong yes to "are you safe" is the worst answer there is.
func TestNothingButAPlainYesIsSafe(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"yes until he gets in", "yes for now", "kind of", "yes i guess", "safe from everyone but me", "yeah if she stays out", "mostly", "no",
		"yes unless dad comes", "help", "i dont know", "ok for tonight", "fine whatever", "yes hes got a knife", "im fine he hit me again", "ok i want to die",
		"yes but im scared", "i will be when he goes", "can you come", "not really", "👎", "...", "", "bye", "what", "yes no",
	} {
		if got := Answer("safe_now", text); got.Value == "yes" {
			t.Errorf("%q is taken for safe", text)
		}
	}
}
