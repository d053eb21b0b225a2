package meaning

import "testing"

// What a second reviewer typed, in the voices of ten invented people, and what only looks like it.
func TestDangerInOtherWords(t *testing.T) {
	t.Parallel()
	for want, texts := range map[Risk][]string{
		Immediate: {
			"my ex's new fella has got my lad by the throat on facetime just now", "im 8 and im on my own an theres smoke in the kichen", "the other lads here have got a blade and there waitin outside my room",
			"im hiding in the airing cubord dont ring just txt", "she says he's broken the phone charger and won't let her out of the room", "my granddaughter sent me a photo of the tablets and then went quiet",
			"got my dressing gown cord ready. goodnight", "there is smoke coming under the door and im on my own", "they are outside my room with a knife", "hes got the baby by the neck", "they said if i dont carry it they will cut my brother", "she has hidden a spoon in her knickers for the airport",
		},
		Concern: {
			"he bought me trainers an a vape hes 26 but hes just my mate", "sumtimes i think evry1 would be better off", "my foster dad calls me a dirty little tramp every day", "i get locked in my room from 6 oclock til morning and there is a bucket",
			"my mums boyfriend smashed the telly and mums arm is in a cast now", "been sick after my tea every day for a month on purpose", "my sister is 13 and her boyfriend is 19 and got his own flat",
			"i have to do all the cookin an put the babys to bed mum is always asleep", "they shout so loud at my brother he wets himself", "i cut last nite just a bit", "i been washing money for these boys in my bank they said i get 50 quid",
			"bez grabbed me", "mr obrien grabbed me", "star hit me", "pip hits me", "dav slapped me", "theres no one at home when i get in til like 11 and im 9", "my carer drinks wine from a mug all day then does the school run", "they weigh my food and if i eat extra i have to run laps", "hes 31 and says im mature for 14",
			"a looked after child drew a picture of a man with no clothes", "she came back with her hair all cut and wont say why", "she has barricaded the door with the wardrobe", "he comes in my room when im changing", "he says im so sexy", "she walks in my room when i am getting changed", "i dont think il be at school tomoro or ever", "tonite they said bring a change of cloths",
		},
		None: {
			"the ball hit me", "my coach says im fit", "mum says im mature for my age", "if i dont do my homework mum will kill me", "she cut my hair too short", "the baby wont stop crying teething again", "we have a spoon in the drawer", "nobody is at home til 5 so come at 6", "it hit me", "nobody hit me", "this song hits me", "im on my own at home and the dinner is burnt lol", "we have to do all the cooking at food tech", "my nan bought me trainers im 13", "my mums arm is better now",
			"lost my dressing gown belt", "she sent me a photo of her cat", "she called me a muppet", "i locked my room", "bring a change of clothes for swimming", "my sister is 13 and her boyfriend is 13", "the team would be better off with a new striker", "we would be better off on the bus",
			"got money for these trainers from nan", "he smashed the fifa final", "mum is always asleep by 9", "my brother locked his bike", "i cut last weeks hair",
		},
	} {
		for _, text := range texts {
			if got := byRules(text).Risk; got != want && !(want == Concern && got == Immediate) {
				t.Errorf("%q is read as %s, want %s", text, got, want)
			}
		}
	}
}
