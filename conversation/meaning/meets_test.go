package meaning

import "testing"

// A few words that name somewhere say that somebody may come, as ordinary people name where they go.
func TestOrdinaryPlacesAreSomewhereToMeet(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"here at the academy", "jobcentre, im there every tuesday", "by video call", "over a video call", "wherever suits you", "wherever is easiest", "ours, there is parking on the drive", "after school club", "the home she lives at",
		"the job centre", "the civic centre", "town hall", "my house my mum said its ok", "burger king", "the cinema", "in morrisons cafe", "sports centre", "community centre", "at the mosque", "in aldi car park", "ours", "round ours", "come to ours",
		"at contact", "at his contact", "the foyer", "sixth form", "town somewhere", "somewhere in town", "the youth centre",
	} {
		if !Default().Meets(text) {
			t.Errorf("%q names nowhere", text)
		}
	}
	for _, text := range []string{
		"not at the academy", "i dont want to go to the jobcentre", "its not ours", "wherever you like it wont help", "no contact", "contact was cancelled", "he was at contact", "its none of yours", "i got moved to town", "their problem not ours",
	} {
		if Default().Meets(text) {
			t.Errorf("%q names somewhere", text)
		}
	}
}
