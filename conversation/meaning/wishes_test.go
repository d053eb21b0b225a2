package meaning

import "testing"

// TestWishesAreHeardInThePlainWordsOfPeople holds what people type for each wish.
func TestWishesAreHeardInThePlainWordsOfPeople(t *testing.T) {
	t.Parallel()
	for want, texts := range map[string][]string{
		"back": {
			"go back", "back pls", "can i go back", "can we go back a step please", "go back to the last question", "previous", "undo", "undo that",
			"i pressed the wrong one", "oops wrong one", "sorry i made a mistake", "back pls i put it wrong", "can i change my answer", "ignore that",
			"wrong answer sorry", "hang on i put the wrong thing",
		},
		"start_again": {
			"start again", "can we start over", "restart", "start from the beginning", "i want to start again", "begin again please",
			"can i start again from scratch", "reset", "can we start from the beginning", "can i go from the start", "can we do it from the top",
		},
		"help": {
			"help", "HELP ME", "can you help me", "i need help", "i dont get this", "im confused", "what do i do", "how does this work",
			"i dont understand the question", "i dont understand what you want me to do", "i dont get what you want me to put",
		},
		"person": {
			"can i talk to a person", "i want to speak to a real person", "can someone call me", "just ring me", "put me through to someone", "human please", "can a real person ring me", "can an actual person call me please", "could a human ring me back",
			"is there someone i can talk to", "id rather talk to someone", "speak to a human", "can somebody ring me please",
		},
		"delete_data": {
			"delete my stuff", "can you delete this", "erase everything", "get rid of everything i said", "can u wipe this chat",
			"take my number off your system", "remove my details", "please delete all my messages", "delete it all",
		},
		"withdraw": {
			"forget it", "never mind", "nvm", "forget i said anything", "i want to withdraw my complaint", "actually i changed my mind",
			"cancel my complaint", "i dont want to complain anymore", "i take it all back", "just leave it",
		},
		"is_robot": {
			"is this a robot", "r u real", "am i talking to AI", "are you a real person", "is this automated", "bot?", "u a bot or a person",
			"is anyone actually reading this", "is this chatgpt", "you sound like a robot",
		},
		"who_sees": {
			"who sees this", "who will read it", "will my social worker read it", "does my mum get told", "is this private", "will you tell my carer",
			"can anyone else see this", "will he find out", "who do you tell", "is it confidential", "are my foster parents going to know about this",
			"does this get back to my mum",
		},
		"how_long": {
			"how long will it take", "when do i get a answer", "how long do i have to wait", "when will someone ring me", "how soon", "when will i hear back",
			"how long til someone comes", "how long does it take to get a reply", "when is someone coming",
		},
		"status": {
			"whats happening with my last complaint", "any update", "any update on mine? sent it in june", "any news?", "have you read it yet",
			"did you get my message", "where is my complaint up to", "whats happening", "what happened with my complaint",
		},
	} {
		for _, text := range texts {
			if got := Wish(text); got != want {
				t.Errorf("%q is taken for %q, want %s", text, got, want)
			}
		}
	}
}

// TestStoriesAreNoWishes holds the false friends: the same words, said of what happened or is wanted.
func TestStoriesAreNoWishes(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"i dont get to see my brother", "i dont get my clothing money", "i dont get my allowance", "we dont get any food we like", "i dont get why they moved me",
		"i want to go back to my mum", "can i go back home", "i dont want to go back to that house", "they sent me back", "when do i go back to school",
		"go back to live with nan", "hes back", "i want my phone back", "my back hurts", "they never ring back", "she said i have to go back to care",
		"i want to go back", "i want contact to start again", "i just want to start again at a new school", "he will start again when you go",
		"its started again", "they reset my phone", "help me find my bus pass please", "they dont help me with anything", "nobody helps",
		"i want help with my homework", "can you help my brother he is scared", "i dont understand why they moved me away from my sister",
		"i already talk to someone at camhs", "she is a real person not like the others", "i want to talk to my mum", "can i speak to my sister",
		"they wont let me talk to anyone", "i have no one to talk to", "call me J", "they call me names", "can someone delete him",
		"my mum deleted my tiktok", "he makes me delete my messages", "i delete them after", "can you get rid of my social worker", "they lost my file",
		"she told me to delete my texts", "my sw cancelled again", "they forget it every time and i have to remind them", "she made me drop my complaint",
		"they withdrew my funding", "he changed his mind about contact", "dont forget it",
		"my dad changed my mind about seeing him but the social worker says no", "never mind the food its the shouting", "he treats me like a robot",
		"shes like a robot she just reads off the sheet", "are you for real", "they gave me a computer and took it back", "is this a real address",
		"can mum see me more", "who will see me at contact", "will my sister see me at christmas", "can i see my file", "i want my mum to see me",
		"who knows", "does my dad know where i live", "how long do i have to stay here", "how long until i can go home", "when will i see my sister",
		"when can i go home", "when are they coming to take me", "how long have i got left in this placement", "its been how long now and nothing",
		"nobody tells me what is happening with my placement", "i heard it on the news", "whats happening with contact",
		"they never give me any updates about my sister",
	} {
		if got := Wish(text); got != "" {
			t.Errorf("%q is taken for the wish %s", text, got)
		}
	}
}
