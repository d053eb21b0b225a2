package meaning

import (
	"testing"
)

// TestEverydayWordsRaiseNothing: a page for these calls a person out, and has a child asked again and
// again whether they are safe. Most were once read as danger by what a phrase left over.
func TestEverydayWordsRaiseNothing(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		// what is left of a phrase when its brackets are left out
		"my name is Big T", "his name is Big Dave", "the dog at my foster house is big but he is nice", "rather not say", "I'd rather not say which just yet",
		"I am not very good with this phone", "no offence but ive heard it all before", "I am on the bus so I may not see your reply", "hes not in trouble or anything",
		"somebody to explain it to us in plain english", "Anywhere but the council offices, I've had enough of that place", "My church. The hall is quiet and has tea",
		"my key worker at the semi comes in my room without knocking", "his social worker never turns up and he waits on the step for her",
		"they took him to a placement 60 miles away", "e isnt right i dont want him there", "She is thirteen and she can speak for herself if anyone would ask her.",
		// the phone, and how to be reached
		"cant ring got no credit", "dont ring me im in lessons", "please dont ring in the evening", "dont text me back here she checks my phone", "textin's fine just dont ring",
		"I am at work so cant talk on the phone", "cant talk in the library", "in maths so gotta be quick", "can u hurry up cos prom is on friday", "i didnt mean delete it i meant hurry up",
		"got my tablets out for the week", "i found some rope for the swing in the garage", "he got in to uni", "im locked in for the champions league", "got in through to round 2", "the train to leeds is late again",
		"threw my old school books out", "kai hit me up on snap", "jake kicked me at football lol", "josh whacked me with a pillow",
		// being somewhere, coming and going
		"not at school!! everyone will see", "im on the bus to my nans", "im on the train now so signal is bad", "hes outside playing with the dog", "he's in the garden playing football",
		"dad is outside in the car waiting to pick me up", "he's coming for tea", "my mum is in the kitchen", "can you come to my college", "someone is meeting me at the station",
		"we came forward in march to have her and theyve gone quiet on us", "its quiet now good time to talk", "we are stuck on hold", "I wont be about tuesday", "it was my last day at college",
		// a service that lets people down
		"she never got back to me", "his worker hasnt come back to me about it", "they wont find me a placement near my school", "my carer wont let me go out till ive done my chores",
		"they took my phone off me at 9", "im not allowed to have my phone after 9", "nobody has brought my photos", "they sent my photos to the wrong address", "they gave all my clothes to charity",
		"i havent seen my sister since june", "dont you dare move the meeting again", "they keep sending people i dont know", "two men from the council came to fix the boiler",
		"they disclosed to the school that he is in care", "there was a breach of data", "they owe me money for mileage and they wont pay", "i never got a proper goodbye with my foster carers",
		// bodies, beds and pills
		"her eyes are blue", "she goes to bed at 8", "my son wakes up early and I have to wake him up for school", "i took 2 paracetamol for my headache", "staff keep my meds in the office",
		"just me and my brother on the xbox", "he made me do it again", "i had to watch my brother play", "what they did to me was wrong", "i dont like it when they cancel", "i want to go swimming and nobody takes me",
		// games, sport and pets
		"he battered me 6-0 on fifa again", "they smashed us in the cup, proper hiding", "got beat at darts by my nan", "shes killing it on drums", "dog bit me on the nose lol hes a puppy",
		"cat got in my bed again", "cat hasnt been seen near the hoover since", "hes outside in the rain playing keepy ups", "we hid in the wardrobe for hide n seek and i won", "my brother keeps hiding the remote",
		"jump off at the next stop", "parked on the top of the multi storey", "stuck on the motorway near the services", "kicked the ball over the fence again",
		"ran off with my chips that seagull", "he got the belt! orange to green", "hes running away with the league", "shotgun the front seat", "they have to jump out of a plane for charity next week",
		// home, kitchens and lifts
		"left the knives in the dishwasher, point down please", "can you bring the big knife for the pumpkin", "locked myself out again, bring the spare", "im locked in the loo at work send help lol",
		"come get me from work at 6", "can someone come and get me from training", "hurry up the takeaways here", "going out at 3am to the airport", "flight is friday morning cant wait", "taking us to the airport tomorrow",
		"mum went out last night for her birthday", "dad isnt home yet, try at 6", "no more milk, can you get some", "log fire in the front room, lovely", "nearly burnt the kitchen down making toast",
		"you can have my old bike if you want it", "giving away all my baby clothes, collect only", "who will feed my cat while im in spain", "left you a letter for mum on the side", "wont be needing any more milk thanks",
		"i wont be here tomorrow, its my day off", "ill be gone by then", "love you mum bye x", "say bye to nan from me", "bye everyone have a good weekend",
		// big words for small things
		"im gonna die of embarrassment", "my mum will kill me if i drop this cake", "cant breathe lol that video", "im dead 💀 send help", "starving, could eat a horse", "went white as a sheet at the needle bless him",
		"im so stiff after the gym cant feel my legs", "throwing my phone out the window if it rings again", "the suspense is killing us", "my head is banging", "id happily strangle the printer",
		// the body, and grown-ups
		"he touched my hand at the pictures", "took two paracetamol and went to bed", "ive taken something for my hayfever", "hes taken his tablets and had his tea", "my lips are numb from the dentist",
		"my throat is burning, got strep", "hes gone grey since the twins came", "we got married in june", "shes pregnant, due in may, were so happy", "my boyfriend is 27 and a plumber", "he was 60 on saturday",
		"asleep on the sofa by nine again", "passed out on the sofa after the roast", "baby wont sleep in the cot", "she got her nails done in nude", "hair cut again on friday", "slept in the car at the festival",
		// the service, in everyday words
		"the bins are outside the door again", "two men came to fix the boiler", "he has my keys so ill be late", "shes got my phone number wrong on the letter", "we work at the nail bar all day saturday",
		"not going back to that dentist", "not eaten there for years, is it any good", "theyre coming for tea tonight", "hes here", "theyre outside", "goodbye", "sorry",
		// asking for help with a form is no cry for help
		"please help me with my bus pass", "can you help us with the forms", "i want go to college please help",
	} {
		if got := byRules(text); got.Risk != None {
			t.Errorf("%q is read as %s because of %v", text, got.Risk, got.Because)
		}
	}
}

