package meaning

import (
	"strings"
	"unicode/utf8"
)

// People type without accents, or with some of them, and write one Arabic letter with whichever key
// their phone has. So words are compared in one plain form: each letter of a row below is read as
// the row's first.
const sameLetters = `
aàáâãäåāăąǎạảấầẩẫậắằẳẵặ
cçćčċ
dđďð
eèéêëēęěėẹẻẽếềểễệ
gğģ
hħ
iìíîïīįıỉĩị
kķ
lłļľ
nñńņň
oòóôõöøōőơọỏốồổỗộớờởỡợ
rŕřṛ
sśşșšṣ
tţțťṭ
uùúûüūůűųưụủũứừửữự
wŵẁẃẅ
yýÿŷỳỵỷỹ
zźżžẓ
اأإآٱ
یيىې
کك
هةہھەۀۂ
وۇ
`

var plainLetters = func() map[rune]rune {
	same := map[rune]rune{}
	for row := range strings.FieldsSeq(sameLetters) {
		first, size := utf8.DecodeRuneInString(row)
		for _, r := range row[size:] {
			same[r] = first
		}
	}
	return same
}()

// Plain is a word as words are compared: in small letters, without accents.
func Plain(word string) string { return plain(strings.ToLower(word)) }

// plain is a word in small letters as words are compared: without accents, vowel signs of Arabic and
// drawn-out strokes.
func plain(word string) string {
	if isASCII(word) {
		return word
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 0x300 && r <= 0x36F, r >= 0x64B && r <= 0x65F, r == 0x670, r == 0x640:
			return -1
		}
		if p, ok := plainLetters[r]; ok {
			return p
		}
		return r
	}, word)
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
