package meaning

import "testing"

// Plain first-person words need no question; where "him" or "she" is of nobody who was named, it is asked
// who it is about, since a parent may write so.
func TestWhoItIsAboutIsPlainOnlyWhereItIs(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"my key worker took my xbox", "they moved me away from my sister", "i hate it here", "i hate it in this house and nobody listens", "my sw is useless she never rings me",
		"i cant stand living here", "they took me out of my school", "they put me in a different placement without telling me", "staff wont let me have my phone", "i got kicked out of my placement",
		"my foster carer shouts at me and she takes my money", "they wont let me see my brother", "my worker said hes leaving and didnt tell me", "they never asked me about moving",
		"she talks to me like im 5. my worker i mean", "my contact with my mum got cancelled", "they stopped my visits with my brother", "i just got told im moving 2moz n iv got a exam", "im being moved friday", "i need an advocate", "they cancelled my contact with dad and never told me",
	} {
		if r := Read(text); r.Speaker != Self || !r.SpeakerPlain {
			t.Errorf("%q: %s, plain %v", text, r.Speaker, r.SpeakerPlain)
		}
	}
	for _, text := range []string{
		"They changed my phone call with her to weekdays. she is at school then", "they wont let me see him", "my contact with him got moved and he hates it", "he hates it here and i cant sleep for worry",
		"they told me she was moving and took her away", "i hate it that he is there", "they moved my contact with her again", "they changed my visits and he cries after", "they moved him and never told me",
		"Zofias not allowed sleepovers at mine cos my mum needs checks", "Zofias not allowed sleepovers at mine cos they said my mum needs checks n then they never even did the checks", "my meeting about him got cancelled", "his carers wont let me see him and they moved my contact",
		// a parent has contact too
		"still waiting for my contact to be sorted, been since august", "my contact got cancelled again", "they cancelled my contact with no notice", "no one has told me when my contact is", "they stopped my visits and wont say why",
		"my contact has been cut to once a month", "my supervised contact is always moved", "they stopped contact again", "my contact time keeps changing",
	} {
		if r := Read(text); r.Speaker == Self && r.SpeakerPlain {
			t.Errorf("%q is plainly %s", text, r.Speaker)
		}
	}
}

// "nan to ..." is who writes only where a name follows: a child may want their nan to do something.
func TestAWishForTheirNanIsNotTheNansOwn(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"i want my nan to have me", "my nan to be told", "they wont let my nan to see me", "can you get my nan to come to the meeting"} {
		if r := Read(text); r.Speaker == Behalf && r.SpeakerPlain {
			t.Errorf("%q is plainly for another", text)
		}
	}
	for _, text := range []string{"Nan to Alfie and Grace, we never get a visit", "nan of two, they stopped my visits", "im nan to Kacper"} {
		if r := Read(text); r.Speaker != Behalf || !r.SpeakerPlain {
			t.Errorf("%q: %s, plain %v", text, r.Speaker, r.SpeakerPlain)
		}
	}
}
