package meaning

import "testing"

// TestDangerWordsInJestMeanNoDanger holds the false-positive pairs of the glossary and their like.
func TestDangerWordsInJestMeanNoDanger(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"im dead 💀 thats so funny", "im dead lol", "this maths is killing me", "gonna kill him lol he ate my crisps",
		"my sw is dead nice", "die laughing", "shot for that", "my feet are killing me", "i was dying laughing",
		"my phone died", "he has never hit me", "i nearly died of embarrassment", "my stepdad isnt hitting me or anything",
		"ive never been touched by anyone", "thats over my dead body", "my dead name is on the file", "dead lift pb today",
		"can we go to the suicide squad film", "she killed it in the play", "cricket bat", "the battery is dead",
		"miss you loads", "hit me up later", "i got a bit lost in maths",
	} {
		if got := byRules(text); got.Risk != None {
			t.Errorf("%q is read as %s because of %v", text, got.Risk, got.Because)
		}
	}
}

// TestPlainDangerIsNeverMissed holds what a person must be called for, said as it is said.
func TestPlainDangerIsNeverMissed(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"kms", "i want to die", "I don't want to be here anymore", "i wanna kill myself", "im gonna unalive myself", "i might end it all tonight",
		"ive took all my tablets", "im on the bridge", "im on the roof and i cant stop crying", "ive cut too deep its not stopping",
		"he touches me at night", "my foster dad touches me", "my uncle raped me", "theres a man in my bed", "he makes me do stuff to him",
		"i cant breathe hes got his hands round my neck", "hes got a knife and hes outside my door", "they are coming to stab me",
		"im hiding in the bathroom hes kicking the door in", "ive run away and i dont know where i am", "she has been missing since last night",
		"baby wont wake up", "my little brother is not breathing", "mum left us on our own since friday", "im locked in a house and cant get out",
		"they have got my passport and wont let me leave", "they make me sell drugs in a trap house", "he says he will send my nudes to everyone",
		"she has been cutting herself really deep and wont stop bleeding",
	} {
		if got := Read(text); got.Risk != Immediate {
			t.Errorf("%q is read as %s, want immediate", text, got.Risk)
		}
	}
	for _, text := range []string{
		"my carer hits me", "staff slapped me", "mums boyfriend batters her", "i cut myself sometimes", "he puts his hands on me",
		"i dont feel safe here", "someone in the house keeps hurting me. dont know wot to do", "no food in the house again", "im scared of him",
		"these older guys want me to hold stuff for them. i owe them money", "i got restrained again", "they want to take me abroad to marry someone",
		"hes my older boyfriend hes 25 and buys me stuff", "been sofa surfing for weeks", "she locks the kitchen and i go to bed hungry",
		"foster dad comes in when im getting changed", "i keep having flashbacks and nightmares", "no one would care if i was gone",
		"i dont feel safe here at night. pls dont tell them i txted", "i cant do this anymore. i dont want to be here",
	} {
		if got := Read(text); got.Risk == None {
			t.Errorf("%q raises nothing", text)
		}
	}
}

func TestDeniedDangerIsStillReadByAPerson(t *testing.T) {
	t.Parallel()
	if got := byRules("im not going to kill myself if thats what you think"); got.Risk != Concern {
		t.Errorf("a denied immediate danger is read as %s, want concern", got.Risk)
	}
}

func TestWhoDidItDecidesTheTier(t *testing.T) {
	t.Parallel()
	for text, tier := range map[string]string{
		"my key worker slapped me":                 "R3",
		"foster mum calls me fat and useless":      "R3",
		"a lad in my class bullies me":             "R2",
		"i want to die":                            "R1",
		"they r moving me friday and no1 asked me": "planned_change",
		"my sw never rings back":                   "none",
	} {
		if got := Read(text); got.Tier != tier {
			t.Errorf("%q: tier %s, want %s (%v)", text, got.Tier, tier, got.Because)
		}
	}
}
