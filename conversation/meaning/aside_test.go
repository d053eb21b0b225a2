package meaning

import (
	"testing"
)

func TestAnAsideHidesNobodyWhoLooks(t *testing.T) {
	t.Parallel()
	if got := Answer("contact_safe", "1. texting on the bus, my dad reads my phone").Value; got == "yes" {
		t.Errorf("read as %q", got)
	}
	if got := Answer("contact_safe", "1. sorry pressed send").Value; got != "yes" {
		t.Errorf("read as %q", got)
	}
}

// What somebody is at while writing, how they close, and what they say of whom they love answers no question
// and is no matter.
func TestWhatTheyAreAtWhileWritingIsNoAnswer(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"sorry love had to answer the door", "sorry been at work all day", "sorry im in a lecture", "sorry was on the other line", "just on the bus", "just finishing work", "just in a session", "just walking home",
		"im at work so might not answer straight away", "I am on duty so will be brief", "in class so cant really talk", "sorry had to take a call", "sorry the baby woke up", "sorry phone died", "in a meeting back soon",
		"I dont normally do this sort of thing", "not having a go at you", "didnt know you could text this", "first time ive done this", "been meaning to text for ages", "is it ok to text on a sunday",
		"she is a lovely kid", "he is a good kid", "i worry about her thats all", "it's all been very stressful", "i hope he isnt mad at me", "he is only little", "I hope I am doing this right", "Kind regards", "Many thanks",
		"sorry i fell asleep lol", "soz forgot to reply", "sorry mate driving", "just putting the kids to bed", "had to feed the dog",
	} {
		for _, ask := range []string{"wanted_outcome", "visit_where", "visit_when", "avoid", "keep_from", "name", "child_name"} {
			if ask == "visit_where" && text == "had to feed the dog" {
				continue
			}
			if got := Answer(ask, text); got.Value != "" {
				t.Errorf("%s: %q is read as %q", ask, text, got.Value)
			}
		}
		if !Default().Beside(text) {
			t.Errorf("%q is taken for a matter", text)
		}
	}
	if got := Answer("visit_where", "I'm in meetings until 2").Value; got != "" {
		t.Errorf("read as %q", got)
	}
	for ask, texts := range map[string][]string{
		"visit_when":     {"im at work until 5 so after that", "im at school so after 3", "on my lunch at 12", "when im on my break", "im in college til 4, then im free", "after the school run"},
		"visit_where":    {"at work", "the gym", "at college", "at the shop where i work", "my work in town", "the bus station cafe"},
		"wanted_outcome": {"for her to answer the door when she says", "someone to take him to training", "for him to be in a lesson", "a good kid to share a room with", "help with the school run"},
		"avoid":          {"the bus driver", "the lady on the phone", "whoever was on duty on sunday"},
	} {
		for _, text := range texts {
			if got := Answer(ask, text); got.Value == "" {
				t.Errorf("%s: %q is read as nothing", ask, text)
			}
		}
	}
	for _, text := range []string{
		"she never answered the door when i went", "my carer was asleep in the shower room all day", "the bus pass never came so im late for class", "he was on duty and swore at me", "they never answer the phone", "she is only little and they left her outside",
		"hes a good kid and they treat him like dirt", "im in a meeting every week and nobody listens", "waiting for the bus every day cos they stopped my taxi",
	} {
		if Default().Beside(text) {
			t.Errorf("%q is taken for an aside", text)
		}
	}
	for _, text := range []string{"no hes at the door", "i had to hide in the bath", "she is only little and hes shouting"} {
		if got := Answer("safe_now", text).Value; got == "yes" {
			t.Errorf("%q is read as safe", text)
		}
	}
}
