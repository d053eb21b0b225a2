package meaning

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// People hide words from whoever filters them ("k!ll", "r*ped", "su1cidal"), and write in the fancy letters that
// keyboards offer. Both are read as what they stand for, letter for letter, so that every place in the message stays
// where it is.

// hidden are the words that are hidden so.
var hidden = strings.Fields(`kill kills killed killing suicide suicidal die died dying dead death rape raped raping rapes rapist
self sex sexual sexually porn nude nudes nudez naked cut cuts cutting harm harmed harming hit hits hitting beat beats beaten beating punch punched
abuse abused abuses abusing abuser assault assaulted molest molested grope groped groom groomed drugs drug weed coke knife stab stabbed gun
hang hanging hung strangle strangled choke choked overdose pills hurt hurts hurting slap slapped touch touched touches touching pedo paedo nonce`)

// stands are the signs that stand for letters; a star stands for any.
var stands = map[rune]string{'1': "il", '!': "i", '3': "e", '4': "a", '@': "a", '0': "o", '5': "s", '$': "s", '7': "t"}

// readable is a message with every disguised letter as it is meant. It has as many runes as the message.
func readable(text string) string {
	if isASCII(text) && !strings.ContainsAny(text, "*1!34@05$7'") {
		return text
	}
	runes := []rune(text)
	for i, r := range runes {
		if r >= utf8.RuneSelf {
			runes[i] = unstyled(r)
		}
	}
	for from := 0; from < len(runes); from++ {
		if !unicode.IsLetter(runes[from]) {
			continue
		}
		if assaulted(runes[from:]) {
			runes[from+2] = 'e' // spelling.txt knows "saed"
		}
		to, disguised := from, false
		for to < len(runes) && (unicode.IsLetter(runes[to]) || runes[to] == '*' || stands[runes[to]] != "") {
			disguised = disguised || !unicode.IsLetter(runes[to])
			to++
		}
		end := to
		for end > from && !unicode.IsLetter(runes[end-1]) && !unicode.IsDigit(runes[end-1]) {
			end-- // "die!!" shouts, and hides nothing
		}
		if disguised {
			reveal(runes[from:end])
		}
		from = to
	}
	return string(runes)
}

// reveal writes a hidden word in its own letters, if it is one: half of them at least must be there.
func reveal(typed []rune) {
	for _, word := range hidden {
		if len(word) != len(typed) {
			continue
		}
		same, fits := 0, true
		for i, r := range typed {
			letter := unicode.ToLower(r) == rune(word[i])
			if letter {
				same++
			}
			fits = fits && (letter || r == '*' || strings.ContainsRune(stands[r], rune(word[i])))
		}
		if fits && same < len(word) && 2*same >= len(word) {
			for i := range typed {
				typed[i] = rune(word[i])
			}
			return
		}
	}
}

// assaulted: "SA'd" begins here.
func assaulted(runes []rune) bool {
	return len(runes) > 3 && runes[0] == 'S' && runes[1] == 'A' && isApostrophe(runes[2]) && runes[3] == 'd' && (len(runes) == 4 || !unicode.IsLetter(runes[4]))
}

// unstyled is the plain letter or digit of one that keyboards draw wide, bold, in a circle or in a box.
func unstyled(r rune) rune {
	switch {
	case r >= 'Ａ' && r <= 'Ｚ', r >= 'ａ' && r <= 'ｚ', r >= '０' && r <= '９':
		return r - 0xFEE0
	case r >= 0x1D400 && r <= 0x1D6A3: // bold, italic, script, double-struck: twenty-six capitals, then the small letters
		if n := (r - 0x1D400) % 52; n < 26 {
			return 'A' + n
		} else {
			return 'a' + n - 26
		}
	case r >= 0x1D7CE && r <= 0x1D7FF:
		return '0' + (r-0x1D7CE)%10
	case r >= 'Ⓐ' && r <= 'Ⓩ':
		return 'a' + r - 'Ⓐ'
	case r >= 'ⓐ' && r <= 'ⓩ':
		return 'a' + r - 'ⓐ'
	case r >= 0x1F130 && r <= 0x1F149:
		return 'a' + r - 0x1F130
	case r >= 0x1F150 && r <= 0x1F169:
		return 'a' + r - 0x1F150
	case r >= 0x1F170 && r <= 0x1F189:
		return 'a' + r - 0x1F170
	}
	if at := strings.IndexRune(drawn, r); at >= 0 {
		return rune(drawnAs[utf8.RuneCountInString(drawn[:at])])
	}
	return r
}

// drawn are letters that stand elsewhere among the signs: script and double-struck letters that are missing from their
// rows, and small capitals.
const (
	drawn   = "ℎℯℊℴℂℍℕℙℚℝℤℬℰℱℋℐℒℳℛℜᴀʙᴄᴅᴇғɢʜɪᴊᴋʟᴍɴᴏᴘǫʀꜱᴛᴜᴠᴡʏᴢ"
	drawnAs = "hegochnpqrzbefhilmrrabcdefghijklmnopqrstuvwyz"
)
