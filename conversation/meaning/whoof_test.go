package meaning

import (
	"strings"
	"testing"
)

// How people say in their first text who they are and whom they write for.
func TestWhomTheyWriteForIsHeardInTheFirstText(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"hi there, I'm Zofias youth worker. he was promised driving lessons": "child_name=Zofia", "im Tylers support worker and he has no allowance": "child_name=Tyler relationship=professional",
		"My daughter is Aisha. the social worker never turns up": "child_name=Aisha", "my grandson is Alfie and no one rings us": "child_name=Alfie",
		"I'm writing about a pupil of mine, Kacper, who is 10. he has no PE kit": "child_name=Kacper child_age=10", "a friend of mine, Jade, is in care": "child_name=Jade",
		"hi its about someone in my family, Alfie. they split us up": "child_name=Alfie", "its about a girl in my class, Kiera. her carer shouts": "child_name=Kiera",
		"Hi, I'm a youth worker and Kacper asked me to text. no allowance": "child_name=Kacper relationship=professional", "Kacper wants me to write for him": "child_name=Kacper",
		"Hello I work at the youth club Kacper goes to. no allowance": "child_name=Kacper", "im texting for Kacper cos he doesnt have a phone": "child_name=Kacper", "writing about Tyler, he has no bed": "child_name=Tyler",
	} {
		r := Read(text)
		for _, one := range strings.Fields(want) {
			ask, value, _ := strings.Cut(one, "=")
			var is string
			for _, told := range r.Told {
				if told.Ask == ask && is == "" {
					is = told.Reply.Value
				}
			}
			if is != value {
				t.Errorf("%q: %s is %q, want %q", text, ask, is, value)
			}
		}
		if r.Speaker != Behalf {
			t.Errorf("%q is by %s", text, r.Speaker)
		}
	}
	for _, text := range []string{
		"my son is ill and nobody came", "my daughter is lovely", "Karen asked me to leave the meeting", "Liam comes to see me every month and lies", "my youth worker told me to text", "im a support worker short this week", "dave the manager goes to town on me",
		"someone in my unit, a new lad, took my stuff", "im writing about my contact", "i am texting for help",
	} {
		for _, told := range Read(text).Told {
			if told.Ask == "child_name" {
				t.Errorf("%q: names %q", text, told.Reply.Value)
			}
		}
	}
}

// Whoever is worried about a friend tells of the friend, though nothing of a service is said yet.
func TestWhoeverIsWorriedAboutAFriendTellsOfThem(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"im worried about my mate callum hes 15", "hi its jay im worried about my mate callum hes 15", "i am worried about my friend", "really scared for my best friend",
	} {
		if r := Read(text); r.Speaker != Behalf || !r.SpeakerPlain || r.Relationship == nil || *r.Relationship != "friend" {
			t.Errorf("%q is of %s, plainly %v, by %v", text, r.Speaker, r.SpeakerPlain, r.Relationship)
		}
	}
	for _, text := range []string{"my mate gets more pocket money than me", "im worried about my review", "i want to see my friends"} {
		if r := Read(text); r.Speaker == Behalf {
			t.Errorf("%q is of another", text)
		}
	}
}
