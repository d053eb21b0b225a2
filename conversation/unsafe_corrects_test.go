package conversation

import (
	"slices"
	"testing"
	"time"
)

func TestOnAnUnsafePhoneCorrectionsAreHeard(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		texts []string
		want  map[Ask]string // the words where there are any, else the value
	}{
		{[]string{"dont send dave", "i meant dan not dave", "yes i want an advocate", "no actually i dont want one"}, map[Ask]string{AskAvoid: "dont send dan", AskAdvocate: No}},
		{[]string{"dont send dave", "no dan not dave", "i want an advocate", "actually no i dont"}, map[Ask]string{AskAvoid: "dont send dan", AskAdvocate: No}},
		{[]string{"i want an advocate", "no wait i dont want one"}, map[Ask]string{AskAdvocate: No}},
		{[]string{"i dont want an advocate", "actually yes i do"}, map[Ask]string{AskAdvocate: Yes}},
		{[]string{"dont send dave", "i meant dan"}, map[Ask]string{AskAvoid: "dan"}},
		{[]string{"meet me at school on friday", "actually monday not friday"}, map[Ask]string{AskVisitWhere: "school", AskVisitWhen: "monday"}},
		{[]string{"my names Tash", "sorry its Tasha not Tash"}, map[Ask]string{AskName: "Tasha"}},
		{[]string{"i want an advocate", "actually she never came in april either"}, map[Ask]string{AskAdvocate: Yes}},
	} {
		for name, p := range map[string]*talking{"at once": newTalking(t), "asked": askedFor(t, AskContactSafe)} {
			first := "my phones not safe, dont text me. my sw never rings me"
			if name == "asked" {
				first = "no"
			}
			p.happens(time.Minute, text(first))
			for _, words := range row.texts {
				if said, _ := p.happens(time.Minute, text(words)); len(said) > 0 && !slices.Equal(said, []string{"not_safe"}) {
					t.Errorf("%s, %q: said %v to a phone that is not safe", name, words, said)
				}
			}
			for a, want := range row.want {
				got := p.s.words(a)
				if a == AskAdvocate {
					got = p.s.value(a)
				}
				if got != want {
					t.Errorf("%s, %q: %s is %q, want %q", name, row.texts, a, got, want)
				}
			}
			if stays := len(row.texts) > 1 && len(row.want) > 0 && row.texts[1] != "actually she never came in april either"; stays && (len(p.s.Issues) != 1 || len(p.s.Issues[0].Versions) > 0) {
				t.Errorf("%s, %q: the matters are %v", name, row.texts, p.s.Issues)
			}
		}
	}
}

// "Forget it" cannot be asked back there, and is noted all the same.
func TestForgetItIsHeardOnAPhoneThatIsNotSafe(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]string{
		"forget it": "requested", "forget it all": "requested", "never mind": "requested", "i dont want to complain any more": "requested", "please withdraw my complaint": "requested",
		"i cant forget it": "", "dont forget me": "", "whats happening": "", "she forgot it again": "",
	} {
		p := askedFor(t, AskContactSafe)
		p.happens(time.Minute, text("no"))
		if said, _ := p.happens(time.Minute, text(words)); p.s.Withdrawal != want || p.s.Delete || len(said) > 0 {
			t.Errorf("no, then %q: said %v, withdrawal %q", words, said, p.s.Withdrawal)
		}
	}
	for words, want := range map[string]string{"no, forget it": "requested", "my mum reads this. forget i said anything": "requested", "no my mum looks": ""} {
		p := askedFor(t, AskContactSafe)
		if said, _ := p.happens(time.Minute, text(words)); p.s.Withdrawal != want || p.s.Contact(SMS).SafeToReply != No || len(said) != 1 {
			t.Errorf("%q: said %v, withdrawal %q", words, said, p.s.Withdrawal)
		}
	}
}

// TestNobodyIsGreetedAtAPhoneThatTheyCallUnsafe: they had come with their code before we could say who we are.
func TestNobodyIsGreetedAtAPhoneThatTheyCallUnsafe(t *testing.T) {
	t.Parallel()
	for _, words := range []string{"2", "no", "no my mum looks", "not here"} {
		p := newTalking(t)
		p.happens(time.Minute, text("my worker never rings me back"))
		p.s.Greeted, p.s.Limits, p.s.Stage, p.s.WentQuiet = false, false, HandedOver, true
		p.s.Pending = Asked{Ask: AskContactSafe, Seq: p.s.Lines, At: p.at, Channel: SMS}
		if said, _ := p.happens(time.Minute, text(words)); !slices.Equal(said, []string{"not_safe"}) {
			t.Errorf("%q: said %v", words, said)
		}
	}
}
