package meaning

import "testing"

// A question back is no answer; a question in which the answer stands is one.
func TestAQuestionBackIsToldFromAnAnswer(t *testing.T) {
	t.Parallel()
	for ask, of := range map[string]struct{ back, answer []string }{
		"avoid": {
			[]string{"will he get in trouble", "what on earth is an advocate", "can u trace my number", "will i get moved", "what will happen to her", "would they tell her", "is it bad if they know", "how do u stop them", "are you telling her", "but who decides"},
			[]string{"my sw?", "gary?", "can it not be gary", "can i say my carer", "do i have to see my sw", "can you leave my sw out", "not gary. what will happen to him", "what about my sw", "who i live with", "could it be anyone but dave", "is it ok if i say my carer", "can you not tell mum", "will, my brother"},
		},
		"keep_from": {
			[]string{"will he get in trouble", "will she lose her job", "can you see my number", "are you allowed to tell him", "what happens to his dad"},
			[]string{"can you not tell his dad", "his dad?", "can his dad not know", "can i say his mum"},
		},
		"where_am_i": {
			[]string{"can you see my number", "who will know", "are you gonna call the police", "what happens if i tell you", "will it be on my file", "why", "can i trust u", "do they have to come"},
			[]string{"at my nans?", "the park", "can you come to the park by the canal", "in the bathroom", "outside school, are you coming"},
		},
		"about_who": {
			[]string{"can u trace my number", "will they know its me", "does it matter", "who reads this"},
			[]string{"me", "can it be for my friend", "is it ok if its for my mate", "its about me"},
		},
		"advocate": {
			[]string{"will they shout at me", "do they work for you", "will they tell my mum", "are they nice", "whats the catch", "how long do they stay"},
			[]string{"can i have one", "could i get one please", "yes. are they nice", "why not"},
		},
		"wanted_outcome": {
			[]string{"can you see my number", "what can you do", "will he get in trouble", "what would happen to my carer", "will i get moved", "can you see my texts", "am i allowed to complain", "who decides", "can you tell me what happens now"},
			[]string{"can i go back to my nans", "could someone ring me", "what about a new sw", "is there a way to see my brother more", "can you find my file", "can you trace my birth mum", "why cant i just live with nan", "will someone ring me", "can you make him stop", "would it be possible to see my brother", "what would help is a new sw", "is it ok. i want my phone back", "can my brother come and stay", "why dont they ask me first"},
		},
		"visit_where": {
			[]string{"who will come", "can u trace my number", "what would they ask me", "will i be in trouble", "do they wear a badge", "how many of them"},
			[]string{"my nans?", "can it be at school", "would the library be ok", "how about costa", "is it ok at my nans", "can they come to mine", "is my school ok", "what about mcdonalds", "could we meet in town", "does it have to be at home"},
		},
		"visit_when": {
			[]string{"what do they ask", "can u see my number", "who will be there", "will i miss school", "are they nice"},
			[]string{"tuesday?", "can it be tuesday", "what about friday", "is after school ok", "could you do saturday", "would 4 be alright", "can they come when my carer is out", "when hes out"},
		},
		"name": {
			[]string{"who is dealing with this?", "will it be written down", "do i have to", "can i use a fake name", "why", "what is urs"},
			[]string{"can you call me kai", "Will", "can i be called Storm", "can it be Storm", "Kai?", "could you put Kai"},
		},
	} {
		for _, text := range of.back {
			if !Default().AsksBack(ask, text) {
				t.Errorf("%s: %q is not heard as a question", ask, text)
			}
		}
		for _, text := range of.answer {
			if Default().AsksBack(ask, text) {
				t.Errorf("%s: %q is taken for a question", ask, text)
			}
		}
	}
}
