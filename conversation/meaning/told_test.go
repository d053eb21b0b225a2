package meaning

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// tellings writes what a message tells unasked as "child_age=12[shes 12]", in order.
func tellings(text string) string {
	var all []string
	runes := []rune(text)
	for _, t := range Read(text).Told {
		all = append(all, fmt.Sprintf("%s=%s[%s]", t.Ask, t.Reply.Value, string(runes[t.Start:t.End])))
	}
	return strings.Join(all, " ")
}

func TestWhatIsToldUnaskedIsTaken(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		// who they are
		"im his mum": "relationship=mother[im his mum]", "hi its his mum, nobody has rang": "relationship=mother[its his mum]",
		"im jades nan":                                           "relationship=grandparent[im jades nan] child_name=Jade[im jades nan]",
		"I am Jade's nan. She is 12":                             "relationship=grandparent[I am Jade's nan] child_name=Jade[I am Jade's nan] child_age=12[She is 12]",
		"I am her big sister":                                    "relationship=sibling[I am her big sister]",
		"dad here. contact was cancelled":                        "relationship=father[dad here]",
		"my nephew never gets his taxi":                          "relationship=aunt_uncle[my nephew]",
		"We foster a boy of 9 and the mileage has not been paid": "relationship=carer[We foster a] child_age=9[We foster a boy of 9]",
		"on behalf of my mate, she wont text":                    "about_who=behalf[on behalf of my] relationship=friend[behalf of my mate]",
		// what they call them, how old they are
		"my son Tyler has had no taxi": "child_name=Tyler[my son Tyler]", "its about Jade": "child_name=Jade[its about Jade]",
		"its about jade":                                    "child_name=Jade[its about jade]",
		"Jade, she's 12":                                    "child_age=12[she's 12]",
		"hes nearly 9":                                      "child_age=8[hes nearly 9]",
		"im his nan and no he doesnt know":                  "relationship=grandparent[im his nan] child_knows=no[no he doesnt know]",
		"my 7 year old cant sleep. im her mum":              "child_age=7[my 7 year old] relationship=mother[im her mum]",
		"moved again and he's only 9, third time this year": "child_age=9[he's only 9, third]", "my nephew, who is 11, has no social worker": "relationship=aunt_uncle[my nephew] child_age=11[my nephew, who is 11]",
		"im the aunt of Tyler, Mia and baby Rose": "relationship=aunt_uncle[im the aunt] child_name=Tyler, Mia and Rose[aunt of Tyler, Mia and baby Rose]",
		"hes 2 hours late again, im his nan":      "relationship=grandparent[im his nan]",
		"I am the aunt of Amira":                  "relationship=aunt_uncle[I am the aunt] child_name=Amira[aunt of Amira]",
		"My daughter is 9 and nobody visits her":  "child_age=9[daughter is 9 and]",
		"she's 4 months old and im her nan":       "child_age=0[she's 4 months old] relationship=grandparent[im her nan]",
		// what they are called themselves
		"my names kai": "name=Kai[my names kai]", "call me jo": "name=Jo[call me jo]", "its Kai here": "name=Kai[its Kai here]",
		"kai here": "name=Kai[kai here]", "My name is Temesgen, they say I am 20": "name=Temesgen[My name is Temesgen]",
		"you can call me T": "name=T[you can call me T]", "im kai and im 14": "name=Kai[im kai]",
		"They stopped the visits and nobody told us.\nKind regards, Margaret": "name=Margaret[Margaret]",
		"We were told nothing.\nYours sincerely\nMargaret Hill":               "name=Margaret Hill[Margaret Hill]",
		"nobody told us anything at all - Margaret":                           "name=Margaret[Margaret]",
		// who it is about
		"its about me": "about_who=self[its about me]", "its for my brother": "about_who=behalf[its for my brother] relationship=sibling[its for my brother]",
		"im asking for a friend": "about_who=unclear[im asking for a friend]",
		// whether it is safe to write to them here
		"dont text me here my mum looks": "contact_safe=no[dont text me here]", "not my phone": "contact_safe=no[not my phone]",
		"foster mum checks my messages": "contact_safe=no[foster mum checks my messages]", "yes but mum looks": "contact_safe=no[yes but mum looks]",
		"this is my mums phone": "contact_safe=no[this is my mums phone]", "they go through my phone": "contact_safe=no[they go through my phone]",
		"you can text me on this number": "contact_safe=yes[you can text me on this number]",
		"its fine to text me here":       "contact_safe=yes[its fine to text me here]",
		// whether they know
		"he knows im writing and hes ok with it": "child_knows=yes[he knows im writing]",
		"she doesnt know im telling you":         "child_knows=no[she doesnt know im telling]",
		"he asked me to write, im his uncle":     "child_knows=yes[he asked me to write] relationship=aunt_uncle[im his uncle]",
		// who must not learn of it
		"dont tell my mum i told you":            "keep_from=text[dont tell my mum i told you]",
		"im scared pls dont tell my mum":         "keep_from=text[dont tell my mum]",
		"please dont say it was me":              "keep_from=text[dont say it was me]",
		"he cant find out":                       "keep_from=text[he cant find out]",
		"i dont want my carer knowing":           "keep_from=text[i dont want my carer knowing]",
		"she hits him. dont tell her i said ok?": "keep_from=text[dont tell her i said ok]",
		// what would make it better
		"i just want to see my sister":                                   "wanted_outcome=text[i just want to see my sister]",
		"she never comes. i want a different social worker":              "wanted_outcome=text[i want a different social worker]",
		"can you sort it so i can go home at weekends":                   "wanted_outcome=text[can you sort it so i can go home at weekends]",
		"i want my phone back and they wont give it me":                  "wanted_outcome=text[i want my phone back]",
		"I would like to see my mates at the weekend, they live in Hull": "wanted_outcome=text[I would like to see my mates at the weekend]",
		"dont let them split us up":                                      "wanted_outcome=text[dont let them split us up]",
		// where, when, who not
		"come to school":                               "visit_where=text[school]",
		"can someone come tuesday after 3":             "visit_when=tuesday after 15:00[tuesday after 3]",
		"you can come to my nans house friday":         "visit_where=text[my nans house] visit_when=friday[friday]",
		"school, tuesday after 3, not with dave there": "visit_where=text[school] visit_when=tuesday after 15:00[tuesday after 3] avoid=text[not with dave there]",
		"dont send my social worker":                   "avoid=text[dont send my social worker]", "anyone but Dave": "avoid=text[anyone but Dave]",
		"please dont ring the house": "avoid=text[dont ring the house]", "i dont want my dad there": "avoid=text[i dont want my dad there]",
		"school, not dave": "visit_where=text[school] avoid=text[not dave]",
		// an advocate
		"can i have an advocate": "advocate=yes[can i have an advocate]", "i dont want an advocate": "advocate=no[i dont want an advocate]",
		"i want a advocate and nobody will get me one": "advocate=yes[i want a advocate]",
	} {
		if got := tellings(text); got != want {
			t.Errorf("%q\n told %s\n want %s", text, got, want)
		}
	}
}

