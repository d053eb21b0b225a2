package meaning

import "testing"

func TestWhoCannotMakeACall(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"i cant call 999 im deaf": true, "im deaf and hes got a knife": true, "i am profoundly deaf": true, "im hard of hearing i cant use the phone": true, "deaf so cant ring": true,
		"i cant ring anyone cos im deaf": true, "I'm Deaf, I use BSL": true, "i cant hear on the phone": true, "im mute": true, "i only sign": true, "i have a really bad stammer i cant talk to 999": true,
		"im nonverbal": true, "i cant hear you on the phone, please text": true, "im hearing impaired": true,

		"my mum is deaf she cant call": false, "hes deaf to anything i say": false, "i cant call he will hear me": false, "i cant talk hes here": false, "my phone is on mute": false, "they turn a deaf ear": false,
		"i cant speak to my sister": false, "he signs me out of school": false, "im dead": false, "i didnt hear back from them": false, "i dont hear from my social worker": false, "my sister is deaf and im not": false,
		"he signed the form": false, "i have no credit to call": false,
	} {
		if got := In("en").CannotCall(text); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

func TestWhoAsksForAPromiseNotToTell(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"can you promise not to tell her that i told you": true, "promise me you wont tell him": true, "will you promise you wont say it was me": true, "can you promise my son wont find out": true,
		"do you promise you wont tell her i rang": true, "promise you will never tell her": true, "can you promise me she wont know it was me": true, "please promise not to say anything to mum": true,

		"he promised not to tell anyone": false, "she promised me she would come": false, "my pa promised me a laptop": false, "they promise things and never do them": false,
		"i promised not to say": false, "they promised they wont move me": false,
	} {
		if got := In("en").Read(text).Wants == "not_tell"; got != want {
			t.Errorf("%q: wants %q", text, In("en").Read(text).Wants)
		}
	}
}
