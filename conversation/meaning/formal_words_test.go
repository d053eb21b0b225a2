package meaning

import "testing"

func TestTheFormalWayIsAskedForInPlainWords(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"no want to make it a proper complaint": "formal", "i want to put in a proper complaint": "formal", "can u make it a real complaint": "formal", "can i complain formally": "formal",
		"i want my complaint to be official": "formal", "go formal": "formal", "do it the proper way": "formal", "i want a proper complaint": "formal", "i want it formal": "formal",
		"turn it into a proper complaint": "formal", "how do i complain formally": "formal", "can we go formal now": "formal",
		"the teacher was very formal with me": "", "he made an official complaint about me": "", "its not a real complaint i just want a chat": "", "do i have to make a proper complaint": "not_formal",
		"i dont want to make a proper complaint": "not_formal", "they said my complaint was not official": "", "i want a proper bed": "",
	} {
		if got := In("en").Read(text).Wants; got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string]string{
		"i want stage 1": "formal", "i want to go to stage 1": "formal", "i want it investigated": "formal", "stage 2 please": "formal",
		"its one stage better": "yes", "they said they investigated it": "", "no": "no",
	} {
		if got := In("en").Answer("sorted", text).Value; got != want && want != "" {
			t.Errorf("sorted, %q: %q, want %q", text, got, want)
		}
	}
}