// TestWhatOnlyLooksLikeAnAnswerIsNotTaken: a wrong fact about a child is worse than a question.
func TestWhatOnlyLooksLikeAnAnswerIsNotTaken(t *testing.T) {
	t.Parallel()
	for ask, texts := range map[string][]string{
		"relationship": {
			"my mum shouts", "its her dad who hits her", "im the mum of a girl in her class", "i asked to live with my nan", "is her dad allowed to ring",
			"she said im his mum now so i have to do as she says", "i want my mum", "my mum here is nice", "im a young carer",
		},
		"child_name": {
			"my son said he is sad", "im his Nan", "I have my grandson Wednesdays only", "Im Amina, older sister of three", "its about contact", "its for reece he has a knife",
			"my daughter Never sleeps", "MY SON NEVER RINGS", "its about time", "my son autistic",
		},
		"child_age": {
			"im 14", "im 14 and my sister is in care", "hes my boyfriend hes 19 and he hits me", "she got moved 12 times", "im her nan. her boyfriend hes 19", "shes 6 foot", "hes 2 hours late",
			"hes 10 and shes 12. im their mum", "my brother hes 5 in another home and i never see him, im 15", "She is 41. im his mum",
			"im his dad. he got a bike for when he's 12", "year 7 has no teacher", "im his aunt. bus 12 never comes",
		},
		"name": {
			"they call me fat", "she calls me names", "call me back", "call me tomorrow", "call me when you can", "im hungry", "im Muslim", "im Polish", "staff here are rude", "its Kai's fault",
			"they put bacon in my bed n call me bomber", "he says my names Amber", "if i dont text by 10 my name is Mina", "im in care", "this is Wrong", "nobody rang - AGAIN", "they moved me - Friday",
			"thanks Dave", "sent from my phone", "its Bullying", "i ran away from Dave", "regards the meeting on Friday",
		},
		"about_who": {"its not about me", "is it for me", "she said its about me", "its about my mum", "its about my brother, i never see him"},
		"contact_safe": {
			"she checks her phone all day", "my sw reads my messages and never replies", "they dont text me back", "nobody checks my phone", "she never checks my phone", "dont text her back",
			"he took my phone", "can you text me on this number?", "you can text me on this number but only after 4", "text me back", "i cant see my mum", "dont ring my mum",
			"they read my diary", "her carers read her messages", "we used to share a phone", "my phone is broken", "he said dont text me here",
		},
		"child_knows": {"he knows what he did", "she knows where i live", "my sw knows", "he doesnt know what to do", "they dont know anything", "mum told me to write it down"},
		"keep_from":   {"he said dont tell your mum", "they dont tell my nan anything", "she said dont say it was me", "you never tell me anything", "dont tell lies", "staff dont say anything", "he says \"dont tell her\"", "the regs dont say that"},
		"wanted_outcome": {
			"i want to die", "i dont want to be here anymore", "i want to kill him", "i want to complain", "i want to make a complaint", "i want to know why", "why cant i ring mum when i want",
			"nobody asks what i want", "do i want a biscuit", "i wanted to see my sister", "if i want to go out they say no", "they asked if i want to move", "i like my carer", "i want to tell you about my friend",
			"they said i want attention", "what i want doesnt matter",
		},
		"visit_where": {"she never comes to school", "he said come to my house", "come to court with me", "they come in my room", "my dad came to school"},
		"visit_when":  {"she was meant to come tuesday", "contact is tuesday after 3", "they moved me friday", "he comes at 6"},
		"avoid":       {"its not dave", "dont send anyone", "i dont want to see dave", "dont talk to me like that", "not fair", "its kai not kie", "they dont send my social worker the forms"},
		"advocate": {
			"i asked for an advocate 3 times", "no advocate came", "got no advocate", "im her advocate", "whats an advocate", "my advocate is nice", "they said i can have an advocate", "she wont let me have an advocate",
		},
		"safe_now": {"im safe", "yes im safe now", "he is safe with me"},
	} {
		for _, text := range texts {
			if i := slices.IndexFunc(Read(text).Told, func(t Told) bool { return t.Ask == ask }); i >= 0 {
				t.Errorf("%s: %q tells %s", ask, text, tellings(text))
			}
		}
	}
}