// TestWhatAFaultyPhraseMeantIsStillDanger is the other side: what those phrases were written for.
func TestWhatAFaultyPhraseMeantIsStillDanger(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"my lips are gone big and my throat is closing", "somebody put something in my drink", "he does it to me when mum is out", "mums bf comes in my room at night and sits on my bed",
		"my little brothers are on the step in the dark, theyre 3 and 5", "theres a man outside my door and hes trying the handle now", "hes outside again and hes banging on the door",
		"im hiding under my bed", "they got my phone this is his", "hes not come home and its 1am", "she hasnt come home", "my daughters missing", "missing from the unit since last night",
		"i ran away tonight and i dont know where i am", "hes got me in the boot", "in a car for hours and its not the way to school", "they put my bag outside and locked the door", "ive got nowhere to sleep",
		"baby isnt waking up", "mum wont wake up", "nan is on the floor and she wont wake up", "her lips are blue", "she has gone floppy", "im having an asthma attack and my inhaler is empty",
		"took 30 paracetamol", "took the whole packet", "i took too many of my tablets", "wont be here tomorrow", "im on the roof of the car park", "going to join nan in heaven", "kill myself",
		"he touched my leg and said its our secret dont tell", "he makes me watch porn", "someone has nudes of me and hes sending them if i dont pay", "i owe the lads and theyre coming tonight",
		"they make me hold a bag for them", "older men take us to a hotel", "i cant leave the house they wont let me leave", "please help me hes here", "call an ambulance", "999", "help us",
		"he said he will kill me if i tell", "he is going to kill me", "they had a knife to his throat", "dad has found out where we live", "he has strangled her", "im locked in the cellar",
	} {
		if got := Read(text); got.Risk != Immediate {
			t.Errorf("%q is read as %s, want immediate", text, got.Risk)
		}
	}
	for _, text := range []string{
		"he told me not to say", "he says dont tell anyone", "dont tell my carer or hell kick off", "if i tell anyone ill get moved", "if i dont do what he says he gets mad", "please dont make me go back there",
		"not allowed to speak at tea", "im scared of him", "something isnt right at home", "the big boys hit me", "he has put his hands on me", "theres no food in the house", "his phone is off and hes not at school",
		"people come in and out of the flat at night", "whisper it", "cant say", "is it normal for your carer to lock the fridge",
	} {
		if got := Read(text); got.Risk == None {
			t.Errorf("%q raises nothing", text)
		}
	}
}

