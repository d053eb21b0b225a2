package conversation

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// "Another thing, ..." beside an answer keeps both.
func TestAFurtherMatterBesideAnAnswerIsKept(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		ask          Ask
		who          string
		text, answer string
		matter       string
	}{
		{AskName, "self", "im Kai, another thing, they lost my passport", "Kai", "they lost my passport"},
		{AskName, "self", "Kai. another thing, they lost my passport and wont pay for it", "Kai", "they lost my passport"},
		{AskName, "self", "another thing, they lost my passport. im Kai", "Kai", "they lost my passport"},
		{AskName, "self", "Kai, also my bus pass never came", "Kai", "my bus pass never came"},
		{AskChildAge, "behalf", "12, another thing they never pay the mileage", "12", "they never pay the mileage"},
		{AskChildAge, "behalf", "hes 12. also they lost his glasses", "12", "they lost his glasses"},
		{AskChildName, "behalf", "Jade, and another thing they never ring us back", "Jade", "they never ring us back"},
		{AskRelationship, "behalf", "im her nan, another thing, they cancelled contact again", "grandparent", "they cancelled contact again"},
		{AskAdvocate, "self", "yes, another thing, they lost my passport", "yes", "they lost my passport"},
		{AskChildAge, "behalf", "12 and her brother is 9", "12", ""},
		{AskName, "self", "Kai and thats it", "Kai", ""},
	} {
		p := inTheMiddle(t, row.who, row.ask)
		before := len(p.s.Issues)
		p.happens(time.Minute, text(row.text))
		if got := p.s.value(row.ask); got != row.answer {
			t.Errorf("%s: %q is %q, want %q", row.ask, row.text, got, row.answer)
		}
		var words []string
		for _, i := range p.s.Issues[before:] {
			words = append(words, i.Words)
		}
		if all := strings.Join(words, " | "); row.matter == "" && all != "" || !strings.Contains(all, row.matter) || strings.Contains(all, "Kai") || strings.Contains(all, "12") {
			t.Errorf("%s: %q tells of %q, want %q", row.ask, row.text, all, row.matter)
		}
	}
}

// What answers "is there anything else?" at some length is kept, whatever it begins with or reminds us of.
func TestWhatElseIsWrongIsNeverLost(t *testing.T) {
	t.Parallel()
	for _, words := range []string{
		"also so im on my fifth social worker. ive started giving them loyalty cards, next ones free", "yes social worker told him id stopped wanting to visit. thats a straight lie, i was never given no dates",
		"oh and i am wait for school five month. every week they tell me next week", "yes they said id changed my mind about my brother and i never did", "and they told me to forget it when i asked for my file",
		"yeah my worker said never mind when i told her about the damp", "yes Fathers get treated like second best in that office", "yes toothache since half term and no appointment made", "yh was told im not next of kin",
	} {
		for _, a := range []Ask{AskAnythingElse, AskSafeNow, AskContactSafe} {
			p := inTheMiddle(t, "self", a)
			before := len(p.s.Issues)
			said, _ := p.happens(time.Minute, text(words))
			if a != AskAnythingElse && !strings.HasPrefix(words, "also") && !strings.HasPrefix(words, "oh and") {
				continue
			}
			if len(p.s.Issues) == before || slices.Contains(said, "forget") {
				t.Errorf("%s: %q is lost, said %v", a, words, said)
			}
		}
	}
}

func TestNothingElseIsNothing(t *testing.T) {
	t.Parallel()
	for _, words := range []string{"sorry just seen this, na thats all ta", "sorry for shouting its not you. nah thats it", "yes just fed up x", "yeah thats everything thank you for asking me", "ok thats all for now cheers"} {
		p := inTheMiddle(t, "self", AskAnythingElse)
		before := len(p.s.Issues)
		if p.happens(time.Minute, text(words)); len(p.s.Issues) != before {
			t.Errorf("%q is kept as %q", words, p.s.Issues[before].Words)
		}
	}
}

// What a matter says is the exact stretch of their words, from its beginning.
func TestAMatterIsNotCutAtItsBeginning(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]string{
		"oh great another bot. they cut my contact again":           "oh great another bot. they cut my contact again",
		"oh my god they lost my passport":                           "oh my god they lost my passport",
		"so basically they took my phone off me for a week":         "so basically they took my phone off me for a week",
		"PA silent and grant unpaid":                                "PA silent | grant unpaid",
		"bike missing and laptop broken":                            "bike missing | laptop broken",
		"review cancelled, bus pass lost and room damp":             "review cancelled | bus pass lost | room damp",
		"my room is cold and really damp":                           "my room is cold and really damp",
		"they lost my passport and they wont replace it":            "they lost my passport and they wont replace it",
		"i got blamed for the window n they taking it out my money": "i got blamed for the window n they taking it out my money",
		"my worker never rings and they took my xbox off me":        "my worker never rings | they took my xbox off me",
		"my contact was cancelled and late twice":                   "my contact was cancelled and late twice",
	} {
		p := newTalking(t)
		p.happens(0, text(words))
		var all []string
		for _, i := range p.s.Issues {
			all = append(all, i.Words)
		}
		if got := strings.Join(all, " | "); got != want {
			t.Errorf("%q\n is  %s\n want %s", words, got, want)
		}
	}
}
