package meaning

import "testing"

// What somebody was not given, told or asked complains, whatever else stands in it.
func TestWhatTheyWereNotGivenIsAComplaint(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"she has got a new mobile but I have not been given the number", "we have not been shown the report and it is my best friend who told me of it", "i get taken out of drama which is my best lesson for talks about nothing",
		"dads get treated like second best in that office, the mothers get an answer", "the coat I sent him got given to another child", "they treated us like dirt at the meeting",
	} {
		if got := Read(text).Category; got != Complaint {
			t.Errorf("%q is a %s", text, got)
		}
	}
	for text, want := range map[string]string{
		"wrong number sorry": Other, "thanks for everything, best social worker ever": Compliment,
		"is this the right number": Other,
	} {
		if got := Read(text).Category; got != want {
			t.Errorf("%q is a %s, want %s", text, got, want)
		}
	}
}

// Nobody to leave out, with something said beside it, is nobody.
func TestNobodyBesideSomethingElseIsNobody(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"stand by. 0": "none", "much obliged. 0": "none", "0, cheers for asking": "none", "kettle is on. nobody": "none", "nope. kettle is on": "none",
		"nobody but my mum": "text", "no, my key worker please": "text", "nobody, apart from dave": "text", "dont tell my mum. 0": "text",
	} {
		for _, ask := range []string{"avoid", "keep_from"} {
			if got := Answer(ask, text).Value; got != want {
				t.Errorf("%s: %q is read as %q, want %q", ask, text, got, want)
			}
		}
	}
}

// Whoever is named by an office, or by a chain of kin, is taken as they are.
func TestOfficesAndChainsOfKin(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{"its Sister Abara": "Sister Abara", "Nurse Jo here": "Nurse Jo", "my sister Jade": "Jade", "father of two": ""} {
		if got := Answer("name", text).Value; got != want {
			t.Errorf("name: %q is read as %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string]string{
		"his mothers mother": "grandparent", "her dad's mum": "grandparent", "im his godad": "other", "her mums best friend": "friend", "his mum": "mother",
	} {
		if got := Answer("relationship", text).Value; got != want {
			t.Errorf("relationship: %q is read as %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string]string{"playtime": "midday", "inset day, 22nd": "text"} {
		if got := Answer("visit_when", text).Value; got != want {
			t.Errorf("visit_when: %q is read as %q, want %q", text, got, want)
		}
	}
}

// TestLeavingItThereIsANo: to "can someone come and see you?" a guess that they will leave it is no guess that they may.
func TestLeavingItThereIsANo(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"no I think I'll leave it there if that's all right with you": "no",
		"i think ill leave it there":                                  "no", "i think thats enough": "no", "i think so": "yes", "guess so": "yes", "i suppose": "yes",
	} {
		if got := Answer("carry_on", text).Value; got != want {
			t.Errorf("%q is read as %q, want %q", text, got, want)
		}
	}
}
