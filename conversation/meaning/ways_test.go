package meaning

import "testing"

func TestANumberAndAnAddressAreFound(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]Ways{
		"ring me on 07700 900123":                          {Phone: true, Only: true},
		"my number is 07700900123 now":                     {Phone: true, Only: true},
		"my number there is 07700 900123":                  {Phone: true, Only: true},
		"tracey 07700 900123":                              {Phone: true},
		"+44 7700 900 123":                                 {Phone: true, Only: true},
		"you can get me on my nans phone (07700) 900-123":  {Phone: true, Only: true},
		"my email is x@example.org":                        {Email: true, Only: true},
		"Best to e-mail me: sue.b@example.org.uk, please.": {Email: true, Only: true},
		"at my nans, 07700 900123, they took my phone":     {Phone: true},
		"she rang 07700900123 and nobody answered":         {Phone: true},
		"i rang childline 0800 1111":                       {},
		"it was on 03/05/2026 at 4.30":                     {},
		"she is 14 and it is 3 weeks and 25 days":          {},
		"im @home":              {},
		"the ref is 1234567890": {},
		"":                      {},
	} {
		if got := Default().Ways(text); got != want {
			t.Errorf("%q: %+v, want %+v", text, got, want)
		}
	}
}

func TestToBePhonedIsAskedForInManyWords(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"can someone phone me, i cant read good", "can u ring me instead", "please ring me", "ring me", "call me back please", "could somebody give me a ring",
		"id rather talk on the phone", "i would rather you rang me", "can i speak to you on the phone", "ring me on 07700 900123", "Would someone please telephone me.", "i want a phone call",
	} {
		if got := Read(text).Wants; got != "call" {
			t.Errorf("%q wants %q", text, got)
		}
	}
	for _, text := range []string{
		"call me kai", "they never ring me", "my sw said she would ring me", "she wont call me back", "can you phone my nan", "i cant phone my mum", "they took my phone", "he calls me names",
		"dont ring me", "please dont phone me", "im not allowed to talk on the phone to my mum",
	} {
		if got := Read(text).Wants; got == "call" {
			t.Errorf("%q is taken for a wish to be phoned", text)
		}
	}
}
