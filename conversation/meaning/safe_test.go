package meaning

import "testing"

func TestAPlainYesStaysOneBesideSomethingElse(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"Yes he's safe he is here with me", "Yes she's safe. And yes you can text me, it's my phone", "yh im safe txt me whenever", "yes im safe, i want someone to ring the uni",
		"yh im safe. i want someone to ring the uni", "yh why wouldnt i be", "yes she's at home with me", "yes, at school", "yes im safe, u can text me here",
		"yh im safe\nits about me btw\ntxt me whenever\nits my phone\ni want someone to ring the uni", "yes im safe, this is about me not my mate",
		"yes im safe. can someone ring me", "yes im ok, its just about my pocket money", "yh im fine i just want to move school", "Yes she is safe, she's at school",
		"yes he is, he's with his nan", "yes safe, please text not ring", "yes. you can text me on this", "yes im safe and u can text me here",
		"1 and i want a new social worker", "yep safe. can i have an advocate", "yes im safe thanks for asking", "yeah im good its not like that",
		"Yes, thank you. He is safe and well.", "yes im safe, i need someone to call the council", "of course im safe", "why wouldnt i be", "yes why",
		"yes shes fine, she lives with me", "yh im safe i just want my bike", "yes im safe at home with my nan", "im safe, when will someone come",
		"yes im safe. how long does it take", "im safe its just my social worker dont answer", "yes I'm safe, it's my own phone", "yes im safe my name is tash",
		"yes hes safe, i want an apology", "yeah we're both safe", "Yes, he is safe. I would like to know when his contact will start.", "yes she is safe, im her nan",
		"yes im safe lol why", "yh safe, text me whenever u like",
		"yes i am safe i am at nannys. i want to stay at nannys for christmas and they said no",
		"yes. also nobody explained to him why he moved schools",
	} {
		if got := Answer("safe_now", text).Value; got != "yes" {
			t.Errorf("%q is read as %q, want yes", text, got)
		}
	}
	for _, text := range []string{
		"yes but he is here", "yes until he gets home", "yes. for now", "yh im safe he is asleep", "yes i think so", "yes im safe he hasnt come back yet",
		"yes if he dont come", "yes im safe i locked the door", "im safe unless my dad comes", "yes im safe, my dad is outside", "yes im safe. im in the toilet hiding",
		"yes safe atm", "yes im safe i ran away", "yes im safe i want to be somewhere else tonight", "yh im safe i want to die", "yes im safe i want to get out of here",
		"yes im safe i need help", "yes im safe i want someone to come and get me", "yes im safe im scared", "yes im safe he just hit me", "yes he's safe he is with his dad who hits him",
		"yes im safe dont text me he is here", "yes im safe but ring me", "yes im safe for today", "yh why do you care", "yes im safe as long as you dont tell them",
		"yes im safe my mum doesnt know where i am", "yes im safe. i hope", "yes im safe please come quick", "yes im safe i want my dad to stop coming in my room",
	} {
		if got := Answer("safe_now", text).Value; got == "yes" {
			t.Errorf("%q is taken for a plain yes", text)
		}
	}
}

func TestAPlainYesToWritingHereStaysOneBesideSomethingElse(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"yes its fine. and yes i want a advocate they sound good",
		"yes. Also my brother is only 9 and no one explained to him why he moved, they just put him in a car",
		"ok yes. my carer is nice but she dont know how to cook my food from my country, i ask social worker for help and 3 month nothing",
		"text is ok. they took my ps4 off me when i moved and nobody gave it back",
	} {
		if got := Answer("contact_safe", text).Value; got != "yes" {
			t.Errorf("%q is read as %q, want yes", text, got)
		}
	}
	for _, text := range []string{"yes. my carer checks it every night", "yes. mum has my password", "its fine. my dad nicked my last one and went through it"} {
		if got := Answer("contact_safe", text).Value; got == "yes" {
			t.Errorf("%q is taken for a plain yes", text)
		}
	}
}

func TestThatTheyAreNotSafeIsNoWordOfThePhone(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"no im not safe", "no im not ok", "no im not fine", "i dont feel safe anymore", "im not safe", "i dont feel safe"} {
		if got := Answer("contact_safe", text).Value; got != "" {
			t.Errorf("%q is read as %q of the phone", text, got)
		}
		if said := Default().NotSafe(text); said == "" {
			t.Errorf("%q: they are not safe", text)
		}
	}
	for _, text := range []string{"no its fine", "no, i have a password", "yeah but dont ring", "yes but i got no credit", "yes but text after school", "yh but i only get wifi at home"} {
		if got := Answer("contact_safe", text).Value; got != "yes" {
			t.Errorf("%q is read as %q, want yes", text, got)
		}
	}
	for _, text := range []string{"no its not safe", "its not safe to text here", "this phone isnt safe", "im safe", "shes not ok with it"} {
		if said := Default().NotSafe(text); said != "" {
			t.Errorf("%q is taken for somebody who is not safe", text)
		}
	}
}

// A "no" before what there was none of, and somebody who told nothing, answer nothing of being safe.
func TestNoneOfSomethingIsNoAnswerOfBeingSafe(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"we were given no information at all about his allergies when he arrived", "there was no handover at all when she came to us", "no information was given to us about his diet",
		"nobody told us when he was coming", "we had no help with the school when he started", "we had no warning at all when they moved him", "i was given no choice about it when they moved me",
		"nobody explained to me why i had to move", "we were never told about his appointments", "no reason was given for stopping my contact when i asked",
	} {
		if got := Answer("safe_now", text).Value; got != "" {
			t.Errorf("%q is read as %q", text, got)
		}
	}
	for _, text := range []string{
		"no", "no i am not safe he is here and he is angry", "no he has come back and he is shouting at us", "no my dad is here and he is drunk again", "nothing is safe here when my dad is drinking", "no not at all when he is drinking", "no way when hes like this",
		"no one is here and i am scared", "no im on my own and its dark", "no food in the house and mum has gone", "only when he is out of the house", "not when he is home",
	} {
		if got := Answer("safe_now", text).Value; got != "no" && got != "unsure" {
			t.Errorf("%q is read as %q, want no", text, got)
		}
	}
}

func TestWhoMayHurtThemselvesIsWhoWrites(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]bool{
		"i want to die too": true, "im gonna end it": true, "i feel like ending it all": true, "ive been self harming since they took her": true, "i cut myself": true,
		"ive took loads of paracetamol": true, "im suicidal": true, "i dont wanna be here anymore": true, "ill top myself if they dont": true,
		"she cuts herself": false, "He keeps self harming and CAMHS still have not seen him": false, "her self harm is worse": false, "hes been selfharming": false, "he said im gonna kill myself": false, "jade told me i want to die": false, "she texted me i want to die": false, "her words were i want to kill myself": false,
		"i took her tablets off her": false, "i take tablets for my heart": false, "i want to end my contact with them": false, "im going to hurt him if he touches her": false,
		"i want her to be here": false, "id rather be her carer": false, "i dont want to end it badly with the school": false,
	} {
		if got := In("en").HurtsThemselves(words); got != want {
			t.Errorf("%q: %v, want %v", words, got, want)
		}
	}
}
