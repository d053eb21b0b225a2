package meaning

import "strings"

// opening is the language in which a message greets or calls for help and says nothing more. So few words
// would not tell it otherwise; nobody who writes English opens with these. "Hello dzien dobry" is no more than that.
func (t *tongues) opening(words []string) (n int, ok bool) {
	const most = 5 // words
	for len(words) > 0 && polite(words[0]) {
		words = words[1:]
	}
	for len(words) > 0 && polite(words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	if len(words) == 0 || len(words) > most {
		return 0, false
	}
	n, ok = t.opens[plain(strings.Join(words, " "))]
	return n, ok
}

// polite: a word of English that people of any language begin or end with.
func polite(word string) bool {
	switch word {
	case "hello", "hi", "hey", "please", "pls", "plz", "sir", "madam", "miss":
		return true
	}
	return false
}
