package meaning

import "testing"

func TestWhoSaysThatTheyWriteNow(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]Introduction{
		"this is his mum now":                                    {Behalf, "mother", "", true, true},
		"its jade now nan gave me the phone":                     {Self, "", "Jade", true, false},
		"hi im Kai's foster carer, he's asleep, using his phone": {Behalf, "carer", "", true, false},
		"I am Jade's nan":                                        {Behalf, "grandparent", "", false, false},
		"hi its his mum, nobody has rang me":                     {Behalf, "mother", "", false, true},
		"mum here. contact was cancelled":                        {Behalf, "mother", "", false, true},
		"hi its kai":                                             {Self, "", "Kai", false, false},
		"its Kai here":                                           {Self, "", "Kai", false, false},
		"this is kai now":                                        {Self, "", "Kai", true, false},
		"its me now mum gave me my phone back":                   {Self, "", "", true, false},
		"its not jade, its her mum now":                          {Behalf, "mother", "", true, true},
		"this is Dave now":                                       {Self, "", "Dave", true, false},
	} {
		got := Read(text).Introduces
		if got == nil || *got != want {
			t.Errorf("%q introduces %+v, want %+v", text, got, want)
		}
	}
	for _, text := range []string{
		"its me again", "my mum here all day", "its her dad who hits her", "staff here are rude", "its Bullying here", "my nephew never gets his taxi", "she said im his mum now",
		"i live with my nan now", "he said this is his mum", "hi", "", "im 14", "my mum gave me a phone", "i asked is this his mum", "they took his phone",
	} {
		if got := Read(text).Introduces; got != nil {
			t.Errorf("%q introduces %+v", text, *got)
		}
	}
}

func TestAStrangerOnTheNumberIsNoticed(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"who is this?", "wrong number mate i just got this sim", "stop texting me i dont know you", "you have the wrong person", "Sorry, you've got the wrong number", "new phone who dis",
		"i dont know you", "this is a new sim", "nobody called Kai here",
	} {
		if !Read(text).Stranger {
			t.Errorf("%q is no stranger's", text)
		}
	}
	for _, text := range []string{
		"who are you", "who am i talking to", "they rang the wrong number", "i dont know who my social worker is", "i just got a phone and staff took it", "they have the wrong person on my file",
		"i dont know", "dont know you never told me", "my carer has the wrong number for my mum", "",
	} {
		if Read(text).Stranger {
			t.Errorf("%q is taken for a stranger's", text)
		}
	}
}

func TestWhatIsWantedOfUsHasAName(t *testing.T) {
	t.Parallel()
	for want, texts := range map[string][]string{
		"formal": {"i want to make a formal complaint", "no i want it done properly, official", "stage 1", "put it in writing", "i want this formally recorded", "this is a formal complaint",
			"u said it was sorted. it isnt. i want the proper formal one", "no, I want it formal", "i want to take it further"},
		"code": {"can i carry on on my laptop", "can i get a code", "can i have a code", "how do i go on in the chat", "i lost my code", "can we do this on the chat",
			"i need a code", "can i carry on from my phone", "can i do this on my phone instead", "can i go on later from my mums laptop", "can i swap to text", "can i text instead", "id rather do this by text",
			"can i finish this later on another phone", "can i come back to this on my laptop", "i want to switch to my own phone", "how do i get back in to this chat", "how do i log back in here later", "can i get a code in case my phone gets took", "ok can i have the code now", "can i have a code please so i can carry on at home"},
		"copy":          {"can i have a copy of what i said", "can i have a copy", "send me a copy of my complaint", "can i get a copy of these texts"},
		"not_tell":      {"dont tell my mum", "pls dont tell them", "dont tell no one i txted", "please dont tell", "dont say it was me", "dont let her find out"},
		"what_advocate": {"whats an advocate", "what is an advocate?", "what does an advocate do", "wot is a advocate is it like a avocado"},
		"why_ask":       {"why do you need to know", "why u asking", "why are you asking me this", "what do you need that for", "why do you want my name"},
		"who_are_you":   {"who are you", "who am i talking to", "who is this"},
		"cost":          {"is this free", "does it cost money", "will this use my credit", "will texting you cost me anything", "how much does it cost", "do texts cost"},
		"no_move": {"will i get moved if i complain", "will i get kicked out for this", "will they split me and my brother up if i tell", "what if it makes it worse", "will they move me if i say", "will she get moved if i tell u this", "will my friend be moved",
			"are we gonna get sent away if i tell you", "im scared of getting moved if i say"},
		"have_to":      {"do i have to", "do i have to answer", "do we really have to say", "what if i dont want to say"},
		"skip":         {"can i skip this one", "next question", "can i not say", "i'd rather skip this"},
		"ask_us":       {"can i ask you something first", "i have a question", "can i ask a quick question", "ive got a question"},
		"your_number":  {"whats my number again", "what is my case number", "i lost my reference number", "can i have my reference number pls"},
		"where_meet":   {"where will you meet me", "where would they come", "will you come to my house", "where is the meeting gonna be"},
		"advocate_how": {"whats their number", "how do i get an advocate", "have u got the number for them"},
		"leaving": {"gotta go shes coming", "got to go my carers coming", "mums back gtg", "delete this chat now shes coming", "bye hes coming", "sorry staff are coming", "cant talk shes here",
			"someones coming gotta go", "shes coming back bye", "need to go he's at the door"},
		"no_code": {"idk where my code is", "i dont have a code", "never got a code"},
		"": {
			"he said dont tell", "they told me to put it in writing", "can i have a copy of my file", "whats the code for the door", "they dont tell me anything", "why do they need to know my business",
			"i made a formal complaint in may", "what is my advocate doing", "can i ring my mum", "stage 1 response is late", "what is an iro", "i want an apology in writing", "", "why did nobody ask me", "they wont tell my mum",
			"she said who are you to tell me", "i asked for a copy of my care plan",
			"they moved me and split me from my brother", "i have to share a room", "my taxi costs too much", "staff ask me questions all the time", "they lost my number", "it got worse after i complained",
			"he asked can i skip school", "where will i live", "they cost money", "shes coming to see me friday", "my social worker is coming tomorrow", "hes back at school", "mums here to help me", "gotta go to school", "is anyone coming", "mum is here", "hes home now", "dads coming home", "shes coming", "i had to answer the police", "what number",
		},
	} {
		for _, text := range texts {
			if got := Read(text).Wants; got != want {
				t.Errorf("%q wants %q, want %q", text, got, want)
			}
		}
	}
}

func TestAPhoneToGoOnIsNoWishForACode(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"they dont let me go on my phone", "i want to go on my phone after 9", "can i go on my laptop", "staff wont let me go on my ipad", "to be able to go on my phone", "i need a code for the wifi",
		"can i have the code for the door", "i want the wifi code", "they wont give me the code to the front door", "im not allowed to switch to my own phone", "i want to do my homework on the laptop",
		"can i text my mum", "i cant text my brother", "let me finish my game on the tablet", "they changed the door code",
	} {
		if got := Read(text).Wants; got == "code" {
			t.Errorf("%q wants a code", text)
		}
	}
}
