package conversation

import (
	"testing"
	"time"

	"sayso/conversation/meaning"
)

// safeOnceMore brings a message to a phone that was called safe, and tells what the phone is taken for then.
func safeOnceMore(t *testing.T, words string, after bool) string {
	t.Helper()
	p := askedFor(t, AskWanted)
	if after {
		p = withAVisit(t, "yes")
	}
	if p.goesElsewhere(words) {
		return "elsewhere"
	}
	p.happens(time.Minute, text(words))
	return p.s.Contact(SMS).SafeToReply
}

// TestWhoSaysThatAnotherWroteBeforeIsAskedAnewIfThePhoneIsSafe: one of the two is not the one who was asked.
func TestWhoSaysThatAnotherWroteBeforeIsAskedAnewIfThePhoneIsSafe(t *testing.T) {
	t.Parallel()
	for _, after := range []bool{false, true} {
		for _, words := range []string{
			"my little brother sent that", "it was a joke my mate had my phone", "my gf wrote that", "my mate sent that lol", "sorry my cousin had my phone", "my friend texted that not me",
			"it was just my sister messing about on my phone", "somebody else sent that", "someone else had my phone", "i never sent that", "that wasnt me", "my ex wrote those messages",
			"sorry that was my little boy playing with my phone", "ignore that he was messing about", "delete that she was lying", "that was my kid mucking about, he got my phone",
		} {
			if got := safeOnceMore(t, words, after); got == Yes {
				t.Errorf("%q: the phone is still called safe (after hand-over: %v)", words, after)
			}
		}
		for _, words := range []string{
			"sorry that was my kid mucking about with my phone", "this is my phone and my daughter has been using it", "my son has been texting you from my phone", "I am the parent of the child who texted you",
			"please refer all messages to me his mother", "its not him its his brother", "this isnt kai", "no this isnt kai", "im not kai", "hi its jade from school kai gave me his phone",
			"im the mother of the girl who wrote to you", "ring me instead not him im his dad", "contact me directly i am her mother",
		} {
			if got := safeOnceMore(t, words, after); got != "elsewhere" {
				t.Errorf("%q is taken in as the same person's, the phone is %s (after hand-over: %v)", words, got, after)
			}
		}
		for _, words := range []string{
			"my brother sent me that", "my friend said that too", "she sent that letter to my nan", "my mate lives there", "i never got that letter", "my brother wrote that letter to the judge",
			"my sister has got my old room", "i want my phone back", "they took my phone", "my cousin had my room", "that wasnt fair on me", "it wasnt me who broke it", "my friend had the same worker",
			"i didnt do that", "she never sent it", "i sent that letter to them", "someone else got my bike", "he was just messing about but it hurt", "ignore the typo", "this isnt fair", "this isnt home",
			"its not him its the other worker", "im not happy", "my nan gave me a phone", "my phone broke",
		} {
			if got := safeOnceMore(t, words, after); got != Yes {
				t.Errorf("%q: the phone is %s (after hand-over: %v)", words, got, after)
			}
		}
	}
	if meaning.Read("he said my mate sent that").Returns == meaning.Denied {
		t.Error("what is told in somebody's words denies nothing")
	}
}

func TestWhoGivesAnotherNameIsAskedAnewIfThePhoneIsSafe(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]string{ // it was Tash who wrote
		"Dave here": Unknown, "hi its dave": Unknown, "its Dave here": Unknown, "this is dave speaking": Unknown,
		"hi its tash": Yes, "its Tash here": Yes, "tash here any news": Yes, "hi": Yes, "dave is still here": Yes, "dave never came": Yes,
	} {
		if got := safeOnceMore(t, words, true); got != want {
			t.Errorf("%q: the phone is %s, want %s", words, got, want)
		}
	}
}
