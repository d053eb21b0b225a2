package meaning

import "testing"

func TestAnyNameWillDo(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Ty": "Ty", "Will": "Will", "im Will btw": "Will", "Mr X": "Mr X", "Mrs K": "Mrs K", "Dev. thats short for devon lol": "Dev", "Ali its short for alison": "Ali",
		"call me your majesty": "Your Majesty", "call me the boss": "The Boss", "Happy": "Happy", "May": "May", "Captain": "Captain", "Tom (16)": "Tom",
		"call me later": "", "call me tomorrow after school": "", "why": "", "dunno": "", "Fine": "", "no thanks": "", "his mate": "", "fuck off": "",
	} {
		if got := Answer("name", text).Value; got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestWhatIsBidIsAWish(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"let me go": "text", "let me ring my brother": "text", "tell her to stop": "text", "tell me before not after": "text", "say sorry and get me a diary with a lock": "text",
		"let us go swimming": "text", "tell the truth": "text", "do your job": "text", "answer the phone when i ring": "text", "just let me see my little brother": "text",
		"let me think about it": "", "ill tell you later im in class": "", "let you know soon": "", "give me a sec": "", "fuck off": "", "nah leave it": "unsure",
	} {
		if got := Answer("wanted_outcome", text).Value; got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
