package meaning

import "testing"

// What is said in a few plain words, and must not hang on how it sounds to the learned reader.
func TestDangerInAFewPlainWords(t *testing.T) {
	t.Parallel()
	for want, texts := range map[Risk][]string{
		Immediate: {
			"i got the tablets lined up", "my nan fell and isnt moving", "my friend is going to jump off the car park",
			"one of the lads just came at me with a knife", "he just swung at me with a bat", "one of the girls just threw boiling water at me", "he went for me with the scissors",
			"he had me by the neck up the wall last night cos i was late in", "he pinned me by the throat last night", "my carer had me up by the throat", "he put his hands round my neck",
			"i want too die", "i wanna dye", "i just wanto die", "mum is passed out on the floor", "dads passed out on the stairs", "my mate is passed out in the street", "my carer passed out on the bathroom floor",
		},
		Concern: {
			"my carers dog bit me and they didnt take me drs", "they didnt take me to hospital when i broke my arm", "i got bit by a dog", "he has not had a dentist in two years and he is in pain with his teeth",
			"mum says im a disgrace and should be dead", "i sent a pic and now he wants money", "im pregnant and scared", "i feel like doing something stupid", "i keep thinking about the bridge", "my carer locks the fridge", "the baby hasnt had a bottle all day", "my little sister is on her own with a stranger", "the taxi driver asks me for kisses", "my football coach gives me lifts and rubs my shoulders", "they strip searched me", "i got scalded in the bath", "no one came when i had a fit", "my peg feed was missed", "she comes back from contact stinking of weed", "he told his teacher he wants to be with the angels", "shes lost two stone since she moved", "he is being made to work in the carwash all night", "she has loads of cash and new trainers", "she sent me a goodbye text", "they lost my child on a trip",
			"someone set fire to the bins", "this man gave me a lift and wouldnt let me out", "hes followed me home", "my ex keeps turning up", "mums new man makes me uncomfortable", "i get pinched under the table", "they leave me at the bus stop in the dark", "they let strangers in the house at night", "i hate myself", "i want it to stop", "sorry for everything",
			"this girl in my class is being starved by her carers", "our Skye is not being fed right", "hes left in a dirty nappy all day", "she is kept in her room all day", "he was held down by 3 staff", "they sat on my brother", "my brother isnt eating", "my son hasnt had his insulin", "she begged not to go back", "she said she wants to end it", "can someone come now",
			"when i was 8 my uncle used to come in my room", "my step dad used to creep into my bed",
			"my foster dad came in my room again last night and i dont like it", "he comes in my room at night n i dont like it", "my foster brother came into my room last night", "the lodger comes in my room at night",
			"my sw said he would give me money for pics", "he gives me vapes for pics", "kev said hed give me money if i send him one", "he asked for a pic of me without my top", "she wants a photo of me with no top on",
			"ive got a blade", "i got a blade", "ive got a blade in my room", "she has hidden blades in her phone case", "i keep a blade under my pillow", "ive got a razor in my room", "she keeps a razor hidden under the bed",
			"they want to move me to leeds on friday to sell for them", "im being moved to a flat with men i dont know tomorrow", "he hitts me", "he htis me", "my dad hite me", "he bet me up", "i cutted my arm", "hlep me", "he toches me down ther", "please come get me", "can someone come and get me", "come and get me now please", "can u come get me", "pls come n get us", "a man followed me home", "some bloke followed her home", "they followed me all the way home",
			"my sister lacey gets hit at her carers", "i get hit here", "the kids get hit", "he gets slapped", "my nephew gets beaten", "my sister is getting hit", "gets shouted at and hit", "we all get smacked if we talk", "hes been getting hit", "im getting hit at my placement", "the little ones get a slap", "my mate gets battered at home", "gets pushed about by staff",
			"im locked out and its freezing", "she locked me out and its raining", "they left him outside in the dark", "been kicked out got nowhere to go", "mum chucked me out and ive got nowhere else to go", "ive got nowhere to go",
			"my mum is passed out on the sofa again", "dads blacked out drunk", "my baby brother is home alone", "the twins were left home alone", "the baby gets left on her own alone",
		},
		None: {
			"i feel like doing something fun", "my mate sent me a goodbye card when i moved", "im going to jump off the diving board", "my tablets come laid out in a dosette box", "ive got loads of cash saved from my job", "my file has been passed around from worker to worker", "i sent photos of the mould and nobody has asked for more", "she wants a kiss from her mum at bedtime", "coach rubbed my back when i was crying", "they lock the kitchen at 10 but we get snacks", "no one came when i was having my birthday", "im working in a nail bar and i love it", "we lost my coat on the trip", "my brother fell off his bike and hes fine", "always thinking about my mum", "thinking about training to be a nurse", "my back is burnt from the sun", "i get passed around different social workers", "my worker was asleep when i rang at midnight", "they wish i was more polite", "she is alone with her thoughts", "staff has me on the whatsapp group", "my key worker is on at 9", "carers are at work", "my social worker was on leave", "my son has had no contact on at the centre", "they searched my room", "they made me work in silence", "i wish id never moved",
			"i want this to end now, sort my placement", "they set fire alarms off", "sorry for everything taking so long", "he wouldnt let me go to football", "the questions make me feel uncomfortable",
			"im not fed up", "the placement wants to end it", "my allowance isnt being paid", "kept in the dark for weeks", "stuck in my room with no wifi", "i havent had my meds review",
			"dad came at me with a hug", "i had a scarf round my neck", "staff used to come in my room without knocking",
			"i wanna dye my hair", "she bet me a fiver", "i want to dye it blue", "got new blades for my skates", "the blades on the fan are dirty", "i need a razor for shaving", "got a new razor for my birthday", "the razor is in the bathroom", "nobody gave me my razor back", "have you seen blade runner",
			"can you come and get me from school on friday", "mum will come and get me at 3", "get me a drink now", "nan gave me money for photos", "he paid me for the videos game", "a photo of me in my new top", "my sw took a photo of me with my certificate",
			"a cat followed me home", "she follows me on insta", "locked out of my phone again", "left my coat outside and its raining", "kicked out of maths again", "nowhere to go swimming round here", "we have nowhere to go in half term",
			"he got hit by a car last year and the social worker never came", "i got hit by a ball in pe", "we got beaten 3-0", "we got beaten at football", "he got kicked out of school", "i got hit with a bill", "my shifts get hit by cuts", "were getting hit with delays", "i get punched in boxing", "we were hit hard by mum dying",
			"passed out of training", "i passed my test", "my sister is passed out on the sofa after the party lol", "watching home alone", "my baby brother is home", "my brother came in my room and took my charger", "mum came in my room last night to say goodnight", "staff come in my room without knocking",
		},
	} {
		for _, text := range texts {
			if got := byRules(text).Risk; got != want && !(want == Concern && got == Immediate) {
				t.Errorf("%q is read as %s, want %s", text, got, want)
			}
		}
	}
	for text, want := range map[string]bool{
		"my foster dad came in my room again last night and i dont like it": true, "my sw said he would give me money for pics": true, "my key worker asked for a pic of me without my top": true,
		"my uncle came in my room again last night": false, "my sw gave me money for clothes": false, "my carer gave me money for the photos": false, "my sw asked for a photo of me with my dog": false,
	} {
		if got := Read(text).Professional; got != want {
			t.Errorf("%q is of a professional: %v", text, got)
		}
	}
}
