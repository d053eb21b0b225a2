package meaning

import "testing"

func TestACorrectionIsReadForWhatItShouldHaveBeen(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"actually it was april": "it was april", "sorry i meant no": "no", "no wait yes": "yes", "i mean school not home": "school", "its kai not kie": "its kai",
		"scrap that": "", "ignore my last text": "", "change my name to Jo": "Jo", "that's wrong, she's 13": "she's 13", "*tuesday": "tuesday", "tuesday*": "tuesday",
		"sorry not tuesday": "", "wait no she is 13": "she is 13", "im his aunt not his mum": "im his aunt", "school not home": "school", "make it thursday": "thursday",
		"no thats not right it was june": "it was june", "oops meant friday": "meant friday", "i meant to say my nan": "my nan", "hang on no its my brother": "its my brother",
		"actually no": "no", "yes sorry no": "no", "at school instead": "at school instead", "can we do thursday instead": "can we do thursday instead", "i do want an advocate after all": "i do want an advocate after all", "correction: 12": "12",
		"ignore that my sister took my phone": "",
	} {
		if rest, ok := Default().Corrected(text); !ok || rest != want {
			t.Errorf("%q: %q %v, want %q", text, rest, ok, want)
		}
		if !Read(text).Corrects {
			t.Errorf("%q corrects nothing", text)
		}
	}
}

func TestAStoryIsNoCorrection(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"she actually shouted at me", "actually she shouted at me", "actually my sw did ring me today", "i mean he isnt that bad tbh", "thats wrong they cant just do that to me", "wait no one told me",
		"no wait til friday they said", "its not fair", "not happy", "im not safe", "can someone just text me instead", "no sorry", "no sorry i cant", "actually", "yes sorry i was asleep", "no thats not what i said", "he said no wait until friday and then he never came back", "sorry", "no", "yes", "", "*", "**", "wrong number",
		"what he did was wrong and i want it wrote down", "she is 13 and not allowed her phone", "he was nice not nasty at all but then he changed and now he shouts at me every day",
	} {
		if rest, ok := Default().Corrected(text); ok {
			t.Errorf("%q is taken to put %q right", text, rest)
		}
	}
}

func TestWhichAnswerIsPutRightIsSaidOnlyWhereItIsPlain(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]struct{ ask, value string }{
		"change my name to Jo": {"name", "Jo"}, "actually you can come to school": {"visit_where", "text"}, "actually i do want an advocate": {"advocate", "yes"},
		"i dont want an advocate actually sorry": {"", ""}, "she's 13 not 12": {"child_age", "13"}, "that's wrong, she's 13": {"child_age", "13"},
		"im his aunt not his mum": {"relationship", "aunt_uncle"}, "actually dont text me here": {"contact_safe", "no"}, "make it thursday": {"visit_when", "thursday"},
		"my name is kai not kie": {"name", "Kai"}, "its kai not kie": {"", ""}, "actually it was april": {"", ""}, "no wait yes": {"", ""}, "scrap that": {"", ""},
		"she's 13": {"", ""}, "im his mum": {"", ""},
	} {
		ask, reply, ok := Default().PutsRight(text)
		if ok != (want.ask != "") || ok && (ask != want.ask || reply.Value != want.value) {
			t.Errorf("%q: %s %q %v, want %s %q", text, ask, reply.Value, ok, want.ask, want.value)
		}
	}
}