// everydayText is a row of testdata/everyday_heldback.jsonl: ordinary words by many kinds of people, none
// of whom is in danger. Half of the kinds were looked at when the rules were mended, half were not.
type everydayText struct {
	Who  string `json:"who"`
	Half string `json:"half"`
	Text string `json:"text"`
}

// TestEverydayTextsSeldomRaiseAnything prints what is raised of each half. The ceilings may only be lowered.
func TestPlainWordsThatWereOnceLeftOutAreDangerAgain(t *testing.T) {
	t.Parallel()
	for text, risk := range map[string]Risk{
		"i got all the tablets out": Immediate, "ive got all my pills here": Immediate, "its cut deep": Immediate, "my arm bends the wrong way": Immediate, "hes got in": Immediate,
		"they got in through the window": Immediate, "i found some rope": Concern, "nobody will find me": Concern, "im locked in": Concern, "hes my special friend and its a secret": Concern,
		"he said i can pay a different way": Concern, "i owe them money by tonight": Concern, "i have to work for the house or they hurt my family": Concern,
		"im on a train to london on my own": Concern, "my mum chucked my bag out": Concern, "steve hits me": Concern, "dave slapped my baby sister": Concern,
		"she hits my little brother": Concern, "staff push me around": Concern,
		"my friend got taken away in a car by a man": Immediate, "my sister was taken by a man outside school": Immediate, "uncle keeps touching my little brother": Immediate,
		"my sister gets touched by uncle at contact": Immediate, "hes got hold of mum": Immediate, "my cousin does stuff to my little sister at nights": Concern,
		"my mate josh is 12 and his foster dad locks him out at night": Concern, "my carers dont feed me n lock the fridge": Concern, "my step mum wont let my brother eat": Concern,
		"they dont give me my inhaler": Concern, "me no english. carer bad. hit": Concern, "i got a knife in my bag so they stop": Concern, "he tried to kiss me": Concern,
		"theres a man who buys me stuff n wants pics": Concern, "my carer threw a plate at me": Concern,
		"one of the staff slapped ellie": Concern, "my dad hit ellie": Concern, "staff punched another kid": Concern, "a staff member slapped my mate": Concern,
		"my mum hit it off with ellie": None, "my carer hurt my friends feelings": None,
	} {
		if got := Read(text); got.Ruled.Worse(risk) || risk.Worse(got.Ruled) {
			t.Errorf("%q: the rules find %s, want %s", text, got.Ruled, risk)
		}
	}
}

func TestEverydayTextsSeldomRaiseAnything(t *testing.T) {
	t.Parallel()
	raised, pages := map[string]*share{"learn": {}, "report": {}}, map[string]*share{"learn": {}, "report": {}}
	for _, row := range readLines[everydayText](t, "testdata/everyday_heldback.jsonl") {
		got := byRules(row.Text)
		raised[row.Half].count(got.Risk != None)
		pages[row.Half].count(got.Risk == Immediate)
		if got.Risk != None {
			t.Logf("%s: %q is read as %s because of %v", row.Who, row.Text, got.Risk, got.Because)
		}
	}
	for half, ceiling := range map[string]struct{ raised, pages float64 }{"learn": {0, 0}, "report": {2, 0}} {
		t.Logf("%s: raised %d of %d, pages %d", half, raised[half].of, raised[half].all, pages[half].of)
		if raised[half].percent() > ceiling.raised || pages[half].percent() > ceiling.pages {
			t.Errorf("%s: %.1f in 100 raise something and %.1f page, want at most %.1f and %.1f",
				half, raised[half].percent(), pages[half].percent(), ceiling.raised, ceiling.pages)
		}
	}
}
