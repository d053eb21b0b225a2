package learned

// Taken is a message taken apart for the model: what training sees is what reading sees.
type Taken struct {
	Words   []string // in their one spelling
	OfWords []Gram
	Letters []Gram
}

// Take takes a message apart.
func Take(text string, buckets uint32, alias map[uint32]uint32) Taken {
	words := split(text)
	t := Taken{Words: make([]string, len(words))}
	for i := range words {
		h := hash(offset, words[i].text)
		if a, ok := alias[h]; ok {
			h = a
		}
		words[i].key = h
		t.Words[i] = string(words[i].text)
	}
	t.OfWords, t.Letters = grams(words, buckets)
	return t
}
