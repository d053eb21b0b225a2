package console

import "strings"

// languages are those that are recognised, by their English names.
var languages = map[string]string{
	"am": "Amharic", "ar": "Arabic", "bn": "Bengali", "ckb": "Kurdish Sorani", "cy": "Welsh", "en": "English",
	"fa": "Farsi or Dari", "fr": "French", "pa": "Punjabi", "pl": "Polish", "ps": "Pashto", "ro": "Romanian",
	"so": "Somali", "sq": "Albanian", "ti": "Tigrinya", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese",
}

// language is a language's English name. One that has none here is shown by its code.
func language(code string) string {
	if name, ok := languages[code]; ok {
		return name
	}
	return strings.ToUpper(code)
}
