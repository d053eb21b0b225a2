package meaning

import (
	"testing"
	"unicode/utf8"
)

// TestDisguisedDangerIsHeard: words that are hidden from filters, and fancy letters.
func TestDisguisedDangerIsHeard(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"i want to k1ll myself", "i want to k!ll myself", "im gonna k*ll myself", "K*LL MYSELF!!", "im su1cidal", "suic!dal thoughts every night", "he r4ped me", "he r*ped me", "he r@ped me",
		"s3lf h4rm", "i do self h@rm", "he b3ats me up", "he h1t me", "i want to d1e", "i want to d*e", "he s3xually assaulted me", "ｈｅ ｈｉｔ ｍｅ", "𝐢 𝐰𝐚𝐧𝐭 𝐭𝐨 𝐝𝐢𝐞", "𝕚 𝕨𝕒𝕟𝕥 𝕥𝕠 𝕕𝕚𝕖", "ⓗⓔ ⓗⓘⓣ ⓜⓔ", "🅷🅴 🅷🅸🆃 🅼🅴", "ʜᴇ ʜɪᴛ ᴍᴇ", "𝒽𝑒 𝒽𝒾𝓉 𝓂𝑒",
		"killmyself", "i just wanttodie", "iwanttodie", "wannadie", "i wnna die", "sewerslide", "thinking about sewerslide", "im gonna unalive myself", "he SA'd me", "i got SA'd", "he graped me when i was 12", "endmylife",
	} {
		if got := In("en").Read(text).Risk; got == None {
			t.Errorf("%q: no risk", text)
		}
	}
	for _, text := range []string{
		"i got 4 A*s", "he is 14", "my worker is rubbish!!!", "f*** this", "this is sh*t", "call me on 07700900123", "b4 5", "its £3.50", "email me at a@b.com", "i scored 5*", "C4 said no", "i like grapes", "thats sad", "it made me sad",
		"she ate the grapes", "d1 or d2", "i live at 4 dye street",
	} {
		if got := In("en").Read(text).Risk; got != None {
			t.Errorf("%q: %s", text, got)
		}
	}
	for _, text := range []string{"𝐢 k*ll \xff \x00 ⓐ", "r*pe", "", "*", "ʜ\xc3"} {
		if got := readable(text); utf8.RuneCountInString(got) != utf8.RuneCountInString(text) {
			t.Errorf("%q has another length: %q", text, got)
		}
	}
	if words := In("en").Read("my social worker never rings 𝐦𝐞 back and he h1t me").Issues; len(words) == 0 || words[0].Start != 0 {
		t.Errorf("the words as sent: %+v", words)
	}
}
