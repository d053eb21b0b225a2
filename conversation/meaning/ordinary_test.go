package meaning

import "testing"

// What is ordinary calls nobody, however like danger it sounds to what was learned; what stands beside it still does.
func TestWhatIsOrdinaryCallsNobody(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"hes got my phone at night", "hes got my phone", "hes took my phone off me", "hes got my bike and wont give it back", "she has my phone when im at school", "my foster dad has my phone til morning",
		"he keeps my phone in his room overnight", "he takes my phone at 9 every night", "my sw hasnt rang me in 6 weeks an wen she does she says shes busy",
		"my sw hasnt been to see me an she says shes off sick", "she hasnt rang me back in weeks", "he never rings when he says he will", "i feel left out", "he asked me out!!!",
		"they take our phones off us at 9", "cut my hair myself dont laugh", "i dont want to go to that school",
	} {
		if got := Read(text); got.Risk != None {
			t.Errorf("%q is read as %s (%v)", text, got.Risk, got.Because)
		}
	}
	for _, text := range []string{
		"promise me he wont find out it was me", "promise he wont find out i told u", "he wont find out will he", "swear down he wont find out", "promise dad wont know it was me", "promise he wont know its me",
		"mum says theyre moving me tomorrow morning and nobody asked me", "theyre moving my brother on friday and i wont see him", "got to pack my stuff tonight moving placement tomorrow", "my sister says they are moving us on monday and no one told us why",
		"im not suicidal just fed up", "im not going to hurt myself", "i wouldnt hurt myself", "just found out im being moved tomorrow", "she told me they are moving me next week and i cant say bye to my mates", "my grandson is being moved on friday and nobody told us",
	} {
		if got := Read(text); got.Risk == Immediate {
			t.Errorf("%q calls somebody", text)
		}
	}
	for _, text := range []string{
		"hes got my phone and hes locked me in", "he took my phone and hes got his hands round mums neck", "promise me he wont find out, he comes in my bed at night", "hes got my phone im on my sisters ipad he wont let us out the house",
		"im not suicidal but ive took all my tablets", "im not going to hurt myself im going to jump off the bridge", "theyre moving me tomorrow and ive got all my tablets here", "im being moved on friday and im going to kill myself before then", "they are moving me tomorrow back to my dad and he is going to kill me",
		"theyre moving me to another flat tonight with the older lads and they wont let me go home", "my sw hasnt rang me and i took all my tablets", "promise he wont know its me, he said he will kill me tonight and hes downstairs",
	} {
		if got := Read(text); got.Risk != Immediate {
			t.Errorf("%q is read as %s", text, got.Risk)
		}
	}
}
