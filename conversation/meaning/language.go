package meaning

import "unicode"

// scripts tells a language by the script it is written in, where a script is written by one
// language more than by others. Letters that only one of several languages uses come in marks.
var scripts = []struct {
	table    *unicode.RangeTable
	language string
}{
	{unicode.Arabic, "ar"}, {unicode.Cyrillic, "uk"}, {unicode.Ethiopic, "am"}, {unicode.Bengali, "bn"},
	{unicode.Gurmukhi, "pa"}, {unicode.Devanagari, "hi"}, {unicode.Gujarati, "gu"}, {unicode.Tamil, "ta"},
	{unicode.Han, "zh"}, {unicode.Greek, "el"}, {unicode.Hebrew, "he"}, {unicode.Hangul, "ko"},
	{unicode.Hiragana, "ja"}, {unicode.Katakana, "ja"}, {unicode.Thai, "th"}, {unicode.Sinhala, "si"},
	{unicode.Georgian, "ka"}, {unicode.Armenian, "hy"}, {unicode.Khmer, "km"}, {unicode.Myanmar, "my"},
}

// marks are letters that tell one language from another in the same script.
var marks = map[rune]string{
	'ټ': "ps", 'ډ': "ps", 'ړ': "ps", 'ږ': "ps", 'ښ': "ps", 'ګ': "ps", 'ڼ': "ps", 'ې': "ps", 'ۍ': "ps",
	'ٹ': "ur", 'ڈ': "ur", 'ڑ': "ur", 'ں': "ur", 'ے': "ur", 'ہ': "ur", 'ھ': "ur",
	'ێ': "ckb", 'ۆ': "ckb", 'ڕ': "ckb", 'ڵ': "ckb", 'ە': "ckb",
	'پ': "fa", 'چ': "fa", 'ژ': "fa", 'گ': "fa", 'ک': "fa", 'ی': "fa",
	'ы': "ru", 'э': "ru", 'ъ': "ru", 'ё': "ru",
	'ድ': "ti", 'ኣ': "ti", 'ዶ': "ti", 'ኹ': "ti", 'ኽ': "ti", 'ዩ': "ti", 'ቐ': "ti", 'ሓ': "ti",
}

// language tells the language of a message: by its script, else by words that only one language
// uses (rules/language.txt). Where nothing tells, it is English: a wrong guess would send words
// that the person cannot read, and English is what the service speaks.
func (m message) language() string {
	counts := map[string]int{}
	latin, other := 0, 0
	for _, r := range m.text {
		switch {
		case r < 0x250 || unicode.Is(unicode.Latin, r):
			if unicode.IsLetter(r) {
				latin++
			}
		case unicode.IsLetter(r):
			other++
			for _, s := range scripts {
				if unicode.Is(s.table, r) {
					counts[s.language]++
					break
				}
			}
		}
	}
	if other > latin {
		return byScript(m.text, counts)
	}
	votes := map[string]int{}
	english := 0
	for _, w := range m.words {
		for _, l := range m.reader.tongues[w.text] {
			if l == "en" {
				english++
			} else {
				votes[l]++
			}
		}
	}
	best, most := "en", max(1, english)
	for _, l := range m.reader.latin {
		if votes[l] > most {
			best, most = l, votes[l]
		}
	}
	return best
}

func byScript(text string, counts map[string]int) string {
	best, most := "en", 0
	for _, s := range scripts {
		if counts[s.language] > most {
			best, most = s.language, counts[s.language]
		}
	}
	told := map[string]int{}
	for _, r := range text {
		if l, ok := marks[r]; ok {
			told[l]++
		}
	}
	// Pashto, Urdu and Sorani use the Persian letters too, so theirs are asked first.
	for _, l := range []string{"ckb", "ps", "ur", "fa", "ru", "ti"} {
		if told[l] > 0 {
			return l
		}
	}
	return best
}
