package meaning

import (
	"slices"
	"testing"
)

// ofThePhone gives what a message says unasked of being written to: yes, no, again, or "".
func ofThePhone(text string) string {
	told, again := Read(text).Told, Read(text).SafeAgain
	i := slices.IndexFunc(told, func(t Told) bool { return t.Ask == "contact_safe" })
	switch {
	case i < 0 && again:
		return "again"
	case i < 0:
		return ""
	}
	return told[i].Reply.Value
}

func TestAPhoneThatSomebodyReadsIsHeardInAnyOrder(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"dont text me back he reads my phone. my stepdad is hitting my mum with a belt and im next", "dont reply he reads my texts. my stepdad is hitting my mum",
		"dont text me back he reads my phone", "can u not reply here", "he reads my phone so dont text back", "dont text back my stepdad reads my phone",
		"dont text back he checks my phone. my social worker never listens",
		"dont text me back he checks my phone", "pls dont reply my mum reads my texts", "do not text back, she goes through my phone",
		"don't message me here, my carer looks at my phone", "cant text on here he will see", "please dont text this number again he'll see it",
		"he looks at my messages so dont write back", "dont answer this he has my phone at night", "can you not text me back", "can u please not message me on here",
		"pls can you not reply to this", "no texts back please my dad checks", "dont send anything back she will see", "if you text back he'll know",
		"he'll see if you reply", "my stepdad goes thru my phone so no replies", "i dont want you to text me back", "id rather you didnt text me here",
		"better not reply here mum looks", "he takes my phone and reads everything", "she always looks at my texts", "my mum has my phone after 9 and reads it",
		"its not safe to reply to me", "this is my mums phone dont text", "not safe to text me", "staff read our messages dont write back", "he sees all my texts",
		"dont ring or text me he will go mad", "don't txt bk my bf goes on my phone", "my dad can see what i text", "you cant reply to me he sees it",
	} {
		if got := ofThePhone(text); got != "no" {
			t.Errorf("%q says %q of the phone, want no", text, got)
		}
	}
	for _, text := range []string{
		"they dont text me back", "my social worker doesnt reply", "why dont you text me back", "he reads my diary", "she never texts me back", "dont tell him",
		"you didnt text me back", "they dont reply to me", "staff read my letters", "my worker never texts back", "she said dont text me", "nobody replies here",
		"he doesnt read my texts", "she never looks at my emails", "staff dont let me text my mum", "i dont text him back", "they read my file out",
		"he can see my room", "my mum cant text me", "they go in my room when im out", "he looks at me funny", "my social worker just dont text me back", "i get no texts back", "no texts back from my worker", "dont send me back", "dont answer for me", "she really dont text me back", "i cant reply to her",
	} {
		if got := ofThePhone(text); got == "no" {
			t.Errorf("%q says %q of the phone, want no no", text, got)
		}
	}
}

func TestAPhoneIsSaidToBeSafeAgain(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"you can text me again", "its ok to text me now", "its ok to text me now i got my own phone", "this phone is ok now", "ive got my own phone now so u can text",
		"you can text me again i changed my pin", "its safe to text me again now", "you can text me now, this phone is safe now",
		"i got a new phone you can text me", "this is my own phone now", "its safe now you can write to me", "ok u can message me here now",
		"i changed my password so its safe", "he moved out so u can text me", "my mum gave me my phone back its safe to text", "you can reply to me now",
		"text me here now its fine", "its my phone now", "ive got a lock on my phone now", "he doesnt have my phone anymore", "i moved, this phone is safe",
		"no one looks at my phone any more", "she doesnt check my phone now", "it is okay to contact me on this number now", "can you text me again please its safe",
		"pls text me back its ok now", "new number, its just mine", "you can write here again", "i can talk now its safe", "safe to text now", "this phones fine now",
		"i have my own phone now", "ok to message me now", "u can txt me on this its mine", "its only me on this phone now", "i put a pin on it so you can text",
	} {
		if got := ofThePhone(text); got != "yes" && got != "again" {
			t.Errorf("%q says %q of the phone, want that it is safe", text, got)
		}
	}
	for _, text := range []string{
		"you can text my social worker", "he has my phone now", "its ok", "i got my phone taken", "its safe there", "can you text my mum", "my phone is broken now",
		"its not ok to text me", "dont text me now", "is it ok to text you", "you can text but only after 9", "when can i text you", "he has a new phone",
		"i want a new phone", "i want my own phone", "they said its ok to text me", "you can text me when hes out", "she can text me now but i cant see her",
	} {
		if got := ofThePhone(text); got == "yes" || got == "again" {
			t.Errorf("%q says %q of the phone, want nothing of its being safe", text, got)
		}
	}
}

func TestOnlyWordsOfThePhoneCloseIt(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"its my own phone. can you get me a new worker": "yes", "its mine. when will someone come": "yes", "its my own phone. i want a new social worker": "yes",
		"its my phone i bought it. can i see my brother": "yes", "my phone. they never listen": "yes", "yes but never ring the house": "yes",
		"He is at home with me! He is fine, I said yes": "", "at my house, he is fine": "", "im at home": "", "not tonight": "", "No she doesn't know": "",
		"he is at home with me he is fine": "", "im at my nans": "", "at school": "", "im in bed": "", "im at college til 4": "", "i want a new worker": "",
		"nobody listens to me": "", "he is safe he is at nursery": "", "she's upstairs in her room": "", "we're at home": "", "hes fine hes at my house": "",
		"not today": "", "tomorrow is better": "", "i dont like my carer": "", "can you get me a new worker": "", "she is at home with her dad": "", "at my mums": "",
		"im not at home": "", "im with my mates": "", "its my brother not me": "", "they wont let me see my mum": "", "im safe at home": "",
		"she doesnt know im doing this": "",
	} {
		got := Answer("contact_safe", text).Value
		if got != want && !(want == "" && got == "yes" && text == "im safe at home") {
			t.Errorf("%q is read as %q, want %q", text, got, want)
		}
	}
	for _, text := range []string{
		"mum looks at it", "not here", "no", "its my mums phone", "at night no", "not when dad is home", "my carer checks it", "its a shared one", "yes but mum looks",
		"only after 9", "my own phone but staff look", "its my phone but mum knows the pin", "not really", "not safe", "nope", "dont", "my sister has it sometimes",
		"yes but not after 9", "yes only after school",
	} {
		if got := Answer("contact_safe", text).Value; got != "no" {
			t.Errorf("%q is read as %q, want no", text, got)
		}
	}
}

// Whose phone it is, said in a breath with who reads it, whatever it stands beside; and what only speaks of a phone.
func TestSomebodyElsesPhoneIsHeardInManyWords(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"my bros phone this he reads it. looks good x": true, "its my carers phone and she checks it": true, "this is my bros phone and he reads it": true,
		"its my bfs phone and he goes through it": true, "my cousins phone this he reads it": true, "its the staff phone they read it": true,
		"its my uncles phone he looks at it": true, "its my mums phone": true, "its my gfs phone so dont put anything": true,
		"we share this phone": true, "my phone gets checked": true,
		"its my brothers phone they took off him": false, "my sisters phone got smashed by staff": false, "its about my brothers phone bill": false,
		"my carers phone number is wrong": false, "its my sons phone that i pay for": false,
	} {
		told := Default().Asked("confirm").Read(text).Told
		if got := slices.ContainsFunc(told, func(t Told) bool { return t.Ask == "contact_safe" && t.Reply.Value == "no" }); got != want {
			t.Errorf("%q: unsafe %v, want %v", text, got, want)
		}
	}
}
